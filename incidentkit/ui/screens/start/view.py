"""The screen that starts a response. It is made to be answered without reading twice."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from incidentkit.ui.design.tokens import MEASURE, Space
from incidentkit.ui.screens.start.view_model import NO_ACCOUNT, Choice, StartViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.choices import Choices
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.find_line import FindLine
from incidentkit.ui.widgets.layout import Page, box, column, empty, group, row
from incidentkit.ui.widgets.text import label, short_label
from incidentkit.words.window import start as words

_SHOWN = 9


class StartView(QWidget):
    """Two questions, one after the other, on one page."""

    def __init__(self, model: StartViewModel) -> None:
        super().__init__()
        self._model = model
        self.banner = Banner()
        self.under_way = column(space=Space.TIGHT)
        self.under_way_box = box(
            column(label(words.OPEN_ONES, "strong"), self.under_way), "warn"
        )
        self.finder = FindLine()
        self.list = QListWidget()
        self.not_listed = button(
            words.NOT_LISTED, "choice", on_click=lambda: model.choose(NO_ACCOUNT)
        )
        self.which = self._which()
        self.chosen = short_label("", "lead")
        self.again = button(words.CHANGE, "quiet", on_click=model.choose_again)
        self.question = label("", "heading")
        self.hints = label("", "quiet")
        self.answers = Choices()
        self.second = self._second()
        self._lay_out()
        self._connect()

    def arrive(self) -> None:
        """Ask anew, with the cursor where the first answer is typed or chosen."""
        self.banner.clear()
        self.finder.clear()
        self._model.begin()
        self.finder.setFocus()

    def _which(self) -> QWidget:
        return group(
            column(
                label(words.WHICH, "heading"),
                Field(words.FIND, self.finder),
                self.list,
                self.not_listed,
            )
        )

    def _second(self) -> QWidget:
        return group(
            column(
                row(self.chosen, self.again, None),
                self.question,
                self.answers,
                self.hints,
            )
        )

    def _lay_out(self) -> None:
        content = column(
            label(words.TITLE, "title"),
            label(words.BODY, "lead"),
            self.banner,
            self.under_way_box,
            self.which,
            self.second,
            None,
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Page(content, MEASURE, centred=True))

    def _connect(self) -> None:
        self.finder.textChanged.connect(self._draw_list)
        self.finder.returnPressed.connect(self._pick_first)
        self.finder.went_down.connect(self._go_to_list)
        self.list.setAccessibleName(words.WHICH)
        self.list.itemActivated.connect(self._picked)
        self.list.itemClicked.connect(self._picked)
        self.answers.picked.connect(self._model.answer)
        self._model.changed.connect(self._render)
        self._model.refused.connect(self.banner.show_problem)

    def _render(self) -> None:
        state = self._model.state
        chosen = state.account
        self.which.setVisible(chosen is None)
        self.second.setVisible(chosen is not None)
        self.under_way_box.setVisible(bool(state.under_way) and chosen is None)
        self.question.setText(words.can_you(state.question))
        self.hints.setText("\n".join(state.hints))
        self.answers.setEnabled(not state.busy)
        self._draw_under_way(state.under_way)
        self._draw_list()
        if chosen is not None and not self.answers.isAncestorOf(self.focusWidget()):
            self.chosen.setText(chosen.label or words.NOT_LISTED)
            self.answers.offer(state.answers)
            self.answers.buttons[0].setFocus()

    def _draw_under_way(self, found: tuple[Choice, ...]) -> None:
        empty(self.under_way)
        for choice in found:
            go_on = button(
                words.GO_ON, on_click=partial(self._model.go_on, choice.subject)
            )
            go_on.setAccessibleName(f"{words.GO_ON}: {choice.label}")
            name = label(choice.label)
            line = row(name, go_on)
            line.setStretchFactor(name, 1)
            self.under_way.addWidget(group(line))

    def _draw_list(self) -> None:
        wanted = self.finder.text().casefold().split()
        self.list.clear()
        for choice in self._model.state.accounts:
            if all(word in choice.label.casefold() for word in wanted):
                item = QListWidgetItem(choice.label)
                item.setData(Qt.ItemDataRole.UserRole, choice)
                self.list.addItem(item)
        rows = min(_SHOWN, max(1, self.list.count()))
        height = self.list.sizeHintForRow(0) if self.list.count() else 30
        self.list.setFixedHeight(height * rows + Space.SMALL)
        self.list.setVisible(self.list.count() > 0)

    def _pick_first(self) -> None:
        if self.list.count():
            self._picked(self.list.item(0))

    def _go_to_list(self) -> None:
        if self.list.count():
            self.list.setFocus()
            self.list.setCurrentRow(0)

    def _picked(self, item: QListWidgetItem) -> None:
        self._model.choose(item.data(Qt.ItemDataRole.UserRole))
