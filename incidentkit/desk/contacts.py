"""Whom to ring: at a step, on paper when nothing else works, and what needs a look."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from incidentkit.desk.people import current, is_unverified
from incidentkit.desk.services import Desk
from incidentkit.errors import SeatRemovedError
from incidentkit.officers.contact_service import OWN_GROUP, ContactRow
from incidentkit.officers.known_roles import PublicNumber, known_roles
from incidentkit.officers.rows import OfficerRow
from incidentkit.playbooks.model import Step
from incidentkit.vault.kinds import PersonId, Role
from incidentkit.words import contacts as words
from incidentkit.words.times import short_date

_WIDTH = 96
_STAFF = "council"  # whoever else a step is for, is on the response and at hand


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom to ring for a role: what is written down, and what everybody may know.

    `is_stale` when nobody tried the numbers for too long.
    """

    role: str
    name: str = ""
    deputy: str = ""
    work_phone: str = ""
    deputy_phone: str = ""
    out_of_band: str = ""
    mailbox: str = ""
    hours: str = ""
    public: tuple[PublicNumber, ...] = ()
    is_stale: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines to read, the first with the role and whoever has it."""
        return words.reach_lines(
            (self.role, self.name),
            (self.work_phone, self.out_of_band),
            words.stand_in(self.deputy, self.deputy_phone),
            (self.mailbox, self.hours),
            [words.public_number(p.what, p.way, p.when) for p in self.public],
            stale=self.is_stale,
        )


def reach_for(desk: Desk, step: Step) -> tuple[Reach, ...]:
    """Return whom a step means by the names that it has for them, each once."""
    rows: dict[str, ContactRow] = {}
    for name in step.whom:
        rows |= {row.slug: row for row in desk.contacts.for_name(name)}
    for name in step.who:
        found = desk.contacts.for_name(name)
        rows |= {row.slug: row for row in found if row.group == _STAFF}
    now_ms = desk.session.clock.now_ms()
    return tuple(
        reach_of(row, now_ms) for row in rows.values() if row.is_filled or _public(row)
    )


def reach_of(row: ContactRow, now_ms: int) -> Reach:
    """Return whom to ring for one role."""
    card, public = row.card, _public(row)
    if card is None or row.is_absent:
        return Reach(row.role, public=public)
    return Reach(
        role=row.role,
        name=card.name,
        deputy=card.deputy,
        work_phone=card.work_phone,
        deputy_phone=card.deputy_phone,
        out_of_band=card.out_of_band,
        mailbox=card.mailbox,
        hours=card.hours,
        public=public,
        is_stale=row.is_unverified(now_ms),
    )


def _public(row: ContactRow) -> tuple[PublicNumber, ...]:
    return row.known.public if row.known else ()


@dataclass(frozen=True, slots=True)
class ContactCare:
    """What needs a look: roles and people by name."""

    stale: tuple[str, ...] = ()
    no_deputy: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    to_settle: tuple[str, ...] = ()


def contact_care(
    rows: Iterable[ContactRow], people: Iterable[OfficerRow], now_ms: int
) -> ContactCare:
    """Return what needs a look. Pure."""
    known = tuple(rows)
    stale = [row.role for row in known if row.is_unverified(now_ms)]
    stale += [one.name for one in people if is_unverified(one, now_ms)]
    return ContactCare(
        tuple(stale),
        tuple(row.role for row in known if row.has_no_deputy),
        tuple(row.role for row in known if row.is_missing),
        tuple(row.role for row in known if row.in_conflict),
    )


def read_contact_care(desk: Desk) -> ContactCare:
    """Return what needs a look among contacts and people."""
    now_ms = desk.session.clock.now_ms()
    return contact_care(desk.contacts.rows(), current(desk), now_ms)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One role as a list shows it: with who tried its numbers and when."""

    row: ContactRow
    tried_by: str = ""
    tried_ms: int = 0
    is_stale: bool = False

    @property
    def needs_a_look(self) -> bool:
        """Whether something about it is old, missing or said in two ways."""
        row = self.row
        lacks = row.has_no_deputy or row.is_missing
        return self.is_stale or lacks or row.in_conflict


