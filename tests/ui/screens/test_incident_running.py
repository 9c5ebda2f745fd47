"""What playbooks can ask for beyond a tick, with real keys on the real worker."""

from PySide6.QtCore import Qt

from incidentkit.council.in_public import OWN_BAD_POST
from incidentkit.desk.services import Desk
from incidentkit.drafting.checks import Facts
from incidentkit.drafting.service import NewDraft, Publishing
from incidentkit.errors import (
    DetailsMissingError,
    ProofMissingError,
    SecondPersonNeededError,
)
from incidentkit.incidents.first_known import FIRST_KNOWN
from incidentkit.playbooks.sources import sources
from incidentkit.playbooks.walk import Status
from incidentkit.vault.locked_notes import read_notes
from incidentkit.words import incident_commands as due_words
from incidentkit.words.problems import words_for
from incidentkit.words.window import incident as words
from incidentkit.words.window import incident_beside as beside
from incidentkit.words.window import incident_steps as step_words
from incidentkit.words.window.incident_clocks import CLOCKS
from tests.ui.colleague import with_colleague
from tests.ui.incident_stories import an_exercise, our_post, taken_until
from tests.ui.pictures.incident import hijacked
from tests.ui.screens.test_incident import Scene, visible_words
from tests.ui.studio import SATURDAY, Studio, one_x

FORM = "Write down the post as it stood"
OWN = "What becomes of our own post?"
POLICE = "Ring the police"
DELETE = "Delete the post for good"
TICKET = "Get the ticket from the network"
LOOK = "look-whether-it-comes-back"
SIGNED = "Have the correction signed off"


def at(studio: Studio, title: str) -> Scene:
    scene = Scene(studio.prepare(our_post, taken_until(title)))
    assert scene.step.title == title
    return scene


def refused(scene: Scene) -> str:
    banner = scene.view.banner
    return banner.title.text() if banner.isVisibleTo(scene.view) else ""


def type_into(scene: Scene, field: object, text: str) -> None:
    field.setFocus()  # type: ignore[attr-defined]
    scene.studio.qtbot.keyClicks(field, text)


def test_what_a_step_rests_on_explains_its_short_codes(studio: Studio) -> None:
    scene = at(studio, FORM)
    grounds = scene.view.card.grounds
    assert not grounds.basis.isVisibleTo(scene.view)
    scene.press(grounds.more)
    said = grounds.basis.text().split("\n")
    assert said[0] == step_words.basis("Evidence before changes (AB-1.5)")
    assert said[1:] == list(sources().key("AB-1.5"))
    assert [line.partition(":")[0] for line in said[1:]] == ["AB-1.5", "AB"]


