"""Each check against its labelled texts, and all of them against whole clean texts."""

from collections import Counter

import pytest

from incidentkit.drafting.checks.everything import CHECKS, find_all
from incidentkit.words.drafting import REASONS, REPAIRS
from incidentkit.words.drafting_checks import (
    CHECK_REASONS,
    CHECK_REPAIRS,
    reason,
    repair,
)
from tests.drafting.labelled.__main__ import main, score_whole
from tests.drafting.labelled.cases import Case, all_cases, clean_texts, whole_texts

CASES = all_cases()
CLEAN = clean_texts()
LEAST_EACH = 3
LEAST_OF_ALL = 200


def name(case: Case) -> str:
    return f"{case.check}-{case.line}-{case.label}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_a_check_does_with_a_labelled_text_what_its_label_says(case: Case) -> None:
    """One that is `missed` or `wrong` and no longer is gets another label."""
    assert case.catches == (case.label in {"catch", "wrong"}), case.text


@pytest.mark.parametrize("case", CLEAN, ids=name)
def test_nothing_is_found_in_a_text_that_nothing_is_wrong_with(case: Case) -> None:
    assert find_all(case.draft) == ()


def test_each_check_has_texts_to_catch_and_texts_to_let_through() -> None:
    counted = Counter((case.check, case.label) for case in CASES)
    assert {check for check, _ in counted} == set(CHECKS)
    for check in CHECKS:
        assert counted[check, "catch"] >= LEAST_EACH, check
        assert counted[check, "pass"] >= LEAST_EACH, check
    assert len(CASES) >= LEAST_OF_ALL


def test_no_text_stands_twice_with_the_same_facts() -> None:
    seen = Counter((case.check, case.text, repr(case.draft)) for case in CASES)
    assert [key for key, times in seen.items() if times > 1] == []


@pytest.mark.parametrize("case", CASES, ids=name)
def test_every_place_lies_in_the_text_and_has_a_reason_and_a_repair(case: Case) -> None:
    for finding in find_all(case.draft):
        assert 0 <= finding.start <= finding.end <= len(case.draft.text)
        assert reason(finding.reason).endswith(".")
        assert repair(finding.repair).endswith(".")


def test_every_word_about_a_finding_is_used_by_one() -> None:
    found = [finding for case in CASES for finding in find_all(case.draft)]
    too_long = {"too-long-to-check"}
    assert {f.reason for f in found} | too_long == set(CHECK_REASONS) | set(REASONS)
    assert {f.repair for f in found} == set(CHECK_REPAIRS) | set(REPAIRS)


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [("councils", 0.95, 0.95), ("councils_later", 0.85, 0.6)],
)
def test_texts_as_councils_write_them_are_told_apart(
    name: str, precision: float, recall: float
) -> None:
    """The second are unseen: what to expect of a text that nobody tuned on."""
    right, wrong, missed = score_whole(whole_texts(name))
    assert right / (right + wrong) >= precision
    assert right / (right + missed) >= recall


def test_the_command_prints_a_line_for_each_check(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main()
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:-4]] == list(CHECKS)
    assert "precision" in lines[0]
    assert "recall" in lines[0]
