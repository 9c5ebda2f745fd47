"""Making a kit: a council, its first officer, and the recovery sheet."""

import secrets
from dataclasses import dataclass, field

from incidentkit.council.entries import planned_name as planned_council
from incidentkit.errors import KitExistsError
from incidentkit.officers.entries import planned_name as planned_officer
from incidentkit.officers.passphrase import check as check_passphrase
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.kit import Founder, Surrounding, create_kit
from incidentkit.vault.recovery import RecoverySheet


def new_founder(around: Surrounding, council: str, name: str) -> PersonId:
    """Return the id of whoever makes a kit, before anything else is asked for.

    Raises:
        KitExistsError: There is a kit already.
        InvalidValueError: A name is empty or too long.
        StorageError, UnsafeFolderError: The folder cannot be used.
    """
    if around.places.database.exists():
        raise KitExistsError(str(around.places.kit))
    person = PersonId(secrets.token_bytes(16))
    _ = planned_council(council) + planned_officer(person, name)
    around.places.make()
    return person


@dataclass(frozen=True, slots=True)
class Names:
    """Whose kit it is, who makes it, and what will open it."""

    council: str
    name: str
    passphrase: str = field(repr=False)


def draw_sheet(
    around: Surrounding, names: Names, drawn: RecoverySheet | None = None
) -> Founder:
    """Return who makes the kit, with a sheet to show, once everything will do.

    A sheet that was drawn before stays: it may be printed already.

    Raises:
        WeakPassphraseError: The passphrase would be too easy to guess.
        KitExistsError, InvalidValueError, StorageError: As for `new_founder`.
    """
    person = new_founder(around, names.council, names.name)
    check_passphrase(names.passphrase, (names.council, names.name))
    sheet = drawn or RecoverySheet.draw()
    return Founder(person, names.name, names.passphrase, sheet)


def found_kit(around: Surrounding, founder: Founder, council: str) -> RecoverySheet:
    """Make a kit whose first change names the council and the founder.

    Raises:
        KitExistsError: There is one already.
        InvalidValueError: A name is empty or too long.
    """
    opening = planned_council(council) + planned_officer(founder.person, founder.name)
    return create_kit(around, founder, opening)
