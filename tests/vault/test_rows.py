"""Somebody with the kit's file and plain SQL: whatever they do is refused or named.

Each attack leaves a file that SQLite finds sound. What opening does not refuse,
the verification without keys or the check of the states must name.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vault.attacks import (
    LINES,
    SUBJECT,
    Found,
    edit,
    examine,
    furnished,
    nth_last,
    nth_payload,
)
from tests.vault.world import (
    THING,
    Machine,
)


@pytest.fixture
def asha(tmp_path: Path) -> Iterator[Machine]:
    machine = furnished(tmp_path / "one")
    yield machine
    machine.close()


def test_an_untouched_kit_has_nothing_to_find(asha: Machine) -> None:
    assert examine(asha) == set()
    assert asha.here.state(THING, SUBJECT) == LINES


ON_ENTRIES: dict[str, tuple[list[str], Found]] = {
    "an entry is deleted from the middle": (
        [f"DELETE FROM entry WHERE digest={nth_last(3)}"],
        {"missing"},
    ),
    "the newest entry is deleted": (
        [f"DELETE FROM entry WHERE digest={nth_last(0)}"],
        {"older-than-seen", "OlderCopyError"},
    ),
    "the first entry is deleted": (
        ["DELETE FROM entry WHERE cls=5"],
        {"missing", "TamperedError"},
    ),
    "the first act is deleted": (
        ["DELETE FROM entry WHERE number=2"],
        {"missing", "TamperedError"},
    ),
    "two entries swap what they say": (
        [
            "CREATE TEMP TABLE two AS SELECT digest, data, signature FROM entry"
            f" WHERE digest IN ({nth_last(1)}, {nth_last(2)})",
            "UPDATE entry SET (data, signature)=(SELECT data, signature FROM two"
            " WHERE two.digest<>entry.digest)"
            " WHERE digest IN (SELECT digest FROM two)",
        ],
        {"altered"},
    ),
    "an entry takes another's place": (
        [f"UPDATE entry SET number=number+1 WHERE digest={nth_last(2)}"],
        {"KitDamagedError"},
    ),
    "an entry is moved to another chain": (
        [f"UPDATE entry SET chain=x'{'00' * 16}' WHERE digest={nth_last(2)}"],
        {"altered"},
    ),
    "an entry is relabelled as one of authority": (
        [f"UPDATE entry SET cls=1 WHERE digest={nth_last(2)}"],
        {"altered"},
    ),
    "an act is relabelled as an ordinary entry": (
        ["UPDATE entry SET cls=0 WHERE cls=1 AND number>2"],
        {"altered", "TamperedError"},
    ),
    "an entry is stored a second time": (
        [
            f"INSERT INTO entry SELECT x'{'01' * 32}', chain, number, cls, data,"
            f" signature FROM entry WHERE digest={nth_last(2)}"
        ],
        {"altered"},
    ),
    "an entry is stored under another name": (
        [f"UPDATE entry SET digest=x'{'01' * 32}' WHERE digest={nth_last(2)}"],
        {"altered"},
    ),
    "a signature is replaced": (
        [f"UPDATE entry SET signature=zeroblob(64) WHERE digest={nth_last(2)}"],
        {"altered"},
    ),
    "a signature is another entry's": (
        [
            f"UPDATE entry SET signature=(SELECT signature FROM entry WHERE"
            f" digest={nth_last(1)}) WHERE digest={nth_last(2)}"
        ],
        {"altered"},
    ),
}

ON_PAYLOADS: dict[str, tuple[list[str], Found]] = {
    "a payload is deleted": (
        [f"DELETE FROM payload WHERE rowid={nth_payload(2)}"],
        {"payload-missing"},
    ),
    "two payloads swap": (
        [
            "CREATE TEMP TABLE two AS SELECT rowid AS r, sealed FROM payload"
            f" WHERE rowid IN ({nth_payload(1)}, {nth_payload(2)})",
            "UPDATE payload SET sealed=(SELECT sealed FROM two WHERE r<>payload.rowid)"
            " WHERE rowid IN (SELECT r FROM two)",
        ],
        {"payload-altered"},
    ),
    "a payload is put in another's place": (
        [
            "UPDATE payload SET sealed=(SELECT sealed FROM payload WHERE"
            f" rowid={nth_payload(1)}) WHERE rowid={nth_payload(2)}"
        ],
        {"payload-altered"},
    ),
    "a payload is renamed": (
        [f"UPDATE payload SET digest=x'{'02' * 32}' WHERE rowid={nth_payload(2)}"],
        {"payload-missing"},
    ),
    "a payload is marked as disposed of": (
        [
            "INSERT INTO disposed SELECT digest FROM payload"
            f" WHERE rowid={nth_payload(2)}"
        ],
        {"false-disposal"},
    ),
    "a payload is disposed of without an act": (
        [
            "INSERT INTO disposed SELECT digest FROM payload"
            f" WHERE rowid={nth_payload(2)}",
            "DELETE FROM payload WHERE digest IN (SELECT digest FROM disposed)",
        ],
        {"false-disposal"},
    ),
}

ON_STATES: dict[str, tuple[list[str], Found]] = {
    "a state page is deleted": (
        ["DELETE FROM page WHERE number=0"],
        {"TamperedError"},
    ),
    "a state page is wiped": (
        ["UPDATE page SET sealed=zeroblob(length(sealed))"],
        {"TamperedError"},
    ),
    "a state page is doubled": (
        ["INSERT INTO page SELECT seat, 7, sealed FROM page WHERE number=0"],
        {"TamperedError"},
    ),
    "a state page is renumbered": (
        ["UPDATE page SET number=9 WHERE number=0"],
        {"TamperedError"},
    ),
    "the record of the states is cut": (
        ["UPDATE cache SET body=substr(body, 1, length(body) - 1)"],
        {"TamperedError"},
    ),
    "an entry is no longer known to be about its subject": (
        ["DELETE FROM touch WHERE digest=(SELECT max(digest) FROM touch)"],
        {"index"},
    ),
    "an entry is said to be about another subject": (
        [
            "UPDATE touch SET tag=zeroblob(16)"
            " WHERE digest=(SELECT max(digest) FROM touch)"
        ],
        {"index"},
    ),
    "a readable entry is set aside": (
        [
            "INSERT INTO unread SELECT t.seat, t.digest, e.data, 'held' FROM touch t"
            " JOIN entry e USING(digest) LIMIT 1"
        ],
        {"TamperedError"},
    ),
    "a fork is invented": (
        ["INSERT INTO fork SELECT chain, 4 FROM entry LIMIT 1"],
        {"altered", "TamperedError"},
    ),
}

ON_THE_KIT: dict[str, tuple[list[str], Found]] = {
    "the kit is given another id": (
        ["UPDATE meta SET value=zeroblob(16) WHERE name='kit'"],
        {"altered", "empty", "WrongPassphraseError"},
    ),
    "another act is said to be the first": (
        [f"UPDATE meta SET value={nth_last(1)} WHERE name='genesis'"],
        {"foreign-genesis"},
    ),
    "an act that is not here is said to be the first": (
        ["UPDATE meta SET value=zeroblob(32) WHERE name='genesis'"],
        {"foreign-genesis", "missing"},
    ),
    "what was named already is garbled": (
        ["UPDATE meta SET value=x'93' WHERE name LIKE 'seen/%'"],
        {"RefusedError"},
    ),
}

EVERY = {**ON_ENTRIES, **ON_PAYLOADS, **ON_STATES, **ON_THE_KIT}


@pytest.mark.parametrize("attack", EVERY)
def test_what_is_done_to_rows_is_refused_or_named(asha: Machine, attack: str) -> None:
    statements, expected = EVERY[attack]
    edit(asha, *statements)
    found = examine(asha)
    assert expected <= found, found
