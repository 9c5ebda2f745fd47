"""Whom to ring: written down, tried and on paper, by keyboard alone."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from incidentkit.desk.contacts import paper
from incidentkit.desk.response import read_response
from incidentkit.errors import InvalidValueError
from incidentkit.incidents.service import Opening
from incidentkit.officers.contacts import Card
from incidentkit.playbooks.library import find_playbook, shipped_playbooks
from incidentkit.ui.screens.contacts.view import PAGES, ContactsView
from incidentkit.ui.screens.contacts.view_model import ContactsViewModel
from incidentkit.ui.screens.incident.before_part import BeforePart
from incidentkit.ui.widgets.printed import print_within
from incidentkit.vault.locked_notes import read_notes
from incidentkit.words import contacts as contact_words
from incidentkit.words.window import contacts as words
from tests.ui.pictures.contacts import DAY_MS, FAULTY, sixty, some
from tests.ui.studio import Studio, one_incident, one_x


def shown(studio: Studio) -> ContactsView:
    view = ContactsView(ContactsViewModel(studio.kit))
    studio.qtbot.addWidget(view)
    view.resize(1280, 800)
    view.show()
    view.arrive()
    studio.settle()
    return view


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    labels = widget.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(widget))


def row(studio: Studio, slug: str):
    return studio.ask(lambda desk: desk.contacts.row(slug))


def go_to(studio: Studio, view: ContactsView, text: str) -> None:
    """Find a role with keys, and go into its form."""
    view.search.setFocus()
    view.search.selectAll()
    studio.qtbot.keyClicks(view.search, text)
    studio.qtbot.keyClick(view.search, Qt.Key.Key_Down)
    studio.qtbot.keyClick(view.table, Qt.Key.Key_Home)
    studio.qtbot.keyClick(view.table, Qt.Key.Key_Return)
    studio.settle()


def test_nobody_written_down_yet_says_where_to_begin(studio):
    studio.prepare()
    view = shown(studio)
    assert words.EMPTY_TITLE in said(view)
    assert view.search.hasFocus()


def test_somebody_is_written_down_and_tried_with_the_keyboard_alone(studio):
    studio.prepare()
    view = shown(studio)
    go_to(studio, view, "data prot")
    field = view.focusWidget()
    assert field is view.card.lines["name"]
    studio.qtbot.keyClicks(field, "Mina Rao")
    studio.qtbot.keyClick(field, Qt.Key.Key_Tab)
    field = view.focusWidget()
    assert field is view.card.lines["work_phone"]
    studio.qtbot.keyClicks(field, "01632 960200")
    studio.qtbot.keyClick(field, Qt.Key.Key_Return)
    studio.settle()
    card = row(studio, "dpo").card
    assert (card.name, card.work_phone) == ("Mina Rao", "01632 960200")
    assert contact_words.NEVER_TRIED in said(view)
    view.card.verify.setFocus()
    studio.qtbot.keyClick(view.card.verify, Qt.Key.Key_Space)
    studio.settle()
    assert row(studio, "dpo").checked is not None
    assert "Tried on 21 Nov 2026 by Asha Patel" in said(view)


def test_what_is_no_number_is_refused_beside_what_was_typed(studio):
    studio.prepare(some)
    view = shown(studio)
    go_to(studio, view, "data prot")
    view.card.lines["work_phone"].setText("ask at the desk")
    view.card.save.click()
    studio.settle()
    assert "does not read as a telephone number" in said(view.banner)
    assert view.card.lines["work_phone"].text() == "ask at the desk"
    assert row(studio, "dpo").card.work_phone == "01632 960200"
    assert view._model.state.busy is False


def test_a_role_of_our_own_is_added_with_the_keyboard_alone(studio):
    studio.prepare(some)
    view = shown(studio)
    view.add.setFocus()
    studio.qtbot.keyClick(view.add, Qt.Key.Key_Return)
    studio.settle()
    assert view.focusWidget() is view.card.role
    studio.qtbot.keyClicks(view.card.role, "Town crier")
    studio.qtbot.keyClick(view.card.role, Qt.Key.Key_Tab)
    studio.qtbot.keyClicks(view.focusWidget(), "Tom Bell")
    studio.qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    studio.settle()
    assert row(studio, "town-crier").card.name == "Tom Bell"
    assert view._model.state.line.row.role == "Town crier"


def test_only_what_needs_a_look_is_listed_when_that_is_asked_for(studio):
    studio.prepare(sixty)
    view = shown(studio)
    assert view.rows.rowCount() == 60
    studio.ask(lambda desk: desk.contacts.verify("dpo"))
    view.only_care.setFocus()
    studio.qtbot.keyClick(view.only_care, Qt.Key.Key_Space)
    studio.settle()
    assert view.rows.rowCount() == 59
    studio.clock.ms += 91 * DAY_MS
    view.arrive()
    studio.settle()
    assert view.rows.rowCount() == 60


def test_what_colleagues_wrote_differently_is_said_and_settled_by_saving(studio):
    studio.prepare(some)
    studio.ask(_both)
    view = shown(studio)
    go_to(studio, view, "data prot")
    assert contact_words.SETTLE in said(view.card)
    assert not view.card.verify.isVisibleTo(view)
    view.card.save.click()
    studio.settle()
    assert not row(studio, "dpo").in_conflict
    assert contact_words.SETTLE not in said(view.card)


def _both(desk):
    """Write the same role twice, as two who have not heard of each other would."""
    from incidentkit.officers.contacts import planned_card

    other = Card("Data protection officer", "Somebody else", work_phone="01632 960999")
    desk.session.commit(planned_card("dpo", other))


def test_what_is_typed_when_the_kit_is_locked_is_kept_and_offered_back(studio):
    studio.prepare(some)
    view = shown(studio)
    go_to(studio, view, "legal duty")
    assert view.unsaved() is None
    view.card.lines["name"].setText("Lee Grant")
    studio.ask(view.unsaved())
    (note,) = studio.ask(lambda desk: read_notes(desk.session))
    assert "Lee Grant" in note.text
    again = shown(studio)
    go_to(studio, again, "legal duty")
    assert again.card.offered.isVisibleTo(again)
    again.card.offered.put_back.click()
    studio.settle()
    assert again.card.lines["name"].text() == "Lee Grant"


def test_a_saved_form_is_not_kept_as_unfinished(studio):
    studio.prepare(some)
    view = shown(studio)
    go_to(studio, view, "legal duty")
    view.card.lines["name"].setText("Lee Grant")
    view.card.save.click()
    keep = view.unsaved()
    studio.settle()
    if keep is not None:
        studio.ask(keep)
    assert studio.ask(lambda desk: read_notes(desk.session)) == ()
    assert view.unsaved() is None


def test_a_table_is_looked_at_and_taken_in_with_every_bad_row_named(studio, tmp_path):
    studio.prepare()
    view = shown(studio)
    table = tmp_path / "contacts.csv"
    table.write_text(FAULTY, encoding="utf-8")
    view.take_table(str(table))
    studio.settle()
    found = said(view.table_panel)
    assert "Row 3, Piper" in found
    assert "Row 4, town crier" in found
    assert not view.table_panel.take.isVisible()
    table.write_text("Role,Work phone,Fax\nTown crier,01632 960200,1\n")
    view.take_table(str(table))
    studio.settle()
    found = said(view.table_panel)
    assert "Town crier (new here): work phone 01632 960200" in found
    assert "Fax" in found
    assert row(studio, "dpo").card is None
    studio.qtbot.keyClick(view.table_panel.take, Qt.Key.Key_Return)
    studio.settle()
    assert row(studio, "town-crier").card.work_phone == "01632 960200"
    assert not view.table_panel.isVisible()
    view.take_table(str(tmp_path / "gone.csv"))
    studio.settle()
    assert "cannot be read" in said(view.banner)


def test_the_list_is_saved_as_text_without_personal_numbers_unless_asked(
    studio, tmp_path
):
    studio.prepare(some)
    view = shown(studio)
    path = tmp_path / "list.txt"
    view.save_at(str(path))
    studio.settle()
    text = path.read_text(encoding="utf-8")
    assert "Mina Rao" in text
    assert "07700 900333" not in text
    view.with_personal.setChecked(True)
    view.save_at(str(path))
    studio.settle()
    assert "07700 900333" in path.read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_to_is_said(studio, tmp_path):
    studio.prepare(some)
    view = shown(studio)
    (tmp_path / "file").write_text("")
    view.save_at(str(tmp_path / "file" / "list.txt"))
    studio.settle()
    assert view.banner.isVisibleTo(view)


def pages_of(target: Path, text: str) -> int:
    writer = QPdfWriter(str(target))
    print_within(writer, text, PAGES)
    del writer
    return target.read_bytes().count(b"/Type /Page\n")


def test_sixty_contacts_with_everything_filled_in_print_on_two_pages(studio, tmp_path):
    studio.prepare(sixty)
    text = studio.ask(lambda desk: paper(desk, personal=True, folded=False))
    assert "Ward office 14" in text
    assert pages_of(tmp_path / "sixty.pdf", text) == 2
    assert pages_of(tmp_path / "few.pdf", "Police: 999") == 1
    assert pages_of(tmp_path / "long.pdf", "One more line\n" * 900) > 2


def test_without_a_printer_the_page_says_what_to_do_instead(studio):
    studio.prepare(some)
    view = shown(studio)
    view.print.click()
    studio.settle()
    assert words.NO_PRINTER in said(view.banner) or words.PRINTED not in said(view)


def test_an_observer_sees_numbers_and_changes_none(studio):
    studio.prepare(some)
    view = shown(studio)
    page = view._model.state.page
    from dataclasses import replace

    view._model._set(replace(view._model.state, page=replace(page, may_write=False)))
    assert not view.card.form.isEnabled()
    assert not view.add.isVisibleTo(view)


def test_a_step_shows_whom_to_ring_beside_it_and_an_exercise_nobody(studio):
    studio.prepare(one_x, legal, one_incident, drill)
    rows = studio.ask(lambda d: d.incidents.rows())
    real = next(r.incident for r in rows if not r.state.exercise)
    rehearsed = next(r.incident for r in rows if r.state.exercise)
    shown_real = studio.ask(lambda d: telling_legal(d, real))
    shown_drill = studio.ask(lambda d: telling_legal(d, rehearsed))
    part = BeforePart()
    studio.qtbot.addWidget(part)
    part.draw(*shown_real)
    part.show()
    assert "Legal duty solicitor: Lee Grant, 01632 960201" in said(part)
    assert "Hours: Weekdays, 9 to 5" in said(part)
    part.draw(*shown_drill)
    assert "Lee Grant" not in said(part)


def legal(desk):
    desk.contacts.set(
        Card(
            "Legal duty solicitor",
            "Lee Grant",
            work_phone="01632 960201",
            hours="Weekdays, 9 to 5",
        )
    )


def drill(desk):
    book = find_playbook(shipped_playbooks(), "hacked-account")
    desk.incidents.start(Opening("Drill", book, b"", "Two posts", exercise="Prize"))


def telling_legal(desk, incident):
    """Return the first step that tells the lawyers, as the window is given it."""
    positions = desk.incidents.run(incident).walk.positions
    slug = next(
        p.step.slug
        for p in positions
        if any("Legal" in name for name in (*p.step.whom, *p.step.who))
    )
    response = read_response(desk, incident, slug)
    return response, response.step


def test_the_view_model_takes_one_thing_at_a_time_and_says_what_failed(studio):
    studio.prepare(some)
    model = ContactsViewModel(studio.kit)
    refused = []
    model.refused.connect(refused.append)
    model.read()
    studio.settle()
    model.choose("dpo")
    card = model.state.line.row.card
    assert model.save(card) is not None
    assert model.save(card) is None, "one is under way"
    studio.settle()
    model.choose("legal")
    model.verify()
    studio.settle()
    (problem,) = refused
    assert "no number or mailbox" in problem.what_happened
    assert InvalidValueError("contact", "no-number-yet").rule == "no-number-yet"
