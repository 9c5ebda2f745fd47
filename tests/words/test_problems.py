"""Every expected error has words, and they are calm and plain."""

import inspect
import itertools
import re
from typing import get_type_hints

import pytest

import incidentkit.errors
from incidentkit.errors import (
    ConflictError,
    DiskFullError,
    ImportRefusedError,
    IncidentKitError,
    InvalidValueError,
    KdfRefusedError,
    KitInUseError,
    OlderCopyError,
    PlaybookRefusedError,
    Refusal,
    RefusedError,
    RoleNeededError,
    SheetMistypedError,
    UnknownNameError,
    WeakPassphraseError,
)
from incidentkit.words.passphrases import WHY_WEAK
from incidentkit.words.problems import PROBLEMS, Problem, words_for
from incidentkit.words.problems.opening import KDF_SETTINGS
from incidentkit.words.problems.problem import quoted
from incidentkit.words.problems.refusals import _WORDS as REFUSAL_WORDS
from incidentkit.words.rules import FIELDS, VALUE_RULES

SATURDAY = 1_795_244_999_000  # 21 November 2026, 07:09:59 UTC
SAMPLES = {
    str: ("the sample", ""),
    int: (3, 0, SATURDAY, -1, 2**63 - 1),
    bool: (True, False),
    tuple[str, ...]: (("one",), ("one", "two"), tuple("abcdefgh"), ()),
    Refusal: tuple(Refusal),
}
# What some arguments must be, because anything else would be a bug.
ROLES = ("LEAD", "OFFICER", "OBSERVER")
JARGON = [
    r"invalid",
    r"illegal",
    r"exceptions?",
    r"null",
    r"none type",
    r"hash",
    r"checksum",
    r"mismatch(ed|es)?",
    r"corrupt(ed|ion)?",
    r"fatal",
    r"fail(s|ed|ure)?( to)?",
    r"abort(ed)?",
    r"errors?",
    r"payloads?",
    r"decrypt(ed)?",
    r"nonce",
    r"kdf",
    r"slots?",
    r"bytes? string",
    r"timeout",
    r"oops",
    r"sorry",
]
BLAME = [r"you (did|failed|forgot|should have|must)", r"your (fault|mistake)", r"wrong"]
BANNED = re.compile(rf"\b({'|'.join([*JARGON, *BLAME])})\b", re.IGNORECASE)


def error_classes(root=IncidentKitError) -> list[type[IncidentKitError]]:
    return [root, *(c for sub in root.__subclasses__() for c in error_classes(sub))]


def own_errors() -> list[type[IncidentKitError]]:
    return [c for c in error_classes() if c.__module__.startswith("incidentkit.")]


def samples(kind: type[IncidentKitError]) -> list[IncidentKitError]:
    """Every combination of sample values that the class can be made of."""
    if "__init__" not in vars(kind):
        return [kind()]
    hints = get_type_hints(kind.__init__)
    names = list(inspect.signature(kind).parameters)
    offered = [SAMPLES[hints[name]] for name in names]
    if kind is RoleNeededError:
        offered = [ROLES]
    combinations = itertools.product(*offered)
    return [kind(**dict(zip(names, values, strict=True))) for values in combinations]


def without_words(table) -> set[type[IncidentKitError]]:
    return set(own_errors()) - set(table)


def faults(said: Problem) -> list[str]:
    """What is not calm, plain and whole about a problem's words."""
    found = []
    texts = (said.title, said.what_happened, said.what_to_do)
    for text in texts:
        found += [f"jargon or blame: {m.group()}" for m in BANNED.finditer(text)]
        found += [
            f"has {mark!r}" for mark in ("!", "  ", "{", "}", "()") if mark in text
        ]
        if not text or text != text.strip() or not re.match(r'[A-Z"]', text):
            found.append(f"does not start as a sentence does: {text!r}")
    if said.title.endswith(".") or len(said.title) > 60:
        found.append("the title is too much of a sentence")
    if said.what_to_do[:1] == '"':
        found.append("what to do does not start with something to do")
    for text in texts[1:]:
        if not text.endswith(".") or ". " in text:
            found.append(f"is not one sentence: {text!r}")
    return found


def test_every_error_class_has_words_of_its_own():
    assert not without_words(PROBLEMS)


def test_a_class_taken_out_of_the_table_is_missed():
    for kind in own_errors():
        rest = {k: words for k, words in PROBLEMS.items() if k is not kind}
        assert without_words(rest) == {kind}


def test_there_are_words_for_nothing_else():
    assert set(PROBLEMS) <= set(own_errors())


def test_every_error_class_can_be_imported_from_one_place():
    assert {c.__name__ for c in own_errors()} | {"Refusal"} == set(
        incidentkit.errors.__all__
    )


