"""The folder courier: whole files or none, nobody else's touched, nobody stranded."""

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.errors import CourierFolderError, Refusal
from incidentkit.vault import courier as courier_module
from incidentkit.vault.acts import Disposed, Recover
from incidentkit.vault.compose import tip_of
from incidentkit.vault.courier import Correspondent, FolderCourier
from incidentkit.vault.encoding import encode
from incidentkit.vault.evidence import EvidenceFolder
from incidentkit.vault.joining import new_person
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import Role
from incidentkit.vault.membership import remove_person
from incidentkit.vault.parcel import LARGEST_FILE, RangeName, gaps, hash_text
from incidentkit.vault.recovery import (
    RecoverySheet,
    sign_recovery,
    unsigned_recovery,
)
from incidentkit.vault.seat import Seat
from incidentkit.vault.shelf import Shelf
from incidentkit.vault.verify import verify_journal
from tests.vault.agreement import check_rebuild
from tests.vault.modified import acts_after, begin_chain
from tests.vault.world import (
    THING,
    Machine,
    Thing,
    finished,
    join,
    new_subject,
    noted,
    settle_all,
)

Pair = tuple[Path, Machine, Machine]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    folder = tmp_path / "shared"
    folder.mkdir()
    one, two = Machine(tmp_path / "one", "Asha"), Machine(tmp_path / "two", "Ben")
    one.found()
    one.here.commit(noted(new_subject(), "the first line"))
    join(two, one, folder)
    settle_all([one, two], folder)
    yield folder, one, two
    one.close()
    two.close()


def own_folder(folder: Path, machine: Machine) -> Path:
    kit = machine.here.kit.identity.kit.hex()
    return folder / f"kit-{kit}" / machine.here.writer.hex()


def newest(folder: Path, machine: Machine, sort: str = "j") -> Path:
    found = own_folder(folder, machine).glob(f"{sort}-*.ik")
    return max(found, key=lambda path: path.name.split("-")[2])


def texts(machine: Machine, subject: bytes) -> tuple[str, ...]:
    state = machine.here.state(THING, subject)
    return state.texts if isinstance(state, Thing) else ()


# --- files that are not what they should be ------------------------------


def test_half_a_file_is_left_alone_and_taken_in_once_when_whole(pair: Pair) -> None:
    folder, one, two = pair
    subject = new_subject()
    one.here.commit(noted(subject, "whole or not"))
    one.exchange(folder)
    path = newest(folder, one)
    whole = path.read_bytes()
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        done = two.exchange(folder)
        assert (path.name, Refusal.BAD_DIGEST) in ignored(done)
        assert done.received == 0
        assert texts(two, subject) == ()
    path.write_bytes(whole)
    done = two.exchange(folder)
    assert done.received == 1
    assert not done.ignored
    assert texts(two, subject) == ("whole or not",)
    assert two.exchange(folder).received == 0


def test_a_file_cut_short_after_it_was_read_is_replaced_by_another_seat(
    pair: Pair, tmp_path: Path
) -> None:
    folder, one, two = pair
    subject = new_subject()
    one.here.commit(noted(subject, "cut later"))
    settle_all([one, two], folder)
    for sort in ("j", "p"):
        path = newest(folder, one, sort)
        path.write_bytes(path.read_bytes()[:-1])
    two.exchange(folder)
    three = Machine(tmp_path / "three", "Carys")
    join(three, one, folder)
    assert texts(three, subject) == ("cut later",)
    three.close()


@pytest.mark.parametrize(
    "pattern", ["{} (1).ik", "{}-Ben's laptop.ik", "{}.ik.tmp", "upper", "_"]
)
def test_a_conflict_copy_is_ignored_with_a_word(pair: Pair, pattern: str) -> None:
    folder, one, two = pair
    subject = new_subject()
    one.here.commit(noted(subject, "true"))
    one.exchange(folder)
    path = newest(folder, one)
    wrong = {"upper": path.name.upper(), "_": path.name.replace("-", "_")}
    copy = path.with_name(wrong.get(pattern, pattern.format(path.stem)))
    copy.write_bytes(path.read_bytes())
    path.unlink()
    done = two.exchange(folder)
    assert ignored(done) == [(copy.name, Refusal.BAD_NAME)]
    assert texts(two, subject) == ()
    copy.rename(path)
    assert two.exchange(folder).received == 1


