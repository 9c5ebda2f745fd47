"""What is owed because a secret was shown when nobody was there to be asked. Pure."""

from collections.abc import Callable

from incidentkit.accounts import changes
from incidentkit.accounts.entries import RotationOwed
from incidentkit.accounts.known import Known
from incidentkit.accounts.model import OPENING_ITEMS, Item, Reason
from incidentkit.vault.change import Change
from incidentkit.vault.kinds import Digest, PersonId

# Why showing a secret at this moment means that it has to be changed; None: it does not.
WhyOwed = Callable[[], Reason | None]


def never_owed() -> Reason | None:
    """Showing a secret means nothing further."""
    return None


def owed_by_showing(
    known: Known, item: Item, digest: Digest, reason: Reason | None, to: PersonId
) -> Change:
    """Return the change that says that what is shown has to be changed.

    Empty for what opens nothing, and for a new secret that waits or an old one: only
    somebody who is changing it looks at those.
    """
    is_current = item is Item.CODES or digest in known.item(item).current
    if reason is None or item not in OPENING_ITEMS or not is_current:
        return Change()
    return changes.owe(known, RotationOwed(item, reason, person=to))
