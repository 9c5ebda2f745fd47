"""What the language can say beside the plain steps: parts, forms, proof, sign-off."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.errors import FileUnreadableError, PlaybookRefusedError
from incidentkit.playbooks.library import (
    load_library,
    shipped_library,
    shipped_playbook,
)
from incidentkit.playbooks.model import (
    Due,
    Field,
    Is,
    Kind,
    Origin,
    PartText,
    Playbook,
    Unit,
)
from incidentkit.playbooks.read import read_playbook
from incidentkit.words.playbooks import refusal
from tests.long_form import costly
from tests.playbooks.books import FIRST_STEP_LINE, HEADER, ask, book, step
from tests.playbooks.made_up import playbooks

DEADLINE = HEADER.replace(
    "phases:", "deadlines:\n  press deadline: When do they need it?\nphases:"
)
PART = HEADER.replace("A small one", "Severity").replace(
    "version: 1", "kind: part\nversion: 1"
)


def part(name: str, *steps: str, head: str = PART) -> PartText:
    text = head.replace("Severity", name) + "".join(steps)
    return PartText(f"{name.lower().replace(' ', '-')}.yaml", text)


def use(name: str, *more: str) -> str:
    return "".join(f"      {row}\n" for row in (f"- use: {name}", *more))


def using(*parts: PartText, steps: str = "") -> Playbook:
    return read_playbook(HEADER + steps, "small.yaml", parts)


def refused(text: str, *parts: PartText, others: tuple[str, ...] = ()) -> str:
    with pytest.raises(PlaybookRefusedError) as caught:
        read_playbook(text, "small.yaml", parts, others)
    assert refusal(caught.value)
    return f"{caught.value.file}:{caught.value.line}:{caught.value.rule}"


# The head


def test_a_head_may_say_what_it_is_for_who_deputises_and_what_ends_when():
    text = DEADLINE.replace("version: 1", "kind: guide\nversion: 1")
    text = text.replace("handling", "begins with: Somebody asks us something\nhandling")
    text = text.replace(
        "  Lead: Whoever leads\n",
        "  Lead:\n    does: Decides\n    deputy: Second\n  Second: Helps\n",
    )
    small = read_playbook(text + step("do: A thing"), "a.yaml")
    assert (small.kind, small.begins_with) == (
        Kind.GUIDE,
        "Somebody asks us something",
    )
    assert [(r.name, r.text, r.deputy) for r in small.roles] == [
        ("Lead", "Decides", "Second"),
        ("Second", "Helps", ""),
    ]
    assert [d.name for d in small.deadlines] == ["press deadline"]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("version: 1", "kind: thing\nversion: 1", "2:bad-playbook-kind"),
        (
            "version: 1",
            "kind: part\nbegins with: It is on fire\nversion: 1",
            "3:not-in-a-part",
        ),
        ("  Lead: Whoever leads", "  Lead:\n    does: A\n    deputy: Led", "deputy"),
        ("  Lead: Whoever leads", "  Lead:\n    does: A\n    deputy: Lead", "deputy"),
        ("phases:", "deadlines:\n  knowing: When?\nphases:", "moment-twice"),
    ],
)
def test_a_head_that_makes_no_sense_is_refused(old, new, rule):
    assert rule in refused(
        (HEADER + step("do: A")).replace(old, new).replace("\n\n", "\n")
    )


# Times

TIMES = [
    ("30 minutes before press deadline", Due(30, origin=Origin.DEADLINE)),
    ("25% of the way to press deadline", Due(25, origin=Origin.DEADLINE)),
    ("setting press chase minutes before press deadline", Due(1)),
]


@pytest.mark.parametrize(("said", "due"), TIMES)
def test_a_time_may_look_towards_a_deadline(said, due):
    small = read_playbook(DEADLINE + step("do: A thing", f"due: {said}"), "a.yaml")
    found = small.step("a-thing").due
    assert (found.amount, found.origin, found.of) == (
        due.amount,
        Origin.DEADLINE,
        "press deadline",
    )
    assert (found.unit is Unit.SHARE) == ("%" in said)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("30 minutes before knowing", "deadline-unknown"),
        ("30 minutes from press deadline", "moment-unknown"),
        ("2 working hours before press deadline", "before-by-clock"),
        ("101% of the way to press deadline", "due-too-far"),
        ("25% of the way to knowing", "deadline-unknown"),
        ("setting own bad post", "setting-without-unit"),
        ("262 working days", "due-too-far"),
        ("13 months", "due-too-far"),
        ("2 weekend hours", "bad-due"),
    ],
)
def test_a_time_that_cannot_be_counted_is_refused(said, rule):
    assert refused(DEADLINE + step("do: A thing", f"due: {said}")).endswith(rule)


def test_a_time_by_severity_is_the_strictest_until_it_is_known():
    by = ("due:", "  Minor: 1 day", "  Serious: 30 minutes", "  Critical: 15 minutes")
    found = book(step("do: A thing", *by)).step("a-thing")
    assert [(severity, due.amount) for severity, due in found.due_by] == [
        ("Minor", 1440),
        ("Serious", 30),
        ("Critical", 15),
    ]
    assert found.due == Due(15)
    wrong = (by[0], "  Mild: 1 day")
    assert refused(HEADER + step("do: A", *wrong)).endswith("unknown-key")


def test_a_law_may_be_named_and_a_time_by_law_rests_on_it():
    by_law = ("due: 72 hours from knowing", "kind: law")
    one = book(step("do: A", *by_law, "law: UK GDPR article 33")).step("a")
    assert one.law == "UK GDPR article 33"
    assert refused(HEADER + step("do: A", *by_law)).endswith("law-without-basis")


# What finishes a step

ALL_OF_IT = (
    "form:",
    "  outlet: Who is asking?",
    "form if known:",
    "  number: On which number?",
    "proof: The ticket number",
    "second person: yes",
    "cannot be undone: yes",
    "repeat: every 2 hours",
    "until: control is Yes",
    "if it cannot be done:",
    "  - do: Something else",
    "    who: Lead",
    "    why: It is.",
)


def test_a_step_may_ask_for_a_form_proof_and_a_second_person():
    one = book(step("do: A", *ALL_OF_IT), ask("ask: In?", "fact: control")).step("a")
    assert one.form == (
        Field("outlet", "Who is asking?"),
        Field("number", "On which number?", required=False),
    )
    assert (one.proof, one.second_person, one.final) == (
        "The ticket number",
        True,
        True,
    )
    assert (one.repeat_minutes, one.until) == (120, Is("control", "Yes"))
    assert [s.slug for s in one.fails] == ["something-else"]


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        (("form:", "  Outlet: Who?"), "bad-name"),
        (("form:", "  a: Who?", "form if known:", "  a: Who?"), "field-twice"),
        (("repeat: every 30 minutes",), "repeat-and-until"),
        (("until: control is Yes",), "repeat-and-until"),
        (("repeat: often", "until: control is Yes"), "bad-repeat"),
        (("repeat: every 0 minutes", "until: control is Yes"), "bad-repeat"),
        (("repeat: every 1 hour", "until: control is Yes"), "fact-not-asked-yet"),
        (("second person: maybe",), "yes-or-no"),
        (("if it cannot be done: ring",), "list-expected"),
    ],
)
def test_what_finishes_a_step_is_refused_when_it_makes_no_sense(more, rule):
    assert refused(HEADER + step("do: A", *more)).endswith(rule)


def test_who_signs_off_is_the_councils_matrix_or_a_table():
    assert book(step("approve: A", "sign off: matrix")).step("a").sign_off == ()
    table = ("sign off:", "  Serious: Lead, Second", "  Critical: Lead")
    found = book(step("approve: A", *table)).step("a").sign_off
    assert found == (("Serious", ("Lead", "Second")), ("Critical", ("Lead",)))
    assert refused(HEADER + step("approve: A", "sign off: me")).endswith("bad-sign-off")


# Decisions

DECIDE = step(
    "decide: What now?",
    "follows: own bad post",
    "reason: required",
    "answers:",
    "  Leave it:",
    "    means: It stays in view.",
    "    basis: Ours",
    "    setting: leave and correct",
    "    steps:",
    "      - do: Correct it",
    "        who: Lead",
    "        why: It is.",
    "  Delete it:",
    "    setting: delete",
    "  Wait:",
)


def test_a_decision_shows_what_each_answer_means_and_which_is_the_councils():
    one = book(DECIDE).step("what-now")
    assert (one.follows, one.reason_required) == ("own bad post", True)
    leave, delete, wait = one.answers
    assert (leave.means, leave.basis, leave.setting) == (
        "It stays in view.",
        "Ours",
        "leave and correct",
    )
    assert [s.slug for s in leave.steps] == ["correct-it"]
    assert (delete.steps, wait.setting) == ((), "")
    assert one.ruled("Leave and correct") == "Leave it"
    assert one.ruled("hide") == one.ruled("") == ""


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("        follows: own bad post\n", "", "setting-without-follows"),
        ("reason: required", "reason: yes", "bad-reason"),
        ("means: It", "meaning: It", "unknown-key"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(old, new, rule):
    assert DECIDE.count(old) == 1
    assert refused(HEADER + DECIDE.replace(old, new)).endswith(rule)


# Parts

ASKS = part(
    "Severity",
    step("capture: Look"),
    ask("ask: In?", "fact: control"),
    step("do: It", "after: In?", "when: control is Yes", "needs: capture"),
)


def test_a_part_stands_in_the_playbook_as_if_it_was_written_there():
    small = using(ASKS, steps=use("Severity") + step("do: Then", "after: It"))
    assert [s.slug for s in small.steps()] == [
        "severity/look",
        "severity/in",
        "severity/it",
        "then",
    ]
    it = small.step("severity/it")
    assert (it.after, it.needs) == (("severity/in",), ("severity/look",))
    assert small.step("then").after == ("severity/it",)
    assert {s.line for s in small.steps()} == {FIRST_STEP_LINE, FIRST_STEP_LINE + 1}
    assert small.parts == (ASKS,)


def test_what_a_part_declares_is_declared_by_whoever_uses_it():
    head = PART.replace("  Lead: Whoever", "  Vet: Sees to animals\n  Lead: Whoever")
    vets = part("Animals", step("do: Look").replace("Lead", "Vet"), head=head)
    small = using(vets, steps=use("Animals"))
    assert [(r.name, r.part) for r in small.roles] == [
        ("Lead", ""),
        ("Vet", "animals.yaml"),
    ]


def test_a_part_may_ask_about_what_its_user_knows():
    hangs = part("Hangs", step("do: It", "when: control is Partly"))
    asked = step("ask: In?", "fact: control", "answers:", "  Yes:", "  Partly:")
    small = using(hangs, steps=asked + use("Hangs"))
    assert small.step("hangs/it").when == Is("control", "Partly")
    assert read_playbook(hangs.text, hangs.file).step("it").when == Is(
        "control", "Partly"
    )
    other = ask("ask: In?", "fact: control") + use("Hangs")
    found = refused(HEADER + other, hangs)
    assert found == f"hangs.yaml:{PART.count(chr(10)) + 4}:answer-unknown"


def test_parts_travel_with_the_playbook_that_uses_them():
    outer = part("Outer", use("Severity"))
    spare = part("Spare", step("do: Nothing"))
    small = using(spare, ASKS, outer, steps=use("Outer"))
    assert small.parts == (outer, ASKS)
    assert read_playbook(small.text, small.file, small.parts) == small
    assert next(s.slug for s in small.steps()) == "severity/look"


@pytest.mark.parametrize(
    ("steps", "rule"),
    [
        (use("Severity") + use("Severity"), "part-twice"),
        (use("Round"), "part-circle"),
        (use("Svrity"), "part-unknown"),
        (use("Severity", "  due: 1 hour"), "unknown-key"),
        (use("Severity") + step("do: A", "after: Look again"), "step-unknown"),
    ],
)
def test_a_part_that_cannot_be_taken_in_is_refused(steps, rule):
    around = part("Round", use("Again"))
    again = part("Again", use("Round"))
    assert refused(HEADER + steps, ASKS, around, again).endswith(rule)


def test_a_part_that_uses_itself_is_refused_by_itself():
    text = PART + use("Severity")
    found = refused(text, PartText("severity.yaml", text))
    assert found.endswith("part-circle")


def test_a_broken_part_is_in_the_way_of_its_user_only():
    broken = PartText("broken.yaml", "kind: part\n\tplaybook: Broken")
    assert using(broken, ASKS, steps=use("Severity")).parts == (ASKS,)
    elsewhere = PartText("another-name.yaml", ASKS.text)
    assert using(broken, elsewhere, steps=use("Severity")).parts == (elsewhere,)
    assert refused(HEADER + use("Broken"), broken) == "broken.yaml:2:tab"


def test_steps_of_parts_count_towards_the_most():
    many = part("Many", *(step(f"do: Thing {n}") for n in range(399)))
    assert using(many, steps=step("do: A") + use("Many"))
    two = step("do: A") + step("do: B") + use("Many")
    assert refused(HEADER + two, many).endswith("too-many-steps")


def test_another_playbook_is_begun_by_a_step():
    begin = step("use: Press enquiry")
    assert book(begin).step("press-enquiry").begins == "press-enquiry"
    text = HEADER + begin
    assert read_playbook(text, "a.yaml", (), ("Press enquiry",))
    assert refused(text, others=("Hacked account",)).endswith("playbook-not-there")


# Any playbook


@costly
@given(playbooks())
def test_a_playbook_is_the_same_when_it_is_read_again(playbook):
    assert read_playbook(playbook.text, playbook.file, playbook.parts) == playbook


@costly
@given(st.data(), playbooks())
def test_a_playbook_with_a_line_lost_is_read_or_refused(data, playbook):
    lines = playbook.text.split("\n")
    lost = data.draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines[:lost] + lines[lost + 1 :])
    with contextlib.suppress(PlaybookRefusedError):
        read_playbook(text, "small.yaml", playbook.parts)


# A folder


def test_a_folder_is_sorted_by_what_its_playbooks_are_for(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "severity.yaml").write_text(ASKS.text, encoding="utf-8")
    door = HEADER.replace("handling", "begins with: It burns\nhandling")
    (tmp_path / "one.yaml").write_text(door + use("Severity"), encoding="utf-8")
    guide = HEADER.replace("A small one", "A guide").replace(
        "version", "kind: guide\nversion", 1
    )
    (tmp_path / "two.yaml").write_text(guide + step("do: A"), encoding="utf-8")
    library = load_library(tmp_path)
    assert (list(library.incidents), list(library.guides), list(library.parts)) == (
        ["a-small-one"],
        ["a-guide"],
        ["severity"],
    )
    assert [p.name for p in library.front_door] == ["A small one"]
    assert len(library.all) == 3
    assert library.part_texts == (ASKS,)


def test_the_shipped_parts_can_each_be_read_alone():
    for shipped in shipped_library().parts.values():
        assert shipped.kind is Kind.PART
        assert shipped.begins_with == ""


def test_one_shipped_playbook_can_be_had_without_the_others():
    for slug, playbook in shipped_library().incidents.items():
        assert shipped_playbook(slug) == playbook
    with pytest.raises(FileUnreadableError):
        shipped_playbook("no-such-playbook")
