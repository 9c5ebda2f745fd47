"""What others wrote cannot turn the line around it, and is kept as they wrote it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from incidentkit.accounts.model import Edits, Field
from incidentkit.desk.services import Desk
from incidentkit.ui.screens.log.leaves import offer
from incidentkit.vault.locked_notes import leave_note
from tests.ui.pictures.home import view_of as home_view
from tests.ui.pictures.incident import hijacked
from tests.ui.pictures.log import view_of as log_view
from tests.ui.pictures.start import view_of as start_view
from tests.ui.screens.test_incident import Scene
from tests.ui.studio import one_x

TURNED = "Rang \u202e60023610 reknab eht\u202c"
SHOWN = "Rang \ufffd60023610 reknab eht\ufffd"


def noted(desk: Desk) -> None:
    (row,) = desk.incidents.rows()
    desk.incidents.note(row.incident, TURNED)


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_a_note_is_shown_harmlessly_in_the_log_and_kept_as_it_was_written(studio):
    studio.prepare(one_x, hijacked, noted)
    view = log_view(studio)
    studio.qtbot.addWidget(view)
    rows = view.happened.rows
    (place,) = (
        n
        for n in range(rows.rowCount())
        if "Rang" in rows.row_at(rows.index(n, 0)).what
    )
    assert SHOWN in rows.index(place, 2).data()
    view.happened.table.selectRow(place)
    assert SHOWN in view.happened.whole.text()
    lines = studio.ask(lambda desk: desk.records.everything())
    assert any(TURNED in line.sentence for line in lines)


def test_beside_a_response_too(studio):
    scene = Scene(studio.prepare(one_x, hijacked, noted))
    assert SHOWN in said(scene.view.log)
    assert any(TURNED in line.sentence for line in scene.log)


def test_and_in_a_note_from_the_locked_screen(studio):
    studio.prepare(one_x, lambda desk: leave_note(desk.session, TURNED))
    view = home_view(studio)
    studio.qtbot.addWidget(view)
    assert SHOWN in said(view)


def test_and_in_a_list_of_accounts(studio):
    def turned(desk: Desk) -> None:
        account = one_x(desk)
        desk.accounts.edit(account, Edits(((Field.HANDLE, "Ashcombe\u200fDC"),)))

    studio.prepare(turned)
    view = start_view(studio)
    studio.qtbot.addWidget(view)
    item = view.which.list.item(0)
    assert "Ashcombe\ufffdDC" in item.text()
    assert item.data(Qt.ItemDataRole.UserRole) == studio.ask(
        lambda desk: desk.accounts.rows()[0].subject
    )


def test_a_choice_is_offered_harmlessly_and_not_begun_anew_each_time(qtbot):
    combo = QComboBox()
    qtbot.addWidget(combo)
    offer(combo, ((1, "one"), (2, f"two {TURNED}")), 2)
    combo.setCurrentIndex(0)
    offer(combo, ((1, "one"), (2, f"two {TURNED}")), None)
    assert combo.currentIndex() == 0
    assert combo.itemText(1) == f"two {SHOWN}"
