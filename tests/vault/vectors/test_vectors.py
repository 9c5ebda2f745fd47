"""Every vector of the kit format, read by the package, and entries by both readers.

The vectors lie in `v1`, in a folder for each verdict; `make.py` writes them.
"""

import hashlib
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from incidentkit.crypto.chunks import open_stream
from incidentkit.crypto.seal import Sealer
from incidentkit.errors import (
    KdfRefusedError,
    KitDamagedError,
    KitNewerError,
    Refusal,
    RefusedError,
    SheetMistypedError,
    WrongPassphraseError,
)
from incidentkit.vault.acts import SeatKeys
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.entry import check_signature, read_entry
from incidentkit.vault.intake import begin_keys, check_follows
from incidentkit.vault.joining import _read_request, spoken_words
from incidentkit.vault.opening import EpochKey
from incidentkit.vault.parcel import (
    ItemName,
    RangeName,
    parse_name,
    read_checked,
    unpack_entries,
    unpack_introduction,
    unpack_payloads,
)
from incidentkit.vault.recovery import RecoverySheet
from incidentkit.vault.slots import open_by_passphrase, read_slot
from tests.vault.second import envelope, journal
from tests.vault.second.kits import ask_both
from tests.vault.vectors import kits
from tests.vault.vectors.make import FOLDER, MUST_FAIL, VALID, files
from tests.vault.world import NOTED, POLICY, THING, Machine, Noted

Vector = dict[str, Any]
ALL = sorted(FOLDER.glob("*/*.json"))
PLAIN = [path for path in ALL if path.parent.name == VALID]
BROKEN = [path for path in ALL if path.parent.name == MUST_FAIL]
WORKED_BEGIN = "f79183200689d1148735a27f8a3077d37b8d78d462e2b13434701c7f47b3e321"


def load(path: Path) -> Vector:
    found: Vector = json.loads(path.read_text())
    return found


def from_hex(vector: Vector, name: str) -> bytes:
    return bytes.fromhex(vector[name])


# --- the package as a reader ----------------------------------------------------


def read_one(vector: Vector, _: Path) -> None:
    kit, previous = from_hex(vector, "kit"), vector["previous"]
    entry = read_entry(from_hex(vector, "core"), from_hex(vector, "signature"), kit=kit)
    signing, sealing = map(bytes.fromhex, vector["keys"])
    keys = begin_keys(entry) if entry.number == 1 else SeatKeys(signing, sealing)
    if previous is None:
        check_signature(entry, keys)
        assert keys == SeatKeys(signing, sealing)
    else:
        before = read_entry(from_hex(previous, "core"), from_hex(previous, "signature"))
        check_signature(entry, keys)
        check_follows(before, entry)
    assert entry.digest.hex() == vector["digest"]


def read_seal(vector: Vector, _: Path) -> None:
    sealer = Sealer(from_hex(vector, "key"))
    plain = sealer.open(from_hex(vector, "context"), from_hex(vector, "sealed"))
    assert plain.hex() == vector["plaintext"]


def read_label(vector: Vector, _: Path) -> None:
    entry = read_entry(from_hex(vector, "core"), from_hex(vector, "signature"))
    label = EpochKey(from_hex(vector, "epoch_key")).open_label(entry)
    assert label.subject.hex() == vector["subject"]
    assert (label.kind, label.version) == (vector["kind"], vector["version"])
    assert [digest.hex() for digest in label.replaces] == vector["replaces"]


def read_payload(vector: Vector, _: Path) -> None:
    entry = read_entry(from_hex(vector, "core"), from_hex(vector, "signature"))
    key = EpochKey(from_hex(vector, "epoch_key"))
    body = key.open_payload(entry, from_hex(vector, "sealed"), NOTED)
    assert body == Noted(vector["text"])


def read_file(vector: Vector, _: Path) -> None:
    source, sink = io.BytesIO(from_hex(vector, "file")), io.BytesIO()
    digest, _size = open_stream(from_hex(vector, "key"), source, sink)
    assert digest.hex() == vector["sha256"]
    assert hashlib.sha256(sink.getvalue()).hexdigest() == vector["sha256"]


