"""A process killed at any moment loses nothing it answered for, and does nothing by half.

The short form kills 100 times, the long form of `INCIDENTKIT_LONG=1` 200 times.
`INCIDENTKIT_KILLS=10000` takes about a quarter of an hour, any other number its own. `INCIDENTKIT_SEED` repeats a run's choices; a failure prints it.
"""

import contextlib
import io
import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from incidentkit.errors import OlderCopyError, WrongPassphraseError
from incidentkit.vault.backup import check_copy, list_backups, make_backup
from incidentkit.vault.evidence import EvidenceFolder, SealedFile
from incidentkit.vault.folder import PART
from incidentkit.vault.kinds import ScopeId
from incidentkit.vault.kit import open_kit
from incidentkit.vault.recheck import recheck
from incidentkit.vault.session import Session
from incidentkit.vault.verify import verify_journal
from tests.long_form import LONG
from tests.vault import victim
from tests.vault.victim import PAIR, SEALED, SUBJECTS
from tests.vault.world import PASSPHRASE, THING, Machine, Thing, new_subject, noted

KILLS = int(os.environ.get("INCIDENTKIT_KILLS", "200" if LONG else "100"))
SEED = int(os.environ.get("INCIDENTKIT_SEED", "0")) or random.randrange(1, 10**6)
LOOK_CLOSELY_EVERY = 10
BEGIN_AGAIN_EVERY = 50

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs SIGKILL and fork"),
    pytest.mark.timeout(60 + KILLS),
]


