"""Who can post as us, and what has to be changed. Decides nothing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from incidentkit.accounts.model import Reason
from incidentkit.desk.exposure_paper import PostLine
from incidentkit.desk.unfinished import all_of
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.exposure.emergencies import asked_box, told_box
from incidentkit.ui.screens.exposure.owed import OwedLines
from incidentkit.ui.screens.exposure.paper import Paper
from incidentkit.ui.screens.exposure.view_model import (
    ExposureState,
    ExposureViewModel,
    OwedLine,
)
from incidentkit.ui.typed_form import Keep, TypedForm
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.chooser import Chooser
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.find_line import FindLine
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.layout import (
    Page,
    SideBySide,
    column,
    empty,
    group,
    row,
)
from incidentkit.ui.widgets.refused import say_beside
from incidentkit.ui.widgets.table import Column, Rows, Table
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import exposure as said
from incidentkit.words.accounts import REASONS
from incidentkit.words.problems import Problem
from incidentkit.words.window import exposure as words
from incidentkit.words.window import left_forms as left_words

_EVENTS = tuple(r for r in Reason if r not in (Reason.POLICY, Reason.OTHER))
_LONGEST_REASON = 200
_LONGEST_DAY = 20  # 21 September 2026, and some spaces


class ExposureView(QWidget):
    """What has to be changed today, and everybody who can post, on any day.

    Signals:
        account_asked: Somebody wants to see this account.
        rotate_asked: Somebody wants to change this account's secret.
        leaving_asked: Somebody is leaving.
    """

    account_asked = Signal(object)
    rotate_asked = Signal(object)
    leaving_asked = Signal()

    def __init__(self, model: ExposureViewModel) -> None:
        super().__init__()
        self.model = model
        self._drawn: ExposureState | None = None
        self.banner = Banner()
        self.above = column(space=Space.SMALL)
        self.owed = OwedLines(model, self._rotate)
        self.finder = FindLine()
        self.rows: Rows[PostLine] = Rows(_COLUMNS, _key)
        self.table = Table(self.rows, words.TABLE)
        # The end of a name tells accounts of one platform apart.
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.day = line(longest=_LONGEST_DAY)
        self.show_day = button(words.SHOW, on_click=self._show_day)
        self.today = button(words.TODAY, on_click=self._today)
        self.count = label("", "quiet")
        self.leaving = button(words.LEAVING, on_click=self.leaving_asked.emit)
        self.happened = _Happened(model)
        self._lay_out()
        self.finder.textChanged.connect(self.rows.narrow)
        self.finder.went_down.connect(self.table.setFocus)
        self.table.opened.connect(lambda one: self.account_asked.emit(one.account))
        self.day.returnPressed.connect(self._show_day)
        model.changed.connect(self._render)
        model.refused.connect(self._refused)
        model.news.connect(self.banner.show_news)
        self._render()

    def arrive(self) -> None:
        """Read again, and go where one looks for somebody."""
        self.banner.clear()
        self.model.read()
        self.owed.arrive()
        self.finder.setFocus()

    def _lay_out(self) -> None:
        self.paper = paper = Paper(self.model)
        day = column(
            Field(words.DAY, self.day, words.DAY_HINT),
            group(Flow(self.show_day, self.today)),
            space=Space.TIGHT,
        )
        content = column(
            label(words.TITLE, "title"),
            self.banner,
            self.owed.offered,
            self.above,
            SideBySide(
                group(column(Field(words.FIND, self.finder), None)),
                group(day),
                letters=40,
                parts=(1, 1),
            ),
            self.count,
            self.table,
            label(words.LESS, "quiet"),
            row(self.leaving, None),
            self.happened,
            paper,
        )
        self.table.setSizeAdjustPolicy(Table.SizeAdjustPolicy.AdjustToContents)
        self.table.setMinimumHeight(self.fontMetrics().height() * _ROWS)
        self.setLayout(row(Page(content, letters=220), space=0))

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        say_beside(self, problem)

    def unsaved(self) -> Keep | None:
        """Return the work that keeps what is typed and not saved, for the lock."""
        return all_of((self.happened.unsaved(), self.owed.unsaved()))

    # --- drawing -----------------------------------------------------------

    def _render(self) -> None:
        state, before = self.model.state, self._drawn
        if state == before:
            return
        self._drawn = state
        self.rows.put(state.lines)
        self.today.setVisible(bool(state.day))
        accounts = len({one.account for one in state.lines})
        self.count.setText(self._counted(state, accounts))
        self.happened.offer(state.accounts)
        self.paper.draw(state.paper)
        if before is None or _above(before) != _above(state):
            self._draw_above(state)

    def _draw_above(self, state: ExposureState) -> None:
        boxes = self.owed.boxes(state.owed)
        empty(self.above)
        self._part(words.ASKED, [asked_box(self.model, one) for one in state.asked])
        self._part(words.EMERGENCIES, [told_box(self.model, one) for one in state.told])
        self._part(words.OWED, boxes)

    def _counted(self, state: ExposureState, accounts: int) -> str:
        if not state.is_read:
            return ""
        if not state.lines:
            return words.NOBODY
        shown = words.shown(len(state.lines), accounts)
        return f"{said.on_date(state.day)}: {shown}" if state.day else shown

    def _part(self, title: str, lines: list[QFrame]) -> None:
        if lines:
            self.above.addWidget(label(title, "heading"))
        for one in lines:
            self.above.addWidget(one)

    # --- pressed -----------------------------------------------------------

    def _rotate(self, one: OwedLine) -> None:
        self.rotate_asked.emit(one.account)

    def _show_day(self) -> None:
        self.model.show_day(self.day.text())

    def _today(self) -> None:
        self.day.clear()
        self.model.show_day("")
        self.day.setFocus()


class _Happened(Unfold):
    """The form that says that something happened to an account."""

    def __init__(self, model: ExposureViewModel) -> None:
        self.account = Chooser()
        self.reason = Chooser()
        self.reason.offer((one, REASONS[one.value].capitalize()) for one in _EVENTS)
        self.why = line("", _LONGEST_REASON)
        self.note = button(words.NOTE_IT, "act", on_click=self._note)
        left = model.left_forms()
        left.refused.connect(model.refused)
        self._fields = FormFields(
            {words.WHICH: self.account, words.WHAT: self.reason, words.WHY: self.why}
        )
        self._typed = TypedForm(left, self._fields)
        self.offered = self._typed.offered
        form = column(
            self.offered,
            Field(words.WHICH, self.account),
            Field(words.WHAT, self.reason),
            Field(words.WHY, self.why, value="reason"),
            row(self.note, None),
        )
        super().__init__(words.HAPPENED, group(form))
        self._model = model
        self.unfolded.connect(lambda: self._typed.look(left_words.HAPPENED))

    def offer(self, accounts: tuple[tuple[SubjectId, str], ...]) -> None:
        """Offer the accounts in use."""
        self.account.offer(accounts)

    def _note(self) -> None:
        account = self.account.currentData()
        if account is not None:
            reason = Reason(self.reason.currentData())
            why = self.why.text()
            about = SubjectId(account)
            sent = self._model.happened(about, reason, why, self._noted)
            self._typed.sent(sent)

    def unsaved(self) -> Keep | None:
        """Return the work that keeps what is typed; a choice alone is nothing typed."""
        return self._typed.unsaved() if self.why.text().strip() else None

    def _noted(self) -> None:
        self.why.clear()
        self.fold()


def _above(state: ExposureState) -> tuple[object, ...]:
    return state.asked, state.told, state.owed


def _key(one: PostLine) -> tuple[object, ...]:
    return (one.account, one.how, one.who, one.about)


def _about(one: PostLine) -> str:
    return f"{one.how}, {one.about}" if one.about else one.how


def _ring(one: PostLine) -> str:
    return f"{one.ring} {one.ring_number}".strip()


def _who(one: PostLine) -> str:
    return f"{one.who} {one.number}".strip()


_COLUMNS = (
    Column[PostLine](words.COLUMNS[0], lambda one: one.label, stretch=True),
    Column[PostLine](words.COLUMNS[1], _about, stretch=True),
    Column[PostLine](words.COLUMNS[2], _who),
    Column[PostLine](words.COLUMNS[3], lambda one: one.action, stretch=True),
    Column[PostLine](words.COLUMNS[4], _ring),
)
_ROWS = 14
