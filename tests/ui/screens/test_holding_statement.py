"""From an open response to a holding statement that can be approved, by the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from incidentkit.desk.approval_page import read_approval
from incidentkit.desk.services import Desk
from incidentkit.ui.screens.approval.view import ApprovalPanel
from incidentkit.ui.screens.approval.view_model import ApprovalViewModel
from incidentkit.ui.screens.drafts.view import DraftPanel
from incidentkit.ui.screens.drafts.view_model import DraftViewModel
from incidentkit.ui.screens.incident.view import IncidentView
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.shell.step_panels import WriteStep
from tests.ui.pictures.incident import hijacked
from tests.ui.studio import Studio, one_x

FIRST_NOTICE = "Write the first notice"
MOST_ACTIONS = 5


def set_up(desk: Desk) -> None:
    """Decide what a council is asked when it begins with the kit."""
    desk.council.set("public_contact", "01632 960 001")
    desk.council.set("official_accounts_page", "https://ashcombe.example.org/us")


class Hands:
    """Somebody at the keyboard. Moving there is no action; pressing Return is one."""

    def __init__(self, studio: Studio) -> None:
        self.studio, self.actions = studio, 0

    def press(self, widget: QWidget) -> None:
        assert widget.isVisible()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        widget.setFocus()
        is_button = isinstance(widget, QPushButton)
        key = Qt.Key.Key_Space if is_button else Qt.Key.Key_Return
        self.studio.qtbot.keyClick(widget, key)
        self.actions += 1
        self.studio.settle()

    def type_here(self, text: str) -> None:
        focused = QApplication.focusWidget()
        self.studio.qtbot.keyClicks(focused, text)
        self.press(focused)


class Page:
    """A response just begun, with the panels that its steps are lent."""

    def __init__(self, studio: Studio) -> None:
        studio.prepare(one_x, set_up, hijacked)
        self.drafts = DraftViewModel(studio.kit, studio.clock, count_ms=1, save_ms=1)
        self.approval = ApprovalPanel(ApprovalViewModel(studio.kit, studio.clock))
        self.panel = DraftPanel(self.drafts, (self.approval,))
        self.model = IncidentViewModel(studio.kit, studio.clock)
        self.view = IncidentView(self.model, {"write": WriteStep(self.panel)})
        studio.qtbot.addWidget(self.view)
        self.view.resize(1280, 800)
        self.view.show()
        self.view.arrive()
        studio.settle()


def test_a_holding_statement_can_be_approved_after_five_actions(
    studio: Studio,
) -> None:
    page = Page(studio)
    model, panel = page.model, page.panel
    hands = Hands(studio)

    response = model.state.response
    assert response is not None
    slug = next(s.slug for s in response.steps if s.title == FIRST_NOTICE)
    hands.press(page.view.coming.every)
    steps = page.view.coming.all
    steps.setCurrentItem(steps.item_of(slug))
    hands.press(steps)
    hands.press(panel.beginning.begin)
    for words in ("posts about a prize", "our website and our Facebook page"):
        next(iter(panel.gaps.lines.values())).setFocus()
        hands.type_here(words)
    studio.qtbot.waitUntil(lambda: not page.drafts.unsaved())
    studio.settle()
    assert hands.actions <= MOST_ACTIONS
    assert page.drafts.state.draft is not None
    draft = page.drafts.state.draft.draft
    stands = studio.ask(lambda desk: read_approval(desk, draft))
    assert stands.stops == ()
    # The interim notice as it was agreed beforehand waits for nobody.
    assert stands.may_go_out
    assert "posts about a prize" in stands.text
