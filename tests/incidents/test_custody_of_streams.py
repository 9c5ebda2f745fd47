"""Evidence that lies in no file, and evidence that somebody stops filing."""

import hashlib
import io
import os

import pytest

from incidentkit.errors import FileUnreadableError, SecretInTextError
from incidentkit.incidents.evidence import Source
from tests.incidents.office import SECRET

LARGE = bytes(range(256)) * 4 * 600  # 600 KiB, so many chunks
SOURCE = Source("take-screenshots-before", "The post")


class StoppedError(Exception):
    """Somebody stopped it."""


@pytest.fixture
def incident(office):
    return office.start()


def sealed_files(office):
    return sorted(office.machine.places.evidence.iterdir())


def test_bytes_are_filed_without_lying_in_any_file(office, incident, tmp_path):
    before = set(tmp_path.rglob("*"))
    custody = office.incidents.evidence
    item = custody.stream(incident, "shot.png", io.BytesIO(LARGE), SOURCE)
    assert (item.name, item.size) == ("shot.png", len(LARGE))
    assert item.sha256 == hashlib.sha256(LARGE).digest()
    sink = io.BytesIO()
    custody.read(item, sink)
    assert sink.getvalue() == LARGE
    new = [p for p in set(tmp_path.rglob("*")) - before if p.is_file()]
    assert all(LARGE[:2000] not in path.read_bytes() for path in new)


def test_whoever_watches_is_told_how_far_it_is(office, incident):
    told = []
    office.incidents.evidence.stream(
        incident, "x", io.BytesIO(LARGE), SOURCE, lambda *now: told.append(now)
    )
    assert told[0] == (0, 600)
    assert told[-1] == (600, 600)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.parametrize("at", [0, 300, 600])
def test_filing_that_is_stopped_leaves_nothing(office, incident, at):
    def watch(done, of):
        if done >= at:
            raise StoppedError

    with pytest.raises(StoppedError):
        office.incidents.evidence.stream(
            incident, "x", io.BytesIO(LARGE), SOURCE, watch
        )
    assert sealed_files(office) == []
    assert office.incidents.run(incident).incident.evidence == ()


def test_a_copy_that_is_stopped_leaves_no_file(office, incident, tmp_path):
    custody = office.incidents.evidence
    item = custody.stream(incident, "x", io.BytesIO(LARGE), SOURCE)

    def watch(done, of):
        if done > 100:
            raise StoppedError

    folder = tmp_path / "copies"
    folder.mkdir()
    with pytest.raises(StoppedError):
        custody.write_out(item, folder / "copy.png", watch)
    assert list(folder.iterdir()) == []


def test_a_drive_that_is_pulled_out_is_named_and_leaves_nothing(office, incident):
    class Pulled(io.BytesIO):
        def read(self, size=-1, /):
            if self.tell() > 100_000:
                raise OSError(5, "gone")
            return super().read(size)

    with pytest.raises(FileUnreadableError):
        office.incidents.evidence.stream(incident, "clip.mp4", Pulled(LARGE), SOURCE)
    assert sealed_files(office) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_what_is_no_plain_file_keeps_nobody_waiting(office, incident, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path):
        with pytest.raises(FileUnreadableError):
            office.incidents.evidence.file(incident, path, SOURCE)


def test_a_description_with_a_secret_is_refused_before_anything_is_sealed(
    office, incident
):
    with pytest.raises(SecretInTextError):
        office.incidents.evidence.stream(
            incident, "x", io.BytesIO(LARGE), Source("", f"It says {SECRET}")
        )
    assert sealed_files(office) == []
