"""The README names the commands and exit codes that there are."""

import re
from collections.abc import Iterator
from pathlib import Path

from incidentkit.app.wiring import EXTRA
from incidentkit.cli import exits
from incidentkit.cli.main import commands
from incidentkit.cli.parser import NotUnderstoodError
from tests.cli.test_console import console

README = Path(__file__).resolve().parents[2] / "README.md"
TEXT = README.read_text(encoding="utf-8")


def in_the_parser() -> dict[str, set[str]]:
    found = commands(console(), EXTRA).parser.commands()
    return {name: set(parser.filled().commands()) for name, parser in found.items()}


def in_the_table() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    table = TEXT.split("## All commands")[1].split("\n\n")[1]
    for row in table.splitlines()[2:]:
        group, actions = (
            re.findall(r"`([^`]+)`", cell) for cell in row.split("|")[1:3]
        )
        if group:
            found[group[0]] = set(actions)
        else:
            found.update({name: set() for name in actions})
    return found


def shown() -> Iterator[str]:
    """Yield every command line of the README, without its prompt and comment."""
    for line in TEXT.splitlines():
        match = re.match(r" {4}(?:incidentkit|python3 dev.py run)\b(.*)", line)
        if match:
            yield match[1].split("  #")[0].strip()


def test_every_command_is_in_the_readme_and_the_other_way_round():
    assert in_the_table() == in_the_parser()


def test_every_command_line_of_the_readme_is_understood():
    lines = list(shown())
    assert len(lines) > 15
    for line in lines:
        parsed = commands(console(), EXTRA).parser.parse(words(line))
        assert line == "" or hasattr(parsed, "run"), line


def words(line: str) -> list[str]:
    return [a or b for a, b in re.findall(r'"([^"]*)"|(\S+)', line)]


def test_a_command_line_that_is_wrong_would_be_noticed():
    for line in ("incident stepp", "vault create", "account list --nothing"):
        try:
            commands(console(), EXTRA).parser.parse(words(line))
        except NotUnderstoodError:
            continue
        raise AssertionError(line)


def test_commands_named_in_a_sentence_are_there():
    named = re.findall(
        r"`((?:vault|officer|account|incident|draft|log|playbook|drill|guide|card|council) "
        r"[a-z-]+)",
        TEXT,
    )
    there = in_the_parser()
    assert len(named) > 5
    for name in named:
        group, action = name.split()
        assert action in there[group], name


def test_the_exit_codes_are_those_of_the_program():
    table = TEXT.split("| exit code |")[1].split("\n\n")[0]
    in_readme = dict(re.findall(r"^\| (\d) \| (.+?) \|$", table, re.MULTILINE))
    documented = dict(re.findall(r"^(\d)  (.+)$", exits.__doc__ or "", re.MULTILINE))
    codes = {
        value
        for name, value in vars(exits).items()
        if name.isupper() and isinstance(value, int)
    }
    assert {int(code) for code in in_readme} == codes
    assert set(in_readme) == set(documented)
    for code, meaning in in_readme.items():
        assert first_word(meaning) == first_word(documented[code]) or code == "0"


def first_word(text: str) -> str:
    return text.split()[0]