@pytest.mark.parametrize("kind", own_errors())
def test_the_words_are_calm_plain_and_one_sentence_each(kind):
    for error in samples(kind):
        said = words_for(error)
        if kind is PlaybookRefusedError:
            continue  # for those who write playbooks; tested beside them
        assert not faults(said), (error, said)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (Problem("A title", "It failed to load.", "Wait."), "jargon"),
        (Problem("A title", "It is invalid.", "Wait."), "jargon"),
        (Problem("A title", "You forgot it.", "Wait."), "blame"),
        (Problem("A title", "It is here!", "Wait."), "'!'"),
        (Problem("A title", "It is {here}.", "Wait."), "'{'"),
        (Problem("A title", "", "Wait."), "start"),
        (Problem("A title", "It is here. It is there.", "Wait."), "one sentence"),
        (Problem("A title.", "It is here.", "Wait."), "title"),
        (Problem("A title", "It is here.", '"Wait".'), "to do"),
    ],
)
def test_words_that_are_not_so_are_found(said, fault):
    assert any(fault in found for found in faults(said))


def test_every_reason_to_refuse_has_words_of_its_own():
    assert set(REFUSAL_WORDS) == set(Refusal)
    said = {words_for(RefusedError(reason)).what_happened for reason in Refusal}
    assert len(said) == len(Refusal)


def test_different_errors_say_different_things():
    kinds = [kind for kind in own_errors() if kind is not PlaybookRefusedError]
    said = [words_for(samples(kind)[0]).what_happened for kind in kinds]
    assert len(said) == len(set(said))


def test_a_class_made_later_is_spoken_of_as_its_parent():
    class LaterError(OlderCopyError):
        pass

    later, older = LaterError(SATURDAY, 7), OlderCopyError(SATURDAY, 7)
    assert words_for(later) == words_for(older)


def test_times_are_in_uk_local_time_and_in_words():
    said = words_for(KitInUseError("Owen Officer", 4711, SATURDAY)).what_happened
    assert "Owen Officer" in said
    assert "process 4711" in said
    assert "since Saturday 21 November 2026 at 07:09" in said
    older = words_for(OlderCopyError(SATURDAY, 1204)).what_happened
    assert "On Saturday 21 November 2026 at 07:09" in older
    assert "1204" in older


def test_what_is_not_known_is_not_said():
    said = words_for(KitInUseError("", 0, 0)).what_happened
    assert said == "Another window or program has the kit open."


@pytest.mark.parametrize("setting", ["memory_kib", "salt_bytes", "passes", "lanes"])
def test_every_cost_of_a_passphrase_has_words(setting):
    assert setting in KDF_SETTINGS
    said = words_for(KdfRefusedError(setting, 12_345)).what_happened
    assert "12345" in said
    assert setting not in said


def test_a_full_disk_tells_whether_the_reserve_is_left():
    said = {words_for(DiskFullError(reserve_released=flag)) for flag in (True, False)}
    assert len(said) == 2


def test_a_mistyped_sheet_names_the_group():
    assert "Group 4" in words_for(SheetMistypedError(4)).what_happened
    assert "0" not in words_for(SheetMistypedError(0)).what_happened


def test_a_role_is_named_as_people_name_it():
    assert words_for(RoleNeededError("LEAD")).title == "This takes a comms lead"
    assert words_for(RoleNeededError("OFFICER")).title == "This takes an officer"


def test_a_playbooks_fault_is_given_with_its_line():
    said = words_for(PlaybookRefusedError("hacked.yaml", 12, "tab"))
    assert "hacked.yaml" in said.what_happened
    assert "line 12" in said.what_happened
    assert "line 12" in said.what_to_do
    later = words_for(PlaybookRefusedError("hacked.yaml", 0, "a later rule"))
    assert "hacked.yaml" in later.what_happened


@pytest.mark.parametrize("rule", VALUE_RULES)
def test_a_value_not_taken_is_told_in_calm_words(rule):
    for field in (*FIELDS, "some_other_field"):
        assert not faults(words_for(InvalidValueError(field, rule)))
        assert not faults(words_for(ImportRefusedError(3, field, rule)))
        assert not faults(words_for(ConflictError(field)))


@pytest.mark.parametrize("reason", WHY_WEAK)
def test_a_weak_passphrase_is_told_in_calm_words(reason):
    assert not faults(words_for(WeakPassphraseError(reason)))


def test_a_name_cannot_steer_the_terminal_that_shows_it():
    said = words_for(UnknownNameError("account", "x\x1b[2J\nAll is well\u202e"))
    assert not re.search(r"[\x00-\x1f\u202e]", said.what_happened)
    assert "All is well" in said.what_happened


def test_a_long_name_is_cut_short():
    assert len(quoted("x" * 10_000)) == 122
    assert quoted("x" * 120) == f'"{"x" * 120}"'