def read_way_in(vector: Vector, _: Path) -> None:
    slot = read_slot(from_hex(vector, "slot"))
    kit, name = from_hex(vector, "kit"), vector["name"]
    seat, _slot = open_by_passphrase([slot], kit, name, vector["passphrase"], POLICY)
    assert seat.id.hex() == vector["seat"]


def read_code(vector: Vector, _: Path) -> None:
    keys = RecoverySheet.typed(vector["text"]).seat.keys
    assert keys.signing.hex() == vector["signing"]
    assert keys.sealing.hex() == vector["sealing"]


def _arrived(vector: Vector, folder: Path) -> tuple[Any, bytes]:
    name = parse_name(vector["name"])
    if name is None:
        raise RefusedError(Refusal.BAD_NAME)
    path = folder / vector["name"]
    path.write_bytes(from_hex(vector, "content"))
    return name, read_checked(path, name)


def read_journal(vector: Vector, folder: Path) -> None:
    name, content = _arrived(vector, folder)
    assert isinstance(name, RangeName)
    assert unpack_entries(content, name, from_hex(vector, "kit"))


def read_payloads(vector: Vector, folder: Path) -> None:
    name, content = _arrived(vector, folder)
    assert isinstance(name, RangeName)
    unpack_payloads(content, name)


def read_introduction(vector: Vector, folder: Path) -> None:
    name, content = _arrived(vector, folder)
    assert isinstance(name, ItemName)
    assert len(unpack_introduction(content, name)) == 2


def read_request(vector: Vector, _: Path) -> None:
    request = _read_request(from_hex(vector, "request"))
    words = spoken_words(request, from_hex(vector, "genesis"))
    assert " ".join(words) == vector["words"]


class ProvesNothingError(Exception):
    pass


def read_anchor(vector: Vector, folder: Path) -> None:
    path = folder / "anchor"
    path.write_bytes(from_hex(vector, "content"))
    if AnchorFile(path, from_hex(vector, "kit")).read() is None:
        raise ProvesNothingError


READERS: dict[str, Callable[[Vector, Path], None]] = {
    "entry": read_one,
    "seal": read_seal,
    "label": read_label,
    "payload": read_payload,
    "file": read_file,
    "slot": read_way_in,
    "recovery-code": read_code,
    "journal": read_journal,
    "payloads": read_payloads,
    "introduction": read_introduction,
    "join-request": read_request,
    "anchor": read_anchor,
}

NAMED_BY_CLASS: dict[type[Exception], str] = {
    KitDamagedError: "damaged",
    KitNewerError: "newer",
    WrongPassphraseError: "wrong-passphrase",
    KdfRefusedError: "kdf-refused",
    ProvesNothingError: "proves-nothing",
}
REFUSALS = (RefusedError, SheetMistypedError, *NAMED_BY_CLASS)


def reason_of(refusal: BaseException) -> str:
    if isinstance(refusal, RefusedError | envelope.RefusedError):
        return str(refusal.reason)
    if isinstance(refusal, SheetMistypedError):
        return f"mistyped-{refusal.args[0]}"
    return NAMED_BY_CLASS[type(refusal)]  # type: ignore[index]


# --- the second reader -------------------------------------------------------------


def second_entry(vector: Vector, _: Path) -> None:
    kit, previous = from_hex(vector, "kit"), vector["previous"]
    entry = envelope.read(from_hex(vector, "core"), from_hex(vector, "signature"), kit)
    envelope.check_signature(entry, bytes.fromhex(vector["keys"][0]))
    if previous is not None:
        core, signature = from_hex(previous, "core"), from_hex(previous, "signature")
        envelope.check_follows(entry, envelope.read(core, signature, kit))
    assert entry.digest.hex() == vector["digest"]


def second_journal(vector: Vector, _: Path) -> None:
    content, kit = from_hex(vector, "content"), from_hex(vector, "kit")
    assert journal.read_segment(vector["name"], content, kit)


def second_payloads(vector: Vector, _: Path) -> None:
    journal.read_payload_file(vector["name"], from_hex(vector, "content"))


