"""The self-report card, and replies as mail programs leave them."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.desk.self_report import (
    FORMS,
    Places,
    filled,
    load_card,
    read_reply,
)
from incidentkit.errors import InvalidValueError
from incidentkit.words import self_report as words

CARD = load_card()
ASHCOMBE = Places("Ashcombe District Council", "Asha Patel on 01632 960001", "the team")


def test_every_form_of_the_card_has_its_lines_and_says_who_reads_it() -> None:
    for form in FORMS:
        card = filled(CARD, form, ASHCOMBE)
        assert card.missing == ()
        assert "{{" not in card.text
        for words_of in (*CARD.labels.values(), "01632 960001", "the team"):
            assert words_of in card.text


def test_what_the_council_has_not_said_is_named_and_stands_in_brackets() -> None:
    card = filled(CARD, "email", Places(council="Ashcombe"))
    assert set(card.missing) == {"contact", "readers"}
    assert "[contact]" in card.text


def test_there_is_no_other_form() -> None:
    with pytest.raises(InvalidValueError):
        filled(CARD, "fax", ASHCOMBE)


def test_those_who_read_it_are_named_or_counted() -> None:
    assert words.readers(["Asha", "Ben"]) == "the communications team: Asha and Ben"
    assert words.readers([]) == ""
    many = words.readers([f"Person {n}" for n in range(9)])
    assert many == "the 9 people of the communications team who use its kit"


def test_a_reply_above_a_quoted_card_is_understood() -> None:
    card = filled(CARD, "email", ASHCOMBE).text
    quoted = "\r\n".join(f"> {line}" for line in card.splitlines())
    reply = (
        "Hi Asha,\r\n\r\n*What you saw:* Two posts about a prize\r\n"
        "Where it is : https://x.example/1\r\n\r\nWhen you saw it\t06:50\r\n"
        "Is anyone in danger?: \u201cNo\u201d\r\n\r\nBest wishes,\r\nRobin\r\n\r\n"
        f"On Saturday 21 November, Asha Patel wrote:\r\n{quoted}\r\n"
    )
    report = read_reply(CARD, reply)

    assert report.of("saw") == "Two posts about a prize"
    assert report.of("where") == "https://x.example/1"
    assert report.of("when") == "06:50"
    assert "No" in report.of("danger")
    assert not report.danger
    assert report.of("reach") == ""
    assert report.beyond == "Hi Asha,\nRobin"


def test_answers_inside_a_quoted_card_are_understood() -> None:
    card = filled(CARD, "email", ASHCOMBE).text
    card = card.replace("What you saw:", "What you saw: a fake page of ours")
    card = card.replace("How to reach you:", "How to reach you: Robin, 960123")
    report = read_reply(CARD, "\n".join(f">> {line}" for line in card.splitlines()))

    assert [name for name, _, _ in report.lines] == ["saw", "reach"]
    assert report.of("saw") == "a fake page of ours"
    assert report.of("reach") == "Robin, 960123"
    assert report.beyond == ""


def test_the_card_sent_back_empty_says_nothing() -> None:
    for form in FORMS:
        text = filled(CARD, form, ASHCOMBE).text
        start = text.index("What you saw:")
        end = text.find("It is read by")
        assert read_reply(CARD, text[start : end if end > 0 else None]).is_empty


@pytest.mark.parametrize(
    ("said", "danger"),
    [("Yes, a child", True), ("maybe", True), ("no", False), ("", False)],
)
def test_danger_is_pointed_out_when_words_say_so(said: str, danger: bool) -> None:
    assert read_reply(CARD, f"Is anyone in danger: {said}").danger is danger


def test_a_sentence_that_begins_like_a_line_is_no_line() -> None:
    report = read_reply(CARD, "What you saw: smoke\nwhen you saw it coming, run")
    assert report.lines == (
        ("saw", "What you saw:", "smoke when you saw it coming, run"),
    )


def test_a_note_made_of_a_report_is_read_back_the_same() -> None:
    report = read_reply(CARD, "What you saw: smoke\nHow to reach you: Robin")
    assert read_reply(CARD, report.text).lines == report.lines


WORDS = st.text(alphabet="abcdefgh0123456789@./", min_size=1, max_size=12)
ANSWERS = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
STYLES = st.sampled_from(["{}: {}", "{} : {}", "**{}:** {}", "*{}*: {}", "{}\n{}"])


@given(
    said=st.dictionaries(st.sampled_from(list(CARD.labels)), ANSWERS),
    style=STYLES,
    quote=st.sampled_from(["", "> ", ">> ", "> > ", "| "]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    gap=st.integers(0, 2),
    width=st.integers(20, 90),
    shout=st.booleans(),
)
def test_whatever_a_mail_program_does_the_answers_come_back(
    said: dict[str, str],
    style: str,
    quote: str,
    end: str,
    gap: int,
    width: int,
    shout: bool,
) -> None:
    lines: list[str] = []
    for name, answer in said.items():
        label = CARD.labels[name].rstrip(":")
        text = style.format(label.upper() if shout else label, answer)
        for part in text.split("\n"):
            # A label is shorter than any mail program's line.
            lines += textwrap.wrap(part, max(width, 40), break_long_words=False)
        lines += [""] * gap
    report = read_reply(CARD, end.join(quote + line for line in lines))
    assert {name: text for name, _, text in report.lines} == said


@given(st.text(max_size=400))
def test_anything_can_be_pasted(text: str) -> None:
    report = read_reply(CARD, text)
    assert len(report.text) <= 20_000
