"""Writing down a new account, as the person who does it meets it."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum

from incidentkit.accounts.model import Access, Item, NewAccount, Reason
from incidentkit.accounts.rules import check_access, items_of
from incidentkit.desk.council_remarks import check_allowed
from incidentkit.desk.register import named_in_kit
from incidentkit.desk.rotating import council_secret
from incidentkit.desk.services import Desk
from incidentkit.platforms.platform import PlatformKind
from incidentkit.vault.kinds import SubjectId


class FirstSecret(StrEnum):
    """Where a new account's password comes from."""

    TYPED = "typed"
    MADE = "made"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class PlatformChoice:
    """A platform that an account can be on, and how people usually get in there."""

    slug: str
    name: str
    access: Access


_ORDER = {kind: place for place, kind in enumerate(PlatformKind)}


def platform_choices(desk: Desk) -> tuple[PlatformChoice, ...]:
    """Return every platform that is known, social networks first."""
    found = sorted(
        desk.platforms.values(), key=lambda p: (_ORDER[p.kind], p.name.casefold())
    )
    return tuple(PlatformChoice(p.slug, p.name, Access(p.access.value)) for p in found)


def add_account(desk: Desk, new: NewAccount, first: FirstSecret) -> SubjectId:
    """Write an account down, with a new password that waits if one was to be made.

    A password that nobody has set on the platform yet is not in force: it waits
    to be confirmed, as in every other change.

    Raises:
        InvalidValueError: The council forbids a shared login there.
        As `AccountsService.add`, and `begin_rotation` for a password that is made.
    """
    check_access(new.platform, new.access, items_of(new))
    check_allowed(desk.council.adding(), new.platform, new.access)
    links = tuple(named_in_kit(desk, link) for link in new.links)
    account = desk.accounts.add(dataclasses.replace(new, links=links))
    if first is FirstSecret.MADE:
        desk.accounts.begin_rotation(
            account, council_secret(desk), Reason.OTHER, Item.SECRET
        )
    return account
