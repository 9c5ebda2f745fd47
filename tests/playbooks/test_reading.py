"""Reading: text stays text, order is position, and the same text is the same playbook."""

import hashlib
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.errors import FileUnreadableError, UnknownNameError
from incidentkit.playbooks.library import (
    find_playbook,
    load_file,
    load_folder,
    shipped_library,
    shipped_playbooks,
)
from incidentkit.playbooks.model import (
    DONT_KNOW,
    AllOf,
    AnyOf,
    Due,
    DueKind,
    Is,
    Origin,
    Playbook,
    Unit,
    Verb,
    slug_of,
)
from incidentkit.playbooks.read import read_playbook
from tests.playbooks.books import FIRST_STEP_LINE, HEADER, ask, book, step

TARGET = DueKind.TARGET

WHAT_A_STEP_MAY_HAVE = """\
      - do: Take it down
        id: removal
        who: Lead, Second
        due: 90 minutes after Look
        kind: promise
        why: It hurts people.
        basis: Ours
        how:
          - First this.
          - Then that.
        when: tone is not Yes
        after:
          - Look
          - What is it like?
        needs: capture
        alone: Ring somebody.
        stops harm: yes
        tick: no
"""
EVERY_VERB = (
    step("do: Do it"),
    ask("ask: Ask it"),
    step("capture: Capture it"),
    ask("decide: Decide it"),
    step("rotate: Rotate it"),
    step("write: Write it", "template: MT-01"),
    step("approve: Approve it", "template: MT-01"),
    step("notify: Notify them", "whom: Police, Lead", "template: MT-02"),
    step("wait: Wait for it"),
    "      - together: At once\n        strands:\n"
    "          A:\n            - do: Left\n              who: Lead\n              why: It is.\n"
    "          B:\n            - do: Right\n              who: Lead\n              why: It is.\n",
    step("use: Press enquiry"),
)


def test_the_header_is_read():
    small = book(step("do: A thing"))
    assert (small.name, small.slug, small.version) == (
        "A small one",
        "a-small-one",
        "1",
    )
    assert (small.owner, small.handling) == ("Head of communications", "OFFICIAL")
    assert (small.reviewed, small.review_every_months) == (date(2026, 9, 1), 6)
    assert small.goal == "Show one thing."
    assert [role.name for role in small.roles] == ["Lead"]
    assert [(f.name, f.text) for f in small.facts] == [
        ("control", "Do we control it?"),
        ("tone", "What is it like?"),
    ]


@pytest.mark.parametrize(
    ("reviewed", "months", "due"),
    [
        ("2026-09-01", 6, date(2027, 3, 1)),
        ("2026-08-31", 6, date(2027, 2, 28)),
        ("2027-11-30", 3, date(2028, 2, 29)),
        ("2026-12-31", 12, date(2027, 12, 31)),
    ],
)
def test_a_playbook_says_when_it_is_to_be_read_again(reviewed, months, due):
    small = book(step("do: A thing"))
    small = msgspec.structs.replace(
        small, reviewed=date.fromisoformat(reviewed), review_every_months=months
    )
    assert small.review_due == due


def test_a_step_is_read_with_all_it_may_have():
    small = book(
        step("capture: Look"),
        ask("ask: What is it like?", "fact: tone"),
        WHAT_A_STEP_MAY_HAVE,
    )
    one = small.step("removal")
    assert (one.verb, one.title, one.slug) == (Verb.DO, "Take it down", "removal")
    assert (one.who, one.basis, one.alone) == (
        ("Lead", "Second"),
        "Ours",
        "Ring somebody.",
    )
    assert one.due == Due(90, DueKind.PROMISE, Origin.STEP, "look")
    assert one.how == ("First this.", "Then that.")
    assert one.when == Is("tone", "Yes", negated=True)
    assert (one.after, one.needs) == (("look", "what-is-it-like"), ("look",))
    assert one.stops_harm
    assert not one.tickable
    assert one.line == FIRST_STEP_LINE + step("").count("\n") + ask("", "").count("\n")


def test_every_verb_is_read():
    small = book(*EVERY_VERB)
    verbs = [s.verb for s in small.phases[0].steps]
    assert sorted(verbs) == sorted(Verb)
    assert [s.title for s in small.steps()][-3:] == ["Left", "Right", "Press enquiry"]


@pytest.mark.parametrize(
    "said", ["yes", "no", "10", "null", "~", "2026-09-01", "1e3", "0x1f"]
)
def test_a_value_is_text_whatever_it_looks_like(said):
    assert book(step("do: A thing", f"basis: {said}")).step("a-thing").basis == said


def test_text_over_several_lines_is_one_text():
    small = book(
        step("do: A thing", "basis: one", "  two", "how: >", "  three", "  four")
    )
    assert small.step("a-thing").basis == "one two"
    assert small.step("a-thing").how == ("three four",)


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("at once", Due(0)),
        ("1 minute", Due(1)),
        ("4 hours", Due(240)),
        ("1 month", Due(1, unit=Unit.MONTHS)),
        ("4 working hours", Due(240, unit=Unit.WORKING_MINUTES)),
        ("20 working days", Due(20, unit=Unit.WORKING_DAYS)),
        (
            "48 weekday hours from knowing",
            Due(2880, TARGET, Origin.MOMENT, "knowing", Unit.WEEKDAY_MINUTES),
        ),
        (
            "setting press chase minutes after First",
            Due(1, TARGET, Origin.STEP, "first", setting="press chase minutes"),
        ),
        (
            "setting appeal working days",
            Due(1, unit=Unit.WORKING_DAYS, setting="appeal working days"),
        ),
        (
            "setting review hours from the start",
            Due(60, setting="review hours"),
        ),
        ("2 days from the start", Due(2880)),
        ("72 hours from knowing", Due(4320, origin=Origin.MOMENT, of="knowing")),
        ("30 minutes after First", Due(30, origin=Origin.STEP, of="first")),
        ("30 minutes after first", Due(30, origin=Origin.STEP, of="first")),
    ],
)
def test_due_times_are_read(said, due):
    small = book(step("do: First"), step("do: A thing", f"due: {said}"))
    assert small.step("a-thing").due == due


