"""What needs a person now, in the order to look at it. Nothing here is a secret."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from incidentkit.accounts.health import AT_LEAST
from incidentkit.accounts.listing import AccountRow
from incidentkit.accounts.model import Access, Item, Status
from incidentkit.council.settings import QUESTIONS
from incidentkit.desk.approving import waiting_for_me
from incidentkit.desk.contacts import read_contact_care
from incidentkit.desk.emergency_news import emergency_news
from incidentkit.desk.exchanging import remembered_folder
from incidentkit.desk.leaving import unfinished_leavers
from incidentkit.desk.looking_after import read_upkeep
from incidentkit.desk.nightly_paper import is_wanted, read_nightly
from incidentkit.desk.people import (
    current,
    desk_still_posts,
    proof_rule,
    unproven,
)
from incidentkit.desk.platform_facts import old_facts
from incidentkit.desk.playbook_reviews import past_review
from incidentkit.desk.round import rows_of
from incidentkit.desk.round_due import due_now, to_begin, to_close
from incidentkit.desk.services import Desk
from incidentkit.desk.together import offered_roles
from incidentkit.desk.upkeep import Care, Due
from incidentkit.errors import SeatRemovedError
from incidentkit.incidents.service import IncidentRow
from incidentkit.rounds.round import Round
from incidentkit.vault.backup import list_backups
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import Role, SubjectId
from incidentkit.vault.locked_notes import LockedNote, read_notes, unreadable_notes
from incidentkit.words.drills import EXERCISE
from incidentkit.words.rounds import how_far, title
from incidentkit.words.window.home import named

_DAY_MS = 86_400_000
OLD_DAYS = 365


class Need(StrEnum):
    """Why something needs a person, most pressing first."""

    REMOVED = "removed"
    STALE = "stale"
    OFFERED = "offered"
    APPROVAL = "approval"
    INCIDENT = "incident"
    EVIDENCE = "evidence"
    WAITING = "waiting"
    SETTLE = "settle"
    SETTLE_COUNCIL = "settle-council"
    UNOPENED = "unopened"
    HELD = "held"
    UNREADABLE_NOTES = "unreadable-notes"
    NO_NUMBER = "no-number"
    OUTSIDE_ENDED = "outside-ended"
    UNPROVEN = "unproven"
    CONTACTS = "contacts"
    NO_DEPUTY = "no-deputy"
    SETTLE_CONTACTS = "settle-contacts"
    EMERGENCY_ASKED = "emergency-asked"
    EMERGENCY = "emergency"
    LEAVING = "leaving"
    SAME_DAY = "same-day"
    REQUEST = "request"
    ROUND_DUE = "round-due"
    ROUND_ON = "round-on"
    ROUND_BEGIN = "round-begin"
    ROUND_CLOSE = "round-close"
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
    PLAYBOOKS = "playbooks"
    FACTS = "facts"
    PAPER = "paper"
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
    accounts = [r for r in desk.accounts.rows() if r.status.is_open]
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
    if _me(desk):
        for text in waiting_for_me(desk):
            # It does not happen, and whoever is in the exercise has to find it.
            name = f"{EXERCISE}: {text.title}" if text.is_exercise else text.title
            yield Matter(Need.APPROVAL, text.draft, name, text.by)
    yield from _incidents(desk, rows)
    upkeep = read_upkeep(desk)
    yield from _happened(desk, upkeep)
    yield from _requests(desk)
    yield from _accounts(desk, accounts)
    yield from _people(desk)
    yield from _round(desk)
    yield from _upkeep(desk, upkeep)
    if old := old_facts(desk):
        yield Matter(Need.FACTS, name=named(old), count=len(old))
    if is_wanted(desk) and read_nightly(desk.session.kit.places).failed_ms:
        yield Matter(Need.PAPER)
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


def _happened(desk: Desk, upkeep: tuple[Due, ...]) -> Iterator[Matter]:
    """Yield what has to be done the same day, before anything that has a month."""
    if _me(desk):
        for need, news in emergency_news(desk):
            yield Matter(Need(need), news.account, news.name, news.said)
    for one in unfinished_leavers(desk):
        yield Matter(Need.LEAVING, SubjectId(one.person), one.name, count=one.accounts)
    yield from map(_matter, (due for due in upkeep if due.care is Care.SAME_DAY))


def _requests(desk: Desk) -> Iterator[Matter]:
    """Yield the accounts that somebody asks for, to those who can answer."""
    if _i_lead(desk):
        for row in desk.accounts.rows():
            if row.status is Status.ASKED_FOR:
                yield Matter(Need.REQUEST, row.subject, row.label)


def _matter(due: Due) -> Matter:
    name, count = named(due.names), len(due.names)
    return Matter(Need(due.care.value), due.subject, name, due.detail, count)


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
        since = row.age.at_least_since
        if keeps and since is not None and now - since > OLD_DAYS * _DAY_MS:
            detail = AT_LEAST if row.age.is_unknown else ""
            days = (now - since) // _DAY_MS
            yield Matter(Need.OLD, row.subject, row.label, detail, days)


def _people(desk: Desk) -> Iterator[Matter]:
    without = [p.name for p in desk.team() if not p.number]
    if without:
        yield Matter(Need.NO_NUMBER, name=", ".join(without), count=len(without))
    for need, names in _about_people(desk):
        if names:
            yield Matter(need, name=named(names), count=len(names))


def _about_people(desk: Desk) -> Iterator[tuple[Need, tuple[str, ...]]]:
    """Yield who from outside can still post, whose training ran out, whom to try."""
    still = dict.fromkeys(one.name for one in desk_still_posts(desk))
    yield Need.OUTSIDE_ENDED, tuple(still)
    now_ms, rows = desk.session.clock.now_ms(), current(desk)
    late = unproven(rows, proof_rule(desk), now_ms)
    yield Need.UNPROVEN, tuple(row.name for row in rows if row.person in late)
    care = read_contact_care(desk)
    yield Need.CONTACTS, care.stale
    yield Need.NO_DEPUTY, care.no_deputy
    settle = (row.name for row in rows if row.to_settle)
    yield Need.SETTLE_CONTACTS, (*care.to_settle, *settle)


def _upkeep(desk: Desk, upkeep: tuple[Due, ...]) -> Iterator[Matter]:
    yield from map(_matter, (due for due in upkeep if due.care is not Care.SAME_DAY))
    if past := past_review(desk):
        yield Matter(Need.PLAYBOOKS, name=named(past), count=len(past))


def _round(desk: Desk) -> Iterator[Matter]:
    if month := to_begin(desk):
        yield Matter(Need.ROUND_BEGIN, name=title(month))
    for month in to_close(desk):
        yield Matter(Need.ROUND_CLOSE, name=title(month))
    due = dict(due_now(desk))
    for found in desk.rounds.rounds():
        if found.is_open and any(map(found.unanswered, found.lines)):
            yield _under_way(desk, found, due.get(found.month, 0))


def _under_way(desk: Desk, found: Round, due: int) -> Matter:
    """Say how far a check is that was begun, whether or not anything is due today."""
    rows = rows_of(desk, found)
    looked_at = sum(row.is_looked_at for row in rows)
    left_out = sum(row.is_done and not row.is_looked_at for row in rows)
    need = Need.ROUND_DUE if due else Need.ROUND_ON
    far = how_far(looked_at, len(rows), left_out, 0)
    return Matter(need, name=title(found.month), detail=far, count=due)


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
