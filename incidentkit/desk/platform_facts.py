"""The facts on platforms as a page and a command show them, and when to look again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from incidentkit.accounts.model import Status
from incidentkit.council.calendar import day_of
from incidentkit.desk.services import Desk
from incidentkit.desk.stored_secrets import accounts_with_secret_in
from incidentkit.errors import SeatRemovedError, SecretInTextError
from incidentkit.platforms.facts import KnownPlace
from incidentkit.platforms.own import PlaceSet
from incidentkit.platforms.platform import Task
from incidentkit.vault.kinds import Role

# Menus move and links die within a year or so.
REVIEW_MONTHS = 12


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place, with who set the council's own version, and whether it is old."""

    known: KnownPlace
    by: str = ""
    is_past_review: bool = False


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """One platform in a list. `accounts` are those of it that are in use."""

    slug: str
    name: str
    accounts: int
    own: int
    checked: date
    is_past_review: bool = False


@dataclass(frozen=True, slots=True)
class FactsPage:
    """Every platform, those that the council uses first; and the places of one."""

    platforms: tuple[PlatformRow, ...]
    today: date
    may_change: bool
    chosen: str = ""
    places: tuple[PlaceRow, ...] = ()


def read_facts(desk: Desk, slug: str = "") -> FactsPage:
    """Return every platform, and the places of one: by default of the first.

    Raises:
        UnknownNameError: There is no such platform.
    """
    today = today_of(desk)
    rows = sorted(_rows(desk, today), key=lambda r: (not r.accounts, r.name.casefold()))
    chosen = slug or rows[0].slug
    return FactsPage(
        platforms=tuple(rows),
        today=today,
        may_change=_i_lead(desk),
        chosen=chosen,
        places=tuple(_places(desk, chosen, today)),
    )


def old_facts(desk: Desk) -> tuple[str, ...]:
    """Return the platforms in use of which something was not looked at for too long.

    Only for whoever may change it: nobody else could do anything about it.
    """
    if not _i_lead(desk):
        return ()
    rows = _rows(desk, today_of(desk))
    return tuple(r.name for r in rows if r.accounts and r.is_past_review)


def set_place(desk: Desk, said: PlaceSet) -> None:
    """Keep a place of the council's own, for everybody in the kit.

    Raises:
        SecretInTextError: It holds a secret that the kit keeps.
        As `PlatformFacts.set_place`.
    """
    text = " ".join((said.link, said.menu, said.note))
    if found := accounts_with_secret_in(desk.session, desk.accounts, text):
        raise SecretInTextError(found)
    desk.platforms.set_place(said, today_of(desk))


def put_back(desk: Desk, slug: str, task: Task) -> bool:
    """Have what came with the kit hold again; False when it does already.

    Raises:
        As `PlatformFacts.put_back`.
    """
    return desk.platforms.put_back(slug, task)


def confirm(desk: Desk, slug: str) -> None:
    """Say that everything known of a platform is right today.

    Raises:
        As `PlatformFacts.confirm`.
    """
    today = today_of(desk)
    desk.platforms.confirm(slug, today.isoformat(), today)


def today_of(desk: Desk) -> date:
    """Return the day it is here."""
    return day_of(desk.session.clock.now_ms())


def is_past_review(checked: date, today: date) -> bool:
    """Whether a fact was looked at so long ago that it may not be right any more."""
    months = checked.year * 12 + checked.month - 1 + REVIEW_MONTHS
    month_on = date(months // 12, months % 12 + 1, 1)
    return today >= month_on + timedelta(days=checked.day)


def _rows(desk: Desk, today: date) -> Iterator[PlatformRow]:
    live = (Status.LIVE, Status.DORMANT)
    used = [row.platform for row in desk.accounts.rows() if row.status in live]
    for slug, platform in desk.platforms.items():
        places = [one for one in desk.platforms.places(slug) if one.place]
        oldest = min((one.checked for one in places), default=platform.checked)
        yield PlatformRow(
            slug,
            platform.name,
            used.count(slug),
            sum(one.is_own for one in places),
            oldest,
            is_past_review(oldest, today),
        )


def _places(desk: Desk, slug: str, today: date) -> Iterator[PlaceRow]:
    for known in desk.platforms.places(slug):
        by = (
            desk.officers.name_of(known.person) if known.is_own and known.person else ""
        )
        old = known.place is not None and is_past_review(known.checked, today)
        yield PlaceRow(known, by, old)


def _i_lead(desk: Desk) -> bool:
    try:
        return desk.session.me.role is Role.LEAD
    except SeatRemovedError:
        return False
