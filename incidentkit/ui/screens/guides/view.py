"""A guide, one question or a few lines of advice at a time."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incidentkit.desk.guiding import Advice, Page, Question
from incidentkit.ui.design.tokens import MEASURE, Space
from incidentkit.ui.screens.guides.view_model import GuidesState, GuidesViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.choices import Choices
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.focus import focus_when_shown
from incidentkit.ui.widgets.layout import Page as Scrolled
from incidentkit.ui.widgets.layout import box, column, empty, group
from incidentkit.ui.widgets.printed import offer_printers, print_text
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import guides as words


class GuidesView(QWidget):
    """Draws a guide.

    Signals:
        left: Somebody goes back to where they came from.
    """

    left = Signal()

    def __init__(self, model: GuidesViewModel) -> None:
        super().__init__()
        self.model = self._model = model
        self._drawn: GuidesState | None = None
        self.banner = Banner()
        self.title = label(words.TITLE, "title")
        self.content = column(space=Space.LARGE)
        self.choices = Choices()
        self.next = button(words.GO_ON, "act", on_click=model.read_on)
        self.copy = button(words.COPY, "act", on_click=self._copy)
        self.print = button(words.PRINT, on_click=self.ask_printer)
        self.again = button(words.AGAIN, on_click=model.again)
        self.back = button(words.BACK, on_click=model.back)
        self.leave = button(words.LEAVE, "quiet", on_click=self._leave)
        self.incident = button(words.INCIDENT, on_click=model.become_incident)
        self._lay_out()
        self.choices.picked.connect(model.answer)
        model.changed.connect(self._render)
        model.refused.connect(self.banner.show_problem)

    def arrive(self) -> None:
        """Read the guides, and show which there are or the page somebody was on."""
        self.banner.clear()
        self._drawn = None
        self._model.load()
        self._render()

    def ask_printer(self) -> None:
        """Offer the printers there are, beside this window and not in its way."""
        if not offer_printers(self, words.DOCUMENT, self.print_on):
            self.banner.show_news(words.NO_PRINTER, words.NO_PRINTER_BODY, "warn")

    def print_on(self, printer: QPrinter) -> None:
        """Print the result."""
        print_text(printer, self._model.result)
        self.banner.show_news(words.PRINTED)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go one step back with Escape, and pick by number from anywhere."""
        number = event.key() - Qt.Key.Key_1
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
            self._back()
        elif self.choices.isVisibleTo(self) and 0 <= number < len(self.choices.buttons):
            self.choices.buttons[number].click()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.buttons = group(
            Flow(self.next, self.copy, self.print, self.again, self.back)
        )
        self.aside = group(Flow(self.incident, self.leave))
        content = column(
            self.title,
            label(words.NOTHING_KEPT, "quiet"),
            self.banner,
            group(self.content),
            self.choices,
            self.buttons,
            self.aside,
            None,
            space=Space.LARGE,
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.page = Scrolled(content, MEASURE, centred=True)
        outer.addWidget(self.page)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _back(self) -> None:
        if self._model.state.page is None:
            self.left.emit()
        else:
            self._model.back()

    def _leave(self) -> None:
        self._model.leave()
        self.left.emit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._model.result)
        self.banner.show_news(words.COPIED)

    def _render(self) -> None:
        state = self._model.state
        if state == self._drawn:
            return
        self._drawn = state
        self.banner.clear()
        empty(self.content)
        page = state.page
        self.title.setText(page.name if page else words.TITLE)
        asks = page is not None and page.question is not None
        over = page is not None and page.is_over
        self.choices.setVisible(asks)
        self.next.setVisible(page is not None and bool(page.advice))
        for part in (self.copy, self.print, self.again):
            part.setVisible(over)
        self.back.setVisible(state.can_go_back)
        self._draw(state, page)
        self.page.begin_at_top()

    def _draw(self, state: GuidesState, page: Page | None) -> None:
        if page is None:
            self._draw_offered(state)
        elif page.question is not None:
            self._draw_question(page, page.question)
        elif page.advice:
            self.content.addWidget(label(page.phase, "quiet"))
            for advice in page.advice:
                self.content.addWidget(_advice(advice))
            focus_when_shown(self.next)
        else:
            self._draw_result(page)

    def _draw_offered(self, state: GuidesState) -> None:
        self.content.addWidget(label(words.WHICH, "heading"))
        for number, guide in enumerate(state.offered):
            go = partial(self._model.open, guide.slug)
            made = button(guide.name, "choice", on_click=go)
            made.setAccessibleDescription(guide.says)
            said = column(made, label(guide.says, "quiet"), space=Space.TIGHT)
            self.content.addWidget(group(said))
            if number == 0:
                focus_when_shown(made)

    def _draw_question(self, page: Page, question: Question) -> None:
        self.content.addWidget(label(page.phase, "quiet"))
        parts = [label(question.title, "heading"), label(question.why)]
        parts += [label(f"\u2022  {how}", "quiet") for how in question.how]
        parts += [
            label(f"{choice.label}: {choice.means}", "quiet")
            for choice in question.choices
            if choice.means
        ]
        self.content.addWidget(group(column(*parts, space=Space.SMALL)))
        self.choices.offer([choice.label for choice in question.choices])
        focus_when_shown(self.choices.buttons[0])

    def _draw_result(self, page: Page) -> None:
        self.content.addWidget(label(words.RESULT, "heading"))
        if not page.came_to:
            self.content.addWidget(label(words.NOTHING))
        for advice in page.came_to:
            self.content.addWidget(_advice(advice))
        answered = [label(words.ANSWERED, "strong")]
        answered += [label(f"{asked}  {said}", "quiet") for asked, said in page.asked]
        if page.asked:
            self.content.addWidget(group(column(*answered, space=Space.TIGHT)))
        focus_when_shown(self.copy)


def _advice(advice: Advice) -> QWidget:
    parts = [label(advice.title, "strong"), label(advice.why)]
    parts += [label(f"\u2022  {how}", "quiet") for how in advice.how]
    return box(column(*parts, space=Space.TIGHT), "card", Space.MEDIUM)