def test_garbage_with_a_fitting_name_is_ignored_with_its_reason(pair: Pair) -> None:
    folder, one, two = pair
    chain = one.here.writer
    place = own_folder(folder, one)
    contents = {
        b"not even msgpack": Refusal.NOT_CANONICAL,
        encode(("ik/journal/9", [])): Refusal.UNKNOWN_VERSION,
        encode(("ik/journal/1", [])): Refusal.BAD_NAME,
    }
    for data, reason in contents.items():
        name = str(RangeName("j", chain, 40, 41, hash_text(data)))
        (place / name).write_bytes(data)
        assert (name, reason) in ignored(two.exchange(folder))
        (place / name).unlink()


def test_a_file_that_claims_more_than_it_holds_keeps_nothing_back(
    pair: Pair, tmp_path: Path
) -> None:
    folder, one, two = pair
    subject = new_subject()
    one.here.commit(noted(subject, "must reach everybody"))
    entries = list(one.here.kit.store.chain(one.here.writer))
    data = courier_module.pack_entries(entries[:1])
    place = own_folder(folder, one)
    for last in (len(entries), 99_999, 9_999_999_999):
        name = RangeName("j", one.here.writer, 1, last, hash_text(data))
        (place / str(name)).write_bytes(data)
    settle_all([one, two], folder)
    assert texts(two, subject) == ("must reach everybody",)


def test_a_huge_file_is_not_read(pair: Pair) -> None:
    folder, one, two = pair
    name = RangeName("j", one.here.writer, 50, 50, "0" * 32)
    path = own_folder(folder, one) / str(name)
    path.touch()
    os.truncate(path, LARGEST_FILE + 1)
    assert ignored(two.exchange(folder)) == [(path.name, Refusal.TOO_LARGE)]


def test_what_is_no_plain_file_is_not_opened(pair: Pair) -> None:
    folder, one, two = pair
    place = own_folder(folder, one)
    pipe = place / str(RangeName("j", one.here.writer, 60, 60, "0" * 32))
    os.mkfifo(pipe)
    inner = place / str(RangeName("p", one.here.writer, 60, 60, "0" * 32))
    inner.mkdir()
    (place.parent / "stray.txt").write_text("left here by somebody")
    done = two.exchange(folder)
    assert {name for name, _ in ignored(done)} == {pipe.name, inner.name, "stray.txt"}


def test_another_kits_files_are_refused_wherever_they_lie(
    pair: Pair, tmp_path: Path
) -> None:
    folder, one, two = pair
    other = Machine(tmp_path / "other", "Dewi")
    other.found()
    other.exchange(folder)
    theirs = newest(folder, other)
    stray = own_folder(folder, one) / theirs.name
    shutil.copyfile(theirs, stray)
    assert ignored(two.exchange(folder)) == [(stray.name, Refusal.WRONG_KIT)]
    other.close()


def test_a_file_in_somebody_elses_folder_counts_like_any(pair: Pair) -> None:
    folder, one, two = pair
    subject = new_subject()
    one.here.commit(noted(subject, "carried over"))
    one.exchange(folder)
    for sort in ("j", "p"):
        path = newest(folder, one, sort)
        path.rename(own_folder(folder, two) / path.name)
    assert two.exchange(folder).received == 1
    assert texts(two, subject) == ("carried over",)


# --- order, loss and relay -----------------------------------------------


