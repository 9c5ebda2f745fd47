"""How the accounts stand: reads the kit, asks `accounts.health`, runs the leads' batch."""

import hmac
import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from incidentkit.accounts.entries import CredentialsSet, RotationBegun
from incidentkit.accounts.health import (
    Found,
    Looked,
    Rule,
    findings,
)
from incidentkit.accounts.health_figures import Figures, figures
from incidentkit.accounts.model import Item, Reason, Tie
from incidentkit.accounts.plans import value_of
from incidentkit.accounts.public import AccountState
from incidentkit.accounts.reuse import (
    BATCH,
    BATCH_FOLD,
    Batch,
    BatchRun,
    Marks,
    batch_of,
    batch_run,
    groups_of,
    in_use,
)
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.strength import Strength, judge
from incidentkit.accounts.ties import ties
from incidentkit.council.calendar import day_of
from incidentkit.desk.breached import BreachedList, chosen_list, opened
from incidentkit.desk.exposing import planned_must_change
from incidentkit.desk.people import current, is_unverified, proof_rule, unproven
from incidentkit.desk.services import Desk
from incidentkit.errors import RoleNeededError
from incidentkit.rounds.score import Score, score_of
from incidentkit.vault.kinds import PersonId, Role, SeatId, SubjectId
from incidentkit.vault.watching import Watch, told, unwatched

OLD_DAYS = 365
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class HealthPage:
    """Everything that the health screen shows. `rounds` are the months, oldest first.

    `batch_ms` is when passwords were last compared, 0 for never or for whoever is no
    lead.
    """

    found: tuple[Found, ...]
    figures: Figures
    rounds: tuple[tuple[str, Score], ...]
    batch_ms: int
    had_list: bool
    i_lead: bool


def read_health(desk: Desk) -> HealthPage:
    """Return how the accounts stand."""
    rule, accounts = rule_of(desk), looked_at(desk)
    found = findings(rule, accounts)
    batch = last_batch(desk)
    states, known = desk.accounts.states(), desk.rounds.rounds()[:_MONTHS]
    rounds = tuple((one.month, score_of(one, states)) for one in known)
    return HealthPage(
        found,
        figures(rule, accounts, found),
        rounds[::-1],
        batch.wall,
        batch.had_list,
        desk.session.me.role is Role.LEAD,
    )


def rule_of(desk: Desk) -> Rule:
    """Return what the council wants, and who of its people is what."""
    now_ms = desk.session.clock.now_ms()
    upkeep, rows = desk.council.upkeep(), current(desk)
    # Nobody is untrained in a kit that writes down no training at all.
    has_proofs = any(row.proofs for row in rows)
    late = unproven(rows, proof_rule(desk), now_ms, missing=has_proofs)
    everybody = desk.officers.list_officers()
    return Rule(
        now_ms,
        day_of(now_ms),
        OLD_DAYS,
        upkeep.dormant_days,
        upkeep.minimum_holders if len(desk.session.members()) > 1 else 1,
        desk.council.own_email_domains(),
        frozenset(late),
        frozenset(row.person for row in rows if is_unverified(row, now_ms)),
        {row.person: row.name for row in (*everybody, *rows)},
        {row.person: row.name for row in everybody if row.left},
    )


def looked_at(desk: Desk) -> tuple[Looked, ...]:
    """Return every account with what cannot be seen from its state alone."""
    batch, readers = last_batch(desk), _Readers(desk)
    breached, weak = set(batch.breached), set(batch.weak)
    grouped = {one for group in batch.groups for one in group}
    return tuple(
        Looked(
            subject,
            state,
            readers.of(state),
            _codes_left(desk, subject, state),
            batch.wall if subject in grouped else None,
            batch.wall if subject in breached else None,
            batch.wall if subject in weak else None,
        )
        for subject, state in desk.accounts.states().items()
    )


class _Readers:
    """Who may open an account, by person."""

    def __init__(self, desk: Desk) -> None:
        self._session = desk.session
        self._owner = {s: m.person for m in desk.session.members() for s in m.seats}
        members = desk.session.members()
        leads = (m for m in members if m.role is Role.LEAD)
        self._leads = frozenset(SeatId(s) for m in leads for s in m.seats)

    def of(self, state: AccountState) -> tuple[PersonId, ...]:
        if not state.scope:
            return ()
        readers = self._session.readers(state.secrets_scope)
        seats = readers.seats | (self._leads if readers.leads else frozenset())
        found = (self._owner.get(seat) for seat in sorted(seats))
        return tuple(dict.fromkeys(person for person in found if person is not None))


def _codes_left(desk: Desk, subject: SubjectId, state: AccountState) -> int | None:
    if not state.mark(Item.CODES).versions:
        return None
    known = desk.accounts.known(subject)
    if known.credentials is None:
        return None
    return sum(not code.used for code in known.codes())


# --- the batch ----------------------------------------------------------------------


