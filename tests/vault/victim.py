"""What `test_kill` kills: a process that works on a kit and says what is done.

Run as a module. It imports everything once, then forks a worker for each line
it reads (`task folder seed passphrase`), says the worker's process id, and,
once another line tells it to look, how the worker ended. A worker says `will` before and `did` after each
thing it does, the latter only when the kit has answered.
"""

import io
import json
import os
import random
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from incidentkit.vault.backup import list_backups, make_backup
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.evidence import EvidenceFolder
from incidentkit.vault.kinds import ScopeId, SubjectId
from incidentkit.vault.kit import open_kit
from incidentkit.vault.passphrases import change_passphrase
from incidentkit.vault.restoring import restore
from tests.vault.world import (
    NOTED,
    POLICY,
    THING,
    Machine,
    Noted,
    TickingClock,
    noted,
)

SUBJECTS = tuple(SubjectId(bytes([n]) * 16) for n in range(1, 13))
PAIR = (SubjectId(b"the first of two"), SubjectId(b"the other of two"))
SEALED = SubjectId(b"what was sealed.")


def say(word: str, **what: Any) -> None:
    """Say something in one piece, so that a kill never leaves half a line."""
    os.write(1, f"{json.dumps({'word': word, **what})}\n".encode())


class Worker:
    """Does things to one kit, at random."""

    def __init__(self, base: Path, seed: int, passphrase: str) -> None:
        self.random = random.Random(seed)
        self.machine = Machine(
            base, "Asha", TickingClock(1_795_000_000_000 + seed * 10**6)
        )
        self.passphrase = passphrase
        self.count = 0
        self.seed = seed

    def open(self) -> None:
        self.machine.close()
        self.machine.locked = open_kit(self.machine.around, "Asha")
        self.machine.session = self.machine.locked.unlock("Asha", self.passphrase)

    def tag(self) -> str:
        self.count += 1
        return f"{self.seed}.{self.count}"

    def note(self) -> None:
        subject, tag = self.random.randrange(len(SUBJECTS)), self.tag()
        say("will", note=tag, subject=subject)
        self.machine.here.commit(noted(SUBJECTS[subject], tag))
        say("did", note=tag, subject=subject)

    def pair(self) -> None:
        """Two lines for everybody and one in a scope of its own, all or none."""
        tag, scope = self.tag(), self.machine.here.new_scope()
        say("will", pair=tag, scope=scope.hex())
        self.machine.here.commit(
            write(
                Write(PAIR[0], NOTED, Noted(tag)),
                OpenScope(scope),
                Write(PAIR[1], NOTED, Noted(tag)),
                Write(PAIR[0], NOTED, Noted(tag), scope),
            )
        )
        say("did", pair=tag, scope=scope.hex())

    def scoped(self) -> None:
        """Go on in a scope that a `pair` opened."""
        scopes = [s for _, s, _ in self.machine.here.states(THING) if self._own(s)]
        if not scopes:
            return
        scope, tag = self.random.choice(sorted(scopes)), self.tag()
        self.machine.here.commit(write(Write(PAIR[1], NOTED, Noted(tag), scope)))
        say("did", scoped=tag, scope=scope.hex())

    def _own(self, scope: ScopeId) -> bool:
        return scope != self.machine.here.standard.kit

    def evidence(self) -> None:
        tag = self.tag()
        data = tag.encode() * self.random.randrange(1, 20_000)
        sealed = EvidenceFolder(self.machine.places).seal(io.BytesIO(data))
        line = json.dumps(
            [sealed.file.hex(), sealed.key.hex(), sealed.sha256.hex(), sealed.size]
        )
        self.machine.here.commit(noted(SEALED, line))
        say("did", evidence=line)

    def backup(self) -> None:
        made = make_backup(
            self.machine.here.kit.store, self.machine.places, self.machine.clock
        )
        say("did", backup=made.path.name)

    def change_passphrase(self) -> None:
        fresh = f"passphrase {self.tag()}"
        say("will", passphrase=fresh)
        change_passphrase(self.machine.here, "Asha", self.passphrase, fresh, POLICY)
        say("did", passphrase=fresh)
        self.passphrase = fresh

    def rebuild(self) -> None:
        self.machine.here.rebuild()
        say("did", rebuild=True)

    def work(self) -> None:
        """Go on until killed."""
        self.open()
        say("did", open=True)
        often = [self.note, self.pair, self.scoped] * 3
        seldom = [self.evidence, self.backup, self.change_passphrase, self.rebuild]
        while True:
            self.random.choice([*often, *seldom, self.open])()

    def create(self) -> None:
        """Make a kit."""
        self.machine.found(noted(SUBJECTS[0], "opening"))
        say("did", create=True)

    def restore(self) -> None:
        """Put the newest backup back."""
        newest, *_ = list_backups(self.machine.places)
        restore(newest, self.machine.places, self.machine.clock)
        say("did", restore=True)


TASKS: dict[str, Callable[[Worker], None]] = {
    "work": Worker.work,
    "create": Worker.create,
    "restore": Worker.restore,
}


def run(task: Callable[[Worker], None], worker: Worker) -> NoReturn:
    """Run a task in a worker, and end it whatever happens."""
    status = 1
    try:
        task(worker)
        status = 0
    except Exception:
        traceback.print_exc()
    finally:
        say("finished")
        os._exit(status)


def main() -> None:
    """Fork a worker for every line read."""
    for line in sys.stdin:
        task, base, seed, passphrase = json.loads(line)
        pid = os.fork()
        if pid == 0:
            signal.alarm(60)  # never outlives a test that went wrong
            run(TASKS[task], Worker(Path(base), seed, passphrase))
        say("pid", pid=pid)
        sys.stdin.readline()  # until then the id is nobody else's
        _, status = os.waitpid(pid, 0)
        say("ended", status=os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
