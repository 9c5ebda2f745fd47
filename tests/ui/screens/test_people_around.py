"""People from outside, training, deputies and tried numbers, on the people page."""

from PySide6.QtCore import Qt

from incidentkit.officers.bodies import Outside
from incidentkit.ui.screens.people.view_model import Panel
from incidentkit.vault.kinds import Role
from incidentkit.vault.locked_notes import read_notes
from incidentkit.words.window import people as words
from tests.ui.pictures.people import colleague, kim, ola, trained
from tests.ui.screens.test_people import choose, said, shown
from tests.ui.studio import one_x


def rows(studio):
    found = studio.ask(
        lambda d: (*d.officers.list_officers(), *d.officers.list_outside())
    )
    return {row.name: row for row in found}


def test_somebody_from_outside_is_written_down_with_the_keyboard_alone(studio):
    studio.prepare(colleague("Ben Carter"))
    view = shown(studio)
    view.outside.setFocus()
    studio.qtbot.keyClick(view.outside, Qt.Key.Key_Return)
    studio.settle()
    form = view.add_outside.form
    assert view.focusWidget() is form.name
    studio.qtbot.keyClicks(form.name, "Robin Hale")
    studio.qtbot.keyClick(form.name, Qt.Key.Key_Return)
    studio.settle()
    assert "end date was not taken" in said(view.banner)
    assert form.name.text() == "Robin Hale"
    assert view.focusWidget() is form.until, "the keyboard is where it is wrong"
    form.name.setFocus()
    for wanted in (form.kind, form.firm, form.until):
        studio.qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
        assert view.focusWidget() is wanted
    studio.qtbot.keyClicks(form.until, "2027-03-31")
    studio.qtbot.keyClick(form.until, Qt.Key.Key_Return)
    studio.settle()
    assert rows(studio)["Robin Hale"].outside.until == "2027-03-31"
    assert view._model.state.person.name == "Robin Hale"
    assert view._model.state.panel is Panel.PERSON
    assert not view.person.role_box.isVisibleTo(view)
    assert not view.person.remove_box.isVisibleTo(view)
    assert form.name.text() == "", "the next one begins with an empty form"


def test_numbers_of_somebody_from_outside_are_kept_without_naming_them_an_officer(
    studio,
):
    studio.prepare(kim)
    view = shown(studio)
    choose(view, studio, "Kim Ito")
    view.person.out_of_band.setText("07700 900222")
    view.person.name.setText("Put back from another form")
    view.person.save.click()
    studio.settle()
    row = rows(studio)["Kim Ito"]
    assert row.contact.out_of_band == "07700 900222"
    assert row.outside is not None
    facts = studio.ask(lambda d: d.session.facts(row.person))
    assert "officer.named" not in {fact.kind for fact in facts}


def test_a_change_of_somebody_from_outside_and_their_end(studio):
    studio.prepare(kim)
    view = shown(studio)
    choose(view, studio, "Kim Ito")
    box = view.person.outside
    box.form.firm.setText("Ashcombe Juniors")
    box.form.save.click()
    studio.settle()
    assert rows(studio)["Kim Ito"].outside.firm == "Ashcombe Juniors"
    box.finished.unfold()
    box.why.setText("Left the school")
    box.finish.click()
    studio.settle()
    assert rows(studio)["Kim Ito"].left is not None
    assert words.OVER in [view.rows.index(1, n).data() for n in range(3)]


def test_who_can_still_post_though_their_time_is_over_is_said(studio):
    studio.prepare(one_x, colleague("Ben Carter", Role.LEAD), ola)
    view = shown(studio)
    choose(view, studio, "Ola Berg")
    assert "can still post to: X @AshcombeDC" in said(view.person)


def test_whoever_alone_holds_a_second_step_is_said_before_they_are_removed(studio):
    studio.prepare(one_x, colleague("Ben Carter", Role.LEAD), ola)
    view = shown(studio)
    choose(view, studio, "Ben Carter")
    view._model.show(Panel.REMOVE)
    studio.settle()
    assert "alone hold the second step" in said(view.removing)
    view._model.show(Panel.PERSON)
    view._model.choose(studio.ask(lambda d: d.session.me.person))
    view._model.show(Panel.REMOVE)
    studio.settle()
    assert "alone hold the second step" not in said(view.removing)


