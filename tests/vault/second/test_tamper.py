"""Twelve ways to falsify a journal, at many places, before two verifiers.

Set INCIDENTKIT_TAMPERINGS to the number of places for each way (25 by default;
1000 is the long form).
"""

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from incidentkit.vault.acts import Disposed
from incidentkit.vault.anchor import AnchorFile, made_anchor
from incidentkit.vault.encoding import encode
from incidentkit.vault.entry import Entry, read_entry
from tests.vault.second.kits import Answers, Sample, alone, ask_both, copy_of, together
from tests.vault.second.tampering import (
    CLASSES,
    NEED_A_WITNESS,
    Hand,
    names_of,
    strangers_chain,
)

PLACES = int(os.environ.get("INCIDENTKIT_TAMPERINGS", "25"))

BOTH = {True, False}

pytestmark = pytest.mark.timeout(60 + PLACES)

# What must be among the things found, wherever it happens.
FOUND = {
    "edit": {"altered", "missing"},
    "delete": {"missing"},
    "insert": {"altered", "missing"},
    "swap": {"altered"},
    "truncate": {"older-than-seen"},
    "truncate and sign": {"older-than-seen"},
    "rewrite": {"older-than-seen"},
    "fork": {"forked", "foreign-genesis"},
    "back-date": {"older-than-seen"},
    "payload swap": {"payload-altered"},
    "payload loss": {"payload-missing"},
    "fake disposal": {"false-disposal"},
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return together(tmp_path_factory.mktemp("together"))


@pytest.fixture(scope="module")
def solo(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return alone(tmp_path_factory.mktemp("alone"))


def tamper(sample: Sample, name: str, seed: int, folder: Path) -> Path:
    """Falsify a copy; the same seed always falsifies the same place."""
    copy = copy_of(sample, folder)
    with closing(sqlite3.connect(copy)) as sql:
        sql.execute("PRAGMA synchronous=OFF")
        CLASSES[name](Hand(sql, sample, random.Random(f"{name} {seed}")))
        assert sql.in_transaction, "nothing was changed"
        sql.commit()
    return copy


def colleague_saw(sample: Sample, folder: Path) -> Path:
    """The heads of another machine, as a verifier takes them: as an anchor."""
    kit, heads, seen = sample.anchor.kit, sample.colleague, sample.anchor.seen
    path = folder / "colleague"
    path.write_bytes(encode(made_anchor(kit, heads, seen, ())))
    assert AnchorFile(path, kit).read() is not None
    return path


def must_find(answers: Answers, name: str) -> None:
    assert not answers.intact
    for found in answers.names:
        assert found & FOUND[name], (name, found)


@pytest.mark.parametrize("which", ["alone", "together"])
def test_what_nobody_touched_is_intact(
    solo: Sample, shared: Sample, which: str, tmp_path: Path
) -> None:
    sample = {"alone": solo, "together": shared}[which]
    for witness in (None, sample.anchor_file):
        answers = ask_both(copy_of(sample, tmp_path), witness)
        answers.check_same()
        assert answers.intact


@pytest.mark.parametrize("name", sorted(set(CLASSES) - NEED_A_WITNESS))
def test_what_is_done_without_a_key_is_caught_without_a_witness(
    solo: Sample, shared: Sample, name: str, tmp_path: Path
) -> None:
    for seed in range(PLACES):
        sample = (solo, shared)[seed % 2]
        changed = tamper(sample, name, seed, tmp_path)
        must_find(ask_both(changed), name)
        if not seed % 5:
            must_find(ask_both(changed, sample.anchor_file), name)


@pytest.mark.parametrize("name", sorted(NEED_A_WITNESS))
def test_a_new_end_or_past_is_caught_by_whoever_saw_the_old_one(
    solo: Sample, shared: Sample, name: str, tmp_path: Path
) -> None:
    witnesses = {
        id(solo): [solo.anchor_file],
        id(shared): [shared.anchor_file, colleague_saw(shared, tmp_path)],
    }
    for seed in range(PLACES):
        sample = (solo, shared)[seed % 2]
        changed = tamper(sample, name, seed, tmp_path)
        for witness in witnesses[id(sample)]:
            must_find(ask_both(changed, witness), name)


@pytest.mark.parametrize("name", sorted(NEED_A_WITNESS))
@pytest.mark.parametrize("which", ["alone", "together"])
def test_without_a_witness_exactly_the_documented_window_is_not_caught(
    solo: Sample, shared: Sample, which: str, name: str, tmp_path: Path
) -> None:
    """The window of section 10.2: an end, or a past, that nobody left names."""
    sample = {"alone": solo, "together": shared}[which]
    outcomes = set()
    for seed in range(PLACES):
        changed = tamper(sample, name, seed, tmp_path)
        answers = ask_both(changed)
        unseen = in_the_window(changed, sample)
        assert answers.intact == unseen, (seed, answers.names)
        outcomes.add(unseen)
    # Nobody can show that the only machine wrote its own past again.
    assert outcomes == ({True} if (which, name) == ("alone", "rewrite") else BOTH)


def test_a_strangers_chain_shows_in_the_counts_alone(
    shared: Sample, tmp_path: Path
) -> None:
    copy, before = copy_of(shared, tmp_path), ask_both(shared.database)
    with closing(sqlite3.connect(copy)) as sql:
        hand = Hand(sql, shared, random.Random(1))
        for entry in strangers_chain(shared.anchor.kit):
            hand.put(entry)
        sql.commit()
    answers = ask_both(copy)
    answers.check_same()
    assert answers.intact
    assert answers.first.chains == before.first.chains + 1
    assert answers.first.without_authority == before.first.without_authority + 1


# --- the window, worked out from what is left ------------------------------


def in_the_window(changed: Path, sample: Sample) -> bool:
    """Whether no rule is broken and nobody left names what is gone."""
    with closing(sqlite3.connect(changed)) as sql:
        rows = sql.execute("SELECT data, signature FROM entry")
        left = {e.digest: e for e in (read_entry(*row) for row in rows)}
        marked = {digest for (digest,) in sql.execute("SELECT digest FROM disposed")}
    gone = {entry.digest for entry in sample.entries} - set(left)
    return not (
        gone & names_of(list(left.values()))
        or any(_ends_inside_a_change(left, entry) for entry in left.values())
        or any(_goes_back_in_time(left, entry) for entry in left.values())
        or (marked & _payloads_named(left)) - _disposed_of(left)
    )


def _ends_inside_a_change(left: dict[bytes, Entry], entry: Entry) -> bool:
    follows = any(other.core.previous == entry.digest for other in left.values())
    return not follows and entry.core.part < entry.core.parts


def _goes_back_in_time(left: dict[bytes, Entry], entry: Entry) -> bool:
    names = {head.digest for head in entry.core.heads} | {entry.core.previous}
    known = [left[digest].core for digest in names if digest in left]
    time = (entry.core.time_ms, entry.core.time_count)
    return any(time <= (core.time_ms, core.time_count) for core in known)


def _payloads_named(left: dict[bytes, Entry]) -> set[bytes]:
    return {entry.core.payload for entry in left.values() if entry.is_ordinary}


def _disposed_of(left: dict[bytes, Entry]) -> set[bytes]:
    acts = [e.act for e in left.values() if isinstance(e.act, Disposed)]
    return {
        left[digest].core.payload
        for act in acts
        for digest in act.entries
        if digest in left
    }
