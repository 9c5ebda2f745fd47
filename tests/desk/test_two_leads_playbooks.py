"""Two leads keep the same playbook at two machines, with a folder between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.playbooks import list_playbooks, open_to_change, playbook_in_use
from incidentkit.desk.services import Desk, open_desk
from incidentkit.playbooks.keeping import Keeping
from incidentkit.vault.kinds import Role
from tests.ui.pictures.playbooks import FAKE, WHY, changed_text
from tests.vault.world import Machine, join, settle_all


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[list[Machine]]:
    folder, catalogue = tmp_path / "shared", full_catalogue()
    folder.mkdir()
    asha = Machine(tmp_path / "asha", "Asha Patel", catalogue=catalogue)
    asha.found()
    ben = Machine(tmp_path / "ben", "Ben Carter", catalogue=catalogue)
    join(ben, asha, folder, Role.LEAD)
    settle_all([asha, ben], folder)
    yield [asha, ben]
    for machine in (asha, ben):
        machine.close()


@pytest.fixture
def leads(machines: list[Machine]) -> tuple[Desk, Desk]:
    asha, ben = (open_desk(machine.here) for machine in machines)
    asha.officers.set_name(asha.session.me.person, "Asha Patel")
    asha.officers.set_name(ben.session.me.person, "Ben Carter")
    return asha, ben


def kept(desk: Desk, version: str, title: str) -> str:
    text = changed_text(desk, FAKE, version, title)
    seen = tuple(desk.playbooks.state(FAKE).current.digests)
    desk.playbooks.keep(Keeping(text, WHY, seen))
    return text


def standing(desk: Desk) -> str:
    return next(row.standing for row in list_playbooks(desk) if row.slug == FAKE)


def in_use(desk: Desk) -> str:
    return playbook_in_use(desk, FAKE).text


def test_copies_of_two_leads_are_a_conflict_on_both_until_one_is_chosen(
    leads, machines, tmp_path
):
    asha, ben = leads
    ours = kept(asha, "1.5", "Ring 999 or the duty officer first")
    theirs = kept(ben, "1.6", "Ring 999, and then tell the front desk")
    assert standing(asha) == standing(ben) == "ours"
    settle_all(machines, tmp_path / "shared")
    assert standing(asha) == standing(ben) == "two-versions"
    assert in_use(asha) == in_use(ben), "both machines run the same text meanwhile"
    for desk in leads:
        versions = open_to_change(desk, FAKE).versions
        assert {v.text for v in versions} == {ours, theirs}
        assert {v.who for v in versions} == {"Asha Patel", "Ben Carter"}

    mine = next(v for v in open_to_change(ben, FAKE).versions if v.text == ours)
    ben.playbooks.choose(FAKE, mine.entry, "The duty officer it is")
    settle_all(machines, tmp_path / "shared")
    assert standing(asha) == standing(ben) == "ours"
    assert in_use(asha) == in_use(ben) == ours


def test_a_lead_who_saw_the_others_copy_first_replaces_it_without_a_conflict(
    leads, machines, tmp_path
):
    asha, ben = leads
    kept(asha, "1.5", "Ring 999 or the duty officer first")
    settle_all(machines, tmp_path / "shared")
    later = kept(ben, "1.6", "Ring 999, and then tell the front desk")
    settle_all(machines, tmp_path / "shared")
    assert standing(asha) == standing(ben) == "ours"
    assert in_use(asha) == in_use(ben) == later


def test_one_who_goes_back_while_the_other_changes_is_a_conflict_too(
    leads, machines, tmp_path
):
    asha, ben = leads
    kept(asha, "1.5", "Ring 999 or the duty officer first")
    settle_all(machines, tmp_path / "shared")
    kept(ben, "1.6", "Ring 999, and then tell the front desk")
    asha.playbooks.go_back(FAKE, "The shipped one will do")
    settle_all(machines, tmp_path / "shared")
    assert standing(asha) == standing(ben) == "two-versions"
    assert in_use(asha) == in_use(ben)
    assert len(open_to_change(asha, FAKE).versions) == 2