def test_training_is_written_down_and_taken_back(studio):
    studio.prepare(colleague("Ben Carter", Role.LEAD), trained)
    view = shown(studio)
    choose(view, studio, "Ben Carter")
    box = view.person.proofs
    assert "ran out on 10 Feb 2026" in said(box)
    assert "Code of conduct: never written down" in said(box)
    box.more.unfold()
    box.kind.setCurrentIndex(1)
    box.what.setText("code of conduct")
    box.day.setText("2027-01-01")
    box.prove.click()
    studio.settle()
    assert "future" in said(view.banner)
    assert box.what.text() == "code of conduct"
    box.day.setText("2026-11-20")
    studio.qtbot.keyClick(box.day, Qt.Key.Key_Return)
    studio.settle()
    assert "Code of conduct: counts until 20 Nov 2027" in said(box)
    assert box.what.text() == ""
    assert len(box.take_back) == 3
    box.take_back[0].click()
    box.why.setText("somebody else's")
    box.sure.click()
    studio.settle()
    assert len(box.take_back) == 2
    assert not box.asking.isVisibleTo(view)


def test_who_stands_in_is_chosen_and_taken_away(studio):
    studio.prepare(colleague("Ben Carter"), kim)
    view = shown(studio)
    choose(view, studio, "Ben Carter")
    who = view.person.deputy.who
    offered = [who.itemText(n) for n in range(who.count())]
    assert offered == [words.NOBODY, "Asha Patel", "Kim Ito"]
    who.setCurrentText("Kim Ito")
    view.person.deputy.save.click()
    studio.settle()
    ben, kim_row = rows(studio)["Ben Carter"], rows(studio)["Kim Ito"]
    assert ben.deputy == kim_row.person
    who.setCurrentText(words.NOBODY)
    view.person.deputy.save.click()
    studio.settle()
    assert rows(studio)["Ben Carter"].deputy is None


def test_numbers_are_said_to_work_with_the_keyboard(studio):
    studio.prepare(colleague("Ben Carter"))
    view = shown(studio)
    choose(view, studio, "Ben Carter")
    tried = view.person.tried.tried
    tried.setFocus()
    studio.qtbot.keyClick(tried, Qt.Key.Key_Space)
    studio.settle()
    assert "Numbers tried on 21 Nov 2026 by Asha Patel" in said(view.person)


def test_what_is_typed_around_a_person_is_kept_at_a_lock(studio):
    studio.prepare(colleague("Ben Carter", Role.LEAD))
    view = shown(studio)
    choose(view, studio, "Ben Carter")
    assert view.unsaved() is None
    view.person.proofs.what.setText("Half a course")
    view.add_outside.form.name.setText("Robin Hale")
    studio.ask(view.unsaved())
    texts = "\n".join(n.text for n in studio.ask(lambda d: read_notes(d.session)))
    assert "Half a course" in texts
    assert "Robin Hale" in texts
    again = shown(studio)
    choose(again, studio, "Ben Carter")
    again.person.proofs.offered.put_back.click()
    studio.settle()
    assert again.person.proofs.what.text() == "Half a course"
    assert again.person.proofs.more.is_open


def test_a_council_that_wants_nobody_from_outside_is_obeyed_in_the_window(studio):
    studio.prepare(lambda desk: desk.council.set("external_users", "no"))
    view = shown(studio)
    view._around.set_outside(Outside("Kim Ito", until="2027-01-01"))
    studio.settle()
    assert "nobody from outside" in said(view.banner)
    assert not view._around.busy


def test_the_contacts_are_one_press_away(studio):
    studio.prepare()
    view = shown(studio)
    asked = []
    view.contacts_asked.connect(lambda: asked.append(True))
    view.contacts.setFocus()
    studio.qtbot.keyClick(view.contacts, Qt.Key.Key_Return)
    assert asked == [True]
