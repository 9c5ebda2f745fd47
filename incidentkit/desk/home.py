"""What needs a person now, in the order to look at it. Nothing here is a secret."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from incidentkit.accounts.listing import AccountRow
from incidentkit.accounts.model import Access, Item, Status
from incidentkit.council.settings import QUESTIONS
from incidentkit.desk.exchanging import remembered_folder
from incidentkit.desk.looking_after import read_upkeep
from incidentkit.desk.services import Desk
from incidentkit.desk.together import offered_roles
from incidentkit.errors import SeatRemovedError
from incidentkit.incidents.service import IncidentRow
from incidentkit.vault.backup import list_backups
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import Role, SubjectId
from incidentkit.vault.locked_notes import LockedNote, read_notes, unreadable_notes
from incidentkit.words.window.home import named

_DAY_MS = 86_400_000
OLD_DAYS = 365


class Need(StrEnum):
    """Why something needs a person, most pressing first."""

    REMOVED = "removed"
    STALE = "stale"
    OFFERED = "offered"
    INCIDENT = "incident"
    EVIDENCE = "evidence"
    WAITING = "waiting"
    SETTLE = "settle"
    SETTLE_COUNCIL = "settle-council"
    UNOPENED = "unopened"
    HELD = "held"
    UNREADABLE_NOTES = "unreadable-notes"
    NO_NUMBER = "no-number"
    SAME_DAY = "same-day"
    CONTRACT_ENDED = "contract-ended"
    ELECTION = "election"
    HOLDERS = "holders"
    ROTATION = "rotation"
    REMARK = "remark"
    REVIEW = "review"
    DORMANT = "dormant"
    OLD = "old"
    EXERCISE = "exercise"
    TRAINING = "training"
    POLICIES = "policies"
    NO_BACKUP = "no-backup"


class FirstStep(StrEnum):
    """What a new kit is still without."""

    ACCOUNT = "account"
    SECOND_PERSON = "second-person"
    FOLDER = "folder"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that needs somebody.

    `subject` is the incident or account it is about; `name` what that is called;
    `detail` the next step, or what is meant; `minutes` how long an incident has
    been known.
    """

    need: Need
    subject: SubjectId | None = None
    name: str = ""
    detail: str = ""
    count: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that the first screen shows."""

    me: str
    matters: tuple[Matter, ...]
    notes: tuple[LockedNote, ...]
    open_incidents: tuple[tuple[SubjectId, str], ...]
    first_steps: tuple[FirstStep, ...]
    accounts: int
    people: int


def read_home(desk: Desk) -> HomePage:
    """Return what needs this person now."""
    rows = desk.incidents.rows(exercises=False)
    accounts = [r for r in desk.accounts.rows() if r.status is Status.LIVE]
    return HomePage(
        me=_me(desk),
        matters=tuple(_matters(desk, rows, accounts)),
        notes=read_notes(desk.session),
        open_incidents=tuple(
            (row.incident, f"{row.state.reference}  {row.state.title}")
            for row in rows
            if row.state.is_open
        ),
        first_steps=tuple(_first_steps(desk, accounts)),
        accounts=len(accounts),
        people=len(desk.session.members()),
    )


def _me(desk: Desk) -> str:
    try:
        return desk.officers.name_of(desk.session.me.person)
    except SeatRemovedError:
        return ""


def _matters(
    desk: Desk, rows: tuple[IncidentRow, ...], accounts: list[AccountRow]
) -> Iterator[Matter]:
    yield from _about_the_kit(desk)
    yield from _incidents(desk, rows)
    yield from _accounts(desk, accounts)
    yield from _people(desk)
    yield from _upkeep(desk)
    if not list_backups(desk.session.kit.places) and accounts:
        yield Matter(Need.NO_BACKUP)


def _about_the_kit(desk: Desk) -> Iterator[Matter]:
    session = desk.session
    if not _me(desk):
        yield Matter(Need.REMOVED)
    if session.states_were_stale:
        yield Matter(Need.STALE)
    if held := len(session.without_effect(Why.HELD)):
        yield Matter(Need.HELD, count=held)
    if lost := len(unreadable_notes(session)):
        yield Matter(Need.UNREADABLE_NOTES, count=lost)
    if unsettled := desk.council.in_conflict():
        yield Matter(Need.SETTLE_COUNCIL, count=len(unsettled))


def _incidents(desk: Desk, rows: tuple[IncidentRow, ...]) -> Iterator[Matter]:
    now = desk.session.clock.now_ms()
    for row in rows:
        state = row.state
        name = f"{state.reference}  {state.title}"
        if state.is_open:
            for role, by in offered_roles(desk, row.incident):
                yield Matter(Need.OFFERED, row.incident, name, f"{role}, by {by}")
            minutes = max(0, (now - state.known_ms) // 60_000)
            yield Matter(
                Need.INCIDENT, row.incident, name, row.next_step, minutes=minutes
            )
        if owed := sum(item.is_owed for item in state.evidence):
            yield Matter(Need.EVIDENCE, row.incident, name, count=owed)


def _accounts(desk: Desk, accounts: list[AccountRow]) -> Iterator[Matter]:
    now = desk.session.clock.now_ms()
    for row in accounts:
        if row.waiting:
            yield Matter(Need.WAITING, row.subject, row.label)
        if row.to_settle:
            yield Matter(Need.SETTLE, row.subject, row.label)
        if row.has_unopened and row.is_holder:
            yield Matter(Need.UNOPENED, row.subject, row.label)
    for row in accounts:
        keeps = Item.SECRET in row.keeps and row.access is not Access.ELSEWHERE
        if keeps and row.changed is not None and now - row.changed > OLD_DAYS * _DAY_MS:
            days = (now - row.changed) // _DAY_MS
            yield Matter(Need.OLD, row.subject, row.label, count=days)


def _people(desk: Desk) -> Iterator[Matter]:
    without = [p.name for p in desk.people() if not p.number]
    if without:
        yield Matter(Need.NO_NUMBER, name=", ".join(without), count=len(without))


def _upkeep(desk: Desk) -> Iterator[Matter]:
    for due in read_upkeep(desk):
        count, name = len(due.names), named(due.names)
        yield Matter(Need(due.care.value), due.subject, name, due.detail, count)


def _first_steps(desk: Desk, accounts: list[AccountRow]) -> Iterator[FirstStep]:
    if not accounts:
        yield FirstStep.ACCOUNT
    if len(desk.session.members()) < 2:
        yield FirstStep.SECOND_PERSON
    if remembered_folder(desk.session.kit.places) is None:
        yield FirstStep.FOLDER
    if _i_lead(desk) and len(desk.council.unanswered()) == len(QUESTIONS):
        yield FirstStep.QUESTIONS


def _i_lead(desk: Desk) -> bool:
    try:
        return desk.session.me.role is Role.LEAD
    except SeatRemovedError:
        return False