def last_batch(desk: Desk) -> Batch:
    """Return what the last batch found, as far as whoever looks may know."""
    leads = desk.session.standard.leads
    if not desk.session.can_read(leads):
        return Batch()
    return batch_of(desk.session.state(BATCH_FOLD, BATCH, leads))


def run_batch(desk: Desk, watch: Watch = unwatched) -> Batch:
    """Compare every password with every other, and with the list of stolen ones.

    Nobody is shown anything, and only which accounts share one is kept. What is found
    has to be changed, if the council wants that.

    Raises:
        RoleNeededError: This person is no lead.
        FileUnreadableError: The list of stolen passwords cannot be read.
    """
    session = desk.session
    if session.me.role is not Role.LEAD:
        raise RoleNeededError(Role.LEAD.name)
    states = {s: t for s, t in desk.accounts.states().items() if t.status.is_open}
    seen = _compared(desk, states, watch)
    groups = groups_of(seen.marks.values(), _together(states))
    stolen = tuple(sorted(seen.stolen))
    body = BatchRun(
        len(seen.marks), groups, stolen, seen.had_list, tuple(sorted(seen.weak))
    )
    shared = [one for group in groups for one in in_use(group, seen.marks)]
    owed = planned_must_change(desk, dict.fromkeys(shared), Reason.REUSED, "")
    taken = [one for one in stolen if one not in shared]
    owed += planned_must_change(desk, taken, Reason.COMPROMISE, "")
    session.commit(batch_run(body, session.standard.leads) + owed)
    return last_batch(desk)


@dataclass(slots=True)
class _Compared:
    """What one batch has seen so far: marks, and which accounts, never a value."""

    marks: dict[SubjectId, Marks]
    stolen: list[SubjectId]
    weak: list[SubjectId]
    had_list: bool


def _compared(
    desk: Desk, states: dict[SubjectId, AccountState], watch: Watch
) -> _Compared:
    """Mark each password under a key that is dropped with this call."""
    key, path = secrets.token_bytes(32), chosen_list(desk.session.kit.places)
    seen = _Compared({}, [], [], path is not None)
    with ExitStack() as stack:
        known = None if path is None else stack.enter_context(opened(path))
        for account in told(tuple(states), watch):
            found = _values(desk, account)
            if not found:
                continue
            now = {_mark(key, secret) for secret, is_now in found if is_now}
            before = {_mark(key, secret) for secret, is_now in found if not is_now}
            seen.marks[account] = Marks(account, frozenset(now), frozenset(before))
            if _is_stolen(known, found):
                seen.stolen.append(account)
            if _is_weak(states[account], found):
                seen.weak.append(account)
    return seen


def _is_weak(state: AccountState, found: list[tuple[Secret, bool]]) -> bool:
    """Judge what nobody judged when it came with many others."""
    marks = (v.value for v in state.mark(Item.SECRET).versions)
    if all(mark.strength is not None for mark in marks):
        return False
    return any(judge(secret) is Strength.WEAK for secret, is_now in found if is_now)


def _is_stolen(known: BreachedList | None, found: list[tuple[Secret, bool]]) -> bool:
    current_ones = (secret for secret, is_now in found if is_now)
    return known is not None and any(map(known.has, current_ones))


def _mark(key: bytes, secret: Secret) -> bytes:
    text = secret.reveal().encode("utf-8", "surrogatepass")
    return hmac.digest(key, text, "sha256")


def _values(desk: Desk, account: SubjectId) -> list[tuple[Secret, bool]]:
    """Return the passwords of an account, and whether each is in use or waits."""
    known = desk.accounts.known(account)
    if known.credentials is None:
        return []
    item = known.item(Item.SECRET)
    used = {*item.current, *(one.digest for one in item.pending)}
    found = []
    for fact in desk.session.facts(account):
        if fact.scope == known.scope and isinstance(
            fact.body, CredentialsSet | RotationBegun
        ):
            secret = value_of(fact.body, Item.SECRET)
            if secret is not None:
                found.append((secret, fact.digest in used))
    return found


def _together(states: dict[SubjectId, AccountState]) -> dict[SubjectId, SubjectId]:
    """Return accounts that one login opens, each by the first of them."""
    return dict(_first_of_each(states))


def _first_of_each(
    states: dict[SubjectId, AccountState],
) -> Iterator[tuple[SubjectId, SubjectId]]:
    near: dict[SubjectId, set[SubjectId]] = {}
    for tie in ties(states):
        if tie.tie is Tie.SAME_LOGIN:
            near.setdefault(tie.account, set()).add(tie.on)
            near.setdefault(tie.on, set()).add(tie.account)
    seen: set[SubjectId] = set()
    for start in near:
        todo = [] if start in seen else [start]
        while todo:
            one = todo.pop()
            if one not in seen:
                seen.add(one)
                yield one, start
                todo += near[one]
