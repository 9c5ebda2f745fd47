"""Sealed evidence: what goes in comes out, whole or not at all."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidentkit.crypto.chunks import CHUNK_BYTES
from incidentkit.errors import (
    FileUnreadableError,
    Refusal,
    RefusedError,
    StorageError,
    WriteFailedError,
)
from incidentkit.vault.evidence import EvidenceFolder, SealedFile
from incidentkit.vault.folder import Places, under

SIZES = (0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES + 7)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    found = under(tmp_path)
    found.make()
    return found


@pytest.fixture
def folder(places: Places) -> EvidenceFolder:
    return EvidenceFolder(places)


def opened(folder: EvidenceFolder, sealed: SealedFile) -> bytes:
    sink = io.BytesIO()
    folder.open(sealed, sink)
    return sink.getvalue()


@pytest.mark.parametrize("size", SIZES)
def test_what_goes_in_comes_out_with_its_hash_and_size(
    folder: EvidenceFolder, size: int
) -> None:
    data = (b"picture " * (size // 8 + 1))[:size]
    sealed = folder.seal(io.BytesIO(data))
    assert sealed.sha256 == hashlib.sha256(data).digest()
    assert sealed.size == size
    assert opened(folder, sealed) == data


@given(st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_of_a_file_shows_on_disk(folder: EvidenceFolder, data: bytes) -> None:
    sealed = folder.seal(io.BytesIO(data))
    stored = folder.path(sealed.file).read_bytes()
    assert len(data) < 8 or data not in stored
    assert sealed.key not in stored
    assert sealed.sha256 not in stored
    assert opened(folder, sealed) == data


def test_the_same_file_twice_is_sealed_under_two_names_and_keys(
    folder: EvidenceFolder,
) -> None:
    one, two = (folder.seal(io.BytesIO(b"same")) for _ in range(2))
    assert one.file != two.file
    assert one.key != two.key
    assert folder.path(one.file).read_bytes() != folder.path(two.file).read_bytes()
    assert folder.files() == tuple(sorted((one.file, two.file)))


def test_every_changed_byte_and_every_cut_is_refused(folder: EvidenceFolder) -> None:
    sealed = folder.seal(io.BytesIO(b"the post as it was"))
    path = folder.path(sealed.file)
    good = path.read_bytes()
    changed = [
        good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :] for at in range(len(good))
    ]
    cut = [good[:at] for at in range(len(good))]
    for data in (*changed, *cut, good + b"\0", good + good):
        path.write_bytes(data)
        with pytest.raises(RefusedError):
            opened(folder, sealed)
    path.write_bytes(good)
    assert opened(folder, sealed) == b"the post as it was"


def test_another_file_in_its_place_is_refused(folder: EvidenceFolder) -> None:
    one, two = folder.seal(io.BytesIO(b"one")), folder.seal(io.BytesIO(b"two"))
    folder.path(one.file).write_bytes(folder.path(two.file).read_bytes())
    with pytest.raises(RefusedError) as refusal:
        opened(folder, one)
    assert refusal.value.reason is Refusal.BAD_COMMITMENT


def test_a_file_that_is_not_what_the_log_says_is_refused(
    folder: EvidenceFolder,
) -> None:
    sealed = folder.seal(io.BytesIO(b"one"))
    for wrong in (
        replace(sealed, sha256=bytes(32)),
        replace(sealed, size=sealed.size + 1),
    ):
        with pytest.raises(RefusedError) as refusal:
            opened(folder, wrong)
        assert refusal.value.reason is Refusal.BAD_DIGEST


def test_a_file_that_has_not_arrived_says_so(folder: EvidenceFolder) -> None:
    sealed = folder.seal(io.BytesIO(b"one"))
    assert folder.holds(sealed.file)
    folder.path(sealed.file).unlink()
    assert not folder.holds(sealed.file)
    with pytest.raises(FileUnreadableError):
        opened(folder, sealed)


def test_a_folder_in_the_place_of_a_file_says_so(folder: EvidenceFolder) -> None:
    sealed = folder.seal(io.BytesIO(b"one"))
    folder.path(sealed.file).unlink()
    folder.path(sealed.file).mkdir()
    with pytest.raises(FileUnreadableError):
        opened(folder, sealed)


class Failing(io.BytesIO):
    """A file whose disk fails after the first part."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError(5, "input/output error")
        return super().read(size)


def test_a_source_that_fails_leaves_nothing_behind(
    folder: EvidenceFolder, places: Places
) -> None:
    with pytest.raises(StorageError):
        folder.seal(Failing(bytes(3 * CHUNK_BYTES)))
    assert list(places.evidence.iterdir()) == []


def test_a_disk_that_fails_leaves_nothing_behind(
    folder: EvidenceFolder, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(handle: int) -> None:
        raise OSError(5, "input/output error")

    monkeypatch.setattr("incidentkit.vault.evidence.os.fsync", fail)
    with pytest.raises(WriteFailedError):
        folder.seal(io.BytesIO(b"one"))
    assert list(places.evidence.iterdir()) == []
    assert folder.files() == ()


def test_a_file_has_its_name_only_when_it_is_whole(
    folder: EvidenceFolder, places: Places
) -> None:
    seen: list[tuple[bytes, ...]] = []

    class Watched(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            seen.append(folder.files())
            return super().read(size)

    source: BinaryIO = Watched(bytes(3 * CHUNK_BYTES))
    sealed = folder.seal(source)
    assert set(seen) == {()}
    assert folder.files() == (sealed.file,)


@pytest.fixture
def strays(places: Places) -> None:
    for name in (
        "notes.txt",
        ".part-abc",
        "AB" * 16 + ".ev",
        "zz" * 16 + ".ev",
        "1.ev",
    ):
        (places.evidence / name).write_bytes(b"?")


@pytest.mark.usefixtures("strays")
def test_what_is_not_evidence_is_passed_over(folder: EvidenceFolder) -> None:
    sealed = folder.seal(io.BytesIO(b"one"))
    assert folder.files() == (sealed.file,)


def test_a_key_does_not_show_when_printed(folder: EvidenceFolder) -> None:
    sealed = folder.seal(io.BytesIO(b"one"))
    for text in (repr(sealed), str([sealed])):
        assert sealed.key.hex() not in text
        assert repr(sealed.key) not in text
