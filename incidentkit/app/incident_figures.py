"""bench, for incidents: playbooks read, a step answered, a colleague's late entries."""

import contextlib
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

import yaml

from incidentkit.desk.services import open_desk
from incidentkit.incidents.entries import Noted
from incidentkit.incidents.kinds import NOTED
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.check import check_playbook
from incidentkit.playbooks.library import shipped_library, shipped_playbook
from incidentkit.playbooks.model import Verb
from incidentkit.resources import resource_path
from incidentkit.vault.change import Write, write
from incidentkit.vault.courier import Correspondent, FolderCourier
from incidentkit.vault.evidence import EvidenceFolder
from incidentkit.vault.floor import bare_commit
from incidentkit.vault.folder import under
from incidentkit.vault.joining import (
    Welcome,
    acceptance,
    ask_to_join,
    find_kits,
    new_person,
    requests_in,
)
from incidentkit.vault.kinds import Role, SubjectId
from incidentkit.vault.kit import Surrounding, open_kit
from incidentkit.vault.pending import PendingKit
from incidentkit.vault.session import Session
from incidentkit.vault.slots import Owner

_COLLEAGUE = "Colleague"
_PHRASE = "another phrase for figures"
_LATE = 1000
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure and the floor under it, both in milliseconds."""

    what: str
    value: float
    floor: str
    floor_value: float


def library_figure() -> Figure:
    """Read and check everything that ships, beside a bare parse of the same files."""
    files = sorted(resource_path("playbooks").rglob("*.yaml"))
    texts = [path.read_text("utf-8") for path in files]
    bare = _ms(lambda: [list(yaml.parse(text, yaml.SafeLoader)) for text in texts])
    whole = _ms(_read_and_check)
    return Figure("read and check the playbooks", whole, "parse the files", bare)


def _read_and_check() -> None:
    for playbook in shipped_library().all:
        check_playbook(playbook, ())


def step_figure(session: Session, base: Path, entries: int) -> Figure:
    """Answer steps of an incident that has many entries, each answer durable."""
    desk = open_desk(session)
    incident = desk.incidents.start(
        Opening("For figures", shipped_playbook("hacked-account"))
    )
    _write_notes(session, incident, entries)
    steps = desk.incidents.run(incident).walk.open
    asked = next(p.step for p in steps if p.step.verb is Verb.ASK)
    labels = [asked.labels[n % 2] for n in range(20)]
    times = [
        _ms(partial(desk.incidents.answer, incident, asked.slug, label))
        for label in labels
    ]
    commit, close = bare_commit(base / "step-floor.db", 1000)
    floor = median(_ms(commit) for _ in range(50))
    close()
    return Figure(
        f"one answered step at {entries} entries", median(times), "bare commit", floor
    )


def late_figure(session: Session, around: Surrounding, base: Path) -> Figure:
    """Take in a colleague's entries that are older than what is here already."""
    shared, theirs = base / "late", base / "colleague"
    shared.mkdir()
    away = Surrounding(under(theirs), around.clock, around.catalogue, around.policy)
    incident = open_desk(session).incidents.start(
        Opening("For figures, together", shipped_playbook("hacked-account"))
    )
    with _let_in(session, away, shared) as colleague:
        _exchange(colleague, shared)
        _write_notes(colleague, incident, _LATE)
        _write_notes(session, incident, _LATE)
        _exchange(colleague, shared)
    files = [path for path in shared.rglob("*") if path.is_file()]
    bare = _ms(lambda: [path.read_bytes() for path in files])
    taken = _ms(lambda: _exchange(session, shared))
    return Figure(f"take in {_LATE} late entries", taken, "read the files", bare)


@contextlib.contextmanager
def _let_in(session: Session, away: Surrounding, shared: Path) -> Iterator[Session]:
    _exchange(session, shared)
    (kit,) = find_kits(shared)
    owner = Owner(kit.kit, _COLLEAGUE, away.clock.now_ms())
    ask_to_join(away.places, shared, kit, owner, _PHRASE, away.policy)
    (request,) = requests_in(shared)
    welcome = Welcome(new_person(), Role.OFFICER)
    session.accept(acceptance(session, request, welcome))
    _exchange(session, shared)
    with contextlib.closing(PendingKit.open(away)) as pending:
        pending.exchange(shared)
    opened = open_kit(away, _COLLEAGUE)
    try:
        yield opened.unlock(_COLLEAGUE, _PHRASE)
    finally:
        opened.close()


def _exchange(session: Session, shared: Path) -> None:
    kit = session.kit
    evidence = EvidenceFolder(kit.places)
    who = Correspondent(kit.store, kit.identity, evidence, kit.clock, session.writer)
    courier = FolderCourier(shared, who)
    courier.exchange(session)
    if session.settle():
        courier.exchange(session)


def _write_notes(session: Session, incident: SubjectId, count: int) -> None:
    for start in range(0, count, _AT_ONCE):
        numbers = range(start, min(count, start + _AT_ONCE))
        notes = (Noted(f"line {n} {secrets.token_hex(8)}") for n in numbers)
        session.commit(write(*(Write(incident, NOTED, note) for note in notes)))


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
