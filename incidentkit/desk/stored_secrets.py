"""Finding stored secrets in a text, so that none reaches the log or the public."""

from collections.abc import Iterator

import msgspec

from incidentkit.accounts.entries import CredentialsSet, RotationBegun
from incidentkit.accounts.model import Item
from incidentkit.accounts.service import AccountsService
from incidentkit.drafting.checks import find_known_strings
from incidentkit.vault.kinds import Body
from incidentkit.vault.session import Session

# A login name is public as often as not, and a note is no secret by itself.
_SECRET_ITEMS = (Item.SECRET, Item.TOTP)


def accounts_with_secret_in(
    session: Session, accounts: AccountsService, text: str
) -> tuple[str, ...]:
    """Return the labels of the accounts whose secrets, old ones too, stand in a text.

    Only what this person may open can be looked for.
    """
    found = []
    for row in accounts.rows():
        if not row.is_holder or not row.keeps:
            continue
        stored = [s for f in session.facts(row.subject) for s in _secrets_of(f.body)]
        if stored and find_known_strings(text, stored):
            found.append(row.label)
    return tuple(found)


def _secrets_of(body: Body) -> Iterator[str]:
    match body:
        case CredentialsSet() as said:
            texts = [said.secret, said.totp]
            yield from (t for t in texts if t is not msgspec.UNSET and t)
            if said.codes is not msgspec.UNSET:
                yield from said.codes
        case RotationBegun(item=item, value=value) if item in _SECRET_ITEMS:
            yield value
        case _:
            return
