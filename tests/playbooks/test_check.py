"""The check names what is wrong, with the line, and nothing that is right."""

import pytest

from incidentkit.playbooks.check import Finding, check_playbook
from tests.playbooks.books import FIRST_STEP_LINE, HEADER, ask, book, step

PLAIN = (
    ask("ask: Are we in?", "fact: control", "if unknown: No"),
    ask("ask: What is it like?", "fact: tone", "if unknown: No"),
    step("notify: Tell them", "whom: Police", "due: 1 hour from knowing"),
)
NAMES = (
    len(PLAIN[0].splitlines()) + len(PLAIN[1].splitlines()) + len(PLAIN[2].splitlines())
)
LINE = FIRST_STEP_LINE + NAMES


def check(*steps: str) -> list[Finding]:
    return list(check_playbook(book(*PLAIN, *steps), {"MT-01"}, {"Press enquiry"}))


def found(*steps: str) -> list[tuple[int, str]]:
    return [(f.line - LINE, f.rule) for f in check(*steps)]


def test_a_good_playbook_has_no_findings():
    good = (
        step("write: Say it", "template: MT-01"),
        step("use: Press enquiry"),
        step("do: One", "when: control is Yes"),
        step("do: Two", "after: One", "due: 1 hour"),
    )
    assert check(*good) == []


def test_a_role_nobody_has_is_found_with_a_suggestion():
    (one,) = check(step("do: One").replace("Lead", "Lead, Leed"))
    assert one == Finding(LINE, "role-unknown", "Leed", "Lead")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (step("notify: Them", "whom: Polic"), "contact-unknown"),
        (step("write: Text", "template: MT-02"), "template-unknown"),
        (step("use: Prank"), "playbook-unknown"),
        (ask("ask: Is it ours?", "fact: control"), "fact-twice"),
    ],
)
def test_a_name_that_is_not_there_is_found(line, rule):
    assert found(line) == [(0, rule)]


def test_names_that_nothing_uses_are_found():
    lines = HEADER.splitlines()
    unused = {
        f.rule: lines[f.line - 1] for f in check_playbook(book(step("do: One")), set())
    }
    assert unused == {
        "name-unused": "  Police: The police",
        "moment-unused": "  knowing: When did we know?",
        "fact-never": "  tone: What is it like?",
    }


def test_a_fact_asked_for_on_two_ways_that_exclude_each_other_is_asked_once():
    def branch(label: str) -> str:
        return (
            f"          {label}:\n            - ask: Why {label}?\n"
            "              fact: tone\n              who: Lead\n              why: It is.\n"
            "              answers:\n                Yes:\n                No:\n"
        )

    fork = step("ask: Which?", "answers:").removesuffix("\n") + "\n"
    both = fork + branch("A") + branch("B") + "        if unknown: A\n"
    small = book(
        step("notify: Tell", "whom: Police", "due: 1 hour from knowing"),
        ask("ask: In?", "fact: control"),
        both,
    )
    assert check_playbook(small, set()) == ()


NESTED = """\
      - ask: Which?
        who: Lead
        why: It is.
        due: 30 minutes
        fact: {fact}
        answers:
          A:
            - do: Inner
              who: Lead
              why: It is.
              {more}
          B:
{unknown}"""


def nested(
    more: str, unknown: str = "        if unknown: A\n"
) -> list[tuple[int, str]]:
    asked = NESTED.format(fact="tone", more=more, unknown=unknown)
    steps = (ask("ask: In?", "fact: control", "if unknown: No"), asked)
    end = step("notify: Tell", "whom: Police", "due: 1 hour from knowing")
    findings = check_playbook(book(*steps, end), set())
    first = FIRST_STEP_LINE + steps[0].count("\n")
    return [(f.line - first, f.rule) for f in findings]


def test_a_step_under_an_answer_is_reached_under_it_only():
    assert nested("when: tone is A") == []
    assert nested("when: tone is B") == [(7, "unreachable")]
    assert nested("when: tone is not A") == [(7, "unreachable")]
    assert nested("when: control is Yes") == []


def test_a_step_due_before_its_question_is_found():
    assert nested("due: 45 minutes") == []
    assert nested("due: 15 minutes") == [(7, "due-contradiction")]


def test_a_question_with_no_way_for_not_knowing_is_found():
    assert nested("basis: Ours", "") == [(0, "unknown-open")]
    assert nested("basis: Ours", "          Don't know yet:\n") == []


def test_a_step_that_no_answers_lead_to_is_found():
    never = step(
        "do: Never", "when:", "  all of:", "    - control is Yes", "    - control is No"
    )
    assert found(never, step("do: Last")) == [(0, "unreachable")]
    sometimes = never.replace("control is No", "tone is No")
    assert found(sometimes, step("do: Last")) == []


def test_a_step_that_hangs_on_a_question_never_asked_with_it_is_found():
    hidden = step(
        "do: Never", "when:", "  all of:", "    - tone is Yes", "    - control is No"
    )
    steps = (
        ask("ask: Are we in?", "fact: control", "if unknown: No"),
        ask("ask: Like?", "fact: tone", "if unknown: No", "when: control is Yes"),
        step("notify: Tell", "whom: Police", "due: 1 hour from knowing"),
        hidden,
        step("do: Last"),
    )
    assert [f.rule for f in check_playbook(book(*steps), set())] == ["unreachable"]


def test_an_answer_after_which_nothing_comes_is_found():
    fork = ask("decide: Go on?", "if unknown: Yes")
    with_more = fork.replace(
        "  Yes:\n",
        "  Yes:\n            - do: More\n              who: Lead\n              why: It is.\n",
    )
    assert [(f.rule, f.detail) for f in check(with_more)] == [("dead-end", "No")]
    assert check(with_more, step("do: Last")) == []
    assert check(fork) == []


def test_times_that_contradict_the_order_are_found():
    first = step("do: First", "due: 60 minutes")
    assert found(first, step("do: Next", "after: First", "due: 59 minutes")) == [
        (first.count("\n"), "due-contradiction")
    ]
    assert found(first, step("do: Next", "due: 59 minutes")) == []
    counted = step("do: Next", "after: First", "due: 5 minutes after First")
    assert found(first, counted) == []


def test_a_removal_whose_capture_is_never_asked_for_with_it_is_found():
    capture = step("capture: Look", "when: control is Yes")
    removal = step("do: Remove", "when: control is No", "needs: capture")
    assert found(capture, removal) == [(capture.count("\n"), "capture-never")]
    assert found(capture.replace("is Yes", "is No"), removal) == []


def test_stopping_harm_after_a_removal_is_found():
    before = (step("capture: Look"), step("do: Remove", "needs: capture"))
    late = step("do: Stop it", "stops harm: yes")
    assert found(*before, late) == [("".join(before).count("\n"), "harm-late")]
    assert found(before[0], late, before[1]) == []
