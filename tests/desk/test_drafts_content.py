"""What goes out with a text, and what is said of it, in a real kit."""

import io
from collections.abc import Iterator

import pytest

from incidentkit.accounts.model import NewAccount
from incidentkit.accounts.secret import Secret
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.founding import found_kit
from incidentkit.desk.services import Desk, open_desk
from incidentkit.drafting.entries import About
from incidentkit.drafting.remarks import overrides_of, readings_of
from incidentkit.drafting.service import NewDraft
from incidentkit.errors import (
    FileUnreadableError,
    InvalidValueError,
    SecretInTextError,
    UnknownNameError,
)
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.library import shipped_playbook
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import PersonId, SubjectId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from tests.vault.world import PASSPHRASE, POLICY, TickingClock

SECRET = "Correct-Horse-9x"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    base = tmp_path_factory.mktemp("kit")
    where = Surrounding(under(base), TickingClock(), full_catalogue(), POLICY)
    founder = Founder(PersonId(b"a" * 16), "Asha Patel", PASSPHRASE)
    found_kit(where, founder, "Ashcombe District Council")
    kit = open_kit(where, "Asha Patel")
    found = open_desk(kit.unlock("Asha Patel", PASSPHRASE))
    found.accounts.add(
        NewAccount("x", "AshcombeDC", login=Secret("c"), secret=Secret(SECRET))
    )
    yield found
    kit.close()


@pytest.fixture(scope="module")
def incident(desk: Desk) -> SubjectId:
    return desk.incidents.start(Opening("A post", shipped_playbook("press-enquiry")))


@pytest.fixture
def draft(desk: Desk, incident: SubjectId) -> SubjectId:
    return desk.drafts.begin(NewDraft(incident, "MT-22", "website"))


def test_a_text_goes_out_in_several_places_that_there_are(desk, draft):
    belongings = desk.drafts.belongings
    belongings.choose_channels(draft, ["website", "x", "x"])
    assert desk.drafts.state(draft).channels == ("website", "x")
    before = len(desk.drafts.facts(draft))
    belongings.choose_channels(draft, ["x", "website"])
    assert len(desk.drafts.facts(draft)) == before  # nothing new was said
    with pytest.raises(UnknownNameError):
        belongings.choose_channels(draft, ["carrier-pigeon"])
    with pytest.raises(InvalidValueError):
        belongings.choose_channels(draft, [])


def test_a_picture_is_sealed_and_comes_out_as_it_went_in(desk, draft, tmp_path):
    file = tmp_path / "notice.png"
    file.write_bytes(b"\x89PNG secret pixels" * 50)
    picture = desk.drafts.belongings.add_picture(draft, file)
    sealed = desk.session.kit.places.evidence
    assert not any(b"secret pixels" in p.read_bytes() for p in sealed.iterdir())
    sink = io.BytesIO()
    desk.drafts.belongings.read_picture(picture, sink)
    assert sink.getvalue() == file.read_bytes()
    out = tmp_path / "out.png"
    desk.drafts.belongings.write_out(picture, out)
    assert out.read_bytes() == file.read_bytes()
    with pytest.raises(FileUnreadableError):
        desk.drafts.belongings.add_picture(draft, tmp_path)


def test_an_alt_text_is_part_of_the_content_and_holds_no_secret(desk, draft):
    belongings = desk.drafts.belongings
    picture = belongings.take_picture(draft, "a.png", io.BytesIO(b"x"))
    before = desk.drafts.state(draft).content.digest
    about = About(alt="A map of the closed road", has_rights=True)
    belongings.describe_picture(draft, picture.entry, about)
    assert desk.drafts.state(draft).content.digest != before
    with pytest.raises(SecretInTextError):
        belongings.describe_picture(draft, picture.entry, About(alt=f"It is {SECRET}"))
    belongings.remove_picture(draft, picture.entry)
    with pytest.raises(UnknownNameError):
        belongings.picture(draft, picture.entry)


def test_a_translation_is_stale_once_its_source_says_something_else(desk, incident):
    english = desk.drafts.begin(NewDraft(incident, "MT-22", "website"))
    translations = desk.drafts.library.translations
    translations.approve(translations.find("MT-22", "web"), "Nia Rees")
    welsh = desk.drafts.begin(NewDraft(incident, "MT-22", "website", language="cy"))
    desk.drafts.belongings.translated_from(welsh, english)
    for draft, is_original in ((welsh, True), (english, False)):
        pair = desk.drafts.belongings.pair(draft)
        assert (pair.is_original, pair.is_stale) == (is_original, False)
    desk.drafts.edit(english, "We are looking into it.")
    assert desk.drafts.belongings.pair(welsh).is_stale
    assert desk.drafts.belongings.pair(english).is_stale
    desk.drafts.belongings.translated_from(welsh, english)
    assert not desk.drafts.belongings.pair(english).is_stale
    desk.drafts.belongings.part_pair(welsh)
    assert desk.drafts.belongings.pair(english) is None


def test_two_texts_in_one_language_are_no_pair(desk, incident, draft):
    other = desk.drafts.begin(NewDraft(incident, "MT-22", "website"))
    with pytest.raises(InvalidValueError):
        desk.drafts.belongings.translated_from(draft, other)
    with pytest.raises(UnknownNameError):
        desk.drafts.belongings.set_language(draft, "fr")


def test_comments_are_made_dealt_with_and_hold_no_secret(desk, draft):
    remarks = desk.drafts.remarks
    comment = remarks.comment(draft, "Say when", "soon")
    remarks.resolve(draft, comment, "It says five o'clock")
    (found,) = desk.drafts.state(draft).comments
    assert (found.quoted, found.is_open) == ("soon", False)
    with pytest.raises(SecretInTextError):
        remarks.comment(draft, SECRET)
    with pytest.raises(UnknownNameError):
        remarks.resolve(draft, b"n" * 32)


def test_a_reading_and_an_override_are_of_one_content_only(desk, draft):
    remarks = desk.drafts.remarks
    now = desk.drafts.state(draft).content.digest
    remarks.read(draft, now, is_fine=True)
    remarks.override(draft, "DC09", "The minister said it on air", now)
    state = desk.drafts.state(draft)
    assert readings_of(state) == ()  # whoever wrote it is no second reader
    assert [o.check for o in overrides_of(state)] == ["DC09"]
    desk.drafts.edit(draft, "Something else.")
    assert overrides_of(desk.drafts.state(draft)) == ()
    with pytest.raises(InvalidValueError):
        remarks.read(draft, now, is_fine=True)
    with pytest.raises(InvalidValueError):
        remarks.override(
            draft, "DC26", "In a hurry", desk.drafts.state(draft).content.digest
        )


def test_a_picture_travels_to_its_readers_only_as_the_draft_does(desk, draft):
    """The file's key is in the entry, and the entry is where the incident is."""
    picture = desk.drafts.belongings.take_picture(draft, "a.png", io.BytesIO(b"x"))
    (entry,) = [f for f in desk.drafts.facts(draft) if f.digest == picture.entry]
    assert entry.scope == desk.incidents.scope(
        SubjectId(desk.drafts.state(draft).incident)
    )
