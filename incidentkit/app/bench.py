"""bench: figures on this machine, each beside the bare floor under it."""

import contextlib
import secrets
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from incidentkit.accounts.model import NewAccount
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.service import AccountsService
from incidentkit.app.exposure_figures import exposure_figures
from incidentkit.app.first_paint import window_ms
from incidentkit.app.incident_figures import (
    Figure,
    late_figure,
    library_figure,
    step_figure,
)
from incidentkit.app.round_figures import round_figures
from incidentkit.app.start import is_built
from incidentkit.app.text_figures import text_figures
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Run
from incidentkit.cli.world import Call
from incidentkit.crypto.passphrase import KdfCost, KdfLimits
from incidentkit.desk.founding import found_kit
from incidentkit.incidents.entries import Noted
from incidentkit.incidents.kinds import NOTED
from incidentkit.vault.change import Write, write
from incidentkit.vault.courier import Correspondent, FolderCourier
from incidentkit.vault.evidence import EvidenceFolder
from incidentkit.vault.floor import bare_commit
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import PersonId, SubjectId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from incidentkit.vault.session import Session
from incidentkit.vault.slots import KdfPolicy
from incidentkit.vault.verify import verify_journal
from incidentkit.words.counts import counted

# The KDF is left out of every row: it costs what it is set to cost.
_CHEAP = KdfCost(64, 1, 1)
_PASSPHRASE = "a passphrase for figures"  # noqa: S105
_NAME = "Bench"
_ALONE = 100
_IN_AN_INCIDENT = 5000
_FEW = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, and the floor it stands beside, in the same unit."""

    what: str
    value: float
    floor: str
    floor_value: float
    unit: str = "ms"

    @property
    def times(self) -> str:
        """How many times the floor, empty where there is none."""
        return f"{self.value / self.floor_value:.1f}" if self.floor_value else ""


def declare(parser: ArgumentParser) -> Run:
    """Declare the command's options."""
    parser.add_argument(
        "--accounts", type=_count, default=500, help="in the register (500)"
    )
    parser.add_argument(
        "--entries", type=_count, default=1000, help="notes in the journal (1000)"
    )
    return _bench


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _bench(call: Call) -> int:
    idle = _peak_mib()
    with tempfile.TemporaryDirectory(prefix="incidentkit-bench-") as folder:
        base = Path(folder)
        policy = KdfPolicy(_CHEAP, KdfLimits(_CHEAP, _CHEAP))
        world = call.world
        around = Surrounding(under(base), world.clock, world.catalogue(), policy)
        founder = Founder(PersonId(secrets.token_bytes(16)), _NAME, _PASSPHRASE)
        found_kit(around, founder, "Ashcombe District Council")
        rows = list(_rows(around, base, call.args.accounts, call.args.entries))
        if not is_built():  # a built program is no Python that could be timed
            rows.append(_window_row(base))
    if idle:
        rows.append(Row("memory at its peak", _peak_mib(), "before", idle, "MiB"))
    call.console.table(
        ("what", "", "unit", "bare floor", "", "times"),
        [
            (r.what, f"{r.value:.2f}", r.unit, r.floor, f"{r.floor_value:.2f}", r.times)
            for r in rows
        ],
    )
    call.console.answer({"rows": [asdict(row) for row in rows]})
    return DONE


def _rows(
    around: Surrounding, base: Path, accounts: int, entries: int
) -> Iterator[Row]:
    with _opened(around) as session:
        yield _import_row(session, accounts)
        yield _durable_row(session, base, entries)
    reading = _once(around.places.database.read_bytes)
    yield Row("unlock to list", _once(lambda: _list(around)), "read the file", reading)
    yield _unlock_row(around, base, accounts, entries)
    with _opened(around) as session:
        yield _search_row(session)
        yield from _exchange_rows(session, base)
        yield from _whole_rows(session)
        yield from map(_row_of, exposure_figures(session))
        yield from map(_row_of, round_figures(session))
        yield from map(_row_of, text_figures(session))
        yield _row_of(library_figure())
        yield _row_of(step_figure(session, base, _IN_AN_INCIDENT))
        yield _row_of(late_figure(session, around, base))


def _row_of(figure: Figure) -> Row:
    return Row(figure.what, figure.value, figure.floor, figure.floor_value)


def _window_row(base: Path) -> Row:
    ours, floor = window_ms(base)
    return Row("start to locked window", ours, "empty window", floor)


