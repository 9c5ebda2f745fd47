"""Print precision and recall of each check over the labelled texts.

Every labelled text counts for its own check; the clean texts count for all of them.
"""

from incidentkit.drafting.checks.everything import CHECKS, find_all
from tests.drafting.labelled.cases import (
    Case,
    Whole,
    all_cases,
    clean_texts,
    whole_texts,
)


def score(cases: list[Case], false_alarms: int) -> tuple[int, int, int]:
    """Return how many were caught rightly, caught wrongly, and not caught."""
    right = sum(case.should_catch and case.catches for case in cases)
    wrong = sum(not case.should_catch and case.catches for case in cases)
    missed = sum(case.should_catch and not case.catches for case in cases)
    return right, wrong + false_alarms, missed


def score_whole(texts: list[Whole]) -> tuple[int, int, int]:
    """Return the same over texts that are labelled for all checks at once."""
    right = sum(len(t.wanted & t.found) for t in texts)
    wrong = sum(len(t.found - t.wanted) for t in texts)
    missed = sum(len(t.wanted - t.found) for t in texts)
    return right, wrong, missed


def main() -> None:
    cases, clean = all_cases(), clean_texts()
    alarms = [{finding.check for finding in find_all(c.draft)} for c in clean]
    print("check   texts  right  wrong  missed  precision  recall")
    totals = [0, 0, 0]
    for check in CHECKS:
        own = [case for case in cases if case.check == check]
        found = score(own, sum(check in one for one in alarms))
        totals = [a + b for a, b in zip(totals, found, strict=True)]
        print(row(check, len(own), *found))
    print(row("all", len(cases), *totals))
    for name in ("councils", "councils_later"):
        texts = whole_texts(name)
        print(row(name[-5:], len(texts), *score_whole(texts)), f" {name}.txt")
    print(f"{len(cases)} labelled texts and {len(clean)} that nothing is wrong with.")


def row(name: str, texts: int, right: int, wrong: int, missed: int) -> str:
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return (
        f"{name:5}  {texts:6} {right:6} {wrong:6} {missed:7}  {precision:9.2f}"
        f"  {recall:6.2f}"
    )


if __name__ == "__main__":
    main()
