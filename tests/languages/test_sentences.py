"""Sentences are found in the source of words, and exchanged without touching the rest."""

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentkit.languages.sentences import (
    exchanged,
    gaps,
    keeps_gaps,
    may_be_left_out,
    sentences,
)
from tests.languages.bring_up import WORDS


def run(source: str, **translations: str) -> dict[str, object]:
    return run_with(source, translations)


def run_with(source: str, translations: dict[str, str]) -> dict[str, object]:
    found: dict[str, object] = {}
    exec(compile(exchanged(source, translations), "words", "exec"), found)
    return found


def texts(source: str) -> list[str]:
    return [sentence.text for sentence in sentences(source)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('A = "Good morning"', ["Good morning"]),
        ('"""For developers."""\nA = 1', []),
        ('A = {"key one": "Said"}', ["Said"]),
        ('__all__ = ["PROBLEMS"]', []),
        ('A = x.get("the key", "Said")', []),
        ('A = one("a", "Said").split("and so on")', ["Said"]),
        ('def f(a: "Text" = "Said") -> "Text":\n    return a', ["Said"]),
        ('A = "Said" if x == "not said" else ", "', ["Said"]),
        ('A = B["not said"]', []),
        ('A = "account-check"', []),
        ('A = f"{n:,} of {total!r} accounts"', ["{n:,} of {total!r} accounts"]),
        ('A = f"{one} ({two})"', []),
        ('A = f"Braces {{ stay }} {n}"', ["Braces {{ stay }} {n}"]),
        ("A = f\"{'one' if n else 'more'} of them\"", 3),
        ('match a:\n    case "not said":\n        b = "Said"', ["Said"]),
    ],
)
def test_what_a_person_reads_is_found_and_what_the_program_reads_is_not(source, found):
    if isinstance(found, int):
        assert len(texts(source)) == found
    else:
        assert texts(source) == found


def test_gaps_come_in_another_order_with_their_values():
    source = 'def said(n, name):\n    return f"{name} has {n:,} accounts"'
    other = {"{name} has {n:,} accounts": "Mae gan {name} {n:,} cyfrif, {name}"}
    assert run_with(source, other)["said"](2000, "Ann") == (
        "Mae gan Ann 2,000 cyfrif, Ann"
    )


def test_braces_that_are_no_gap_stay_braces():
    source = 'def said(n):\n    return f"Fill {{{{ field }}}} in {n}"'
    key = texts(source)[0]
    assert run_with(source, {key: "Llenwch {{{{ maes }}}} yn {n}"})["said"](1) == (
        "Llenwch {{ maes }} yn 1"
    )


def test_words_inside_a_gap_are_exchanged_too():
    source = "def said(n):\n    return f\"{n} {'entry' if n == 1 else 'entries'} read\""
    whole = next(t for t in texts(source) if t.endswith("read"))
    kept = {"entry": "cofnod", "entries": "cofnod"}
    assert run_with(source, kept)["said"](2) == "2 cofnod read"
    assert run_with(source, {whole: "Darllenwyd {n}"})["said"](2) == "Darllenwyd 2"
    assert [gap for gap in gaps(whole) if may_be_left_out(gap)] == [gaps(whole)[1]]


def test_a_sentence_without_a_translation_stays_as_it_is():
    source = 'A = "Good morning"\ndef b(n):\n    return f"{n} of them"'
    module = run(source)
    assert module["A"] == "Good morning"
    assert module["b"](3) == "3 of them"


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["{n}", "{name}", "wel", " ", "{{", "}}", "'"]), max_size=12
    )
)
def test_any_order_of_gaps_and_words_says_what_was_written(pieces):
    source = 'def said(n, name):\n    return f"{n} is for {name}"'
    written = "".join(pieces)
    said = run_with(source, {"{n} is for {name}": written})["said"]
    expected = (
        written.replace("{n}", "\0")
        .replace("{name}", "\1")
        .replace("{{", "{")
        .replace("}}", "}")
        .replace("\0", "7")
        .replace("\1", "Ann")
    )
    if not keeps_gaps("{n} is for {name}", written):
        assert said(7, "Ann") == "7 is for Ann"
    elif "{{{" not in written and "}}}" not in written:
        assert said(7, "Ann") == expected


@pytest.mark.parametrize(
    ("source", "hostile"),
    [
        ('f"{n} of them"', "{__import__('os').getpid()} ohonynt, {n}"),
        ('f"{n} of them"', "{n.__class__} {n}"),
        ('f"{n} of them"', "{n!r} ohonynt"),
        ('f"{n} of them"', "{n:>99999999} ohonynt"),
        ('f"{n} of them"', "{n} {ohonynt"),
        ('f"{n} of them"', "ohonynt"),
        ('"{} is asked for.".format(n)', "{0.__class__.__mro__}"),
        ('"{} is asked for.".format(n)', "{} {}"),
        ('"{} is asked for.".format(n)', "{} {"),
        ('"{} is asked for.".format(n)', "{x}"),
        ('"There are %d of them" % n', "Mae %s %d"),
    ],
)
def test_a_catalogue_runs_nothing_and_breaks_nothing(source, hostile):
    """A gap is only ever filled in by our own source: what does not fit stays."""
    (english,) = texts(f"A = {source}")
    said = run_with(f"def said(n):\n    return {source}", {english: hostile})["said"]
    assert said(7) == run_with(f"def said(n):\n    return {source}", {})["said"](7)


def test_with_itself_as_its_translation_every_module_of_words_is_the_same():
    for path in sorted(WORDS.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        same = {text: text for text in texts(source)}
        assert ast.unparse(exchanged(source, same)) == ast.unparse(ast.parse(source)), (
            path.name
        )
