"""Histories of several seats: steps at random, and what must hold whatever they were."""

import contextlib
import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from incidentkit.errors import AuthorityError, RequestError
from incidentkit.vault.acts import Disposed, EntryClass
from incidentkit.vault.change import Change, Entitle, OpenScope, Withdraw, Write, write
from incidentkit.vault.evidence import EvidenceFolder, SealedFile
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import Digest, Role, ScopeId, SeatId, SubjectId
from incidentkit.vault.ledger import Ledger
from incidentkit.vault.membership import admit, remove_person, remove_seat, set_role
from incidentkit.vault.verify import Trouble, verify_journal
from tests.vault.syncing import Cloud
from tests.vault.world import (
    NOTED,
    THING,
    VALUED,
    Machine,
    Noted,
    Valued,
    join,
    new_subject,
)

NAMES = ("Asha", "Ben", "Carys", "Dewi", "Elin")
# What every reader finds alike, whatever they can open.
IN_CLEAR = (Why.INCOMPLETE, Why.WAITING, Why.UNKNOWN, Why.HELD)


class _BackOutError(Exception):
    pass


@dataclass
class History:
    """Several machines, the folder between them, and what they were told was kept."""

    root: Path
    chance: random.Random
    machines: list[Machine] = field(default_factory=list)
    scopes: list[ScopeId] = field(default_factory=list)
    said: dict[Digest, Machine] = field(default_factory=dict)
    filed: list[SealedFile] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    check_each: bool = True

    def __post_init__(self) -> None:
        self.cloud = Cloud(self.root, self.chance)
        self.subjects = [new_subject() for _ in range(3)]

    def begin(self, seats: int) -> None:
        """Found a kit and let the first colleagues in."""
        founder = Machine(self.root / NAMES[0], NAMES[0])
        founder.found()
        self.machines.append(founder)
        for _ in range(seats - 1):
            self.join(0)

    def close(self) -> None:
        for machine in self.machines:
            machine.close()

    # --- steps -----------------------------------------------------------

    def step(self, number: int, who: int) -> str:
        """Take one step; a step that the machine refuses is no step."""
        step = STEPS[number % len(STEPS)]
        machine = self.machines[who % len(self.machines)]
        with contextlib.suppress(AuthorityError, RequestError):
            step(self, machine)
        return f"{machine.name}: {step.__name__}"

    def note(self, machine: Machine) -> None:
        self._commit(machine, write(Write(self._subject(), NOTED, self._text())))

    def set_value(self, machine: Machine) -> None:
        subject = self._subject()
        self._commit(machine, write(self._valued(machine, subject, None)))

    def write_hidden(self, machine: Machine) -> None:
        if self.scopes:
            subject, scope = self._subject(), self.chance.choice(self.scopes)
            parts = (
                Write(subject, NOTED, self._text(), scope),
                self._valued(machine, subject, scope),
                Write(subject, NOTED, self._text()),
            )
            self._commit(machine, write(*parts))

    def open_scope(self, machine: Machine) -> None:
        scope, chance = machine.here.new_scope(), self.chance
        opening = OpenScope(
            scope, self._some_seats(machine), chance.random() < 0.4, recovery=False
        )
        hidden = Write(self._subject(), NOTED, self._text(), scope)
        self._commit(machine, write(opening, hidden))
        self.scopes.append(scope)

    def entitle(self, machine: Machine) -> None:
        if self.scopes:
            scope = self.chance.choice(self.scopes)
            self._commit(machine, write(Entitle(scope, self._some_seats(machine))))

    def withdraw(self, machine: Machine) -> None:
        if self.scopes:
            scope = self.chance.choice(self.scopes)
            self._commit(machine, write(Withdraw(scope, self._some_seats(machine))))

    def leave_or_remove(self, machine: Machine) -> None:
        left = [m for m in self.machines if m.name not in self.touched]
        other = self.chance.choice(self.machines)
        if len(left) <= 2 and other in left:
            return
        person = machine.here.roster.person_of(other.here.seat.id)
        if person is None or other is self.machines[0]:
            return
        if self.chance.random() < 0.5:
            remove_person(machine.here, person)
        else:
            remove_seat(machine.here, other.here.seat.id)
        self.touched.add(other.name)

    def change_role(self, machine: Machine) -> None:
        other = self.chance.choice(self.machines)
        person = machine.here.roster.person_of(other.here.seat.id)
        if person is not None:
            role = self.chance.choice(list(Role))
            set_role(machine.here, person, role)
            self.touched.add(other.name)

    def admit_held(self, machine: Machine) -> None:
        held = machine.here.without_effect(Why.HELD)
        if held:
            admit(machine.here, self.chance.choice(held).head)

    def dispose(self, machine: Machine) -> None:
        entries = [
            digest
            for digest in self.said
            if (entry := machine.here.kit.store.entry(digest)) and entry.is_ordinary
        ]
        if entries and machine.here.me.role is Role.LEAD:
            gone = self.chance.choice(entries)
            machine.here.commit_acts([Disposed((gone,), "after a year")])

    def join(self, who: int | Machine = 0) -> None:
        lead = who if isinstance(who, Machine) else self.machines[who]
        if len(self.machines) >= len(NAMES) or lead.here.me.role is not Role.LEAD:
            return
        name = NAMES[len(self.machines)]
        newcomer = Machine(self.root / name, name)
        newcomer.clock.ms += self.chance.randint(-50_000, 50_000)
        view = self.cloud.view(lead)
        role = self.chance.choice([Role.OFFICER, Role.LEAD])
        join(newcomer, lead, view, role)
        self.machines.append(newcomer)
        self.cloud.push(lead)

    def file_evidence(self, machine: Machine) -> None:
        source = io.BytesIO(self.chance.randbytes(self.chance.randint(0, 200)))
        self.filed.append(EvidenceFolder(machine.places).seal(source))

    def exchange(self, machine: Machine) -> None:
        self.cloud.pull(machine)
        machine.exchange(self.cloud.view(machine))
        self.cloud.push(machine)
        self._check(machine)

    def exchange_in_part(self, machine: Machine) -> None:
        share = self.chance.choice([0.2, 0.5, 0.8])
        self.cloud.pull(machine, share)
        machine.exchange(self.cloud.view(machine))
        self._check(machine)
        self.cloud.push(machine, share)

    def send_in_part(self, machine: Machine) -> None:
        self.cloud.push(machine, 0.3)
        self.cloud.litter(machine)

    def reopen(self, machine: Machine) -> None:
        before = machine.here.ledger.cache.digest()
        machine.reopen()
        assert machine.here.ledger.cache.digest() == before

    def lose_files(self, machine: Machine) -> None:
        self.cloud.lose(self.chance.choice([0.1, 0.5]))

    def wipe_folder(self, machine: Machine) -> None:
        self.cloud.wipe()

    def deliver_everything(self) -> None:
        """Exchange through one folder until nothing moves."""
        folder = self.root / "at-last"
        folder.mkdir(exist_ok=True)
        for _ in range(12):
            moved = 0
            for machine in self.machines:
                done = machine.exchange(folder)
                moved += done.received + done.sent + done.evidence_received
                assert not done.refused
            if not moved:
                return
        raise AssertionError("the exchange never comes to rest")

    # --- inside ----------------------------------------------------------

    def _subject(self) -> SubjectId:
        return self.chance.choice(self.subjects)

    def _text(self) -> Noted:
        return Noted(f"line {self.chance.randrange(1 << 40)}")

    def _valued(
        self, machine: Machine, subject: SubjectId, scope: ScopeId | None
    ) -> Write:
        known = machine.here.state(THING, subject, scope)
        replaces = known.value.digests if known is not None else ()
        value = Valued(f"value {self.chance.randrange(1 << 40)}", replaces)
        return Write(subject, VALUED, value, scope)

    def _some_seats(self, machine: Machine) -> frozenset[SeatId]:
        seats = sorted(machine.here.roster.active_seats())
        return frozenset(self.chance.sample(seats, min(2, len(seats))))

    def _commit(self, machine: Machine, change: Change) -> None:
        receipt = machine.here.commit(change)
        self.said |= dict.fromkeys(receipt.digests, machine)
        assert all(machine.here.kit.store.entry(d) for d in receipt.digests)

    def _check(self, machine: Machine) -> None:
        if self.check_each:
            check_rebuild(machine)


