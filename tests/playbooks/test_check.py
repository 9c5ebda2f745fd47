"""The check names what is wrong, with the line, and nothing that is right."""

import pytest

from incidentkit.playbooks.check import Around, Finding, check_playbook, unused_parts
from incidentkit.playbooks.model import PartText, Playbook
from incidentkit.playbooks.read import read_playbook
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


def findings(playbook: Playbook, *names: set[str], **more: Around) -> list[Finding]:
    """Everything but that the one role of these small playbooks has no deputy."""
    found = check_playbook(playbook, *names, **more)
    return [finding for finding in found if finding.rule != "deputy-missing"]


def check(*steps: str) -> list[Finding]:
    return findings(book(*PLAIN, *steps), {"MT-01"}, {"Press enquiry"})


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
    unused = {f.rule: lines[f.line - 1] for f in findings(book(step("do: One")), set())}
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
    assert findings(small, set()) == []


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
    first = FIRST_STEP_LINE + steps[0].count("\n")
    return [(f.line - first, f.rule) for f in findings(book(*steps, end), set())]


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
    assert [f.rule for f in findings(book(*steps), set())] == ["unreachable"]


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


# People, the law, the council and what cannot be undone


def test_a_role_that_nobody_stands_in_for_is_found():
    found = check_playbook(book(*PLAIN), set())
    assert [(f.rule, f.detail) for f in found] == [("deputy-missing", "Lead")]
    both = "  Lead:\n    does: Decides\n    deputy: Second\n"
    both += "  Second:\n    does: Helps\n    deputy: Lead\n"
    text = HEADER.replace("  Lead: Whoever leads\n", both) + "".join(PLAIN)
    assert check_playbook(read_playbook(text, "a.yaml"), set()) == ()
    guide = HEADER.replace("version", "kind: guide\nversion", 1) + "".join(PLAIN)
    assert check_playbook(read_playbook(guide, "a.yaml"), set()) == ()


def test_somebody_to_sign_off_who_is_not_there_is_found():
    table = ("sign off:", "  Serious: Lead, Chief")
    assert found(step("approve: A", *table)) == [(0, "role-unknown")]


def test_a_time_by_law_without_its_law_is_found():
    by_law = ("due: 72 hours from knowing", "kind: law")
    assert found(step("do: A", *by_law, "basis: The law")) == [(0, "law-missing")]
    assert found(step("do: A", *by_law, "law: UK GDPR article 33")) == []


FINAL = ("cannot be undone: yes",)


@pytest.mark.parametrize(
    ("more", "is_found"),
    [
        ((), True),
        (("second person: yes",), False),
        (("needs: capture",), False),
        (("after: Agree it",), False),
        (("after: Look",), True),
    ],
)
def test_what_cannot_be_undone_takes_a_capture_a_second_person_or_an_approval(
    more, is_found
):
    first = (step("capture: Look"), step("approve: Agree it"))
    rules = [rule for _, rule in found(*first, step("do: A", *FINAL, *more))]
    assert rules == (["no-way-back"] if is_found else [])


def test_repeating_without_an_end_is_found():
    watch = ("repeat: every 1 hour", "until:", "  all of:", "    - control is Yes")
    assert found(step("do: A", *watch, "    - tone is Yes")) == []
    assert found(step("do: A", *watch, "    - control is No")) == [
        (0, "repeat-endless")
    ]


@pytest.mark.parametrize(
    ("first", "then", "is_found"),
    [
        ("due: 2 working days", "due: 60 minutes", True),
        ("due: 1 month", "due: 27 days", True),
        ("due: 1 month", "due: 29 days", False),
        ("due: 60 minutes", "due: 1 working hour", False),
        ("due: 2 working hours", "due: 1 working hours", True),
        ("due: 60 minutes", "due: setting press holding minutes", False),
        ("due: 60 minutes", "due: 10 minutes from knowing", False),
    ],
)
def test_times_in_different_units_are_found_when_they_are_certain(
    first, then, is_found
):
    one = step("do: First", first)
    two = step("do: Next", "after: First", then)
    rules = [rule for _, rule in found(one, two)]
    assert rules == (["due-contradiction"] if is_found else [])


def test_times_before_a_deadline_are_compared_backwards():
    def between(earlier: int, later: int) -> list[str]:
        head = HEADER.replace("phases:", "deadlines:\n  deadline: When?\nphases:")
        steps = (
            step("do: A", f"due: {earlier} minutes before deadline"),
            step("do: B", "after: A", f"due: {later} minutes before deadline"),
        )
        text = head + "".join((*PLAIN, *steps))
        return [f.rule for f in findings(read_playbook(text, "a.yaml"), set())]

    assert between(30, 10) == []
    assert between(10, 30) == ["due-contradiction"]


def test_times_by_severity_are_compared_severity_by_severity():
    first = step("do: First", "due:", "  Minor: 2 hours", "  Serious: 30 minutes")
    good = step("do: Next", "after: First", "due:", "  Minor: 3 hours")
    bad = step("do: Next", "after: First", "due: 60 minutes")
    assert found(first, good) == []
    assert [rule for _, rule in found(first, bad)] == ["due-contradiction"]


