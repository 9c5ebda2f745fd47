"""One response on several machines: entries come in while somebody is at work."""

from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.exchanging import exchange
from incidentkit.desk.home import Need, read_home
from incidentkit.desk.services import Desk, open_desk
from incidentkit.words.window import incident_beside as beside
from incidentkit.words.window import incident_steps as step_words
from tests.ui.colleague import BEN, Story, with_colleague
from tests.ui.incident_stories import our_post
from tests.ui.pictures.incident_running import offers_lead
from tests.ui.screens.test_incident import Scene, visible_words
from tests.ui.studio import Studio, one_x
from tests.vault.world import Machine

SEVERITY = "how-serious-is-it"
WRITE = "write-down-the-post-as-it-stood"


def together(desk: Desk) -> None:
    one_x(desk)
    our_post(desk)


def nothing(_: Desk) -> None:
    """Do nothing at all."""


def said(label: str) -> Story:
    def story(desk: Desk) -> None:
        desk.incidents.answer(desk.incidents.find(), SEVERITY, label)

    return story


def wrote(text: str) -> Story:
    def story(desk: Desk) -> None:
        desk.incidents.details(desk.incidents.find(), WRITE, {"words": text})

    return story


def with_ben(studio: Studio, here: Story = nothing, there: Story = nothing) -> Scene:
    with_colleague(studio, together, here, there)
    return Scene(studio)


def arrives(scene: Scene, story: Story) -> None:
    """Have Ben do something at his machine, and the courier bring it."""
    base = scene.studio.base.parent
    ben = Machine(base / "ben", BEN, scene.studio.clock, full_catalogue())
    story(open_desk(ben.open()))
    ben.exchange(base / "shared")
    ben.close()
    scene.studio.ask(lambda desk: exchange(desk.session, base / "shared"))
    scene.studio.settle()


def test_a_step_done_elsewhere_stays_in_view_and_says_by_whom(studio: Studio) -> None:
    scene = with_ben(studio)
    scene.view.log.note.setPlainText("They posted again at")
    arrives(scene, said("Serious"))
    assert scene.step.slug == SEVERITY
    assert step_words.meanwhile((BEN,)) in visible_words(scene.view)
    assert scene.view.log.note.text() == "They posted again at"
    scene.press(scene.view.card.meanwhile.go)
    assert scene.step.slug == WRITE
    assert not scene.view.card.meanwhile.isVisibleTo(scene.view)


def test_what_is_being_typed_stays_and_what_a_colleague_wrote_stands_beside_it(
    studio: Studio,
) -> None:
    scene = with_ben(studio, said("Minor"))
    box = scene.view.card.form.lines["words"].box
    box.setFocus()
    studio.qtbot.keyClicks(box, "No bins")
    arrives(scene, wrote("No bins, no cry"))
    assert box.text() == "No bins"
    assert box.hasFocus()
    versions = scene.view.card.form.lines["words"].versions
    assert versions.isVisibleTo(scene.view)
    assert "“No bins, no cry”" in visible_words(scene.view)


def test_what_a_colleague_wrote_fills_a_field_in_which_nobody_types(
    studio: Studio,
) -> None:
    scene = with_ben(studio, said("Minor"))
    arrives(scene, wrote("No bins, no cry"))
    assert scene.view.card.form.lines["words"].box.text() == "No bins, no cry"
    assert scene.model.unsaved() is None


def test_two_answers_are_shown_and_settled_by_answering_once_more(
    studio: Studio,
) -> None:
    scene = with_ben(studio, said("Minor"), said("Serious"))
    assert scene.view.head.unsettled.isVisibleTo(scene.view)
    (unsettled,) = scene.response.unsettled
    scene.model.choose_step(unsettled.slug)
    studio.settle()
    shown = visible_words(scene.view)
    assert step_words.UNSETTLED in shown
    assert "with “Minor”" in shown
    assert "with “Serious”" in shown
    scene.press(scene.view.card.answers.buttons[2])
    assert scene.response.unsettled == ()


def test_two_versions_of_a_line_are_shown_and_one_is_taken(studio: Studio) -> None:
    scene = with_ben(studio, wrote("No bins no cry :)"), wrote("No bins, no cry"))
    scene.model.choose_step(WRITE)
    studio.settle()
    line = scene.view.card.form.lines["words"]
    assert line.versions.isVisibleTo(scene.view)
    line.box.setPlainText("No bins, no cry")
    scene.press(scene.view.card.form.keep)
    (now,) = (f.said for f in scene.step.asked.form if f.name == "words")
    assert now == ("No bins, no cry",)
    assert not scene.view.card.form.lines["words"].versions.isVisibleTo(scene.view)


def test_an_offered_role_is_seen_on_home_and_here_read_and_accepted(
    studio: Studio,
) -> None:
    scene = with_ben(studio, nothing, offers_lead)
    matters = studio.ask(read_home).matters
    assert [m.detail for m in matters if m.need is Need.OFFERED] == [f"Lead, by {BEN}"]
    offered = scene.view.head.offered
    assert beside.offered_by("Lead", BEN) in visible_words(scene.view)
    scene.press(offered.read)
    assert "The reporter rings again at four" in visible_words(scene.view)
    scene.press(scene.view.roles.buttons[(beside.ACCEPT, "Lead")])
    (lead,) = (p for p in scene.response.together.places if p.role == "Lead")
    assert lead.is_mine
    assert not offered.isVisibleTo(scene.view)


def test_a_role_is_offered_with_the_page_shown_first(studio: Studio) -> None:
    scene = with_ben(studio)
    scene.view._show_leaf(beside.ROLES)
    roles = scene.view.roles
    scene.press(roles.buttons[(beside.TAKE, "Lead")])
    roles.note.setPlainText("Carys has the screenshots")
    scene.press(roles.show_page)
    assert "Carys has the screenshots" in roles.page.text()
    scene.press(roles.offer)
    assert beside.offered_to(BEN) in visible_words(scene.view)
    assert roles.note.text() == ""


def test_a_response_goes_on_with_named_readers_only(studio: Studio) -> None:
    scene = with_ben(studio)
    before = scene.response.incident
    scene.view._show_leaf(beside.READERS)
    readers = scene.view.readers
    assert beside.EVERYBODY in visible_words(scene.view)
    readers.title.setText("About somebody inside")
    scene.press(readers.restrict)
    studio.settle()
    assert scene.response.incident != before
    assert scene.response.title == "About somebody inside"
    assert beside.RESTRICTED in visible_words(scene.view)
    scene.view._show_leaf(beside.READERS)
    readers.person.setCurrentText(BEN)
    scene.press(readers.add)
    assert BEN in [name for _, name in scene.response.together.readers]
    scene.press(readers.buttons[BEN])
    assert BEN not in [name for _, name in scene.response.together.readers]
