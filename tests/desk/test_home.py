"""What needs a person now, as frozen values."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from incidentkit.accounts.model import NewAccount, Status
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.founding import found_kit
from incidentkit.desk.home import OLD_DAYS, FirstStep, Matter, Need, read_home
from incidentkit.desk.platform_facts import confirm
from incidentkit.desk.round import read_round
from incidentkit.desk.round_terms import begin
from incidentkit.desk.services import Desk, open_desk
from incidentkit.incidents.evidence import Source
from incidentkit.officers.entries import Contact
from incidentkit.playbooks.copies import shipped_texts
from incidentkit.playbooks.keeping import Keeping
from incidentkit.rounds.model import Found
from incidentkit.vault.backup import make_backup
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from incidentkit.vault.locked_notes import leave_note
from tests.ui.pictures.home import a_note, calm_kit, waiting
from tests.ui.pictures.incident import hijacked
from tests.ui.pictures.round import all_of
from tests.ui.studio import COUNCIL, NAME, PASSPHRASE, SATURDAY, one_page, one_x
from tests.vault.world import POLICY, TickingClock

DAY_MS = 86_400_000
T = TypeVar("T")


class Studio:
    """A kit without a window."""

    def __init__(self, base: Path) -> None:
        self.clock = TickingClock(SATURDAY)
        around = Surrounding(under(base), self.clock, full_catalogue(), POLICY)
        founder = Founder(PersonId(secrets.token_bytes(16)), NAME, PASSPHRASE)
        found_kit(around, founder, COUNCIL)
        self.sheet = founder.sheet
        self.locked = open_kit(around)
        self._desk = open_desk(self.locked.unlock(NAME, PASSPHRASE))

    def prepare(self, *stories: Callable[[Desk], object]) -> "Studio":
        for story in stories:
            story(self._desk)
        return self

    def ask(self, work: Callable[[Desk], T]) -> T:
        return work(self._desk)


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path)
    yield made
    made.locked.close()


def needs(desk: Desk) -> set[Need]:
    return {matter.need for matter in read_home(desk).matters}


def matter(desk: Desk, need: Need) -> Matter:
    return next(m for m in read_home(desk).matters if m.need is need)


def test_on_an_ordinary_day_nothing_needs_anybody(studio: Studio) -> None:
    page = studio.prepare(calm_kit).ask(read_home)
    assert page.matters == ()
    assert page.notes == ()
    assert (page.me, page.accounts, page.people) == (NAME, 1, 1)


def test_the_first_day_has_three_first_steps(studio: Studio) -> None:
    page = studio.prepare().ask(read_home)
    assert page.first_steps == tuple(FirstStep)


def test_an_open_incident_comes_with_its_next_step_and_its_time(studio: Studio) -> None:
    studio.prepare(one_x, hijacked)
    studio.clock.ms += 12 * 60_000
    found = studio.ask(lambda desk: matter(desk, Need.INCIDENT))
    assert found.detail == "Is anyone in danger right now?"
    assert found.minutes == 12


def test_evidence_that_somebody_holds_is_owed(studio: Studio) -> None:
    studio.prepare(one_x, hijacked)
    incident = studio.ask(lambda desk: desk.incidents.find())
    studio.ask(
        lambda desk: desk.incidents.evidence.held_elsewhere(
            incident, Source(what="a screenshot"), "my phone", "Ben"
        )
    )
    assert studio.ask(lambda desk: matter(desk, Need.EVIDENCE)).count == 1


def test_a_password_that_waits_is_named_with_its_account(studio: Studio) -> None:
    studio.prepare(one_x, waiting)
    assert studio.ask(lambda desk: matter(desk, Need.WAITING)).name == "X @AshcombeDC"


def test_a_password_of_last_year_is_old_and_one_of_today_is_not(studio: Studio) -> None:
    studio.prepare(one_x)
    assert Need.OLD not in studio.ask(needs)
    studio.clock.ms += (OLD_DAYS + 1) * DAY_MS
    found = studio.ask(lambda desk: matter(desk, Need.OLD))
    assert (found.name, found.count) == ("X @AshcombeDC", OLD_DAYS + 1)


def test_somebody_without_a_number_is_named_until_there_is_one(studio: Studio) -> None:
    studio.prepare(one_x)
    assert studio.ask(lambda desk: matter(desk, Need.NO_NUMBER)).name == NAME

    def write_number(desk: Desk) -> None:
        desk.officers.set_contact(
            desk.session.me.person, Contact(mobile="07700 900111")
        )

    studio.ask(write_number)
    assert Need.NO_NUMBER not in studio.ask(needs)


def test_a_kit_without_a_backup_says_so_until_there_is_one(studio: Studio) -> None:
    studio.prepare(one_x)
    assert Need.NO_BACKUP in studio.ask(needs)
    studio.ask(
        lambda desk: make_backup(
            desk.session.kit.store, desk.session.kit.places, desk.session.kit.clock
        )
    )
    assert Need.NO_BACKUP not in studio.ask(needs)


def test_playbooks_past_their_review_date_need_somebody(studio: Studio) -> None:
    studio.prepare(one_x)
    assert Need.PLAYBOOKS not in studio.ask(needs)
    studio.clock.ms += 200 * DAY_MS
    found = studio.ask(lambda desk: matter(desk, Need.PLAYBOOKS))
    assert found.count == len(list(shipped_texts()))
    assert "Before you post" in found.name

    def read_again(desk: Desk) -> None:
        (text,) = (t.text for t in shipped_texts() if t.file == "before-you-post.yaml")
        again = text.replace("reviewed: 2026-09-01", "reviewed: 2027-06-01").replace(
            "version: 1.0", "version: 9.9"
        )
        desk.playbooks.keep(Keeping(again, "Read again"))

    studio.ask(read_again)
    later = studio.ask(lambda desk: matter(desk, Need.PLAYBOOKS))
    assert later.count == found.count - 1
    assert "Before you post" not in later.name


def test_notes_from_the_locked_screen_are_shown_oldest_first(studio: Studio) -> None:
    studio.prepare(a_note, lambda desk: leave_note(desk.session, "and then a third"))
    notes = studio.ask(read_home).notes
    assert [note.text[:9] for note in notes] == ["Two posts", "and then "]


def test_facts_on_platforms_not_looked_at_for_a_year_are_one_matter(studio):
    studio.prepare(one_x)
    assert Need.FACTS not in needs(studio._desk)
    studio.clock.ms += 400 * DAY_MS
    (found,) = (m for m in read_home(studio._desk).matters if m.need is Need.FACTS)
    assert (found.name, found.count) == ("X", 1)
    confirm(studio._desk, "x")
    assert Need.FACTS not in needs(studio._desk)


def test_a_check_that_was_begun_says_how_far_it_is(studio: Studio) -> None:
    studio.prepare(one_x, one_page, begin)
    rows = studio.ask(read_round).rows
    page = next(row for row in rows if row.label.startswith("Facebook"))
    studio.prepare(lambda desk: all_of(desk, page.account, Found.RIGHT))
    found = studio.ask(
        lambda desk: next(
            m for m in read_home(desk).matters if m.need.startswith("round-")
        )
    )
    assert found.detail == "1 of 2 accounts looked at"


def test_an_account_that_is_asked_for_waits_for_a_lead_to_answer(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = NewAccount("tiktok", "AshcombeYouth", status=Status.ASKED_FOR)
    studio.prepare(lambda desk: desk.accounts.add(new))
    found = studio.ask(lambda desk: matter(desk, Need.REQUEST))
    assert found.name == "TikTok @AshcombeYouth"
    monkeypatch.setattr("incidentkit.desk.home._i_lead", lambda _: False)
    assert Need.REQUEST not in studio.ask(needs)