@pytest.mark.parametrize(
    ("said", "minutes", "setting"),
    [
        ("every 30 minutes", 30, ""),
        ("every 2 days", 2880, ""),
        ("setting review hours", 60, "review hours"),
        ("setting next update minutes", 1, "next update minutes"),
    ],
)
def test_how_often_a_step_is_done_again_is_read(said, minutes, setting):
    small = book(
        ask("ask: Is it quiet?", "fact: control"),
        step("do: Look", f"repeat: {said}", "until: control is Yes"),
    )
    look = small.step("look")
    assert (look.repeat_minutes, look.repeat_setting) == (minutes, setting)


def test_conditions_are_read_and_take_the_spelling_of_the_answer():
    small = book(
        step("ask: Q", "fact: tone", "answers:", "  Not yet:", "  Too late:"),
        ask("ask: R", "fact: control", "if unknown: no"),
        step(
            "do: A thing",
            "when:",
            "  all of:",
            "    - tone is not yet",
            "    - any of:",
            "      - control is NO",
            "      - tone is not too late",
            "      - tone is don\u2019t know yet",
        ),
    )
    assert small.step("a-thing").when == AllOf(
        (
            Is("tone", "Not yet"),
            AnyOf(
                (
                    Is("control", "No"),
                    Is("tone", "Too late", negated=True),
                    Is("tone", DONT_KNOW),
                )
            ),
        )
    )


def test_a_fact_with_a_careful_default_is_never_unknown_in_a_condition():
    with pytest.raises(Exception, match="answer-unknown"):
        book(
            ask("ask: R", "fact: control", "if unknown: No"),
            step("do: A thing", "when: control is Don't know yet"),
        )


def test_not_knowing_is_an_answer_whether_written_or_not():
    written = step("ask: Q", "answers:", "  A:", "  B:", "  don\u2019t know yet:")
    small = book(written, ask("ask: R"))
    assert small.step("q").labels == ("A", "B", DONT_KNOW)
    assert small.step("r").labels == ("Yes", "No", DONT_KNOW)
    assert small.step("r").label("  YES ") == "Yes"
    assert small.step("r").label("don\u2019t know yet") == DONT_KNOW
    assert small.step("r").label("perhaps") is None


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Change the account's password", "change-the-accounts-password"),
        ("Change the account\u2019s password", "change-the-accounts-password"),
        ("  What?  Now!", "what-now"),
        ("Dŵr a thŷ", "dwr-a-thy"),
        ("日本", ""),
        ("word " * 40, "-".join(["word"] * 13)),
        ("x" * 100, "x" * 64),
    ],
)
def test_a_slug_comes_from_the_title_and_never_changes(title, slug):
    assert slug_of(title) == slug


@given(st.text())
def test_a_slug_is_its_own_slug(title):
    slug = slug_of(title)
    assert slug_of(slug) == slug
    assert len(slug) <= 64


# The same text, the same playbook


def test_an_incident_reads_the_playbook_it_was_started_with_from_its_text():
    for shipped in shipped_library().all:
        again = read_playbook(shipped.text, shipped.file, shipped.parts)
        assert again == shipped
        assert again.digest == hashlib.sha256(shipped.text.encode()).hexdigest()


def test_one_changed_character_is_another_digest():
    text = HEADER + step("do: A thing")
    first = read_playbook(text, "a.yaml")
    assert read_playbook(text + "\n", "a.yaml").digest != first.digest


def test_line_ends_of_another_system_give_the_same_steps():
    text = HEADER + step("do: A thing", "how: One")
    theirs = read_playbook(text.replace("\n", "\r\n"), "a.yaml")
    assert theirs.phases == read_playbook(text, "a.yaml").phases


def test_a_playbook_survives_being_packed():
    for shipped in shipped_library().all:
        packed = msgspec.json.encode(shipped)
        assert msgspec.json.decode(packed, type=Playbook) == shipped


# The library


def test_shipped_playbooks_are_found_by_name_and_slug():
    shipped = shipped_playbooks()
    assert find_playbook(shipped, "hacked account") is shipped["hacked-account"]
    assert find_playbook(shipped, "hacked-account") is shipped["hacked-account"]
    with pytest.raises(UnknownNameError):
        find_playbook(shipped, "hacked")


def test_a_folder_is_read_in_the_order_of_its_files(tmp_path):
    for letter in "cab":
        text = (HEADER + step("do: A thing")).replace("A small one", f"Book {letter}")
        (tmp_path / f"{letter}.yaml").write_text(text, encoding="utf-8-sig")
    (tmp_path / "notes.txt").write_text("not a playbook")
    assert list(load_folder(tmp_path)) == ["book-a", "book-b", "book-c"]


def test_what_cannot_be_read_is_named(tmp_path):
    with pytest.raises(FileUnreadableError):
        load_folder(tmp_path / "nowhere")
    with pytest.raises(FileUnreadableError):
        load_file(tmp_path / "nothing.yaml")
