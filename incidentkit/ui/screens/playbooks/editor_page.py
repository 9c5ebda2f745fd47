"""The editor: the text, the form beside it, the check, the difference, and using it."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from incidentkit.desk.playbooks import Remark
from incidentkit.playbooks.model import Verb
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.playbooks.editor_boxes import (
    BackBox,
    ConflictBox,
    KeepBox,
    LeftBox,
    MovedBox,
    note_box,
)
from incidentkit.ui.screens.playbooks.editor_model import EditorState, EditorViewModel
from incidentkit.ui.screens.playbooks.step_form import StepForm
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.difference_view import DifferenceView
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import (
    Page,
    SideBySide,
    box,
    column,
    empty,
    group,
    row,
)
from incidentkit.ui.widgets.source_text import SourceText
from incidentkit.ui.widgets.text import label, restyle
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words.window import playbooks as words

_MOST_REMARKS = 12
_STEP = re.compile(rf"^ *- +(?:{'|'.join(Verb)}|phase): +(.+)$")
_LETTERS = 40


class EditorPage(QWidget):
    """Forwards what is typed and draws one state.

    Signals:
        left: Back to the playbook, by its slug; empty for the list.
    """

    left = Signal(str)

    def __init__(self, model: EditorViewModel) -> None:
        super().__init__()
        self._model = model
        self._remarks: tuple[Remark, ...] | None = None
        self._steps: tuple[tuple[str, int], ...] = ()
        self.remark_buttons: list[QWidget] = []
        self.back = button(words.ALL, "quiet", on_click=self.leave)
        self.title = label("", "title")
        self.only_leads = label(words.ONLY_LEADS, "warn")
        self.banner = Banner()
        self.note, self.note_said = note_box(words.NOTE)
        self.left_box = LeftBox(model.put_back, model.drop_left)
        self.conflict = ConflictBox(model.comparing)
        self.moved = MovedBox()
        self.leaving = self._leaving()
        self.steps = _chooser()
        self.text = SourceText()
        self.status = label("", "strong")
        self.remarks = column(space=Space.HAIR)
        self.form = StepForm()
        self.keep = KeepBox()
        self.back_box = BackBox()
        self.difference = DifferenceView()
        self.own_only = label(words.OWN_ONLY, "quiet")
        self.compare = Unfold(
            words.SHOW_DIFFERENCE, group(column(self.own_only, self.difference))
        )
        self.setLayout(row(Page(self._content(), letters=220), space=0))
        self._connect()

    def leave(self) -> None:
        """Go back; with changes that nobody uses yet, ask first."""
        if self._model.state.is_changed:
            self.leaving.show()
            self.later.setFocus()
        else:
            self._go()

    def take_focus(self) -> None:
        """Put the keyboard into the text."""
        self.text.setFocus()

    def draw(self) -> None:
        """Draw the state."""
        state = self._model.state
        opened = state.opened
        if opened is None:
            return
        self.title.setText(opened.name)
        self.note.setVisible(bool(state.note))
        self.note_said.setText(state.note)
        self.left_box.draw(opened)
        may = opened.may_change
        self.only_leads.setVisible(not may)
        self.text.setReadOnly(not may)
        self.keep.setVisible(may)
        self.conflict.draw(opened.versions, may=may)
        self.moved.draw(opened, shown=state.moved_on)
        self.back_box.draw(opened)
        self.form.draw(state.block, state.line, may_change=may)
        self._draw_check(state)
        self._draw_steps(state.text, state.line)
        self.own_only.setVisible(not opened.shipped)
        self.difference.setVisible(bool(opened.shipped))
        if state.lines is not None:
            self.difference.show_lines(state.lines)

    # --- inside ----------------------------------------------------------

    def _content(self) -> QVBoxLayout:
        text_side = group(
            column(
                Field(words.GO_TO, self.steps),
                self.status,
                Field(words.EDITOR, self.text),
                self.compare,
            )
        )
        self.said = box(
            column(label(words.REMARKS, "heading"), group(self.remarks)),
            "card",
            Space.MEDIUM,
        )
        form = box(column(self.form))
        form_side = group(column(self.said, form, self.keep, self.back_box, None))
        return column(
            row(self.back, None),
            self.title,
            self.only_leads,
            self.banner,
            self.leaving,
            self.note,
            self.left_box,
            self.conflict,
            self.moved,
            SideBySide(text_side, form_side, letters=60, parts=(5, 3)),
        )

    def _leaving(self) -> QWidget:
        self.later = button(words.LEAVE_LATER, on_click=self._model.leave_for_later)
        self.stay = button(words.STAY, on_click=self._stay)
        made = box(
            column(
                label(words.LEAVE_TITLE, "strong"),
                label(words.LEAVE_BODY),
                group(Flow(self.later, self.stay)),
                space=Space.SMALL,
            ),
            "warn",
            Space.MEDIUM,
        )
        made.hide()
        return made

    def _connect(self) -> None:
        model = self._model
        self.text.textChanged.connect(lambda: model.typed(self.text.toPlainText()))
        self.text.moved.connect(model.move)
        self.form.changed.connect(model.set_field)
        self.keep.asked.connect(model.keep)
        self.back_box.asked.connect(model.go_back)
        self.conflict.chosen.connect(model.choose)
        self.moved.take_asked.connect(self._take_in)
        self.moved.stand_asked.connect(model.stand)
        self.steps.activated.connect(self._go_to_step)
        self.compare.unfolded.connect(model.compare)
        model.changed.connect(self.draw)
        model.text_set.connect(self._show_text)
        model.went_to.connect(self.text.go_to)
        model.refused.connect(self.banner.show_problem)
        model.kept.connect(self._kept)
        model.went_back.connect(self._went_back)
        model.left_later.connect(self._go)

    def _show_text(self, text: str) -> None:
        if self._model.state.is_changed:
            self.text.put(text)
        else:
            self.text.put_fresh(text)

    def _draw_check(self, state: EditorState) -> None:
        bad = sum(r.is_bad for r in state.remarks)
        if not state.checked:
            said, part = words.CHECKING, "quiet"
        elif not state.remarks:
            said, part = words.CHECKED_WELL, "good"
        else:
            said = words.to_put_right(bad, len(state.remarks) - bad)
            part = "bad" if bad else "warn"
        self.status.setText(said)
        restyle(self.status, "part", part)
        another = words.own_playbook(state.opened.name) if state.opened else ""
        cannot = state.checked and not state.readable
        self.keep.draw(
            words.NOT_YET_READABLE if cannot else "",
            another if state.is_another else "",
            may=state.checked and state.readable,
            busy=state.keeping,
        )
        if state.remarks != self._remarks:
            self._remarks = state.remarks
            self._draw_remarks(state.remarks)
        self.said.setVisible(bool(state.remarks))
        self.text.mark(r.line - 1 for r in state.remarks if r.line)

    def _draw_remarks(self, remarks: tuple[Remark, ...]) -> None:
        empty(self.remarks)
        self.remark_buttons = []
        for remark in remarks[:_MOST_REMARKS]:
            self.remarks.addWidget(self._remark(remark))
        if len(remarks) > _MOST_REMARKS:
            more = words.more_remarks(len(remarks) - _MOST_REMARKS)
            self.remarks.addWidget(label(more, "quiet"))

    def _remark(self, remark: Remark) -> QWidget:
        said: QLabel = label(remark.says, "bad" if remark.is_bad else "warn")
        if not remark.line:
            return said
        go = button(words.here(remark.line), "quiet")
        go.setAccessibleDescription(remark.says)
        go.clicked.connect(lambda _checked=False: self._go_to(remark.line - 1))
        self.remark_buttons.append(go)
        made = row(go, said)
        made.setStretchFactor(said, 1)
        return group(made)

    def _go_to(self, line: int) -> None:
        self._model.go_to(line)
        self.text.setFocus()

    def _draw_steps(self, text: str, line: int) -> None:
        found = tuple(
            (match[1], number)
            for number, line in enumerate(text.split("\n"))
            if (match := _STEP.match(line)) is not None
        )
        if found != self._steps:
            self._steps = found
            self.steps.clear()
            for title, number in found:
                self.steps.addItem(title, number)
        above = [n for n, (_, number) in enumerate(found) if number <= line]
        self.steps.setCurrentIndex(above[-1] if above else -1)

    def _go_to_step(self, place: int) -> None:
        self._go_to(int(self.steps.itemData(place)))

    def _take_in(self) -> None:
        self._model.take_in()
        self.banner.show_news(words.TAKE_IN, words.TAKEN_IN, "warn")

    def _stay(self) -> None:
        self.leaving.hide()
        self.text.setFocus()

    def _go(self) -> None:
        opened = self._model.state.opened
        self.leaving.hide()
        self.keep.clear()
        self.left.emit(opened.slug if opened else "")

    def _kept(self, name: str, version: str) -> None:
        self.keep.clear()
        self.banner.show_news(words.KEPT, words.kept_as(name, version))

    def _went_back(self) -> None:
        self.back_box.unfold.fold()
        self.back_box.why.clear()
        self._go()


def _chooser() -> QComboBox:
    made = QComboBox()
    made.setSizeAdjustPolicy(
        QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    )
    made.setMinimumContentsLength(_LETTERS // 2)
    return made
