"""A Welsh text is usable while a translator has approved exactly it, in a real kit."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.founding import found_kit
from incidentkit.desk.services import Desk, open_desk
from incidentkit.desk.welsh import begin_both, owes_welsh, welsh_fields
from incidentkit.drafting.service import NewDraft
from incidentkit.drafting.templates import file_of
from incidentkit.drafting.translations import Standing
from incidentkit.errors import (
    InvalidValueError,
    RoleNeededError,
    TranslationWaitsError,
    UnknownNameError,
)
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.keeping import Keeping
from incidentkit.playbooks.library import shipped_playbook
from incidentkit.resources import resource_path
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import Catalogue, PersonId, Role, SubjectId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from incidentkit.words.welsh import CONTROL_WORDS
from tests.vault.two_machines import lead, officer, shared
from tests.vault.world import PASSPHRASE, POLICY, Machine, TickingClock, settle_all

__all__ = ["lead", "officer", "shared"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    base = tmp_path_factory.mktemp("kit")
    where = Surrounding(under(base), TickingClock(), full_catalogue(), POLICY)
    founder = Founder(PersonId(b"a" * 16), "Asha Patel", PASSPHRASE)
    found_kit(where, founder, "Ashcombe District Council")
    kit = open_kit(where, "Asha Patel")
    found = open_desk(kit.unlock("Asha Patel", PASSPHRASE))
    found.council.set("nation", "Wales")
    found.council.set("welsh_name", "Cyngor Dosbarth Ashcombe")
    yield found
    kit.close()


@pytest.fixture(scope="module")
def incident(desk: Desk) -> SubjectId:
    return desk.incidents.start(Opening("A post", shipped_playbook("hacked-account")))


def text_of(file: str) -> str:
    return resource_path("templates", file).read_text(encoding="utf-8")


def keep(desk: Desk, file: str, text: str) -> None:
    change = desk.playbooks.planned_template(file, Keeping(text, "Ours"))
    desk.session.commit(change)


def test_nothing_begins_in_welsh_before_a_translator_has_approved_it(
    desk: Desk, incident: SubjectId
) -> None:
    assert owes_welsh(desk)
    new = NewDraft(incident, "MT-02", "facebook", language="cy")
    with pytest.raises(TranslationWaitsError) as refused:
        desk.drafts.begin(new)
    assert refused.value.standing == "waits"
    translations = desk.drafts.library.translations
    shown = translations.find("mt-02", "standard")
    made = translations.approve(shown, " Nia  Rees ", date(2020, 3, 2))
    assert made.approval is not None
    assert (made.approval.translator, made.approval.day) == ("Nia Rees", "2020-03-02")
    draft = desk.drafts.begin(new)
    assert "yn ôl o dan ein rheolaeth" in desk.drafts.state(draft).current_text
    # A text of another length is another text.
    with pytest.raises(TranslationWaitsError):
        desk.drafts.begin(NewDraft(incident, "MT-02", "x", language="cy"))


def test_one_changed_character_in_either_language_voids_it(desk: Desk) -> None:
    translations = desk.drafts.library.translations
    translations.approve(translations.find("MT-06", "web"), "Nia Rees")
    welsh, english = file_of("MT-06", "web", "cy"), file_of("MT-06", "web")
    keep(desk, welsh, text_of(welsh).replace("Cysylltu:", "Cysylltwch:"))
    assert translations.find("MT-06", "web").standing is Standing.CHANGED
    keep(desk, welsh, text_of(welsh))
    assert translations.find("MT-06", "web").is_usable
    keep(desk, english, text_of(english).replace("Contact:", "Ring:"))
    assert translations.find("MT-06", "web").standing is Standing.ENGLISH_CHANGED
    with pytest.raises(TranslationWaitsError):
        translations.usable("MT-06", "web")


def test_a_sentence_the_kit_fills_in_is_approved_with_the_text(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    translations = desk.drafts.library.translations
    found = translations.approve(translations.find("MT-01", "standard"), "Nia Rees")
    assert found.sentences == tuple(CONTROL_WORDS.values())
    assert translations.find("MT-06", "standard").sentences == ()
    changed = {"control_now": ("Mae popeth yn iawn.",)}
    monkeypatch.setattr("incidentkit.drafting.translations.SENTENCES", changed)
    assert translations.find("MT-01", "standard").standing is Standing.CHANGED


def test_what_was_shown_is_what_is_approved(desk: Desk) -> None:
    translations = desk.drafts.library.translations
    shown, file = translations.find("MT-11", "web"), file_of("MT-11", "web", "cy")
    keep(desk, file, text_of(file).replace("Cysylltu:", "Cysylltwch:"))
    with pytest.raises(InvalidValueError):
        translations.approve(shown, "Nia Rees")
    assert translations.find("MT-11", "web").standing is Standing.WAITS


def test_a_mistake_that_somebody_sees_stops_a_text(desk: Desk) -> None:
    translations = desk.drafts.library.translations
    shown = translations.find("MT-13", "web")
    translations.approve(shown, "Nia Rees")
    translations.stop("MT-13", "web", "A word is wrong in line three.")
    found = translations.find("MT-13", "web")
    assert found.standing is Standing.STOPPED
    assert found.stopped_why == "A word is wrong in line three."
    assert translations.approve(found, "Nia Rees").is_usable


@pytest.mark.parametrize(
    ("translator", "day"), [("  ", None), ("x" * 101, None), ("Nia", date(2999, 1, 1))]
)
def test_an_approval_names_a_translator_and_a_day_that_was(
    desk: Desk, translator: str, day: date | None
) -> None:
    translations = desk.drafts.library.translations
    with pytest.raises(InvalidValueError):
        translations.approve(translations.find("MT-14", "web"), translator, day)


def test_a_pair_begins_together_with_welsh_dates_and_name(
    desk: Desk, incident: SubjectId
) -> None:
    new = NewDraft(incident, "MT-01", "website", values=desk.fields(incident))
    before = len(desk.drafts.rows(incident))
    with pytest.raises(TranslationWaitsError):
        begin_both(desk, new)
    assert len(desk.drafts.rows(incident)) == before
    translations = desk.drafts.library.translations
    translations.approve(translations.find("MT-01", "web"), "Nia Rees")
    english, welsh = begin_both(desk, new)
    pair = desk.drafts.belongings.pair(welsh)
    assert pair is not None
    assert (pair.other, pair.is_stale) == (english, False)
    text, known = desk.drafts.state(welsh).current_text, welsh_fields(desk, incident)
    assert "Cyngor Dosbarth Ashcombe" in text
    assert known["date"] in text
    assert known["control_now"] in text
    assert desk.drafts.state(welsh).language == "cy"


def test_only_public_texts_have_a_welsh_one(desk: Desk) -> None:
    with pytest.raises(UnknownNameError):
        desk.drafts.library.translations.find("MT-05", "standard")


@pytest.fixture
def catalogue() -> Catalogue:
    return full_catalogue()


def test_an_officer_may_record_it_while_the_council_names_them(
    lead: Machine, officer: Machine, shared: Path
) -> None:
    machines, (ours, theirs) = (
        [lead, officer],
        (open_desk(lead.here), open_desk(officer.here)),
    )
    assert theirs.session.me.role is Role.OFFICER
    translations, person = theirs.drafts.library.translations, theirs.session.me.person
    assert not translations.may_approve
    with pytest.raises(RoleNeededError):
        translations.approve(translations.find("MT-01", "short"), "Nia Rees")
    ours.council.set("welsh_people", ours.officers.name_of(person).upper())
    settle_all(machines, shared)
    translations.approve(translations.find("MT-01", "short"), "Nia Rees")
    settle_all(machines, shared)
    at_home = ours.drafts.library.translations
    assert at_home.find("MT-01", "short").is_usable
    ours.council.set("welsh_people", "")
    assert at_home.find("MT-01", "short").standing is Standing.WAITS