class Victims:
    """Starts workers and kills them."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._rest = b""

    def run(
        self, task: str, machine: Machine, seed: int, kill: "Moment", passphrase: str
    ) -> list[dict[str, Any]]:
        """Run a task, kill it at the moment given, and return what it said."""
        assert self._process.stdin is not None
        order = [task, str(machine.base), seed, passphrase]
        self._process.stdin.write(f"{json.dumps(order)}\n".encode())
        self._process.stdin.flush()
        said: list[dict[str, Any]] = []
        pid = self._say()["pid"]
        while sum(line["word"] == "did" for line in said) < kill.after:
            said.append(self._say())
            if said[-1]["word"] == "finished":
                break
        else:
            select.select([], [], [], kill.then)
            os.kill(pid, signal.SIGKILL)  # ours: nobody has waited for it yet
        self._process.stdin.write(b"look\n")
        self._process.stdin.flush()
        while not said or said[-1]["word"] != "ended":
            said.append(self._say())
        return said

    def time(self, task: str, machine: Machine) -> float:
        """Run a task to its end; return how many seconds it took."""
        began = time.monotonic()
        said = self.run(task, machine, 0, Moment(2, 0), PASSPHRASE)
        assert said[-1]["status"] == 0
        return time.monotonic() - began

    def _say(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        while b"\n" not in self._rest:
            read = os.read(self._process.stdout.fileno(), 65536)
            assert read, "the process that starts workers has ended"
            self._rest += read
        line, _, self._rest = self._rest.partition(b"\n")
        found: dict[str, Any] = json.loads(line)
        return found


@dataclass(frozen=True)
class Moment:
    """When to kill: after so many answers, and then so many seconds."""

    after: int
    then: float


@pytest.fixture
def victims() -> Iterator[Victims]:
    process = subprocess.Popen(
        [sys.executable, "-m", victim.__name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        yield Victims(process)


@dataclass
class Expected:
    """What was answered for, and so must be there."""

    passphrases: list[str] = field(default_factory=lambda: [PASSPHRASE])
    notes: list[tuple[int, str]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    scoped: list[tuple[str, str]] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    backups: list[str] = field(default_factory=list)

    def hear(self, said: list[dict[str, Any]]) -> None:
        for line in said:
            done = line["word"] == "did"
            if "passphrase" in line:
                fresh = line["passphrase"]
                keep = [] if done else self.passphrases[-1:]
                self.passphrases = [*keep, fresh]
            if done and "note" in line:
                self.notes.append((line["subject"], line["note"]))
            if done and "pair" in line:
                self.pairs.append((line["scope"], line["pair"]))
            if done and "scoped" in line:
                self.scoped.append((line["scope"], line["scoped"]))
            if done and "evidence" in line:
                self.evidence.append(line["evidence"])
            if done and "backup" in line:
                self.backups.append(line["backup"])

    def unlock(self, machine: Machine) -> Session:
        """Open with the passphrase that was answered for, or the one under way."""
        machine.locked = open_kit(machine.around, "Asha")
        for passphrase in self.passphrases:
            with contextlib.suppress(WrongPassphraseError):
                machine.session = machine.locked.unlock("Asha", passphrase)
                self.passphrases = [passphrase]
                return machine.session
        pytest.fail(f"none of {self.passphrases} opens the kit")

    def check(self, session: Session) -> None:
        """Everything answered for is there, in order, once, and nothing by half."""
        for number, subject in enumerate(SUBJECTS):
            texts = lines(session, subject)
            assert len(set(texts)) == len(texts)
            acknowledged = [text for n, text in self.notes if n == number]
            assert [t for t in texts if t in set(acknowledged)] == acknowledged
        self._check_pairs(session)
        assert set(self.evidence) <= set(lines(session, SEALED))

    def _check_pairs(self, session: Session) -> None:
        first, second = (lines(session, subject) for subject in PAIR)
        assert first == second
        sealed = {
            text
            for _, scope, state in session.states(THING)
            if scope != session.standard.kit and isinstance(state, Thing)
            for text in state.texts
        }
        assert set(first) <= sealed
        assert {tag for _, tag in self.pairs} <= set(first)
        for scope, tag in self.scoped:
            assert tag in lines(session, PAIR[1], ScopeId(bytes.fromhex(scope)))

    def check_closely(self, session: Session) -> None:
        """What takes longer: the journal, the states, the evidence, the backups."""
        report = verify_journal(session.kit.store)
        assert report.intact, report.found
        assert recheck(session) == ()
        folder = EvidenceFolder(session.kit.places)
        for line in lines(session, SEALED):
            file, key, sha256, size = json.loads(line)
            sealed = SealedFile(
                bytes.fromhex(file), bytes.fromhex(key), bytes.fromhex(sha256), size
            )
            folder.open(sealed, io.BytesIO())
        places = session.kit.places
        assert not [*places.kit.glob(f"{PART}*"), *places.evidence.glob(f"{PART}*")]
        there = list_backups(places)
        assert {path.name for path in there} >= set(self.backups[-1:])
        for path in there[:1]:
            assert check_copy(path, places).intact


def lines(
    session: Session, subject: bytes, scope: ScopeId | None = None
) -> tuple[str, ...]:
    state = session.state(THING, subject, scope)
    return state.texts if isinstance(state, Thing) else ()


def test_killed_at_any_moment_a_kit_keeps_what_it_answered_for(
    tmp_path: Path, victims: Victims
) -> None:
    print(f"INCIDENTKIT_SEED={SEED}")
    choose = random.Random(SEED)
    machine, expected, answered = Machine(tmp_path, "Asha"), Expected(), 0
    for number in range(KILLS):
        if number % BEGIN_AGAIN_EVERY == 0:
            machine = Machine(tmp_path / str(number), "Asha")
            machine.found()
            machine.close()
            expected = Expected()
        kill = Moment(choose.randrange(5), choose.random() * 0.02)
        said = victims.run("work", machine, number + 1, kill, expected.passphrases[-1])
        assert said[-1]["status"] == -signal.SIGKILL, said[-1]
        expected.hear(said)
        answered += sum(line["word"] == "did" for line in said)
        session = expected.unlock(machine)
        expected.check(session)
        if number % LOOK_CLOSELY_EVERY == LOOK_CLOSELY_EVERY - 1:
            expected.check_closely(session)
            session.commit(noted(new_subject(), "the next write works"))
        machine.close()
    assert answered > KILLS


def test_a_kit_killed_while_it_is_made_is_whole_or_not_there(
    tmp_path: Path, victims: Victims
) -> None:
    choose, outcomes = random.Random(SEED), set()
    took = min(
        victims.time("create", Machine(tmp_path / f"timed{n}", "Asha"))
        for n in range(3)
    )
    for number in range(max(KILLS // 8, 20)):
        machine = Machine(tmp_path / str(number), "Asha")
        kill = Moment(0, choose.random() * took * 1.2)
        said = victims.run("create", machine, number, kill, PASSPHRASE)
        outcomes.add(said[-1]["status"])
        if machine.places.database.exists():
            machine.open()
        else:
            machine.found(noted(SUBJECTS[0], "opening"))
        assert lines(machine.here, SUBJECTS[0]) == ("opening",)
        assert verify_journal(machine.here.kit.store).intact
        machine.close()
    assert outcomes - {0} == {-signal.SIGKILL}


def test_a_restore_that_is_killed_leaves_the_kit_or_the_backup(
    tmp_path: Path, victims: Victims
) -> None:
    choose, outcomes = random.Random(SEED), set()
    took = min(
        victims.time("restore", with_a_backup(tmp_path / f"timed{n}")) for n in range(3)
    )
    for number in range(max(KILLS // 8, 20)):
        machine = with_a_backup(tmp_path / str(number))
        kill = Moment(0, choose.random() * took * 1.2)
        said = victims.run("restore", machine, number, kill, PASSPHRASE)
        outcomes.add(said[-1]["status"])
        try:
            machine.open()
        except OlderCopyError:
            machine.locked = open_kit(machine.around)
            machine.locked.accept_older()
            machine.session = machine.locked.unlock("Asha", PASSPHRASE)
        found = lines(machine.here, SUBJECTS[0])
        assert found in (("opening",), ("opening", "later"))
        machine.here.commit(noted(SUBJECTS[0], "goes on"))
        assert verify_journal(machine.here.kit.store).intact
        machine.close()
    assert outcomes - {0} == {-signal.SIGKILL}


def with_a_backup(base: Path) -> Machine:
    """Return a closed kit that is one line further than its backup."""
    machine = Machine(base, "Asha")
    machine.found(noted(SUBJECTS[0], "opening"))
    make_backup(machine.here.kit.store, machine.places, machine.clock)
    machine.here.commit(noted(SUBJECTS[0], "later"))
    machine.close()
    return machine