def second_anchor(vector: Vector, folder: Path) -> None:
    path = folder / "anchor"
    path.write_bytes(from_hex(vector, "content"))
    if journal.read_anchor(path, from_hex(vector, "kit")) is None:
        raise ProvesNothingError


SECOND: dict[str, Callable[[Vector, Path], None]] = {
    "entry": second_entry,
    "journal": second_journal,
    "payloads": second_payloads,
    "anchor": second_anchor,
}


# --- every vector ---------------------------------------------------------------


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.stem)
def test_a_valid_vector_is_taken(path: Path, tmp_path: Path) -> None:
    vector = load(path)
    for readers in (READERS, SECOND):
        if vector["what"] in readers:
            readers[vector["what"]](vector, tmp_path)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_vector_is_refused_for_its_reason(path: Path, tmp_path: Path) -> None:
    vector = load(path)
    with pytest.raises(REFUSALS) as first:
        READERS[vector["what"]](vector, tmp_path)
    assert reason_of(first.value) == vector["reason"]
    if vector["what"] in SECOND:
        with pytest.raises((envelope.RefusedError, ProvesNothingError)) as second:
            SECOND[vector["what"]](vector, tmp_path)
        assert reason_of(second.value) == vector["reason"]


def test_the_vectors_are_those_that_the_script_makes() -> None:
    there = {path.relative_to(FOLDER): path.read_text() for path in ALL}
    assert there == files()


def test_most_vectors_must_fail_and_every_refusal_has_one() -> None:
    assert len(BROKEN) >= 0.75 * len(ALL) >= 45
    reasons = {load(path)["reason"] for path in BROKEN}
    later = {"unknown-class"}  # kept for a later version: FORMAT.md, 3.7
    assert {str(refusal) for refusal in Refusal} - later <= reasons


def test_the_first_vector_is_the_worked_example_of_the_format_page() -> None:
    assert load(FOLDER / VALID / "entry-begin.json")["digest"] == WORKED_BEGIN


# --- golden kits -------------------------------------------------------------------


def golden(verdict: str) -> list[Path]:
    found = sorted((FOLDER / verdict).glob("kit-*"))
    assert found
    return found


def copied(kit: Path, folder: Path) -> tuple[Path, Vector]:
    target = folder / "kit"
    target.mkdir(mode=0o700)
    shutil.copyfile(kit / "kit.db", target / "kit.db")
    (target / "kit.db").chmod(0o600)
    return target / "kit.db", load(kit / "expected.json")


@pytest.mark.parametrize("kit", golden(VALID), ids=lambda path: path.name)
def test_a_golden_kit_verifies_for_ever(kit: Path, tmp_path: Path) -> None:
    database, expected = copied(kit, tmp_path)
    answers = ask_both(database)
    answers.check_same()
    assert answers.intact
    heads = [[h.chain.hex(), h.number, h.digest.hex()] for h in answers.first.heads]
    assert heads == expected["heads"]
    for name in ("entries", "chains", "held", "without_authority", "disposed"):
        assert getattr(answers.first, name) == expected[name]


@pytest.mark.parametrize("kit", golden(VALID), ids=lambda path: path.name)
def test_a_golden_kit_opens_for_ever(kit: Path, tmp_path: Path) -> None:
    _, expected = copied(kit, tmp_path)
    machine = Machine(tmp_path, expected["name"])
    try:
        session = machine.open()
        lines = session.state(THING, kits.INCIDENT).texts
        assert lines == kits.LINES[: len(lines)]
        assert len(lines) == (1 if "small" in kit.name else 3)
        assert len(session.members()) == expected["members"]
    finally:
        machine.close()


@pytest.mark.parametrize("kit", golden(MUST_FAIL), ids=lambda path: path.name)
def test_a_falsified_kit_is_found_out_for_ever(kit: Path, tmp_path: Path) -> None:
    database, expected = copied(kit, tmp_path)
    answers = ask_both(database)
    assert not answers.intact
    for names in answers.names:
        assert expected["found"] in names
