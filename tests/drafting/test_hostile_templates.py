"""Templates that try to be programs. Every one is refused, or is only words."""

import builtins
import contextlib
import os
import subprocess

import pytest

from incidentkit.drafting.gaps import fill_gap
from incidentkit.drafting.templates import (
    MOST_CHARACTERS,
    MOST_IN_A_VALUE,
    MOST_RENDERED,
    Template,
    parse_template,
    render,
)
from incidentkit.errors import TemplateRefusedError
from tests.drafting.payloads import PAYLOADS

HEADER = "id: MT-01\nvariant: short\ntitle: Notice\naudience: public\npublic: yes\n"
VALUE = "@AshcombeDC"


def read_or_refuse(source: str) -> Template | TemplateRefusedError:
    try:
        return parse_template(source, "pack.txt")
    except TemplateRefusedError as refused:
        return refused


@pytest.fixture(autouse=True)
def nothing_may_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **_: object) -> None:
        raise AssertionError(f"a template reached out: {arguments}")

    for module, name in (
        (os, "system"),
        (os, "popen"),
        (subprocess, "Popen"),
        (builtins, "eval"),
        (builtins, "exec"),
        (builtins, "open"),
    ):
        monkeypatch.setattr(module, name, refuse)


def test_there_are_enough_payloads_and_none_twice() -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) >= 150


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_template_is_refused_or_only_words(payload: str) -> None:
    outcome = read_or_refuse(f"{HEADER}---\nBefore {payload} after")
    if isinstance(outcome, TemplateRefusedError):
        assert outcome.line >= 7
        return
    assert outcome.fields == ()
    words = render(outcome, {"handle": VALUE}, ("data",)).text
    assert words == f"Before {payload} after"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_value_is_only_words(payload: str) -> None:
    template = parse_template(f"{HEADER}---\nBefore {{{{ handle }}}} after", "x.txt")
    if len(payload) > 8192:
        with pytest.raises(TemplateRefusedError):
            render(template, {"handle": payload})
        return
    assert render(template, {"handle": payload}).text == f"Before {payload} after"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_heading_is_refused(payload: str) -> None:
    with pytest.raises(TemplateRefusedError):
        parse_template(f"{HEADER.replace('MT-01', payload)}---\nHello", "x.txt")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_value_in_a_text_is_no_gap_and_no_field(payload: str) -> None:
    """A value that was filled in is never filled in again, whatever it looks like."""
    text = fill_gap("Before {{ handle }} after", "handle", payload)
    assert text == f"Before {payload} after"


HUGE = 10_000_000
WHOLE = f"{HEADER}---\n"
TOO_MUCH = {
    "ten million letters": WHOLE + "a" * HUGE,
    "ten million braces": WHOLE + "{{" * HUGE,
    "ten million lines": WHOLE + "\n" * HUGE,
    "no divider, ten million lines": "a: b\n" * HUGE,
    "ten million dividers": HEADER + "---\n" * HUGE,
    "one letter more than allowed": (WHOLE + "a" * MOST_CHARACTERS)[
        : MOST_CHARACTERS + 1
    ],
    "as many parts as fit": WHOLE + "{{#data}}" * 1600,
    "parts that never close": WHOLE + "{{# data }}x{{/ data }}" * 600 + "{{# data }}",
    "a name of sixteen thousand letters": WHOLE + "{{ " + "a" * 16_000 + " }}",
    "sixteen thousand opening braces": WHOLE + "{" * 16_000,
    "sixteen thousand closing braces": WHOLE + "}" * 16_000,
    "spaces inside a field": WHOLE + "{{" + " " * 16_000 + "handle }}!",
    "spaces before tags that are none": WHOLE + (" " * 200 + "{{ #") * 78,
    "tabs and spaces on every line": WHOLE + (" \t" * 100 + "\n") * 80,
    "nothing but headings": "title: x\n" * 1800,
    "a title of sixteen thousand letters": HEADER.replace("Notice", "x" * 16_000),
    "an alt text of sixteen thousand letters": HEADER + "alt-text: " + "x" * 16_000,
    "sixteen thousand hidden signs": WHOLE + "\u200b" * 16_000,
    "combining marks": WHOLE + "a" + "\u0301" * 16_000,
    "flags and families": WHOLE + "\U0001f468\u200d" * 8_000,
}
TEXTS_OF_A_FIELD = {
    "one letter more than allowed": "a" * (MOST_IN_A_VALUE + 1),
    "ten million letters": "a" * HUGE,
    "ten million fields": "{{ handle }}" * (HUGE // 12),
    "ten million brackets": "[" * HUGE,
    "combining marks": "a" + "\u0301" * HUGE,
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_would_exhaust_the_reader_is_refused_or_read_within_its_caps(
    name: str,
) -> None:
    outcome = read_or_refuse(TOO_MUCH[name])
    if isinstance(outcome, TemplateRefusedError):
        assert len(str(outcome)) < 1_000
        return
    with contextlib.suppress(TemplateRefusedError):
        text = render(outcome, {"handle": "a" * MOST_IN_A_VALUE}).text
        assert len(text) <= MOST_RENDERED


@pytest.mark.parametrize("name", TEXTS_OF_A_FIELD)
def test_a_value_that_would_exhaust_the_kit_is_refused_before_it_is_put_in(
    name: str,
) -> None:
    template = parse_template(f"{WHOLE}{{{{ handle }}}}", "x.txt")
    with pytest.raises(TemplateRefusedError):
        render(template, {"handle": TEXTS_OF_A_FIELD[name]})


@pytest.mark.parametrize("times", [9, 1200])
def test_a_few_fields_never_become_more_than_a_message_may_be(times: int) -> None:
    template = parse_template(f"{WHOLE}{'{{ handle }}' * times}", "x.txt")
    with pytest.raises(TemplateRefusedError) as refused:
        render(template, {"handle": "a" * MOST_IN_A_VALUE})
    assert refused.value.rule == "result-too-long"


def test_there_are_enough_ways_to_exhaust_it() -> None:
    assert len(TOO_MUCH) + len(TEXTS_OF_A_FIELD) + 2 >= 25
