"""What reaches the terminal, and what is read from it."""

import io
import json
import os
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.cli.console import Console
from incidentkit.cli.layout import (
    WIDTH,
    columns_of,
    message,
    one_line,
    table_lines,
    visible,
    wrapped,
)
from incidentkit.errors import InvalidValueError
from tests.drafting.payloads import PAYLOADS

STEERING = "\x1b[2J\x07\x08\r\x9b31m\u202e\u2066"


def console(source: str = "", *, as_json: bool = False) -> Console:
    return Console(io.StringIO(source), io.StringIO(), io.StringIO(), as_json)


def steers(text: str) -> list[str]:
    """What in a text could move a cursor or turn the direction of writing."""
    return [
        c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs"}
    ]


@given(st.text())
def test_no_text_can_steer_the_terminal(text):
    assert not steers(visible(text))
    assert "\n" not in visible(text)
    assert not steers(one_line(text))
    assert "\n" not in one_line(text)


def test_what_steers_a_terminal_is_shown_as_a_mark():
    assert visible(STEERING) == "�[2J����31m��"
    assert steers(STEERING), "the check itself must be able to find something"


@given(st.text())
def test_an_answer_as_data_cannot_steer_the_terminal_and_says_the_same(text):
    found = console(as_json=True)
    found.answer({"name": text})
    printed = found.out.getvalue()
    assert not steers(printed)
    assert json.loads(printed) == {"name": text}


def test_an_emoji_family_and_the_flag_of_wales_can_be_copied_whole():
    family = "👩\u200d👩\u200d👧"
    wales = "🏴" + "".join(chr(0xE0000 + ord(c)) for c in "gbwls") + "\U000e007f"
    assert message(family + wales) == family + wales
    assert "\u202e" not in message("a\u202eb")


@given(st.lists(st.lists(st.text(max_size=40), min_size=3, max_size=3), max_size=5))
def test_a_table_fits_and_says_every_word(rows):
    lines = list(table_lines(("first", "second", "third"), rows))
    assert all(columns_of(line) <= WIDTH for line in lines)
    wanted = [one_line(cell) for row in rows for cell in row]
    assert letters(*lines) == letters("first", "second", "third", *wanted)


def letters(*texts: str) -> list[str]:
    return sorted("".join("".join(texts).split()))


def test_a_table_that_is_too_wide_is_folded_in_its_widest_column():
    long = "Is there somebody in the account whom you cannot remove? " * 3
    lines = list(table_lines(("step", "what"), [("is-there", long)]))
    assert len(lines) > 2
    assert all(columns_of(line) <= WIDTH for line in lines)
    assert "is-there" in lines[1]


def test_columns_line_up_under_wide_letters():
    lines = list(table_lines(("name", "role"), [("日本", "x"), ("ab", "y")]))
    assert [columns_of(line) for line in lines] == [10, 7, 7]


def test_a_name_with_a_line_break_makes_no_row_of_its_own():
    lines = list(table_lines(("name", "role"), [("Asha\nBen  Comms lead", "Officer")]))
    assert len(lines) == 2


@given(st.text(max_size=400))
def test_wrapped_text_keeps_every_word(text):
    words = one_line(text).split()
    lines = wrapped(text, "  - ", "    ")
    assert " ".join(lines).split() == ["-", *words] or (not words and lines == ["  -"])
    assert all(len(line) <= WIDTH or len(line.split()) <= 2 for line in lines)


def test_secrets_are_taken_line_by_line_whatever_ends_a_line():
    found = console("first\r\n second \nthird")
    found.secrets_from_stdin()
    assert [found.ask_secret("?") for _ in range(3)] == ["first", " second ", "third"]
    with pytest.raises(InvalidValueError) as refused:
        found.ask_secret("?")
    assert refused.value.rule == "not-given"


def test_a_new_passphrase_is_taken_once_from_a_program():
    found = console("only once\n")
    found.secrets_from_stdin()
    assert found.ask_new_secret("Choose") == "only once"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_new_passphrase_is_typed_twice_by_a_person(monkeypatch):
    typed = iter(["one two three", "one two four", "again", "again"])
    monkeypatch.setattr("getpass.getpass", lambda *_args, **_more: next(typed))
    found = Console(Terminal(), io.StringIO(), io.StringIO())
    with pytest.raises(InvalidValueError) as refused:
        found.ask_new_secret("Choose")
    assert refused.value.rule == "not-the-same"
    assert found.ask_new_secret("Choose") == "again"


@pytest.mark.parametrize("how", [EOFError, UnicodeDecodeError("utf-8", b"", 0, 1, "")])
def test_whoever_ends_the_typing_gave_nothing(monkeypatch, how):
    def ended(*_args, **_more):
        raise how

    monkeypatch.setattr("getpass.getpass", ended)
    found = Console(Terminal(), io.StringIO(), io.StringIO())
    with pytest.raises(InvalidValueError) as refused:
        found.ask_secret("Passphrase")
    assert refused.value.rule == "not-given"


def test_a_question_to_a_person_is_not_put_to_a_program():
    assert console("an answer\n").ask("Your name?") is None
    person = Console(Terminal("Asha\n"), io.StringIO(), io.StringIO())
    assert person.ask("Your name?") == "Asha"


def test_secrets_come_from_a_descriptor():
    read, write = os.pipe()
    os.write(write, "schlüssel\nnext\n".encode())
    os.close(write)
    found = console()
    found.secrets_from_descriptor(read)
    assert [found.ask_secret("?"), found.ask_secret("?")] == ["schlüssel", "next"]
    found.secret_lines = None
    os.close(read)


@pytest.mark.parametrize("number", [987, -1, 2**70])
def test_a_descriptor_that_is_not_open_is_refused(number):
    with pytest.raises(InvalidValueError) as refused:
        console().secrets_from_descriptor(number)
    assert (refused.value.field, refused.value.rule) == ("descriptor", "not-open")


@pytest.mark.parametrize("source", ["\udcff\udcfe", "a\ud800"])
def test_bytes_that_are_no_text_are_refused(source):
    with pytest.raises(InvalidValueError) as refused:
        console(source).read_text()
    assert refused.value.rule == "not-text"
    found = console(source)
    found.secrets_from_stdin()
    with pytest.raises(InvalidValueError):
        found.ask_secret("?")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_steers_the_terminal_or_becomes_another_line(payload):
    shown = console()
    shown.say(payload)
    shown.table(("template", "what"), [("mt-01-short", payload)])
    lines = shown.out.getvalue().split("\n")
    assert not steers("".join(lines))
    assert lines[0] == visible(payload)
    told = console(as_json=True)
    told.answer({"text": payload})
    assert json.loads(told.out.getvalue())["text"] == payload
    assert not steers(told.out.getvalue())


def test_a_program_without_a_console_reads_nothing_and_says_nothing(monkeypatch):
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    found = Console.of_process()
    with found.source, found.out, found.err:
        found.say("Done.")
        found.warn("Not done.")
        with pytest.raises(InvalidValueError):
            found.ask_secret("Passphrase")
