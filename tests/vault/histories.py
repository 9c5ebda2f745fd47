"""Histories of several seats: what may happen to them, one step after another."""

import contextlib
import io
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from incidentkit.errors import AuthorityError, RequestError, SheetRefusedError
from incidentkit.vault.acts import Disposed
from incidentkit.vault.change import Change, Entitle, OpenScope, Withdraw, Write, write
from incidentkit.vault.evidence import EvidenceFolder, SealedFile
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import (
    Digest,
    Fact,
    Role,
    ScopeId,
    SeatId,
    SubjectId,
)
from incidentkit.vault.kit import open_kit
from incidentkit.vault.membership import admit, remove_person, remove_seat, set_role
from incidentkit.vault.recovering import Recovering, recover
from incidentkit.vault.recovery import RecoverySheet
from tests.vault.agreement import (
    Said,
    check_agreement,
    check_conflicts,
    check_evidence,
    check_nothing_lost,
    check_rebuild,
)
from tests.vault.syncing import Cloud
from tests.vault.world import (
    NOTED,
    PASSPHRASE,
    POLICY,
    THING,
    TOLD,
    VALUED,
    WENT_ON,
    Machine,
    Noted,
    Told,
    Valued,
    WentOn,
    finished,
    join,
    new_subject,
)

NAMES = ("Asha", "Ben", "Carys", "Dewi", "Elin")


@dataclass
class History:
    """Several machines, the folder between them, and what they were told was kept."""

    root: Path
    chance: random.Random
    machines: list[Machine] = field(default_factory=list)
    scopes: list[ScopeId] = field(default_factory=list)
    said: dict[Digest, Said] = field(default_factory=dict)
    lost: set[tuple[bytes, int]] = field(default_factory=set)
    filed: list[SealedFile] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    kept: dict[str, bytes] = field(default_factory=dict)
    sheets: list[RecoverySheet] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cloud = Cloud(self.root, self.chance)
        self.subjects = [new_subject() for _ in range(3)]

    def begin(self, seats: int) -> None:
        """Found a kit and let the first colleagues in."""
        founder = Machine(self.root / NAMES[0], NAMES[0])
        self.sheets.append(founder.found())
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
                Write(subject, TOLD, Told(self._text().text)),
            )
            self._commit(machine, write(*parts))

    def open_scope(self, machine: Machine) -> None:
        scope, chance = machine.here.new_scope(), self.chance
        leads, recovery = chance.random() < 0.4, chance.random() < 0.5
        opening = OpenScope(scope, self._some_seats(machine), leads, recovery)
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
            self._close_or_go_on(machine, gone)
            machine.here.commit_acts([Disposed((gone,), "after a year")])

    def _close_or_go_on(self, machine: Machine, about: Digest) -> None:
        """Close what an entry is about, or go on with it, now and then both."""
        here = machine.here
        opened = next((f for f in self._facts(machine) if f.digest == about), None)
        if opened is None:
            return
        for _ in range(self.chance.randrange(4)):
            receipt = here.commit(finished(opened.subject, opened.scope))
            if self.chance.random() < 0.4:
                again = WentOn(tuple(receipt.digests))
                here.commit(write(Write(opened.subject, WENT_ON, again, opened.scope)))

    def _facts(self, machine: Machine) -> Iterator[Fact]:
        for subject in self.subjects:
            yield from machine.here.facts(subject)

    def join(self, who: int | Machine = 0) -> None:
        lead = who if isinstance(who, Machine) else self.machines[who]
        free = [name for name in NAMES if name not in {m.name for m in self.machines}]
        if not free or lead.here.me.role is not Role.LEAD:
            return
        name = free[0]
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
        check_rebuild(machine)

    def exchange_in_part(self, machine: Machine) -> None:
        share = self.chance.choice([0.2, 0.5, 0.8])
        self.cloud.pull(machine, share)
        machine.exchange(self.cloud.view(machine))
        check_rebuild(machine)
        self.cloud.push(machine, share)

    def send_in_part(self, machine: Machine) -> None:
        self.cloud.push(machine, 0.3)
        self.cloud.litter(machine)

    def reopen(self, machine: Machine) -> None:
        before = machine.here.ledger.cache.digest()
        machine.reopen()
        assert machine.here.ledger.cache.digest() == before

    def copy_kit(self, machine: Machine) -> None:
        """Copy everything of a machine, and go on with both."""
        base = self.root / f"{machine.base.name}-copy"
        if len(self.machines) <= len(NAMES) and not base.exists():
            machine.close()
            shutil.copytree(machine.base, base)
            copy = Machine(base, machine.name, machine.clock)
            for one in (machine, copy):
                one.open()
            assert machine.here.writer != copy.here.writer
            self.machines.append(copy)

    def keep_copy(self, machine: Machine) -> None:
        machine.close()
        self.kept[machine.base.name] = machine.places.database.read_bytes()
        machine.open()

    def put_copy_back(self, machine: Machine) -> None:
        """Go on from an older database; what nobody else has is lost with the newer."""
        old = self.kept.get(machine.base.name)
        if old is None:
            return
        others = [m.here.kit.store for m in self.machines if m is not machine]
        newest = list(machine.here.kit.store.all_entries())
        machine.close()
        restored = machine.places.database.with_suffix(".old")
        restored.write_bytes(old)
        restored.replace(machine.places.database)
        for anchor in machine.places.state.glob("anchor-*"):
            anchor.unlink()
        machine.open()
        stores = [*others, machine.here.kit.store]
        for entry in newest:
            known = any(store.entry(entry.digest) for store in stores)
            whole = any(store.has_payload(entry.core.payload) for store in stores)
            if not known or (entry.is_ordinary and not whole):
                self.lost.add((entry.chain, entry.number))
                self.said.pop(entry.digest, None)

    def use_sheet(self, machine: Machine) -> None:
        """Open the kit with the recovery sheet, as a comms lead from now on."""
        person = machine.here.roster.person_of(machine.here.seat.id)
        if person is None or len(self.sheets) > 2:
            return
        machine.close()
        machine.locked = open_kit(machine.around, machine.name)
        who = Recovering(person, machine.name, PASSPHRASE)
        try:
            machine.session, sheet = recover(
                machine.locked, self.sheets[-1], who, POLICY
            )
            self.sheets.append(sheet)
        except SheetRefusedError:
            machine.reopen()

    def lose_files(self, machine: Machine) -> None:
        self.cloud.lose(self.chance.choice([0.1, 0.5]))

    def wipe_folder(self, machine: Machine) -> None:
        self.cloud.wipe()

    def check(self) -> None:
        """Check what must hold once everything was delivered."""
        check_agreement(self.machines, self.lost)
        check_nothing_lost(self.machines, self.said, self.touched)
        check_evidence(self.machines, self.filed)
        check_conflicts(self.machines)

    def deliver_everything(self) -> None:
        """Bring every file to one folder, and exchange there until nothing moves."""
        folder = self.root / "at-last"
        for view in (self.cloud.middle, *self.cloud.views.values()):
            shutil.copytree(view, folder, dirs_exist_ok=True)
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
        for digest in receipt.digests:
            entry = machine.here.kit.store.entry(digest)
            assert entry is not None
            self.said[digest] = Said(machine, entry.core.payload)


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
    History.copy_kit,
    History.keep_copy,
    History.put_copy_back,
    History.use_sheet,
    History.lose_files,
    History.wipe_folder,
)