Step = Callable[[History, Machine], None]
STEPS: tuple[Step, ...] = (
    History.note,
    History.note,
    History.set_value,
    History.set_value,
    History.write_hidden,
    History.write_hidden,
    History.open_scope,
    History.entitle,
    History.withdraw,
    History.leave_or_remove,
    History.change_role,
    History.admit_held,
    History.dispose,
    History.join,
    History.file_evidence,
    History.exchange,
    History.exchange,
    History.exchange_in_part,
    History.exchange_in_part,
    History.exchange_in_part,
    History.send_in_part,
    History.reopen,
    History.lose_files,
    History.wipe_folder,
)


# --- what must hold ------------------------------------------------------


def set_aside(machine: Machine) -> dict[str, frozenset[bytes]]:
    """Return the entries without effect here, by reason."""
    store, seat = machine.here.kit.store, machine.here.seat.id
    return {
        why.value: frozenset(e.digest for e in store.unread(seat, why)) for why in Why
    }


def check_rebuild(machine: Machine) -> None:
    """What was kept step by step is what a rebuild with fresh keys makes."""
    here = machine.here
    store = here.kit.store
    kept = {(c.fold, c.subject, c.scope): c for c in here.ledger.cache.cells()}
    aside = set_aside(machine)
    fresh = Ledger(store, here.kit.identity.kit, here.seat, machine.catalogue)
    with contextlib.suppress(_BackOutError), store.transaction():
        fresh.rebuild()
        made = {(c.fold, c.subject, c.scope): c for c in fresh.cache.cells()}
        assert set_aside(machine) == aside, machine.name
        assert made == kept, machine.name
        raise _BackOutError


