"""Unicode's own cases of where a character ends, line by line, none left out."""

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.drafting.emoji import grapheme_ends

FILE = Path(__file__).parent / "unicode" / "GraphemeBreakTest-18.0.0.txt"

# Cases on which the library differs from the file, by line, each with why.
DIFFERS: dict[int, str] = {}


def cases() -> list[tuple[int, list[str]]]:
    found = []
    lines = FILE.read_text("utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        case = line.partition("#")[0].strip(" \t÷")
        if case:
            found.append((number, [_characters(part) for part in case.split("÷")]))
    return found


def _characters(part: str) -> str:
    return "".join(chr(int(code, 16)) for code in part.replace("\u00d7", " ").split())


def parted(text: str) -> list[str]:
    ends = grapheme_ends(text)
    return [text[s:e] for s, e in zip((0, *ends), ends, strict=False)]


def test_the_file_has_all_its_cases() -> None:
    stated = re.search(r"# Lines: (\d+)", FILE.read_text("utf-8"))
    assert stated is not None
    assert len(cases()) == int(stated.group(1)) == 853


def test_every_case_of_unicode_holds_but_those_that_are_listed() -> None:
    differing = {line for line, parts in cases() if parted("".join(parts)) != parts}
    assert differing == set(DIFFERS)


def test_the_file_is_of_the_version_the_library_implements() -> None:
    about = distribution("regex").read_text("METADATA") or ""
    version = re.search(r"supports Unicode (\d+\.\d+\.\d+)", about)
    assert version is not None
    assert FILE.name == f"GraphemeBreakTest-{version.group(1)}.txt"


@given(st.lists(st.sampled_from([p for _, ps in cases() for p in ps]), max_size=12))
def test_any_row_of_them_is_parted_without_loss(parts: list[str]) -> None:
    text = "".join(parts)
    again = parted(text)
    assert "".join(again) == text
    assert all(again)
    assert len(again) <= len(text)


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("Tŷ", 2),
        ("ty\u0302", 2),
        ("🏴\U000e0067\U000e007f", 1),
        ("क्षि", 1),
        ("\r\n", 1),
    ],
)
def test_characters_are_as_a_reader_sees_them(text: str, characters: int) -> None:
    assert len(grapheme_ends(text)) == characters