SETTINGS = {"own bad post": ("hide", "delete"), "review hours": ()}
RULED = (
    "answers:",
    "  Hide:",
    "    setting: hide",
    "  Delete:",
    "    setting: delete",
)


@pytest.mark.parametrize(
    ("one", "rule", "detail"),
    [
        (step("decide: Q", "follows: own bad post", *RULED), "", ""),
        (
            step("decide: Q", "follows: own bad post", *RULED[:3], "  Delete:"),
            "choice-uncovered",
            "delete",
        ),
        (
            step("decide: Q", "follows: own bad posts", *RULED),
            "setting-unknown",
            "own bad posts",
        ),
        (
            step("do: A", "when: setting own bad post is hyde"),
            "choice-unknown",
            "hyde",
        ),
        (step("do: A", "due: setting review hours"), "", ""),
        (
            step("do: A", "repeat: setting chase minutes", "until: tone is Yes"),
            "setting-unknown",
            "chase minutes",
        ),
        (
            step("do: A", "due: setting chase minutes"),
            "setting-unknown",
            "chase minutes",
        ),
    ],
)
def test_settings_are_compared_with_those_the_council_has(one, rule, detail):
    small = book(*PLAIN, one)
    found = findings(small, set(), around=Around(settings=SETTINGS))
    assert {(f.rule, f.detail) for f in found} == ({(rule, detail)} if rule else set())
    assert findings(small, set()) == []


def test_a_field_that_nothing_fills_in_is_found():
    fields = {"MT-01": ("handle", "time_of_call", "control", "outlet")}
    around = Around(fields=fields, kit_fields=frozenset({"handle"}))
    form = step("do: A", "form:", "  time of call: When?")
    write = step("write: It", "template: MT-01")
    small = book(*PLAIN, form, write)
    found = findings(small, {"MT-01"}, around=around)
    assert [(f.rule, f.detail, f.hint) for f in found] == [
        ("field-unfilled", "outlet", "MT-01")
    ]


def test_a_network_that_nobody_could_get_an_account_back_on_is_found():
    around = Around(without_recovery=("Facebook",))
    assert findings(book(*PLAIN), set(), around=around) == []
    small = book(*PLAIN, step("rotate: Change it"))
    (one,) = findings(small, set(), around=around)
    assert (one.line, one.rule, one.detail) == (LINE, "recovery-missing", "Facebook")


# Parts

PART = (
    HEADER.replace("A small one", "Extra").replace("version", "kind: part\nversion", 1)
    + "".join(PLAIN)
    + step("write: It", "template: MT-99")
)
USE = "      - use: Extra\n"


def with_part(*steps: str) -> Playbook:
    parts = (PartText("extra.yaml", PART),)
    return read_playbook(HEADER + "".join(steps), "small.yaml", parts)


def test_what_is_wrong_in_a_part_is_found_in_the_part_alone():
    assert findings(with_part(USE), {"MT-01"}) == []
    alone = read_playbook(PART, "extra.yaml")
    assert [f.rule for f in findings(alone, {"MT-01"})] == ["template-unknown"]


def test_a_part_that_asks_again_is_found_where_it_is_used():
    own = ask("ask: In?", "fact: control")
    (twice,) = findings(with_part(own, USE), set())
    assert (twice.line, twice.rule) == (FIRST_STEP_LINE + own.count("\n"), "fact-twice")


def test_a_part_that_nobody_can_reach_is_found():
    never = "        when:\n          all of:\n            - control is Yes\n"
    never += "            - control is No\n"
    small = with_part(ask("ask: I?", "fact: control", "if unknown: No"), USE + never)
    assert "unreachable" in [f.rule for f in findings(small, set())]


def test_a_fact_that_a_part_has_from_its_user_is_no_finding():
    text = PART.replace("fact: control\n", "when: control is Yes\n", 1)
    rules = [f.rule for f in findings(read_playbook(text, "a.yaml"), {"MT-99"})]
    assert rules == []


def test_a_part_that_no_playbook_uses_is_named():
    alone = read_playbook(PART, "extra.yaml")
    assert unused_parts([alone, book(*PLAIN)]) == (alone,)
    assert unused_parts([alone, with_part(USE)]) == ()


def test_only_in_an_incident_playbook_is_an_answer_without_more_a_dead_end():
    fork = ask("decide: Go on?", "if unknown: Yes").replace(
        "  Yes:\n",
        "  Yes:\n            - do: More\n              who: Lead\n              why: It is.\n",
    )
    for kind, rules in (("incident", ["dead-end"]), ("guide", []), ("part", [])):
        head = HEADER.replace("version", f"kind: {kind}\nversion", 1)
        text = head + "".join((*PLAIN, fork))
        found = findings(read_playbook(text, "a.yaml"), set())
        assert [f.rule for f in found] == rules
