"""Every rule that the rooms name has words: read from the source, not from memory."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.officers import passphrase
from incidentkit.words.drafting import TEMPLATE_RULES
from incidentkit.words.passphrases import (
    WHAT_HELPS,
    WHY_WEAK,
    strength_sentence,
    what_helps,
    why_weak,
)
from incidentkit.words.playbooks import REFUSALS
from incidentkit.words.rules import (
    ANY_RULE,
    VALUE_RULES,
    field_name,
    thing_name,
    value_rule,
)

PACKAGE = Path(__file__).resolve().parents[2] / "incidentkit"
ROOMS = [
    p
    for p in sorted(PACKAGE.rglob("*.py"))
    if p.parent.name not in ("problems", "window")
]
# Where in its arguments each error names a rule, and the words for it.
RULE_AT = {
    "InvalidValueError": (1, "rule", VALUE_RULES),
    "ImportRefusedError": (2, "rule", VALUE_RULES),
    "Problem": (2, "rule", VALUE_RULES),  # a row of a file
    "WeakPassphraseError": (0, "reason", WHY_WEAK),
    "TemplateRefusedError": (2, "rule", TEMPLATE_RULES),
    "PlaybookRefusedError": (2, "rule", REFUSALS),
}
SENTENCE_STARTS = ("it ", "no ", "one ", "there ", "this ")


def rules_in(source: str) -> Iterator[tuple[str, str, int]]:
    """Yield each error, the literal rule given to it, and the line."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in RULE_AT:
            position, keyword, _ = RULE_AT[name]
            given = [*node.args[position : position + 1]]
            given += [k.value for k in node.keywords if k.arg == keyword]
            for value in given:
                for text in literals(value):
                    yield name, text, node.lineno


def literals(value: ast.expr) -> list[str]:
    """The texts an expression can be, as far as its source shows."""
    if isinstance(value, ast.IfExp):
        return [*literals(value.body), *literals(value.orelse)]
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return [value.value]
    return []


def unsaid(source: str) -> list[str]:
    return [
        f"line {line}: {name} with {rule}"
        for name, rule, line in rules_in(source)
        if rule not in RULE_AT[name][2]
    ]


def test_every_rule_that_a_room_names_has_words():
    missing = [
        f"{path.relative_to(PACKAGE)}, {found}"
        for path in ROOMS
        for found in unsaid(path.read_text(encoding="utf-8"))
    ]
    assert not missing


def named_rules(source: str) -> set[str]:
    """The rules of a module that keeps some in tables: every hyphenated text in it."""
    tree = ast.parse(source)
    by_name = any(
        isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "InvalidValueError"
        and len(node.args) == 2
        and isinstance(node.args[1], ast.Name)
        for node in ast.walk(tree)
    )
    texts = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant))
    hyphenated = {
        t
        for t in texts
        if isinstance(t, str) and re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", t)
    }
    return hyphenated if by_name else set()


def test_every_rule_that_a_room_keeps_in_a_table_has_words():
    found = {
        rule for path in ROOMS for rule in named_rules(path.read_text(encoding="utf-8"))
    }
    assert "platform-name" in found
    assert not found - set(VALUE_RULES)


@pytest.mark.parametrize(
    "source",
    [
        "raise InvalidValueError('x', 'no such rule')",
        "raise errors.InvalidValueError(field, rule='no such rule')",
        "raise ImportRefusedError(1, 'x', 'no such rule' if y else 'not-empty')",
        "return None, (Problem(cells.row, '', 'no such rule'),)",
        "raise WeakPassphraseError('no such rule')",
        "raise TemplateRefusedError(file, 1, 'no such rule')",
        "raise PlaybookRefusedError(file, 1, 'no such rule')",
    ],
)
def test_a_rule_without_words_is_found_in_the_source(source):
    assert len(unsaid(source)) == 1


def test_many_rules_are_found_in_the_source():
    found = {
        rule
        for path in ROOMS
        for name, rule, _ in rules_in(path.read_text(encoding="utf-8"))
        if name == "InvalidValueError"
    }
    assert {"not-empty", "too-long", "unknown-setting", "phone-number"} <= found


@pytest.mark.parametrize("rule", [*VALUE_RULES, "one of a later version"])
def test_a_rule_says_why_and_what_to_do_instead(rule):
    words = value_rule(rule)
    assert words.because[0].islower()
    assert words.because.startswith(SENTENCE_STARTS)
    assert not words.because.endswith(".")
    assert words.instead[0].isupper()
    assert words.instead.endswith(".")
    assert ". " not in words.instead
    assert "!" not in words.because + words.instead


def test_a_rule_without_words_has_general_ones():
    assert value_rule("one of a later version") is ANY_RULE


@pytest.mark.parametrize("reason", [*WHY_WEAK, "one of a later version"])
def test_why_a_passphrase_is_weak_follows_because(reason):
    why = why_weak(reason)
    assert why[0].islower()
    assert not why.endswith(".")
    assert "!" not in why


def test_every_estimate_of_a_passphrase_has_words():
    assert set(WHY_WEAK) | {"hard-to-guess"} == passphrase.REASONS
    assert set(WHAT_HELPS) == passphrase.SUGGESTIONS
    assert f"{passphrase.LEAST_CHARACTERS} characters" in WHY_WEAK["too-short"]


@pytest.mark.parametrize("reason", sorted(passphrase.REASONS))
def test_an_estimate_is_a_sentence_that_says_whether_it_is_enough(reason):
    said = strength_sentence(reason)
    assert said.endswith(".")
    assert ("too easy" in said) is (reason != "hard-to-guess")


@pytest.mark.parametrize("suggestion", [*WHAT_HELPS, "one of a later version"])
def test_a_suggestion_is_one_sentence(suggestion):
    said = what_helps(suggestion)
    assert said[0].isupper()
    assert said.endswith(".")
    assert ". " not in said


def test_fields_and_things_are_named_without_underscores():
    assert field_name("keyring_days") == "time that a machine may remember the way in"
    assert field_name("recovery_mailbox") == "recovery mailbox"
    assert thing_name("account") == "account"
    assert thing_name("entry") == "entry of the log"
