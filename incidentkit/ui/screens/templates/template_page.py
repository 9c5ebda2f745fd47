"""One template: its text, the message it makes, what the check says, and using it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from incidentkit.desk.playbooks import Remark
from incidentkit.desk.templates import Looked, TemplatePage
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.templates.boxes import (
    BackBox,
    KeepBox,
    WelshBox,
    preview_box,
)
from incidentkit.ui.screens.templates.view_model import TemplatesViewModel
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
from incidentkit.ui.widgets.text import harmless, label, restyle
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words.problems import Problem
from incidentkit.words.templates import AUDIENCES, LANGUAGES, VARIANTS
from incidentkit.words.window import templates as words

_MOST_REMARKS = 12


class OneTemplate(QWidget):
    """Forwards what is typed and draws one state."""

    def __init__(self, model: TemplatesViewModel) -> None:
        super().__init__()
        self._model = model
        self._remarks: tuple[Remark, ...] | None = None
        self._asked: TemplatePage | None = None
        self.remark_buttons: list[QWidget] = []
        self.back = button(words.ALL, "quiet", on_click=self.leave)
        self.title = label("", "title")
        self.about = label("", "quiet")
        self.only_leads = label(words.ONLY_LEADS, "warn")
        self.banner = Banner()
        self.leaving = self._question(
            words.LEAVE_TITLE,
            words.LEAVE_BODY,
            (words.THROW_AWAY, self._throw_away),
            (words.STAY, self._stay),
        )
        self.waiting = self._question(
            words.LEFT,
            "",
            (words.PUT_BACK, model.put_back),
            (words.THROW_LEFT, model.drop_left),
        )
        self.conflict = self._question(
            words.CONFLICT, words.CONFLICT_BODY, (words.SEE_OTHER, model.see_other)
        )
        self.text = SourceText()
        self.status = label("", "strong")
        self.remarks = column(space=Space.HAIR)
        self.preview_box, self.preview = preview_box()
        self.lengths = label("", "quiet")
        self.picture = label("")
        self.asks = label("")
        self.keep, self.back_box, self.welsh = KeepBox(), BackBox(), WelshBox()
        self.difference = DifferenceView(words.DIFFERENCE)
        self.compare = Unfold(words.SHOW_DIFFERENCE, group(column(self.difference)))
        self.page = Page(self._content(), letters=220)
        self.setLayout(row(self.page, space=0))
        self._connect()

    def leave(self) -> None:
        """Go back; with changes that nobody uses yet, ask first."""
        if self._model.state.is_changed:
            self.leaving.show()
            self.page.ensureWidgetVisible(self.leaving)
            self.leaving.findChildren(type(self.back))[1].setFocus()
        else:
            self._go()

    def draw(self) -> None:
        """Draw the state."""
        state = self._model.state
        page = state.page
        if page is None:
            return
        may = page.may_change
        self.only_leads.setVisible(not may)
        self.text.setReadOnly(not may)
        self.keep.setVisible(may)
        self.waiting.setVisible(state.left is not None and may)
        self.back_box.draw(page)
        self.welsh.draw(page, is_changed=state.is_changed, busy=state.busy)
        self.compare.setVisible(bool(page.shipped))
        if state.looked is not None:
            self._draw_looked(state.looked, checked=state.checked)
        readable = state.looked is not None and state.looked.is_readable
        self.conflict.setVisible(bool(page.others) and may)
        is_another = state.is_changed or bool(page.others)
        ready = state.checked and readable and is_another
        self.keep.draw(may=ready and not state.busy)
        if state.lines is not None:
            self.difference.show_lines(state.lines)
        if page is not self._asked:
            self._draw_head(page)

    # --- inside ----------------------------------------------------------

    def _content(self) -> QVBoxLayout:
        said = box(
            column(label(words.REMARKS, "heading"), self.status, group(self.remarks)),
            "card",
            Space.MEDIUM,
        )
        self.note = box(
            column(label(words.PICTURE, "heading"), self.picture),
            "card",
            Space.MEDIUM,
        )
        asks = box(
            column(label(words.ASKS, "heading"), self.asks), "card", Space.MEDIUM
        )
        text_side = group(
            column(Field(words.EDITOR, self.text), said, self.compare, asks, None)
        )
        message_side = group(
            column(
                self.preview_box,
                self.lengths,
                self.note,
                self.welsh,
                self.keep,
                self.back_box,
                None,
            )
        )
        return column(
            row(self.back, None),
            self.title,
            self.about,
            self.only_leads,
            self.banner,
            self.leaving,
            self.waiting,
            self.conflict,
            SideBySide(text_side, message_side, letters=60),
        )

    def _question(
        self, title: str, body: str, *ways: tuple[str, Callable[[], None]]
    ) -> QWidget:
        buttons = [button(name, on_click=act) for name, act in ways]
        said = (label(body),) if body else ()
        made_box = box(
            column(
                label(title, "strong"), *said, group(Flow(*buttons)), space=Space.SMALL
            ),
            "warn",
            Space.MEDIUM,
        )
        made_box.hide()
        return made_box

    def _connect(self) -> None:
        model = self._model
        self.text.textChanged.connect(lambda: model.typed(self.text.toPlainText()))
        self.keep.asked.connect(model.keep)
        self.back_box.asked.connect(model.go_back)
        self.welsh.approved.connect(model.approve)
        self.welsh.stopped.connect(model.stop)
        self.compare.unfolded.connect(model.compare)
        model.changed.connect(self.draw)
        model.text_set.connect(self._show_text)
        model.news.connect(self._done)
        model.refused.connect(self._refused)

    def _draw_head(self, page: TemplatePage) -> None:
        self._asked = page
        shown = page.row
        self.title.setText(f"{shown.id} {shown.title}")
        self.about.setText(
            words.about(
                VARIANTS[shown.variant],
                LANGUAGES[shown.language],
                AUDIENCES[shown.audience],
                shown.playbooks,
            )
        )
        asked = [f"{{{{ {name} }}}}  {said}" for name, said in page.fields]
        asked += [f"{{{{# {name} }}}}  {said}" for name, said in page.parts]
        self.asks.setText("\n".join(asked))

    def _draw_looked(self, looked: Looked, *, checked: bool) -> None:
        bad = sum(r.is_bad for r in looked.remarks)
        if not checked:
            said, part = words.CHECKING, "quiet"
        elif not looked.remarks:
            said, part = words.CHECKED_WELL, "good"
        else:
            said = words.to_put_right(bad, len(looked.remarks) - bad)
            part = "bad" if bad else "warn"
        self.status.setText(said)
        restyle(self.status, "part", part)
        preview = looked.preview if looked.is_readable else words.NO_PREVIEW
        if self.preview.toPlainText() != harmless(preview):
            self.preview.setPlainText(harmless(preview))
        self.lengths.setText(
            " ".join(
                words.length(n.place, n.count, n.limit, fits=n.fits)
                for n in looked.lengths
            )
        )
        self.lengths.setVisible(bool(looked.lengths))
        self.picture.setText(looked.alt_text)
        self.note.setVisible(bool(looked.alt_text))
        if looked.remarks != self._remarks:
            self._draw_remarks(looked.remarks)
        self.text.mark(r.line - 1 for r in looked.remarks if r.line)

    def _draw_remarks(self, remarks: tuple[Remark, ...]) -> None:
        self._remarks = remarks
        empty(self.remarks)
        self.remark_buttons = []
        for remark in remarks[:_MOST_REMARKS]:
            self.remarks.addWidget(self._remark(remark))

    def _remark(self, remark: Remark) -> QWidget:
        said = label(remark.says, "bad" if remark.is_bad else "warn")
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
        self.text.go_to(line)
        self.text.setFocus()

    def _show_text(self, text: str) -> None:
        if self._model.state.is_changed:
            self.text.put(text)
        elif self.text.toPlainText() != text:
            self.text.put_fresh(text)

    def _throw_away(self) -> None:
        self.leaving.hide()
        self._go()

    def _stay(self) -> None:
        self.leaving.hide()
        self.text.setFocus()

    def _go(self) -> None:
        self.banner.clear()
        self.keep.why.clear()
        self._model.close()

    def _done(self, news: str) -> None:
        self.keep.why.clear()
        self.back_box.clear()
        self.welsh.clear()
        self.banner.show_news(news)
        self.page.ensureWidgetVisible(self.banner)

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        self.page.ensureWidgetVisible(self.banner)