def _import_row(session: Session, accounts: int) -> Row:
    news = [
        NewAccount(
            "x",
            f"Account{n}",
            login=Secret("comms"),
            secret=Secret(f"first-{n}-secret"),
        )
        for n in range(accounts)
    ]
    service = AccountsService(session)
    imported = _once(lambda: service.import_many(news))
    return Row(f"import {counted(accounts, 'account')}", imported, "none", 0.0)


def _durable_row(session: Session, base: Path, entries: int) -> Row:
    """Write the notes: the first one by one and timed, the others in large changes."""
    subject = SubjectId(secrets.token_bytes(16))
    change = write(Write(subject, NOTED, Noted("a line in the log")))
    alone = min(entries, _ALONE)
    durable = _many(lambda: session.commit(change), alone)
    for start in range(alone, entries, _ALONE):
        numbers = range(start, min(entries, start + _ALONE))
        parts = tuple(Write(subject, NOTED, Noted(f"line {n}")) for n in numbers)
        session.commit(write(*parts))
    return Row("one durable change", durable, "bare commit", _commit_floor(base))


def _unlock_row(around: Surrounding, base: Path, accounts: int, entries: int) -> Row:
    """Unlock a kit of many entries, beside one of few: it is to cost the same."""
    few = Surrounding(
        under(base / "few"), around.clock, around.catalogue, around.policy
    )
    founder = Founder(PersonId(secrets.token_bytes(16)), _NAME, _PASSPHRASE)
    found_kit(few, founder, "Ashcombe District Council")
    with _opened(few) as session:
        _import_row(session, accounts)
        subject = SubjectId(secrets.token_bytes(16))
        for start in range(0, _FEW, _ALONE):
            notes = (Noted(f"line {n}") for n in range(start, start + _ALONE))
            session.commit(write(*(Write(subject, NOTED, note) for note in notes)))
    floor = _many(lambda: _open(few), 5)
    many = _many(lambda: _open(around), 5)
    what = f"unlock with {counted(entries, 'entry')}"
    return Row(what, many, f"with {counted(_FEW, 'entry')}", floor)


def _open(around: Surrounding) -> None:
    with _opened(around):
        pass


def _search_row(session: Session) -> Row:
    rows = AccountsService(session).rows()
    labels = [row.label for row in rows]
    found = _many(lambda: [row for row in rows if "99" in row.label], 50)
    floor = _many(lambda: [label for label in labels if "99" in label], 50)
    return Row("find as you type", found, "search the labels", floor)


def _whole_rows(session: Session) -> Iterator[Row]:
    store = session.kit.store
    bare = _once(lambda: sum(len(row.data) for row in store.entry_rows()))
    verified = _once(lambda: verify_journal(store))
    yield Row("verify the journal", verified, "read it", bare)
    yield Row("rebuild the states", _once(session.rebuild), "read it", bare)


def _exchange_rows(session: Session, base: Path) -> Iterator[Row]:
    shared = base / "shared"
    shared.mkdir()
    kit = session.kit
    evidence = EvidenceFolder(kit.places)
    who = Correspondent(kit.store, kit.identity, evidence, kit.clock, session.writer)
    courier = FolderCourier(shared, who)
    first = _once(lambda: courier.exchange(session))
    size = sum(p.stat().st_size for p in shared.rglob("*.ik"))
    target = base / "copy"
    floor = _once(lambda: target.write_bytes(bytes(size)))
    yield Row("first exchange", first, "write as much", floor)
    again = _once(lambda: courier.exchange(session))
    yield Row(
        "exchange with nothing new",
        again,
        "list the folder",
        _once(lambda: _walk(shared)),
    )


@contextlib.contextmanager
def _opened(around: Surrounding) -> Iterator[Session]:
    kit = open_kit(around, _NAME)
    try:
        yield kit.unlock(_NAME, _PASSPHRASE)
    finally:
        kit.close()


def _list(around: Surrounding) -> None:
    with _opened(around) as session:
        AccountsService(session).rows()


def _walk(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*"))


def _commit_floor(base: Path) -> float:
    """Return the cost of one durable commit of about the same size, and no more."""
    commit, close = bare_commit(base / "floor.db", 1000)
    cost = _many(commit, 100)
    close()
    return cost


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _many(work: Callable[[], object], times: int) -> float:
    return median(_once(work) for _ in range(max(1, times)))


def _peak_mib() -> float:
    try:
        import resource
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 2**10