def test_a_form_is_typed_and_finishes_its_step(studio: Studio) -> None:
    scene = at(studio, FORM)
    lines = scene.view.card.form.lines
    scene.studio.qtbot.waitUntil(lines["address"].box.hasFocus)
    scene.press(scene.view.card.finish)
    wanted = words_for(DetailsMissingError(FORM, ("What is its address?",)))
    assert refused(scene) == wanted.title
    type_into(scene, lines["address"].box, "x.com/1")
    type_into(scene, lines["words"].box, "No bins, no cry")
    scene.studio.qtbot.keyClick(
        lines["words"].box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    scene.studio.settle()
    assert scene.step.title == OWN
    assert "No bins, no cry" in "\n".join(line.sentence for line in scene.log)


def test_a_form_half_filled_is_kept_and_the_step_stays(studio: Studio) -> None:
    scene = at(studio, FORM)
    type_into(scene, scene.view.card.form.lines["address"].box, "x.com/1")
    scene.press(scene.view.card.form.keep)
    assert scene.step.title == FORM
    assert scene.step.asked.form[0].said == ("x.com/1",)
    assert scene.view.card.form.lines["address"].box.text() == "x.com/1"
    assert scene.model.unsaved() is None


def test_what_is_typed_into_a_form_is_kept_at_a_lock_and_offered_back(
    studio: Studio,
) -> None:
    scene = at(studio, FORM)
    type_into(scene, scene.view.card.form.lines["words"].box, "No bins")
    keep = scene.model.unsaved()
    assert keep is not None
    scene.studio.ask(keep)
    (note,) = scene.studio.ask(lambda desk: read_notes(desk.session))
    assert "What did it say?" in note.text
    later = Scene(studio)
    assert later.view.card.offered.isVisibleTo(later.view)
    later.press(later.view.card.offered.put_back)
    assert later.view.card.form.lines["words"].box.text() == "No bins"


def test_what_is_typed_about_one_step_waits_while_another_is_looked_at(
    studio: Studio,
) -> None:
    scene = at(studio, FORM)
    scene.view.card.note.setText("Seen at seven")
    scene.model.choose_step("how-serious-is-it")
    scene.studio.settle()
    assert scene.view.card.note.text() == ""
    scene.model.choose_step("")
    scene.studio.settle()
    assert scene.view.card.note.text() == "Seen at seven"


def test_the_law_stands_beside_the_why_and_the_rest_on_request(studio: Studio) -> None:
    scene = at(studio, FORM)
    said = visible_words(scene.view)
    assert step_words.law("UK GDPR article 5(1)(d)") in said
    assert "AB-1.5" not in said
    scene.press(scene.view.card.grounds.more)
    assert "AB-1.5" in visible_words(scene.view)


def test_options_stand_with_what_they_lead_to(studio: Studio) -> None:
    scene = at(studio, OWN)
    said = visible_words(scene.view)
    assert "It is gone for good, and so is the thread under it." in said
    assert "It stops spreading at once, and it can be brought back." in said


def test_against_the_councils_rule_a_reason_is_asked_for(studio: Studio) -> None:
    def decided(desk: Desk) -> None:
        desk.council.set(OWN_BAD_POST.key, "hide")

    scene = Scene(studio.prepare(decided, our_post, taken_until(OWN)))
    rule = scene.step.asked.rule
    assert rule == "Hide it"
    other = next(
        press
        for press, choice in zip(
            scene.view.card.answers.buttons, scene.step.asked.choices, strict=True
        )
        if not choice.is_rule
    )
    assert step_words.RULE in visible_words(scene.view)
    scene.press(other)
    assert scene.step.title == OWN
    assert step_words.against_rule(rule) in visible_words(scene.view)
    answers = scene.view.card.answers
    assert scene.view.focusWidget() is answers.reason
    scene.studio.qtbot.keyClicks(answers.reason, "A child is named")
    scene.studio.qtbot.keyClick(answers.reason, Qt.Key.Key_Return)
    scene.studio.settle()
    assert scene.step.title != OWN
    assert "A child is named" in "\n".join(line.sentence for line in scene.log)


def test_a_number_key_answers(studio: Studio) -> None:
    scene = Scene(studio.prepare(our_post))
    scene.studio.qtbot.keyClick(scene.view.card.answers.options, Qt.Key.Key_3)
    scene.studio.settle()
    assert scene.step.title == FORM
    assert scene.response.record.severity == "Serious"


def test_nobody_reached_is_recorded_with_whom_and_opens_what_to_do_instead(
    studio: Studio,
) -> None:
    scene = at(studio, POLICE)
    cannot = scene.view.card.cannot
    assert cannot.open.text() == step_words.NOBODY
    scene.press(cannot.open)
    assert scene.view.focusWidget() is cannot.why
    scene.studio.qtbot.keyClicks(cannot.why, "The line was busy")
    type_into(scene, cannot.attempts[0].whom, "The control room")
    type_into(scene, cannot.attempts[0].how, "telephone")
    type_into(scene, cannot.attempts[0].when, "half past")
    scene.press(cannot.record)
    assert refused(scene)
    assert scene.step.title == POLICE
    cannot.attempts[0].when.setText("2 minutes ago")
    scene.press(cannot.record)
    assert scene.step.title == "Leave a message with the time and go on"
    told = "\n".join(line.sentence for line in scene.log)
    assert "The control room by telephone" in told


def test_a_second_person_is_named_or_agrees_from_their_machine(studio: Studio) -> None:
    scene = at(studio, DELETE)
    assert step_words.FINAL in visible_words(scene.view)
    scene.press(scene.view.card.finish)
    assert refused(scene) == words_for(SecondPersonNeededError(DELETE)).title
    scene.press(scene.view.card.form.agree)
    assert step_words.I_AGREED in visible_words(scene.view)
    scene.press(scene.view.card.finish)
    assert refused(scene)
    type_into(scene, scene.view.card.form.second, "Ben Carter")
    scene.studio.qtbot.keyClick(scene.view.card.form.second, Qt.Key.Key_Return)
    scene.studio.settle()
    assert scene.step.title == TICKET


def test_what_has_to_be_shown_is_asked_for_by_name(studio: Studio) -> None:
    scene = at(studio, TICKET)
    assert "The ticket number" in visible_words(scene.view)
    scene.press(scene.view.card.finish)
    wanted = words_for(ProofMissingError(TICKET, "The ticket number"))
    assert refused(scene) == wanted.title
    type_into(scene, scene.view.card.form.proof, "T-1004")
    scene.press(scene.view.card.finish)
    assert scene.step.slug == LOOK


def test_a_step_that_repeats_says_when_it_is_next_and_ends_with_a_reason(
    studio: Studio,
) -> None:
    scene = at(studio, SIGNED)
    assert scene.view.coming.again_box.isVisibleTo(scene.view)
    scene.model.choose_step(LOOK)
    scene.studio.settle()
    said = visible_words(scene.view)
    assert "This is done every 4 hours until “Is it over?” is Yes." in said
    assert "Next at 11:00" in said
    assert scene.view.card.finish.text() == step_words.AGAIN_NOW
    scene.press(scene.view.card.ends)
    scene.studio.qtbot.keyClicks(scene.view.card.reason, "It is night")
    scene.studio.qtbot.keyClick(scene.view.card.reason, Qt.Key.Key_Return)
    scene.studio.settle()
    assert not scene.view.coming.again_box.isVisibleTo(scene.view)
    assert "It is night" in scene.log[-1].sentence


def test_a_step_begins_another_playbook_beside_this_one(studio: Studio) -> None:
    scene = at(studio, "Press enquiry")
    assert scene.view.card.finish.text() == step_words.begin("Press enquiry")
    scene.press(scene.view.card.finish)
    assert [b.slug for b in scene.response.together.going] == [
        "a-post-of-ours",
        "press-enquiry",
    ]
    assert scene.step.playbook == "Press enquiry"
    assert "Press enquiry" in scene.view.card.phase.text()


def test_a_playbook_is_added_with_a_reason_and_left_again(studio: Studio) -> None:
    scene = Scene(studio.prepare(our_post))
    scene.view._show_leaf(beside.PLAYBOOKS)
    scene.studio.settle()
    leaf = scene.view.playbooks
    leaf.which.setCurrentText("Fake account")
    leaf.why.setText("There is a copy of us")
    scene.press(leaf.add)
    assert "Fake account" in [b.name for b in scene.response.together.going]
    scene.press(leaf.buttons["fake-account"])
    assert refused(scene)
    leaf.why.setText("It was ours after all")
    scene.press(leaf.buttons["fake-account"])
    assert [b.is_left for b in scene.response.together.playbooks] == [False, True]


def test_a_moment_is_set_and_its_clock_says_how_it_was_counted(studio: Studio) -> None:
    scene = at(studio, POLICE)
    strip = scene.view.head.strip
    assert strip.isVisibleTo(scene.view)
    scene.view._show_leaf(CLOCKS)
    scene.studio.settle()
    assert "72 hours from Saturday 21 November 2026 at 07:00, when we first knew" in (
        visible_words(scene.view)
    )
    form = scene.view.clocks.moments["knowing"]
    type_into(scene, form.when, "10 minutes ago")
    type_into(scene, form.why, "ICT found the list")
    scene.press(form.keep)
    said = visible_words(scene.view)
    assert "72 hours from Saturday 21 November 2026 at 06:50" in said
    assert "ICT found the list" in said
    assert form.when.text() == ""


def test_when_we_first_knew_is_put_right_with_a_reason_and_its_clock_follows(
    studio: Studio,
) -> None:
    scene = at(studio, POLICE)
    scene.view._show_leaf(CLOCKS)
    scene.studio.settle()
    form = scene.view.clocks.moments[FIRST_KNOWN]
    type_into(scene, form.when, "06:30")
    scene.press(form.keep)
    assert refused(scene)
    type_into(scene, form.why, "A resident had rung")
    scene.press(form.keep)
    said = visible_words(scene.view)
    assert (
        "72 hours from Saturday 21 November 2026 at 06:30, when we first knew" in said
    )
    assert "A resident had rung" in said


def test_a_lead_is_taken_and_given_up_with_a_reason(studio: Studio) -> None:
    scene = Scene(studio.prepare(our_post))
    scene.view._show_leaf(beside.ROLES)
    roles = scene.view.roles
    scene.press(roles.buttons[(beside.TAKE, "Lead")])
    assert scene.response.together.places[0].is_mine
    scene.press(roles.buttons[(beside.GIVE_UP, "Lead")])
    assert refused(scene)
    roles.why.setText("I am going home")
    scene.press(roles.buttons[(beside.GIVE_UP, "Lead")])
    assert scene.response.together.places[0].holders == ()


def test_facts_are_recorded_and_severity_has_its_history(studio: Studio) -> None:
    def twice(desk: Desk) -> None:
        incident = desk.incidents.find()
        for label in ("Minor", "Critical"):
            desk.incidents.answer(incident, "how-serious-is-it", label)

    scene = Scene(studio.prepare(our_post, twice))
    scene.view._show_leaf(beside.FACTS)
    facts = scene.view.facts
    assert facts.severity.text() == "Critical"
    assert "Minor" in facts.before.text()
    type_into(scene, facts.lines["affected"], "Residents")
    type_into(scene, facts.lines["public since"], "06:55")
    scene.press(facts.keep)
    assert "“Residents”" in visible_words(scene.view)
    assert facts.lines["affected"].text() == ""


def test_closing_takes_lessons_with_an_owner(studio: Studio) -> None:
    scene = Scene(studio.prepare(our_post))
    scene.view._show_leaf(words.CLOSE)
    leaf = scene.view.leaves[words.CLOSE]
    leaf.summary.setPlainText("Taken down and corrected")
    leaf.reason.setText("A drill for ourselves")
    type_into(scene, leaf.learned[0].what, "Two people read every joke")
    scene.press(leaf.close_now)
    assert refused(scene)
    type_into(scene, leaf.learned[0].owner, "Asha Patel")
    scene.press(leaf.close_now)
    assert not scene.response.is_open
    assert "Two people read every joke" in scene.log[-1].sentence


def test_whoever_may_be_alone_is_asked_once_in_the_step(studio: Studio) -> None:
    scene = Scene(studio.prepare(our_post))
    alone = scene.view.card.alone
    assert scene.step.who == ("Lead",)
    assert not alone.question.isVisibleTo(scene.view)
    scene.model.choose_step("write-down-the-post-as-it-stood")
    scene.studio.settle()
    assert step_words.ALONE_ASK in visible_words(scene.view)
    scene.press(alone.yes)
    assert scene.response.alone
    assert scene.view.alone.isChecked()
    assert not alone.question.isVisibleTo(scene.view)
    scene.model.work_alone(on=False)
    scene.studio.settle()
    assert not alone.question.isVisibleTo(scene.view)


def one_x_and_our_post(desk: Desk) -> None:
    one_x(desk)
    our_post(desk)


def test_where_two_have_written_nobody_is_asked_whether_they_are_alone(
    studio: Studio,
) -> None:
    def noted(desk: Desk) -> None:
        desk.incidents.note(desk.incidents.find(), "I am on my way")

    with_colleague(studio, one_x_and_our_post, lambda _: None, noted)
    scene = Scene(studio)
    scene.model.choose_step("write-down-the-post-as-it-stood")
    scene.studio.settle()
    assert not scene.view.card.alone.question.isVisibleTo(scene.view)


def test_taking_back_a_text_that_went_out_says_that_it_is_out(studio: Studio) -> None:
    def out(desk: Desk) -> None:
        incident = desk.incidents.find()
        draft = desk.drafts.begin(NewDraft(incident, "MT-04", "email"))
        desk.drafts.edit(draft, "We are looking into a post.")
        desk.drafts.published(draft, Publishing("members", SATURDAY), Facts())
        desk.incidents.done(incident, "brief-members")

    scene = Scene(studio.prepare(one_x, hijacked, out))
    scene.model.choose_step("brief-members")
    scene.studio.settle()
    scene.press(scene.view.card.back)
    assert due_words.went_out("07:00") in visible_words(scene.view)
    scene.studio.qtbot.keyClicks(scene.view.card.reason, "It was wrong")
    scene.press(scene.view.card.back)
    assert scene.step.status is Status.OPEN


def test_a_form_says_by_which_key_it_is_finished(studio: Studio) -> None:
    scene = at(studio, FORM)
    assert step_words.by_key("Ctrl+Return") in visible_words(scene.view)
    assert scene.view.card.ways_out.more.text() == step_words.OTHER_ENDS
    assert step_words.OTHER_ENDS != words.MORE


def test_closing_folds_what_is_open_and_leads_to_what_is_missing(
    studio: Studio,
) -> None:
    scene = Scene(studio.prepare(one_x, hijacked))
    scene.view._show_leaf(words.CLOSE)
    scene.studio.settle()
    leaf, view = scene.view.leaves[words.CLOSE], scene.view
    many = len(scene.response.left_open)
    assert many > 20
    assert leaf.show_open.text() == words.still_open(many)
    assert not leaf.open.isVisibleTo(view)
    scene.press(leaf.show_open)
    assert scene.response.left_open[-1] in visible_words(view)
    leaf.close_now.setFocus()
    scene.press(leaf.close_now)
    said = f"The line “{words.CLOSE_SUMMARY}” was not taken, because it is empty."
    assert said in visible_words(view)
    assert view.focusWidget() is leaf.summary
    shown = leaf.summary.mapTo(view.page, leaf.summary.rect().topLeft()).y()
    assert 0 <= shown < view.page.height()
    type_into(scene, leaf.summary, "It is over")
    scene.press(leaf.close_now)
    assert view.focusWidget() is leaf.reason
    assert f"{many - 4} more" in visible_words(view)


def test_an_exercise_says_so_in_words(studio: Studio) -> None:
    scene = Scene(studio.prepare(an_exercise))
    if scene.model.state.response is None:  # the list may leave exercises elsewhere
        found = studio.ask(lambda desk: desk.incidents.find())
        scene.view.open(found)
        studio.settle()
    assert scene.view.head.exercise.isVisibleTo(scene.view)
    assert "EXERCISE" in visible_words(scene.view)
