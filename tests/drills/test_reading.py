"""A drill's file: what is refused, at which line, and what its check finds."""

import pytest

from incidentkit.drills.check import Around, check_scenario
from incidentkit.drills.library import shipped_scenarios
from incidentkit.drills.reading import read_scenario
from incidentkit.errors import PlaybookRefusedError
from incidentkit.playbooks.library import read_text
from incidentkit.resources import resource_path
from incidentkit.words.drills import FINDINGS, finding
from incidentkit.words.playbooks import refusal

FILE = "prize-posts-on-a-saturday.yaml"
TEXT = read_text(resource_path("drills", FILE)).text


@pytest.mark.parametrize(
    ("old", "new", "rule", "hint"),
    [
        ("kind: press", "kind: pres", "unknown-key", "press"),
        ("at: 2 minutes", "at: two minutes", "bad-due", ""),
        ("length: 45 minutes", "length: 700 minutes", "bad-due", ""),
        ("good: Does not follow", "godo: Does not follow", "unknown-key", "good"),
        ("start: It is", "strat: It is", "unknown-key", "start"),
        ("stops harm: yes", "stops harm: of course", "yes-or-no", ""),
        ("stops harm: yes", "verb: captur", "unknown-key", "capture"),
        ("stops harm: yes", "within: 9 minutes", "duplicate-key", ""),
        ("    stops harm: yes\n", "", "missing-key", ""),
        ("stops harm: yes", "step: one\n    verb: do", "unknown-key", ""),
        ("title: The network reports a new login", "title: The posts are being shared",
         "duplicate-key", ""),
        ("version: 1.0", "version: first", "bad-version", ""),
        ("together: yes", "together: &yes yes", "anchor", ""),
    ],
)  # fmt: skip
def test_a_broken_drill_is_refused_at_its_line(old, new, rule, hint):
    assert old in TEXT
    with pytest.raises(PlaybookRefusedError) as caught:
        read_scenario(TEXT.replace(old, new, 1), FILE)
    assert caught.value.rule == rule
    assert caught.value.line > 0
    assert hint in caught.value.hint
    assert refusal(caught.value).startswith(f"{FILE}, line {caught.value.line}: ")


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("begins with: not-us", "begins with: not-ours", "door-unknown"),
        ("  - Hacked account", "  - Hacked acount", "playbook-unknown"),
        ("  - Hacked account", "  - Press enquiry", "playbook-not-begun"),
        ("platform: facebook", "platform: facebok", "platform-unknown"),
        ("at: 36 minutes", "at: 46 minutes", "inject-too-late"),
        ("within: 40 minutes", "within: 50 minutes", "target-too-late"),
        ("step: write-the-first-notice", "step: write-the-notice", "step-unknown"),
        ("stops harm: yes", "verb: together", "nothing-of-that-sort"),
        ("exercise: Prize posts", "exercise: Prizes", "file-name"),
    ],
)
def test_what_a_drill_speaks_of_and_is_not_there_is_found(library, old, new, rule):
    assert old in TEXT
    scenario = read_scenario(TEXT.replace(old, new, 1), FILE)
    doors = {"not-us": ("hacked-account",)}
    around = Around(library.incidents, doors, {"x": 1, "facebook": 1})
    found = check_scenario(scenario, around)
    assert rule in {one.rule for one in found}
    assert all(finding(f.line, f.rule, f.detail, f.hint) for f in found)


def test_a_drill_in_which_nothing_is_left_for_one_person_is_found(library):
    text = TEXT.replace("    within: ", "    together: yes\n    within: ")
    text = text.replace("    together: yes\n    together: yes\n", "    together: yes\n")
    lines, seen = [], False
    for line in text.split("\n"):
        seen = seen or line.startswith("targets:")
        if not (seen and "together" in line):
            lines.append(line)
    text = "\n".join(lines).replace("    within: 5 minutes\n    together: yes\n",
                                    "    within: 5 minutes\n")  # fmt: skip
    text = text.replace("    within: 8 minutes\n    together: yes\n",
                        "    within: 8 minutes\n")  # fmt: skip
    around = Around(
        library.incidents, {"not-us": ("hacked-account",)}, ("x", "facebook")
    )
    found = check_scenario(read_scenario(text, FILE), around)
    assert [one.rule for one in found] == ["nothing-alone"]


def test_each_finding_can_be_caused_and_has_words():
    assert set(FINDINGS) == {
        "file-name",
        "door-unknown",
        "playbook-unknown",
        "playbook-not-begun",
        "platform-unknown",
        "inject-too-late",
        "nothing-alone",
        "target-too-late",
        "step-unknown",
        "nothing-of-that-sort",
    }


def test_every_shipped_drill_names_only_made_up_places():
    for scenario in shipped_scenarios().values():
        handles = [account.handle for account in scenario.accounts]
        assert handles
        assert all("xample" in handle for handle in handles)
