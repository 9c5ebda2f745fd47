"""Making a kit: a council, its first officer, and the recovery sheet."""

from incidentkit.council.entries import planned_name as planned_council
from incidentkit.officers.entries import planned_name as planned_officer
from incidentkit.vault.kit import Founder, Surrounding, create_kit
from incidentkit.vault.recovery import RecoverySheet


def found_kit(around: Surrounding, founder: Founder, council: str) -> RecoverySheet:
    """Make a kit whose first change names the council and the founder.

    Raises:
        KitExistsError: There is one already.
        InvalidValueError: A name is empty or too long.
    """
    opening = planned_council(council) + planned_officer(founder.person, founder.name)
    return create_kit(around, founder, opening)
