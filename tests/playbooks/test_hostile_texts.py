"""A text that was written to take long takes little work."""

import random

import pytest

from incidentkit.playbooks import paths
from incidentkit.playbooks.check import check_playbook
from incidentkit.playbooks.difference import Line, difference
from incidentkit.playbooks.read import read_playbook
from tests.playbooks.books import HEADER
from tests.work_done import calls_of


def words(seed: int) -> str:
    draw = random.Random(seed)
    return "#" + " ".join(f"w{draw.randrange(150)}" for _ in range(20_000))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["#s", *["#a", "#b"] * 700, "#e"], ["#t", *["#b"] * 1400, "#f"]),
        ([words(1)], [words(2)]),
    ],
    ids=["the same lines again and again", "one long line"],
)
def test_two_texts_made_to_be_hard_are_compared_with_little_work(old, new):
    lines: list[Line] = []
    work = calls_of(lambda: lines.extend(difference("\n".join(old), "\n".join(new))))
    assert work < 1_000_000
    assert [x.text for x in lines if x.sort != "out"] == new
    assert [x.text for x in lines if x.sort != "in"] == old


def book(facts: int, answers: int, steps: int) -> str:
    """Return a playbook whose conditions have as many combinations as are tried."""
    declared = "".join(f"  f{n}: What is f{n}?\n" for n in range(facts))
    lines = [HEADER.replace("facts:\n", f"facts:\n{declared}").rstrip()]
    for n in range(facts):
        lines += [f"      - ask: What is f{n}?", f"        fact: f{n}"]
        lines += ["        who: Lead", "        why: It is.", "        answers:"]
        lines += [f"          A{label}:" for label in range(answers)]
    for n in range(steps):
        lines += [f"      - do: Do thing {n}", "        who: Lead"]
        lines += ["        why: It is.", "        when:", "          all of:"]
        for of in range(3):
            lines += ["            - any of:"]
            lines += [
                f"                - f{(n + of + k) % facts} is A1" for k in (0, 1)
            ]
        lines += [f"            - f{n % facts} is not A{k}" for k in (0, 1, 2)]
        lines += [f"            - f{(n + 1) % facts} is not A1"]
    return "\n".join(lines) + "\n"


def test_a_playbook_made_to_be_hard_is_checked_with_little_work(monkeypatch):
    """It has a thousand million combinations; so many are tried, and no more."""
    tried, is_true = [], paths._all_hold

    def counting(conditions, known):
        tried.append(1)
        return is_true(conditions, known)

    monkeypatch.setattr(paths, "_all_hold", counting)
    check_playbook(read_playbook(book(12, 18, 60), "hard.yaml"), ())
    assert 0 < len(tried) <= paths._MOST_TRIED
