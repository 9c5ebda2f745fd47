"""An exchange that somebody stops: within a large file too, and all or nothing of it."""

import io
from collections.abc import Iterator
from functools import reduce
from operator import add
from pathlib import Path

import pytest

from incidentkit.vault.change import Change
from incidentkit.vault.courier import Correspondent, FolderCourier
from incidentkit.vault.evidence import EvidenceFolder
from incidentkit.vault.membership import remove_person
from incidentkit.vault.watching import Watch
from tests.vault.agreement import check_rebuild
from tests.vault.stopping import StopError, Watching
from tests.vault.world import Machine, join, new_subject, noted, settle_all

MANY = 200
SUBJECT = new_subject()


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Path, Machine, Machine]]:
    folder = tmp_path / "shared"
    folder.mkdir()
    one, two = Machine(tmp_path / "one", "Asha"), Machine(tmp_path / "two", "Ben")
    one.found()
    join(two, one, folder)
    settle_all([one, two], folder)
    yield folder, one, two
    one.close()
    two.close()


def exchanged(machine: Machine, folder: Path, watch: Watch) -> None:
    who = Correspondent(
        machine.here.kit.store,
        machine.here.kit.identity,
        EvidenceFolder(machine.places),
        machine.clock,
        machine.here.writer,
        watch,
    )
    FolderCourier(folder, who).exchange(machine.here)


def heads(machine: Machine) -> dict[bytes, int]:
    found = machine.here.kit.store.heads()
    return {bytes(chain): head.number for chain, head in found.items()}


def lines(number: int) -> Change:
    return reduce(add, (noted(SUBJECT, f"line {n}") for n in range(number)))


def test_a_stop_within_one_large_file_takes_nothing_of_it_in(
    pair: tuple[Path, Machine, Machine],
) -> None:
    folder, one, two = pair
    chain = one.here.writer
    before = heads(two)
    one.here.commit(lines(MANY))
    one.exchange(folder)
    after = heads(one)
    stops = 0
    while heads(two) == before:
        with pytest.raises(StopError):
            exchanged(two, folder, Watching(stops + 1))
        assert heads(two).get(chain) in (before.get(chain), after[chain])
        stops += 1
    assert stops > 10, "it could be stopped between two files only"
    exchanged(two, folder, Watching())
    check_rebuild(two)


def test_a_stop_while_everything_is_judged_again_leaves_it_as_it_was(
    pair: tuple[Path, Machine, Machine],
) -> None:
    """Somebody's removal changes what earlier entries count for."""
    folder, one, two = pair
    gone = Machine(folder.parent / "three", "Carys")
    join(gone, one, folder)
    settle_all([one, two, gone], folder)
    gone.here.commit(lines(60))
    settle_all([one, two, gone], folder)
    remove_person(one.here, gone.here.me.person)
    one.exchange(folder)
    gone.close()
    before = heads(two)
    stops = 0
    while heads(two) == before:
        with pytest.raises(StopError):
            exchanged(two, folder, Watching(stops + 1))
        check_rebuild(two)
        stops += 1
    assert stops > 4
    exchanged(two, folder, Watching())
    check_rebuild(two)


def test_a_large_file_of_evidence_is_stopped_half_way_and_nothing_of_it_is_kept(
    pair: tuple[Path, Machine, Machine],
) -> None:
    folder, one, two = pair
    seal = EvidenceFolder(one.places).seal(io.BytesIO(bytes(9 << 20)))
    settle_all([two], folder)
    sending = Watching()
    exchanged(one, folder, sending)
    assert len(sending.seen) > 15  # hashed, and copied, a piece at a time
    shared = next(folder.rglob(f"v-{seal.file.hex()}*"))
    shared.unlink()
    for last in range(1, len(sending.seen)):
        try:
            exchanged(one, folder, Watching(last))
        except StopError:
            assert not list(folder.rglob(f"v-{seal.file.hex()}*"))
            assert not list(folder.rglob(".part-*"))
        else:
            break
    exchanged(one, folder, Watching())
    fetching = Watching(8)
    with pytest.raises(StopError):
        exchanged(two, folder, fetching)
    assert not EvidenceFolder(two.places).holds(seal.file)
    assert not list(two.places.evidence.glob(".part-*"))
    exchanged(two, folder, Watching())
    assert EvidenceFolder(two.places).holds(seal.file)
