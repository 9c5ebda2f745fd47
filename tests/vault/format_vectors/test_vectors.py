"""Every vector of the entry format gets the verdict that its folder names."""

import json
from pathlib import Path

import pytest

from incidentkit.errors import RefusedError
from incidentkit.vault.acts import SeatKeys
from incidentkit.vault.entry import Entry, check_signature, read_entry
from incidentkit.vault.intake import begin_keys, check_follows
from tests.vault.format_vectors.make import write_all

HERE = Path(__file__).parent / "v1"
VALID = sorted((HERE / "valid").glob("*.json"))
MUST_FAIL = sorted((HERE / "must_fail").glob("*.json"))


def read(path: Path) -> Entry:
    """Read a vector as intake reads an entry that a courier brought."""
    said = json.loads(path.read_text(encoding="utf-8"))
    data = {name: bytes.fromhex(said[name]) for name in ("kit", "core", "signature")}
    entry = read_entry(data["core"], data["signature"], kit=data["kit"])
    keys = SeatKeys(bytes.fromhex(said["signing"]), bytes.fromhex(said["sealing"]))
    if said["previous"] is None:
        keys = begin_keys(entry)
    check_signature(entry, keys)
    if said["previous"] is not None:
        before = bytes.fromhex(said["previous"])
        check_follows(read_entry(before, bytes(64), kit=data["kit"]), entry)
    return entry


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_vector_is_read(path: Path) -> None:
    assert read(path).number >= 1


@pytest.mark.parametrize("path", MUST_FAIL, ids=lambda path: path.stem)
def test_a_must_fail_vector_is_refused_for_its_reason(path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        read(path)
    said = json.loads(path.read_text(encoding="utf-8"))
    assert refused.value.reason == said["reason"]


def test_three_quarters_of_the_vectors_must_fail() -> None:
    assert len(VALID) + len(MUST_FAIL) >= 60
    assert len(MUST_FAIL) >= 3 * len(VALID)


def test_the_vectors_are_what_their_generator_makes(tmp_path: Path) -> None:
    write_all(tmp_path)
    made = {p.relative_to(tmp_path): p.read_text() for p in tmp_path.rglob("*.json")}
    kept = {p.relative_to(HERE): p.read_text() for p in HERE.rglob("*.json")}
    assert made == kept