@pytest.mark.parametrize("first", ["j", "p"])
def test_payloads_and_entries_may_come_in_any_order(pair: Pair, first: str) -> None:
    folder, one, two = pair
    subject = new_subject()
    one.here.commit(noted(subject, "in two files"))
    one.exchange(folder)
    later = newest(folder, one, "p" if first == "j" else "j")
    away = folder / "on its way"
    later.rename(away)
    two.exchange(folder)
    assert texts(two, subject) == ()
    check_rebuild(two)
    two.reopen()
    away.rename(later)
    two.exchange(folder)
    assert texts(two, subject) == ("in two files",)
    check_rebuild(two)


def test_payloads_that_no_entry_names_are_never_kept(pair: Pair) -> None:
    folder, one, two = pair
    before = dict(two.here.kit.store.payload_rows())
    data = courier_module.pack_payloads([b"x" * 100_000])
    for chain in (one.here.writer, bytes(16)):
        name = RangeName("p", chain, 1, 1, hash_text(data))
        (own_folder(folder, one) / str(name)).write_bytes(data)
    two.exchange(folder)
    assert dict(two.here.kit.store.payload_rows()) == before


def test_a_wiped_folder_is_filled_again_by_whoever_is_left(
    pair: Pair, tmp_path: Path
) -> None:
    folder, one, two = pair
    subject = new_subject()
    one.here.commit(noted(subject, "from a machine that is lost"))
    sealed = EvidenceFolder(one.places).seal(io.BytesIO(b"a screenshot"))
    settle_all([one, two], folder)
    shutil.rmtree(folder)
    folder.mkdir()
    two.exchange(folder)
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(folder, elsewhere)
    three = Machine(tmp_path / "three", "Carys")
    join(three, one, folder)
    shutil.rmtree(own_folder(folder, one))
    assert texts(three, subject) == ("from a machine that is lost",)
    sink = io.BytesIO()
    EvidenceFolder(three.places).open(sealed, sink)
    assert sink.getvalue() == b"a screenshot"
    assert any(own_folder(elsewhere, two).glob(f"j-{one.here.writer.hex()}-*"))
    three.close()


def test_a_lost_file_in_the_middle_is_named_as_a_gap_and_filled(pair: Pair) -> None:
    folder, one, two = pair
    subject = new_subject()
    one.here.commit(noted(subject, "1"))
    one.exchange(folder)
    lost = newest(folder, one)
    one.here.commit(noted(subject, "2"))
    one.exchange(folder)
    lost.unlink()
    done = two.exchange(folder)
    assert done.gaps == {one.here.writer}
    assert texts(two, subject) == ()
    one.exchange(folder)
    assert not two.exchange(folder).gaps
    assert texts(two, subject) == ("1", "2")


def test_many_small_files_become_few_and_nothing_goes_missing(
    pair: Pair, tmp_path: Path
) -> None:
    folder, one, two = pair
    subject = new_subject()
    for number in range(courier_module.FILES_BEFORE_MERGE + 5):
        one.here.commit(noted(subject, str(number)))
        one.exchange(folder)
    left = [p.name for p in own_folder(folder, one).glob("j-*")]
    assert len(left) < 10
    two.exchange(folder)
    expected = tuple(str(n) for n in range(courier_module.FILES_BEFORE_MERGE + 5))
    assert texts(two, subject) == expected
    shutil.rmtree(own_folder(folder, two))
    three = Machine(tmp_path / "three", "Carys")
    join(three, one, folder)
    assert texts(three, subject) == expected
    assert verify_journal(three.here.kit.store).intact
    three.close()


def test_merging_never_deletes_what_the_database_does_not_hold(pair: Pair) -> None:
    folder, one, _two = pair
    subject = new_subject()
    for number in range(courier_module.FILES_BEFORE_MERGE - 2):
        one.here.commit(noted(subject, str(number)))
        one.exchange(folder)
    # A file of our own folder that we never read, nor wrote as it lies there.
    unread = own_folder(folder, one) / str(
        RangeName("j", one.here.writer, 3, 4, "0" * 32)
    )
    unread.write_bytes(b"still on its way")
    for number in range(courier_module.FILES_BEFORE_MERGE + 2):
        one.here.commit(noted(subject, f"more {number}"))
        one.exchange(folder)
    assert unread.exists()


