"""Every malformed playbook is refused by rule and line, in words with a suggestion."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import incidentkit
from incidentkit.errors import PlaybookRefusedError
from incidentkit.playbooks.library import load_file, load_folder
from incidentkit.playbooks.read import read_playbook
from incidentkit.playbooks.source import LARGEST_FILE
from incidentkit.words.playbooks import FINDINGS, REFUSALS, finding, refusal
from tests.playbooks.books import FIRST_STEP_LINE, HEADER, ask, step

ROOM = Path(incidentkit.__file__).parent / "playbooks"
GOOD = HEADER + step("do: A thing")
TONE = ask("ask: What is it like?", "fact: tone")
AFTER_TONE = FIRST_STEP_LINE + TONE.count("\n")


def refused(text: str) -> PlaybookRefusedError:
    with pytest.raises(PlaybookRefusedError) as caught:
        read_playbook(text, "small.yaml")
    return caught.value


def found(text: str) -> tuple[str, int]:
    return refused(text).rule, refused(text).line


def test_the_small_playbook_of_these_tests_is_good():
    assert [s.title for s in read_playbook(GOOD, "small.yaml").steps()] == ["A thing"]


# The header: what is put in place of one of its lines, and what is said about it.

IN_THE_HEADER = {
    "unknown-key": ("owner: Head of communications", "ownr: Somebody", 3),
    "duplicate-key": ("owner: Head of communications", "version: 2", 3),
    "missing-key": ("handling: OFFICIAL\n", "", 1),
    "bad-version": ("version: 1", "version: one", 2),
    "bad-date": ("2026-09-01", "2026-02-30", 4),
    "bad-months": ("6 months", "often", 5),
    "text-expected": ("handling: OFFICIAL", "handling:\n  - OFFICIAL", 7),
    "nothing-written": ("handling: OFFICIAL", "handling:", 6),
    "table-expected": ("roles:\n  Lead: Whoever leads", "roles: Lead", 8),
    "bad-name": ("  tone: What", "  Tone: What", 14),
    "no-slug": ("playbook: A small one", "playbook: '???'", 1),
    "mixed-letters": ("playbook: A small one", "playbook: A sm\u0430ll one", 1),
    "list-expected": ("phases:\n", "phases:\n  x:\n", 18),
    "title-too-long": ("A small one", "small " * 30, 1),
    "too-long": ("Show one thing.", "more words " * 80, 7),
    "tab": ("goal: Show", "goal:\tShow", 7),
    "hidden-character": ("Show one", "Show \u202eone", 7),
    "comment-after-text": ("Show one thing.", "Search for #ashcombe", 7),
    "anchor": ("Show one thing.", "&goal Show it", 7),
    "alias": ("Show one thing.", "*goal", 7),
    "tag": ("Show one thing.", "!!python/name:os.system Go", 7),
    "brackets": ("Show one thing.", "[one, two]", 7),
    "colon-in-text": ("Show one thing.", "Show one: this", 7),
    "colon-missing": ("goal: Show one thing.", "goal\nshow: it", 7),
    "quote-open": ("Show one thing.", '"Show one thing.', 7),
    "escape": ("Show one thing.", r'"C:\quiet"', 7),
    "odd-start": ("Show one thing.", "@ashcombe is ours", 7),
    "key-not-text": ("goal: Show one thing.", "? - a\n: b", 7),
    "indentation": ("  Lead: Whoever leads", "  Lead: Whoever\n Second: Other", 10),
    "layout": ("Show one thing.", r'"\UFFFFFFFF"', 7),
    "directive": ("playbook: A small one", "%YAML 1.1\n---\nplaybook: A", 1),
}


@pytest.mark.parametrize("rule", IN_THE_HEADER)
def test_a_broken_header_is_refused_at_its_line(rule):
    old, new, line = IN_THE_HEADER[rule]
    assert GOOD.count(old) == 1
    assert found(GOOD.replace(old, new)) == (rule, line)


# Steps: what is written as the only step, and how many lines below its first.

IN_A_STEP = {
    "no-verb": (step("aks: Why?"), 0),
    "two-verbs": (step("do: One", "ask: Two"), 3),
    "unknown-key": (step("do: A thing", "deu: 5 minutes"), 3),
    "unknown-key-of-another-verb": (step("do: A thing", "whom: Police"), 3),
    "unknown-key-of-a-wait": (step("wait: A while", "needs: capture"), 3),
    "missing-key": ("      - do: A thing\n        who: Lead\n", 0),
    "nothing-written": (step("do:"), 0),
    "no-slug": (step("do: '...'"), 0),
    "bad-id": (step("do: A thing", "id: A Thing"), 3),
    "duplicate-step": (step("do: A thing") + step("write: a  THING"), 3),
    "duplicate-step-by-id": (step("do: A thing") + step("do: Other", "id: a-thing"), 6),
    "empty-name": (step("do: A thing", "basis: Ours").replace("Lead", "Lead,"), 1),
    "yes-or-no": (step("do: A thing", "tick: true"), 3),
    "bad-due": (step("do: A thing", "due: soon"), 3),
    "bad-unit": (step("do: A thing", "due: 3 fortnights"), 3),
    "due-too-far": (step("do: A thing", "due: 500 days"), 3),
    "bad-kind": (step("do: A thing", "due: 3 days", "kind: rule"), 4),
    "kind-without-due": (step("do: A thing", "kind: target"), 3),
    "law-without-basis": (step("do: A thing", "due: 3 days", "kind: law"), 0),
    "moment-unknown": (step("do: A thing", "due: 3 days from nowing"), 3),
    "step-unknown": (step("do: A thing", "after: Another"), 3),
    "step-unknown-because-later": (step("do: A", "after: B") + step("do: B"), 3),
    "step-unknown-in-due": (step("do: A", "due: 1 hour after B"), 3),
    "step-unknown-as-itself": (step("do: A thing", "after: A thing"), 3),
    "capture-missing": (step("do: A thing", "needs: capture"), 3),
    "not-a-capture": (
        step("capture: One") + step("do: Two") + step("do: Three", "needs: Two"),
        9,
    ),
    "two-answers": (step("ask: Why?", "answers:", "  Yes:", "  Don't know yet:"), 4),
    "missing-key-answers": (step("ask: Why?"), 0),
    "duplicate-key": (step("ask: Why?", "answers:", "  Yes:", "  YES:"), 5),
    "answer-unknown": (ask("ask: Why?", "if unknown: Maybe"), 3),
    "unknown-twice": (
        step(
            "ask: Y?",
            "if unknown: A",
            "answers:",
            "  A:",
            "  B:",
            "  Don\u2019t know yet:",
        ),
        3,
    ),
    "fact-unknown": (ask("ask: Why?", "fact: tones"), 3),
    "fact-not-asked-yet": (step("do: A thing", "when: tone is Yes"), 3),
    "two-strands": ("      - together: Now\n        strands:\n          A:\n", 2),
    "table-expected": ("      - do\n", 0),
    "list-expected": (step("ask: W?", "answers:", "  Yes: go", "  No:"), 4),
}


@pytest.mark.parametrize("case", IN_A_STEP)
def test_a_broken_step_is_refused_at_its_line(case):
    text, below = IN_A_STEP[case]
    rule, line = found(HEADER + text)
    assert case.startswith(rule)
    assert line == FIRST_STEP_LINE + below


CONDITIONS = {
    "bad-condition": ("when: tone", 3),
    "bad-condition-list": ("when:\n          - tone is Yes\n", 4),
    "fact-unknown": ("when: tune is Yes", 3),
    "answer-unknown": ("when: tone is Yse", 3),
    "answer-unknown-negated": ("when: tone is not Maybe", 3),
    "unknown-key": ("when:\n          all off:\n            - tone is Yes", 4),
    "two-parts": ("when:\n          all of:\n            - tone is Yes", 4),
    "two-parts-as-text": ("when:\n          any of: tone is Yes", 4),
}


@pytest.mark.parametrize("case", CONDITIONS)
def test_a_broken_condition_is_refused_at_its_line(case):
    text, below = CONDITIONS[case]
    rule, line = found(HEADER + TONE + step("do: A thing", text))
    assert case.startswith(rule)
    assert line == AFTER_TONE + below


def test_a_time_that_the_law_sets_cannot_hang_on_a_step():
    law = step(
        "do: Report", "due: 3 days after First", "kind: law", "basis: An act, section 1"
    )
    assert found(HEADER + step("do: First") + law) == (
        "law-from-step",
        FIRST_STEP_LINE + 6,
    )


def test_a_phase_with_the_name_of_another_is_refused():
    again = "  - phase: All of it\n    steps:\n" + step("do: Other")
    assert found(GOOD + again) == ("duplicate-phase", GOOD.count("\n") + 1)


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "empty", 1),
        ("# nothing but a remark\n", "empty", 2),
        ("- do: this\n", "not-a-table", 1),
        ("Hacked account\n", "not-a-table", 1),
        (GOOD + "---\nplaybook: Another\n", "several-documents", GOOD.count("\n") + 1),
        ("x: " + "y" * LARGEST_FILE, "too-large", 0),
        ("- " * 60 + "deep\n", "too-deep", 1),
        ("a\u2028b: c\n", "hidden-character", 1),
        ("a: \ud800\n", "hidden-character", 1),
        ('a: "\\u202e"\n', "hidden-character", 1),
        ('a: b\nc: "\\U00110000"\n', "layout", 2),
        ("a: b\nc: d\r", "hidden-character", 2),
        ("a: b\rc: d\n", "hidden-character", 1),
    ],
)
def test_a_file_that_is_no_playbook_is_refused(text, rule, line):
    assert found(text) == (rule, line)


def test_too_many_steps_are_refused():
    many = "".join(step(f"do: Thing {number}") for number in range(401))
    assert found(HEADER + many)[0] == "too-many-steps"


def test_a_file_that_is_not_utf8_is_refused_at_its_line(tmp_path):
    path = tmp_path / "odd.yaml"
    path.write_bytes(b"playbook: One\nowner: Caf\xe9\n")
    with pytest.raises(PlaybookRefusedError) as caught:
        load_file(path)
    assert (caught.value.file, caught.value.line) == ("odd.yaml", 2)
    assert caught.value.rule == "not-utf8"


def test_a_file_that_is_too_large_is_refused_for_that_alone(tmp_path):
    path = tmp_path / "large.yaml"
    path.write_bytes("é".encode() * LARGEST_FILE)
    with pytest.raises(PlaybookRefusedError) as caught:
        load_file(path)
    assert (caught.value.rule, caught.value.line) == ("too-large", 0)
    assert refusal(caught.value) == (
        "large.yaml: The file is too large. A playbook may take 256 KiB."
    )


def test_two_files_with_one_name_are_refused(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(PlaybookRefusedError) as caught:
        load_folder(tmp_path)
    assert (caught.value.file, caught.value.detail) == ("b.yaml", "a.yaml")


# The words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            GOOD.replace("owner: Head", "ownr: Head"),
            'small.yaml, line 3: "ownr" does not belong here. Did you mean "owner"?',
        ),
        (
            HEADER + step("do: A thing") + step("do: A thing"),
            f'small.yaml, line {FIRST_STEP_LINE + 3}: There is already a step called "A '
            f'thing" on line {FIRST_STEP_LINE}. Give this one another title or an id.',
        ),
        (
            HEADER + TONE + step("do: A thing", "when: tine is Yes"),
            f'small.yaml, line {AFTER_TONE + 3}: No fact is called "tine". '
            'Did you mean "tone"?',
        ),
        (
            HEADER + step("do: Ring them", "due: 2 ours"),
            f"small.yaml, line {FIRST_STEP_LINE + 3}: Count in minutes, hours, days, "
            "months, working hours, working days or weekday hours, not in "
            '"our". Did you mean "hour"?',
        ),
    ],
)
def test_a_refusal_says_where_and_what_was_probably_meant(text, said):
    assert refusal(refused(text)) == said


def test_words_for_the_whole_file_name_no_line():
    error = PlaybookRefusedError("a.yaml", 0, "duplicate-playbook", "{other}.yaml")
    assert refusal(error) == (
        'a.yaml: The file "{other}.yaml" has a playbook of the same name.'
    )


def rules_in(room: Path, words: dict[str, str]) -> set[str]:
    texts = {
        node.value
        for path in room.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return texts & words.keys()


def calls_with_rules(room: Path) -> set[str]:
    """Every text that stands where a rule goes, in a call that makes an error."""
    places = {"refused": 1, "_refuse": 0, "PlaybookRefusedError": 2, "Finding": 1}
    rules = set()
    for path in room.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                place = places.get(name, len(node.args))
                rule = node.args[place] if place < len(node.args) else None
                if isinstance(rule, ast.Constant):
                    rules.add(rule.value)
    return rules


def test_every_rule_has_words_and_every_word_a_rule():
    words = {**REFUSALS, **FINDINGS}
    assert calls_with_rules(ROOM) <= words.keys()
    assert rules_in(ROOM, words) == words.keys()


@pytest.mark.parametrize("rule", sorted({**REFUSALS, **FINDINGS}))
def test_words_are_one_calm_line(rule):
    words = {**REFUSALS, **FINDINGS}[rule]
    assert words[0].isupper() or words.startswith('"{it}"')
    assert "!" not in words
    assert not words.endswith(".")


def test_a_finding_is_said_with_its_line():
    said = finding(7, "role-unknown", "Leed", "Lead")
    assert (
        said
        == 'Line 7: Nobody in this playbook has the role "Leed". Did you mean "Lead"?'
    )


# Anything at all


def read_or_refused(text: str) -> bool:
    try:
        read_playbook(text, "any.yaml")
    except PlaybookRefusedError as error:
        return bool(refusal(error)) and 0 <= error.line <= text.count("\n") + 1
    return True


@given(st.text() | st.text(alphabet="ab:-# \n'\"|>&*!%@`{}[],?\\\t~<=.…\x00\x85"))
def test_any_text_is_read_or_refused(text):
    assert read_or_refused(text)


@given(
    st.integers(0, len(GOOD)),
    st.integers(0, 12),
    st.text(max_size=12) | st.sampled_from([": ", "- ", "\n", "  ", "'", "{", "? "]),
)
def test_a_good_text_with_a_change_is_read_or_refused(place, length, new):
    assert read_or_refused(GOOD[:place] + new + GOOD[place + length :])


LINES = [line for line in (HEADER + TONE + step("do: A thing")).splitlines() if line]


@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_any_lines_of_a_playbook_in_any_order_are_read_or_refused(lines):
    assert read_or_refused("\n".join(lines))