def check_agreement(history: History) -> None:
    """Everybody holds the same entries, and the same states where both can read."""
    stores = [machine.here.kit.store for machine in history.machines]
    digests = [{row.digest for row in store.entry_rows()} for store in stores]
    assert all(held == digests[0] for held in digests)
    for machine in history.machines:
        check_intact(machine)
        check_rebuild(machine)
    in_clear = [
        {why: found for why, found in set_aside(m).items() if why in IN_CLEAR}
        for m in history.machines
    ]
    assert all(found == in_clear[0] for found in in_clear)
    for one in history.machines:
        for two in history.machines:
            check_pair(one, two)


def check_intact(machine: Machine) -> None:
    """Nothing is wrong with the journal.

    But a lead may dispose of a text that nobody else had yet, and be demoted
    before anybody hears of it: the disposal is held, and the text is missing.
    """
    report = verify_journal(machine.here.kit.store)
    gone = _gone_for_good(machine)
    wrong = [
        found
        for found in report.found
        if found.trouble is not Trouble.PAYLOAD_MISSING
        or (found.chain, found.number) not in gone
    ]
    assert not wrong, (machine.name, wrong)


def _gone_for_good(machine: Machine) -> set[tuple[bytes, int]]:
    store = machine.here.kit.store
    named = (
        digest
        for entry in store.entries_of_class(EntryClass.DISPOSAL)
        if isinstance(entry.act, Disposed)
        for digest in entry.act.entries
    )
    entries = [store.entry(digest) for digest in named]
    return {(e.chain, e.number) for e in entries if e is not None}


def check_pair(one: Machine, two: Machine) -> None:
    """Two seats have equal states in every scope that both can read."""
    for scope in _readable(one) & _readable(two):
        for why in (None, Why.NO_AUTHORITY):
            mine, theirs = _seen(one, scope, why), _seen(two, scope, why)
            assert mine == theirs, (one.name, two.name, scope.hex()[:8])


def check_nothing_lost(history: History) -> None:
    """What a seat nobody touched was told is kept has effect on every reader."""
    for digest, writer in history.said.items():
        for machine in history.machines:
            entry = machine.here.kit.store.entry(digest)
            assert entry is not None
            # Who was demoted, or let in by somebody demoted, waits for a decision.
            let_in = machine.here.roster.role_of(writer.here.seat.id) is not None
            if writer.name in history.touched or not let_in:
                continue
            if ScopeId(entry.core.scope) not in _readable(machine):
                continue
            gone = (entry.chain, entry.number) in _gone_for_good(machine)
            opened = machine.here.ledger.opened(entry) is not None
            assert opened or gone, (machine.name, writer.name)
    for machine in history.machines:
        for sealed in history.filed:
            EvidenceFolder(machine.places).open(sealed, io.BytesIO())


def check_conflicts(history: History) -> None:
    """Whatever nothing has replaced is current, on every seat."""
    for machine in history.machines:
        for subject, scope, state in machine.here.states(THING):
            facts = [f for f in machine.here.facts(subject) if f.scope == scope]
            valued = [f for f in facts if isinstance(f.body, Valued)]
            replaced = {d for f in valued for d in f.body.replaces}
            current = {f.digest for f in valued} - replaced
            assert set(state.value.digests) == current
            assert state.value.in_conflict == (len(current) > 1)
            noted = [f.body.text for f in facts if isinstance(f.body, Noted)]
            assert list(state.texts) == noted


def _readable(machine: Machine) -> set[ScopeId]:
    here = machine.here
    known = {ScopeId(c.subject) for c in here.ledger.cache.cells()}
    known |= {here.standard.kit}
    return {scope for scope in known if here.can_read(scope)}


def _seen(machine: Machine, scope: ScopeId, why: Why | None) -> object:
    here = machine.here
    if why is not None:
        found = here.without_effect(why)
        return {entry.digest for entry in found if entry.core.scope == scope}
    return {c.subject: c for c in here.ledger.cache.cells() if c.scope == scope}