def test_only_the_own_sub_folder_is_ever_written(pair: Pair) -> None:
    folder, one, two = pair
    subject = new_subject()
    for machine in (one, two, one):
        machine.here.commit(noted(subject, f"from {machine.name}"))
        EvidenceFolder(machine.places).seal(io.BytesIO(b"evidence"))
        before = stamps(folder, leaving_out=own_folder(folder, machine))
        for _ in range(3):
            machine.exchange(folder)
        assert stamps(folder, leaving_out=own_folder(folder, machine)) == before


def test_files_in_the_folder_never_change(pair: Pair) -> None:
    folder, one, two = pair
    seen: dict[Path, bytes] = {}
    for number in range(30):
        machine = (one, two)[number % 2]
        machine.here.commit(noted(new_subject(), str(number)))
        machine.exchange(folder)
        now = {p: p.read_bytes() for p in folder.rglob("*.ik")}
        assert all(now[path] == data for path, data in seen.items() if path in now)
        seen |= now


def test_a_relay_claims_no_payload_that_it_does_not_have(
    pair: Pair, tmp_path: Path
) -> None:
    folder, one, two = pair
    three = Machine(tmp_path / "three", "Carys")
    join(three, one, folder)
    settle_all([one, two, three], folder)
    subject = new_subject()
    files = []
    for text in ("1", "2", "3"):
        one.here.commit(noted(subject, text))
        one.exchange(folder)
        files.append(newest(folder, one, "p"))
    files[1].unlink()
    two.exchange(folder)
    assert texts(two, subject) == ("1", "3")
    shutil.rmtree(folder)
    folder.mkdir()
    for machine in (two, one, three):
        machine.exchange(folder)
    assert texts(three, subject) == ("1", "2", "3")
    three.close()


# --- strangers -----------------------------------------------------------


def test_nothing_of_a_seat_nobody_let_in_is_kept(pair: Pair) -> None:
    folder, one, two = pair
    stranger = begin_chain(one, Seat.generate())
    data = courier_module.pack_entries([stranger])
    name = RangeName("j", stranger.chain, 1, 1, hash_text(data))
    place = own_folder(folder, one).parent / ("ab" * 16)
    place.mkdir()
    (place / str(name)).write_bytes(data)
    for _ in range(2):
        done = two.exchange(folder)
        assert (str(name), Refusal.WRONG_SEAT) in ignored(done)
    assert two.here.kit.store.entry(stranger.digest) is None


def test_a_sheet_of_ones_own_making_opens_no_door(pair: Pair) -> None:
    _, one, two = pair
    kit, seat, sheet = one.here.kit.identity.kit, Seat.generate(), RecoverySheet.draw()
    begun = begin_chain(one, seat)
    frontier = one.here.roster.frontier
    wish = unsigned_recovery(
        new_person(), seat.keys, RecoverySheet.draw().seat.keys, sheet.seat.keys.signing
    )
    use = sign_recovery(sheet, kit, wish, frontier)
    entries = [begun, *acts_after(one, tip_of(begun), [use], seat)]
    true = one.here.roster.recovery_keys()[0].signing
    stolen = Recover(use.person, use.keys, use.recovery, true, use.signature)
    named = [begun, *acts_after(one, tip_of(begun), [stolen], seat)]
    for offered in (entries, named):
        arrival = two.here.receive(offered, {})
        assert arrival.strangers == {begun.chain}
        assert not arrival.new


# --- evidence ------------------------------------------------------------


