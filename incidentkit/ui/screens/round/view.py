"""The monthly account check. Draws state, forwards keys and buttons, decides nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QWidget

from incidentkit.desk.round import RoundPage, Stage
from incidentkit.desk.unfinished import all_of
from incidentkit.rounds.model import Found
from incidentkit.ui.screens.round.begin_part import BeginPart
from incidentkit.ui.screens.round.closing_part import ClosedPart, ClosingPart
from incidentkit.ui.screens.round.line_part import LinePart
from incidentkit.ui.screens.round.list_part import ListPart
from incidentkit.ui.screens.round.reading import Panel
from incidentkit.ui.screens.round.state import RoundState
from incidentkit.ui.screens.round.view_model import RoundViewModel
from incidentkit.ui.typed_form import Keep
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.hosted import HostedPanel
from incidentkit.ui.widgets.layout import Page, SideBySide, column, group, row
from incidentkit.ui.widgets.refused import say_beside
from incidentkit.ui.widgets.text import label, restyle
from incidentkit.words import rounds as round_words
from incidentkit.words.problems import Problem
from incidentkit.words.times import spoken_month
from incidentkit.words.window import round as words

_LETTERS = 190
_ANSWERS = {
    Qt.Key.Key_R: Found.RIGHT,
    Qt.Key.Key_N: Found.NOT_CHECKED,
    Qt.Key.Key_S: Found.SKIPPED,
    Qt.Key.Key_W: Found.WRONG,
    Qt.Key.Key_P: Found.PUT_RIGHT,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RoundView(QWidget):
    """The list that is left, and one account beside it.

    Signals:
        account_asked: Somebody wants to see this account.
        go_asked: Somebody wants to go to this place.
    """

    account_asked = Signal(object)
    go_asked = Signal(str)

    def __init__(
        self, model: RoundViewModel, rotation: Callable[[], HostedPanel]
    ) -> None:
        super().__init__()
        self._model = model
        self._stage: Stage | None = None
        self._panel = Panel.LINE
        self._arriving = False
        self.banner = Banner()
        self.title = label(words.TITLE, "title")
        self.how_far = label("", "lead")
        self.policy = label("", "quiet")
        self.owed = label("", "bad")
        self.take_in = button("", on_click=model.take_in)
        self.close_check = button(
            words.CLOSE, on_click=lambda: model.show(Panel.CLOSING)
        )
        self.earlier = QComboBox()
        self.list = ListPart()
        self.line = LinePart(model, rotation)
        self.closing = ClosingPart(model)
        self.closed = ClosedPart(model)
        self.begin = BeginPart(model)
        self._lay_out()
        self._connect()
        self._render()

    def arrive(self) -> None:
        """Come to this screen: read again, and go to where work goes on."""
        self.banner.clear()
        self._arriving = True
        self._model.arrive()

    def unsaved(self) -> Keep | None:
        """Return the work that keeps what is typed and not saved, for the lock."""
        return all_of((self.line.note.unsaved(), self.closing.unsaved()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """One key is one answer; a key that is held down answers once."""
        if not self._answers_here() or not self._did(event):
            super().keyPressEvent(event)

    # --- inside ----------------------------------------------------------------

    def _answers_here(self) -> bool:
        state = self._model.state
        is_line = state.page is not None and state.panel is Panel.LINE
        return is_line and self.line.isVisibleTo(self)

    def _did(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return event.key() in _ENTER or event.key() in _ANSWERS
        if event.matches(QKeySequence.StandardKey.Undo):
            self._model.take_back()
            return True
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        if key in _ENTER:
            self._model.all_right()
        elif key in _ANSWERS:
            self._model.answer(_ANSWERS[key])
        elif key == Qt.Key.Key_T:
            self._model.take_in()
        elif key == Qt.Key.Key_C:
            self._model.change_owed()
        else:
            return False
        return True

    def _lay_out(self) -> None:
        self._ways = group(row(self.take_in, self.close_check))
        far = row(self.how_far, self._ways)
        far.setStretch(0, 1)
        self._months = Field(words.EARLIER, self.earlier)
        self._beside = group(column(self.line, self.closing))
        self._sides = SideBySide(self.list, self._beside, letters=46, parts=(1, 1))
        content = column(
            self.title,
            self.banner,
            far,
            self.policy,
            self.owed,
            self.begin,
            self.closed,
            self._sides,
            self._months,
            None,
        )
        self.page = Page(content, letters=_LETTERS)
        self.setLayout(row(self.page, space=0))

    def _connect(self) -> None:
        model = self._model
        self.list.chosen.connect(model.choose)
        self.list.table.stepped.connect(model.mark)
        self.line.account_asked.connect(self.account_asked)
        self.line.password_done.connect(self._to_list)
        self.begin.go_asked.connect(self.go_asked)
        self.earlier.activated.connect(
            lambda at: model.choose_month(str(self.earlier.itemData(at)))
        )
        model.changed.connect(self._render)
        model.refused.connect(self._refused)
        model.news.connect(self.banner.show_news)
        model.went_on.connect(self._went_on)
        model.password_asked.connect(self._to_password)

    def _render(self) -> None:
        state, page = self._model.state, self._model.state.page
        for part in (self.begin, self.closed, self._sides, self._ways, self._months):
            part.setVisible(page is not None)
        if page is None:
            return
        has_begun = page.stage in (Stage.OPEN, Stage.CLOSED)
        self._draw_head(page, has_begun=has_begun)
        self.begin.setVisible(not has_begun)
        self.closed.setVisible(page.stage is Stage.CLOSED)
        self._sides.setVisible(has_begun and bool(page.rows))
        self._ways.setVisible(page.stage is Stage.OPEN and page.may_write)
        self._draw_months(page)
        if not has_begun:
            self.begin.draw(page, busy=state.busy)
        else:
            self._draw_parts(page, state)
        self._arrived(page, state)

    def _draw_parts(self, page: RoundPage, state: RoundState) -> None:
        line = state.line
        self.list.draw(page, line.row.account if line else None)
        self.line.draw(state)
        is_closing = state.panel is Panel.CLOSING
        self.line.setVisible(line is not None and not is_closing)
        self.closing.setVisible(is_closing)
        self._sides.setVisible(bool(page.rows) or is_closing)
        self.list.setVisible(bool(page.rows))
        if is_closing:
            self.closing.draw(
                state.shown.summary if state.shown else None, busy=state.busy
            )
        if page.stage is Stage.CLOSED and state.shown is not None:
            self.closed.draw(page, state.shown.summary, writing=state.writing)

    def _draw_head(self, page: RoundPage, *, has_begun: bool) -> None:
        self.title.setText(round_words.title(page.month) if has_begun else words.TITLE)
        far = round_words.how_far(
            page.looked_at, len(page.rows), page.left_out, page.late
        )
        self.how_far.setText(far)
        self.how_far.setVisible(has_begun)
        self.policy.setVisible(page.policy is not None)
        if page.policy is not None:
            name = page.policy.value
            asked = round_words.policy(name, page.every_months)
            self.policy.setText(f"{asked}. {round_words.honestly(name)}")
        owed = tuple(row.label for row in page.rows if row.is_owed)
        self.owed.setText(words.owed_by(owed))
        self.owed.setVisible(bool(owed) and page.stage is Stage.OPEN)
        is_over = page.next is None
        restyle(self.close_check, "kind", "act" if is_over else "plain")
        self.take_in.setText(words.take_in(page.newcomers))
        self.take_in.setVisible(bool(page.newcomers))

    def _draw_months(self, page: RoundPage) -> None:
        self._months.setVisible(bool(page.earlier))
        months = sorted({page.month, *page.earlier}, reverse=True)
        if [self.earlier.itemData(n) for n in range(self.earlier.count())] != months:
            self.earlier.clear()
            for month in months:
                self.earlier.addItem(spoken_month(month), month)
        self.earlier.setCurrentIndex(months.index(page.month))

    def _arrived(self, page: RoundPage, state: RoundState) -> None:
        """Put the keyboard where work goes on, when what there is to do is another."""
        before, self._stage = (self._stage, self._panel), page.stage
        self._panel = state.panel
        if not self._arriving and before == (page.stage, state.panel):
            return
        self._arriving = False
        if state.panel is Panel.CLOSING:
            self.closing.take_focus()
        elif page.stage is Stage.OPEN:
            self.closing.clear()
            self._to_list()
        elif page.stage is Stage.CLOSED:
            self.closing.clear()
            self.closed.take_focus()
        else:
            self.begin.take_focus()

    def _went_on(self) -> None:
        self.banner.clear()
        self._to_list()
        self.page.ensureWidgetVisible(self.line.title)

    def _to_list(self) -> None:
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_password(self) -> None:
        if not self._model.state.changing:
            self.banner.show_news(words.PASSWORD_WAITS, "", "warn")
        self.line.to_password()

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        say_beside(self, problem)