@dataclass(frozen=True, slots=True)
class ContactsPage:
    """Every role, what needs a look, and whether whoever looks may change anything."""

    lines: tuple[ContactLine, ...] = ()
    care: ContactCare = ContactCare()
    may_write: bool = False


def read_contacts(desk: Desk) -> ContactsPage:
    """Return every role and whom to ring for it."""
    now_ms = desk.session.clock.now_ms()
    lines = tuple(_line(desk, row, now_ms) for row in desk.contacts.rows())
    try:
        may = desk.session.me.role is not Role.OBSERVER
    except SeatRemovedError:
        may = False
    return ContactsPage(lines, read_contact_care(desk), may)


def _line(desk: Desk, row: ContactRow, now_ms: int) -> ContactLine:
    if row.checked is None:
        return ContactLine(row, is_stale=row.is_unverified(now_ms))
    by = desk.officers.name_of(PersonId(row.checked.person))
    return ContactLine(row, by, row.checked.wall, row.is_unverified(now_ms))


# --- on paper -------------------------------------------------------------------


def paper(desk: Desk, *, personal: bool = False, folded: bool = True) -> str:
    """Return the list as plain text for one or two pages, the busiest roles first.

    Personal numbers are left out unless they are asked for. Folded, it fits a terminal;
    otherwise paper folds it.
    """
    now_ms = desk.session.clock.now_ms()
    rows = [r for r in desk.contacts.rows() if not r.is_absent]
    lines = [words.paper_head(desk.council.name(), short_date(now_ms))]
    lines += [words.PAPER_NOTE, ""]
    for group in (*known_roles().groups, OWN_GROUP):
        shown = [r for r in rows if r.group == group and (r.is_filled or _public(r))]
        if shown:
            lines.append(words.GROUPS[group].upper())
            for row in shown:
                lines += _on_paper(reach_of(row, now_ms), row, personal=personal)
            lines.append("")
    lines += _people_on_paper(current(desk), personal=personal)
    missing = [row.role for row in rows if row.is_missing]
    lines += [words.paper_missing(missing)] if missing else []
    fold = _folded if folded else _whole
    return "\n".join(part for line in lines for part in fold(line))


def _whole(line: str) -> list[str]:
    return [line]


def _folded(line: str) -> list[str]:
    """Return a line in parts that fit on paper and in a terminal."""
    indent = "    " if line.startswith(" ") else "  "
    return textwrap.wrap(
        line.strip(),
        _WIDTH,
        initial_indent=indent if line.startswith(" ") else "",
        subsequent_indent=indent,
        break_on_hyphens=False,
    ) or [""]


def _on_paper(reach: Reach, row: ContactRow, *, personal: bool) -> Iterator[str]:
    first, *more = paper_lines(reach, row, personal=personal)
    beside = 1 if reach.out_of_band else 0
    yield "; ".join((first, *more[:beside]))
    if more[beside:]:
        yield f"    {'; '.join(more[beside:])}"


def paper_lines(reach: Reach, row: ContactRow, *, personal: bool) -> tuple[str, ...]:
    """Return one contact's lines, without a personal number unless it is asked for."""
    is_hidden = row.card is not None and row.card.is_personal and not personal
    hidden = bool(is_hidden and reach.out_of_band)
    return words.reach_lines(
        (reach.role, reach.name),
        (reach.work_phone, words.IN_THE_KIT if hidden else reach.out_of_band),
        words.stand_in(reach.deputy, reach.deputy_phone),
        (reach.mailbox, reach.hours),
        [words.public_number(p.what, p.way, p.when) for p in reach.public],
        stale=False,
    )


def _people_on_paper(people: Iterable[OfficerRow], *, personal: bool) -> Iterator[str]:
    """Yield the team and people from outside; a mobile may be somebody's own."""
    yield words.PEOPLE.upper()
    for row in people:
        contact = row.contact
        own = [n for n in (contact.mobile, contact.out_of_band) if n]
        hidden = [words.IN_THE_KIT] if own else []
        told = (contact.work_phone, contact.email, *(own if personal else hidden))
        if any(told):
            yield f"{row.name}: {', '.join(part for part in told if part)}"
    yield ""