def test_evidence_travels_whole_or_not_at_all(pair: Pair) -> None:
    folder, one, two = pair
    sealed = EvidenceFolder(one.places).seal(io.BytesIO(os.urandom(200_000)))
    assert one.exchange(folder).evidence_sent == 1
    (path,) = own_folder(folder, one).glob("v-*")
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    done = two.exchange(folder)
    assert (path.name, Refusal.BAD_DIGEST) in ignored(done)
    assert not EvidenceFolder(two.places).holds(sealed.file)
    path.write_bytes(whole)
    assert two.exchange(folder).evidence_received == 1
    EvidenceFolder(two.places).open(sealed, io.BytesIO())
    assert two.exchange(folder).evidence_received == 0
    assert not list(own_folder(folder, two).glob("v-*"))


def test_evidence_that_others_hold_damaged_is_left_again(pair: Pair) -> None:
    folder, one, two = pair
    EvidenceFolder(one.places).seal(io.BytesIO(b"a photograph"))
    settle_all([one, two], folder)
    (path,) = own_folder(folder, one).glob("v-*")
    path.write_bytes(path.read_bytes()[:-1])
    two.exchange(folder)
    (again,) = own_folder(folder, two).glob("v-*")
    assert again.name == path.name


# --- disposal ------------------------------------------------------------


def test_a_disposed_text_leaves_every_file_of_ours_and_does_not_come_back(
    pair: Pair, tmp_path: Path
) -> None:
    folder, one, two = pair
    subject = new_subject()
    gone = two.here.commit(noted(subject, "to be disposed of")).digests[0]
    two.here.commit(noted(subject, "stays"))
    two.here.commit(finished(subject))
    settle_all([one, two], folder)
    entry = one.here.kit.store.entry(gone)
    assert entry is not None
    sealed = one.here.kit.store.payload(entry.core.payload)
    assert sealed is not None
    old = tmp_path / "an old copy"
    shutil.copytree(folder, old)
    one.here.commit_acts([Disposed((gone,), "after a year")])
    settle_all([one, two], folder)
    for machine in (one, two):
        assert machine.here.kit.store.payload(entry.core.payload) is None
        assert texts(machine, subject) == ("stays",)
        check_rebuild(machine)
    assert not [p for p in folder.rglob("*.ik") if sealed in p.read_bytes()]
    # Somebody puts an old copy of the folder back.
    shutil.copytree(old, folder, dirs_exist_ok=True)
    settle_all([one, two], folder)
    for machine in (one, two):
        assert machine.here.kit.store.payload(entry.core.payload) is None
        assert texts(machine, subject) == ("stays",)
        assert verify_journal(machine.here.kit.store).intact
    assert not [
        p
        for machine in (one, two)
        for p in own_folder(folder, machine).glob("p-*")
        if sealed in p.read_bytes()
    ]


def test_a_disposal_that_arrives_before_its_text_still_holds(
    pair: Pair, tmp_path: Path
) -> None:
    folder, one, two = pair
    three = Machine(tmp_path / "three", "Carys")
    join(three, one, folder)
    settle_all([one, two, three], folder)
    subject = new_subject()
    two.here.commit(noted(subject, "stays"))
    gone = two.here.commit(noted(subject, "disposed of unseen")).digests[0]
    two.here.commit(finished(subject))
    theirs = list(two.here.kit.store.chain(two.here.writer))
    payloads = dict(two.here.kit.store.payload_rows())
    one.here.receive(theirs, payloads)
    one.here.commit_acts([Disposed((gone,), "after a year")])
    mine = list(one.here.kit.store.chain(one.here.writer))
    three.here.receive(mine, {})
    three.here.receive(theirs, payloads)
    assert texts(three, subject) == ("stays",)
    entry = three.here.kit.store.entry(gone)
    assert entry is not None
    assert three.here.kit.store.payload(entry.core.payload) is None
    check_rebuild(three)
    three.close()


