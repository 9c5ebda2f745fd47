"""The self-report card: to give away, and to read what comes back."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QFileDialog,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from incidentkit.desk.self_report import Report
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.screens.self_report.view_model import (
    CardState,
    Running,
    SelfReportViewModel,
)
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.choices import Choices
from incidentkit.ui.widgets.field import Field, TextBox, line
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
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.printed import offer_printers, print_text
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import self_report as words

_LINES_OF_CARD = 14
_LINES_TO_PASTE = 8


class SelfReportView(QWidget):
    """Draws a reply on one side and the card on the other.

    Signals:
        left: Somebody goes back to where they came from.
    """

    left = Signal()

    def __init__(self, model: SelfReportViewModel, left: LeftForms) -> None:
        super().__init__()
        self._model = model
        self.banner = Banner()
        self.back = button(words.BACK, "quiet", on_click=self.left.emit)
        self.card = CardSide(model, self.banner)
        self.reply = ReplySide(model, left)
        both = SideBySide(self.reply, self.card, letters=44, parts=(1, 1))
        content = column(
            row(self.back, None),
            label(words.TITLE, "title"),
            label(words.LEAD, "lead"),
            self.banner,
            both,
            None,
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.page = Page(content, letters=190)
        outer.addWidget(self.page)
        model.changed.connect(self._render)
        model.refused.connect(self.banner.show_problem)

    def arrive(self) -> None:
        """Read again, with the cursor where a reply is pasted."""
        self.banner.clear()
        self._model.load()
        self.reply.arrive()
        self.page.begin_at_top()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _render(self) -> None:
        state = self._model.state
        self.card.draw(state)
        self.reply.draw(state)
        if state.saved:
            self.banner.show_news(words.saved(state.saved))
        elif state.filed:
            self.banner.show_news(words.filed(state.filed))


class CardSide(QWidget):
    """The card as it will read, and the ways to give it away."""

    def __init__(self, model: SelfReportViewModel, banner: Banner) -> None:
        super().__init__()
        self._model = model
        self._banner = banner
        self.forms = Choices(beside=True)
        self.forms.offer(list(words.FORMS.values()))
        self.forms.picked.connect(self._choose)
        self.contact = line(longest=200)
        self.contact.textEdited.connect(model.say_contact)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        rows = self.text.fontMetrics().lineSpacing() * _LINES_OF_CARD
        self.text.setMinimumHeight(rows)
        self.missing = label("", "warn")
        self.who = label("", "quiet")
        self.copy = button(words.COPY, "act", on_click=self._copy)
        self.print = button(words.PRINT, on_click=self.ask_printer)
        self.save = button(words.SAVE, on_click=self.ask_path)
        content = column(
            label(words.THE_CARD, "heading"),
            Field(words.CONTACT, self.contact, words.CONTACT_HINT),
            self.forms,
            Field(words.TEXT, self.text),
            self.missing,
            self.who,
            group(Flow(self.copy, self.print, self.save)),
            None,
        )
        self.setLayout(column(box(content)))

    def draw(self, state: CardState) -> None:
        """Show the card, and which of its forms."""
        if self.contact.text() != state.places.contact:
            self.contact.setText(state.places.contact)
        if self.text.toPlainText() != state.card.text:
            self.text.setPlainText(state.card.text)
        for made, form in zip(self.forms.buttons, words.FORMS, strict=True):
            made.setCheckable(form == state.form)
            made.setChecked(form == state.form)
        self.missing.setText(words.missing(state.card.missing))
        self.missing.setVisible(bool(state.card.missing))
        self.who.setText(words.who_reads(state.places.readers))

    def ask_printer(self) -> None:
        """Offer the printers there are, beside this window and not in its way."""
        if not offer_printers(self, words.TITLE, self.print_on):
            self._banner.show_news(words.NO_PRINTER, words.NO_PRINTER_BODY, "warn")

    def print_on(self, printer: QPrinter) -> None:
        """Print the card."""
        print_text(printer, self._model.state.card.text)
        self._banner.show_news(words.PRINTED)

    def ask_path(self) -> None:
        """Ask where to save the card."""
        dialog = QFileDialog(self, words.SAVE_TITLE)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(words.TEXT_FILTER)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(words.SAVE_NAME)
        dialog.fileSelected.connect(self._model.save)
        dialog.open()

    def _choose(self, said: str) -> None:
        self._model.choose_form(next(f for f, t in words.FORMS.items() if t == said))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._model.state.card.text)
        self._banner.show_news(words.COPIED)


class ReplySide(QWidget):
    """Where a reply is pasted, how it is understood, and where it goes."""

    def __init__(self, model: SelfReportViewModel, left: LeftForms) -> None:
        super().__init__()
        self._model = model
        self._left = left
        self._drawn: Report | None = None
        self._running: tuple[Running, ...] = ()
        self.offered = OfferedBack(left)
        self.paste = TextBox(_LINES_TO_PASTE)
        self.lines = column(space=Space.SMALL)
        self.begin = button(words.BEGIN, "act", on_click=model.start_response)
        self.running = column(space=Space.TIGHT)
        self.into = group(column(label(words.FILE_INTO, "strong"), self.running))
        self.understood = group(
            column(group(self.lines), row(self.begin, None), self.into)
        )
        content = column(
            label(words.REPLY, "heading"),
            self.offered,
            Field(words.PASTE, self.paste, words.PASTE_HINT),
            self.understood,
            None,
        )
        self.setLayout(column(box(content)))
        self.understood.hide()
        self.paste.textChanged.connect(lambda: model.paste(self.paste.text()))
        self.offered.wanted.connect(self._put_back)

    def arrive(self) -> None:
        """Take the keyboard, and offer what was left."""
        self._left.look(words.LEFT_TITLE)
        self.paste.setFocus()

    def draw(self, state: CardState) -> None:
        """Show how the reply is understood."""
        report = state.report
        self.understood.setVisible(report is not None)
        self.begin.setEnabled(not state.busy)
        self.into.setVisible(bool(state.running))
        self._draw_running(state.running)
        if report == self._drawn:
            return
        self._drawn = report
        empty(self.lines)
        if report is None:
            self.paste.clear()  # it went where it belongs
        else:
            self._draw_report(report, state)

    def _put_back(self, fields: dict[str, str]) -> None:
        self.paste.setPlainText(fields.get(words.REPLY, ""))

    def _draw_report(self, report: Report, state: CardState) -> None:
        if report.is_empty:
            said = words.NOT_UNDERSTOOD_BODY
            self.lines.addWidget(label(words.NOT_UNDERSTOOD, "warn"))
            self.lines.addWidget(label(said, "quiet"))
        else:
            self.lines.addWidget(label(words.UNDERSTOOD, "strong"))
        if report.danger:
            self.lines.addWidget(label(words.DANGER, "bad"))
        for name, title in state.labels:
            text = report.of(name)
            if text or not report.is_empty:
                self.lines.addWidget(_line(title, text))
        if report.beyond:
            self.lines.addWidget(_line(words.BEYOND, report.beyond))

    def _draw_running(self, running: tuple[Running, ...]) -> None:
        if running == self._running:
            return
        self._running = running
        empty(self.running)
        for each in running:
            go = partial(self._model.file_into, each.incident)
            put = button(words.PUT_INTO, on_click=go)
            put.setAccessibleName(f"{words.PUT_INTO}: {each.label}")
            name = label(each.label)
            made = row(name, put)
            made.setStretchFactor(name, 1)
            self.running.addWidget(group(made))


def _line(title: str, text: str) -> QWidget:
    said = breaking_label(text) if text else label(words.LEFT_EMPTY, "quiet")
    return group(column(label(title, "small"), said, space=Space.HAIR))
