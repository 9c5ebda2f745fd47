"""People at the command line: real kits in real folders, at a cheap cost."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from incidentkit.app.wiring import EXTRA
from incidentkit.cli.console import Console
from incidentkit.cli.main import run
from incidentkit.cli.world import World
from incidentkit.clock import Clock
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.vault.folder import Places, under
from tests.vault.world import POLICY, TickingClock

COUNCIL = "Ashcombe District Council"
PASSPHRASE = "brass otter lantern kettle"
SECRET = "Correct-Horse-9x"
SEED = "JBSWY3DPEHPK3PXP"
CODES = ("CODE-1111-AAAA", "CODE-2222-BBBB", "CODE-3333-CCCC")
SATURDAY = 1_795_244_400_000  # 21 November 2026, 07:00


@dataclass(frozen=True)
class Said:
    """What a command ended with, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The answer as data: exactly one JSON object."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def all(self) -> str:
        return self.out + self.err


def places_of(base: Path | None) -> Places:
    assert base is not None, "a test must stay in its own folder"
    return under(base.absolute())


def world_with(clock: Clock) -> World:
    return World(places_of, clock, full_catalogue, lambda: POLICY)


def no_window(_args: object, _world: object) -> int:
    raise AssertionError("a command opened a window")


def bare(
    *argv: str, source: str = "", clock: Clock | None = None, out: Any = None
) -> Said:
    """Run one command as it stands, with this on standard input."""
    console = Console(io.StringIO(source), out or io.StringIO(), io.StringIO())
    ticking = clock or TickingClock(SATURDAY)
    code = run(argv, lambda: world_with(ticking), console, EXTRA, no_window)
    return Said(code, console.out.getvalue(), console.err.getvalue())


@dataclass
class Officer:
    """Somebody at a machine, who types their passphrase at every command."""

    base: Path
    name: str = "Asha Patel"
    passphrase: str = PASSPHRASE
    clock: TickingClock = field(default_factory=lambda: TickingClock(SATURDAY))

    def try_(self, *argv: str, secrets: Sequence[str] = ()) -> Said:
        """Run a command, however it ends."""
        lines = "".join(f"{line}\n" for line in (self.passphrase, *secrets))
        who = ("--base-dir", str(self.base), "--officer", self.name)
        return bare(*who, "--passphrase-stdin", *argv, source=lines, clock=self.clock)

    def __call__(self, *argv: str, secrets: Sequence[str] = ()) -> Said:
        """Run a command that has to work."""
        said = self.try_(*argv, secrets=secrets)
        assert said.code == 0, (argv, said)
        return said

    def json(self, *argv: str, secrets: Sequence[str] = ()) -> dict[str, Any]:
        """Run a command that has to work, and return its answer as data."""
        return self(*argv, "--json", secrets=secrets).data

    def locked(self, *argv: str, secrets: Sequence[str] = ()) -> Said:
        """Run a command that takes no passphrase, or others than one's own."""
        lines = "".join(f"{line}\n" for line in secrets)
        where = ("--base-dir", str(self.base), "--passphrase-stdin")
        return bare(*where, *argv, source=lines, clock=self.clock)

    def found(self) -> list[str]:
        """Make a kit and return its recovery sheet."""
        who = ("--council", COUNCIL, "--name", self.name, "--json")
        said = self("vault", "create", *who)
        return list(said.data["recovery_sheet"])

    def add_x(self) -> None:
        """Write down the council's account on X, with everything it has."""
        self(
            "account",
            "add",
            "x",
            "AshcombeDC",
            "--login",
            "comms@ashcombe.example",
            "--password",
            "--code-key",
            "--codes",
            "3",
            secrets=(SECRET, SEED, *CODES),
        )

    def add_page(self) -> None:
        """Write down the council's page, held through people's own profiles."""
        page = ("facebook", "Ashcombe", "--access", "roles", "--portfolio", "us")
        self("account", "add", *page)

    def run_steps(self, most: int = 200) -> int:
        """Take the next steps of the one open incident; return how many it were."""
        following = self.json("incident", "show")["next"]
        for taken in range(most):
            if following is None:
                return taken
            following = self._take(following)["next"]
        return most

    def _take(self, step: dict[str, Any]) -> dict[str, Any]:
        slug, verb = step["step"], step["verb"]
        if verb in {"ask", "decide"}:
            answer = "No" if "No" in step["answers"] else "Don't know yet"
            why = ("--answer", answer, "--why", "as seen")
            return self.json("incident", "step", slug, *why)
        if verb == "capture":
            self("incident", "evidence", "--text", "a post", "--step", slug)
        note = ("--note", "as seen") if verb in {"rotate", "write", "approve"} else ()
        shown = self.json("incident", "step", slug, "--done", *note, *asked_for(step))
        if step["repeat_minutes"]:
            self("incident", "end-repeat", slug, "--why", "as seen")
            shown = self.json("incident", "show")
        return shown


def asked_for(step: dict[str, Any]) -> list[str]:
    """Return what a step takes beside being done, made up."""
    found = ["--second", "Ben Carter"] if step["second_person"] else []
    found += ["--proof", "https://example.org/seen"] if step["proof"] else []
    for name in step["asks_for"]:
        found += ["--detail", f"{name}=as seen"]
    return found


def join(newcomer: Officer, lead: Officer, folder: Path, *role: str) -> None:
    """Let a newcomer in through a shared folder, with the words they read out."""
    lead("vault", "exchange", "--folder", str(folder))
    asked = newcomer.json("officer", "join", newcomer.name, "--folder", str(folder))
    heard = " ".join(asked["words"])
    lead("officer", "accept", newcomer.name, "--words", heard, *role)
    newcomer("vault", "exchange")


def settle(*officers: Officer, rounds: int = 2) -> None:
    """Exchange until everybody has everything."""
    for _ in range(rounds):
        for officer in officers:
            officer("vault", "exchange")