def test_a_disposal_that_turns_out_to_be_held_gives_the_text_back(
    pair: Pair, tmp_path: Path
) -> None:
    folder, one, two = pair
    three = Machine(tmp_path / "three", "Carys")
    join(three, one, folder, Role.LEAD)
    subject = new_subject()
    gone = two.here.commit(noted(subject, "thrown away by Carys")).digests[0]
    two.here.commit(finished(subject))
    settle_all([two, one, three], folder)
    entry = one.here.kit.store.entry(gone)
    assert entry is not None
    # Carys disposes of it, which Ben hears of; Asha removes her, not knowing.
    three.here.commit_acts([Disposed((gone,), "no rule at all")])
    two.here.receive(list(three.here.kit.store.chain(three.here.writer)), {})
    assert texts(two, subject) == ()
    assert two.here.kit.store.payload(entry.core.payload) is None
    remove_person(one.here, three.here.me.person)
    kept = dict(one.here.kit.store.payload_rows())
    two.here.receive(list(one.here.kit.store.chain(one.here.writer)), kept)
    assert texts(two, subject) == ("thrown away by Carys",)
    check_rebuild(two)
    settle_all([one, two, three], folder)
    for machine in (one, two, three):
        assert len(machine.here.without_effect(Why.HELD)) == 1
        assert texts(machine, subject) == ("thrown away by Carys",)
        assert verify_journal(machine.here.kit.store).intact
        check_rebuild(machine)
    three.close()


# --- the folder itself ---------------------------------------------------


def test_a_folder_that_is_not_there_is_named(pair: Pair, tmp_path: Path) -> None:
    _, one, _ = pair
    with pytest.raises(CourierFolderError) as caught:
        one.exchange(tmp_path / "no such folder")
    assert caught.value.folder == str(tmp_path / "no such folder")
    assert not (tmp_path / "no such folder").exists()


@pytest.mark.parametrize("after", ["files", "put", "own"])
def test_a_folder_that_disappears_half_way_loses_nothing(
    pair: Pair, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    folder, one, two = pair
    subject = new_subject()
    one.here.commit(noted(subject, "kept"))
    one.exchange(folder)
    two.here.commit(noted(subject, "mine"))
    away = folder.with_name("unplugged")
    true = getattr(Shelf, after)

    def unplug(*args):
        found = true(*args)
        if folder.exists():
            folder.rename(away)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(Shelf, after, unplug)
        with pytest.raises(CourierFolderError):
            courier_of(two, folder).exchange(two.here)
    two.reopen()
    away.rename(folder)
    settle_all([two, one], folder)
    for machine in (one, two):
        assert set(texts(machine, subject)) == {"kept", "mine"}
        check_rebuild(machine)


# --- small parts ---------------------------------------------------------


def test_gaps_are_what_no_range_covers() -> None:
    chain = bytes(16)

    def ranges(*pairs: tuple[int, int]) -> list[RangeName]:
        return [RangeName("j", chain, first, last, "") for first, last in pairs]

    assert gaps([], 0) == []
    assert gaps([], 3) == [(1, 3)]
    assert gaps(ranges((1, 3)), 3) == []
    assert gaps(ranges((2, 3), (6, 6)), 8) == [(1, 1), (4, 5), (7, 8)]
    assert gaps(ranges((1, 9), (2, 3)), 8) == []
    assert gaps(ranges((5, 9)), 3) == [(1, 3)]


def ignored(done) -> list[tuple[str, Refusal]]:
    return [(item.name, item.reason) for item in done.ignored]


def stamps(folder: Path, leaving_out: Path) -> dict[Path, tuple[int, int]]:
    return {
        path: (path.stat().st_mtime_ns, path.stat().st_size)
        for path in folder.rglob("*")
        if leaving_out not in (path, *path.parents) and path.is_file()
    }


def courier_of(machine: Machine, folder: Path) -> FolderCourier:
    who = Correspondent(
        machine.here.kit.store,
        machine.here.kit.identity,
        EvidenceFolder(machine.places),
        machine.clock,
        machine.here.writer,
    )
    return FolderCourier(folder, who)
