"""Evidence is hashed and sealed on the way in, and comes out as it went in."""

import hashlib
import io

import pytest

from incidentkit.errors import (
    FileUnreadableError,
    InvalidValueError,
    RefusedError,
    SeveralMatchError,
    UnknownNameError,
)
from incidentkit.incidents.evidence import Source
from tests.incidents.office import SECRET

PICTURE = b"\x89PNG\r\n" + bytes(range(256)) * 300
CAPTURE = "take-screenshots-before-anything-is-changed"


@pytest.fixture
def incident(office):
    return office.start()


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "screen ŵ.png"
    path.write_bytes(PICTURE)
    return path


def read(office, item):
    sink = io.BytesIO()
    office.incidents.evidence.read(item, sink)
    return sink.getvalue()


def test_a_file_is_hashed_sealed_and_comes_out_as_it_went_in(
    office, incident, picture, tmp_path
):
    source = Source("take-screenshots-before", "The post", "https://example.org/1")
    item = office.incidents.evidence.file(incident, picture, source)
    assert item.sha256 == hashlib.sha256(PICTURE).digest()
    assert (item.name, item.size, item.step) == ("screen ŵ.png", len(PICTURE), CAPTURE)
    picture.unlink()
    office.machine.reopen()
    assert read(office, item) == PICTURE
    office.incidents.evidence.write_out(item, tmp_path / "out.png")
    assert (tmp_path / "out.png").read_bytes() == PICTURE
    sealed = b"".join(p.read_bytes() for p in office.machine.places.evidence.iterdir())
    assert PICTURE[:64] not in sealed


def test_a_text_comes_out_as_it_went_in_and_may_hold_what_an_attacker_published(
    office, incident
):
    text = f"Their password is {SECRET} 😀\r\n"
    item = office.incidents.evidence.text(incident, text, Source())
    assert read(office, item) == text.encode()
    assert item.sha256 == hashlib.sha256(text.encode()).digest()


def test_changed_evidence_is_refused_and_leaves_no_file(
    office, incident, picture, tmp_path
):
    item = office.incidents.evidence.file(incident, picture, Source())
    (sealed,) = office.machine.places.evidence.iterdir()
    data = bytearray(sealed.read_bytes())
    data[len(data) // 2] ^= 1
    sealed.write_bytes(data)
    with pytest.raises(RefusedError):
        read(office, item)
    with pytest.raises(RefusedError):
        office.incidents.evidence.write_out(item, tmp_path / "out.png")
    assert not (tmp_path / "out.png").exists()


def test_what_is_not_there_cannot_be_read(office, incident, tmp_path):
    custody = office.incidents.evidence
    for path in (tmp_path / "nothing.png", tmp_path):
        with pytest.raises(FileUnreadableError):
            custody.file(incident, path, Source())
    held = custody.held_elsewhere(incident, Source(what="video"), "phone", "Priya")
    with pytest.raises(FileUnreadableError):
        read(office, held)


def test_evidence_for_no_step_or_a_wrong_one(office, incident, picture):
    custody = office.incidents.evidence
    with pytest.raises(UnknownNameError):
        custody.file(incident, picture, Source(step="no-such-step"))
    with pytest.raises(UnknownNameError):
        custody.file(incident, picture, Source(settles=bytes(32)))
    assert not list(office.machine.places.evidence.iterdir())
    assert custody.file(incident, picture, Source()).step == ""


def test_who_holds_evidence_elsewhere_has_to_be_said(office, incident):
    for what, device, person in (
        ("", "phone", "Priya"),
        ("video", " ", "P"),
        ("v", "p", ""),
    ):
        with pytest.raises(InvalidValueError):
            office.incidents.evidence.held_elsewhere(
                incident, Source(what=what), device, person
            )


def test_evidence_is_found_by_the_beginning_of_its_entry(office, incident):
    custody = office.incidents.evidence
    item = custody.text(incident, "one", Source())
    custody.text(incident, "two", Source())
    assert custody.find(incident, item.digest.hex()[:10].upper()) == item
    with pytest.raises(UnknownNameError):
        custody.find(incident, "")
    with pytest.raises(UnknownNameError):
        custody.find(incident, "not-hex")
    digests = [i.digest.hex() for i in office.run(incident).incident.evidence]
    shared = {d[0] for d in digests}
    for _ in range(20):  # until two begin alike
        if len(shared) < len(digests):
            break
        digests.append(custody.text(incident, "more", Source()).digest.hex())
        shared = {d[0] for d in digests}
    twice = next(c for c in shared if sum(d[0] == c for d in digests) > 1)
    with pytest.raises(SeveralMatchError):
        custody.find(incident, twice)
