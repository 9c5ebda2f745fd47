"""The two steps with a recovery sheet: having it, and showing that one has it."""

from collections.abc import Callable

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from incidentkit.ui.screens.welcome.paper import pdf_of, write_on
from incidentkit.ui.screens.welcome.sheet_model import SheetViewModel
from incidentkit.ui.screens.welcome.steps import Step
from incidentkit.ui.widgets.banner import Banner, announce
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.code_canvas import CodeCanvas
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.layout import box, column, row
from incidentkit.ui.widgets.printed import offer_printers
from incidentkit.ui.widgets.progress import SHORT_MS, Progress
from incidentkit.ui.widgets.secret_line import SecretLine
from incidentkit.ui.widgets.text import label
from incidentkit.vault.recovery import GROUP
from incidentkit.words.problems import Problem
from incidentkit.words.sheet import LOOK_AGAIN
from incidentkit.words.window import shell
from incidentkit.words.window import welcome as words

# Room for what somebody may type between and around the letters of a group.
_LONGEST_TYPED = 3 * GROUP

Number = tuple[int, int]


class SheetPage(QWidget):
    """Shows the code, prints it and saves it. Nothing else on it holds the code."""

    def __init__(
        self,
        model: SheetViewModel,
        title: str,
        lead: str,
        number: Number,
        go: tuple[Callable[[], object], Callable[[], object]],
    ) -> None:
        super().__init__()
        self._model = model
        forth, back = go
        self.banner = Banner()
        self.canvas = CodeCanvas(words.SHEET_CODE)
        self._read_at = 0
        self.read = button(words.READ_GROUP, on_click=self._read_next)
        self.print = button(words.PRINT, on_click=self.ask_printer)
        self.save = button(words.SAVE, on_click=self.ask_path)
        self.have_it = button(words.HAVE_IT, "act", on_click=forth)
        self.back = button(shell.BACK, on_click=back)
        self.step = Step(
            title,
            lead,
            self.banner,
            box(column(self.canvas), "sunken"),
            column(row(self.print, self.save, None), row(self.read, None)),
            label(words.WHERE_TO_KEEP, "quiet"),
            buttons=(self.have_it, self.back),
            number=number,
        )
        self.setLayout(row(self.step, space=0))
        self.setFocusProxy(self.print)
        model.changed.connect(self._render)
        model.refused.connect(self._refused)

    def ask_printer(self) -> None:
        """Offer the printers there are, beside this window and not in its way."""
        if not offer_printers(self, words.SHEET_DOCUMENT, self.print_on):
            self.banner.show_news(words.NO_PRINTER, words.NO_PRINTER_BODY, "warn")

    def print_on(self, printer: QPrinter) -> None:
        """Print the sheet."""
        write_on(printer, self._model.text())
        self.banner.show_news(words.PRINTED)

    def ask_path(self) -> None:
        """Ask where to save the sheet."""
        dialog = QFileDialog(self, words.SAVE_TITLE)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(words.PDF_FILTER)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(words.SAVE_NAME)
        dialog.fileSelected.connect(self.save_as)
        dialog.open()

    def save_as(self, path: str) -> None:
        """Save the sheet as a PDF."""
        self._model.save(path, pdf_of(self._model.text()))

    def _read_next(self) -> None:
        groups = self._model.groups()
        if groups:
            at = self._read_at % len(groups)
            self._read_at = at + 1
            announce(self.read, f"{words.group(at + 1)}: {' '.join(groups[at])}")

    def _render(self) -> None:
        groups = self._model.groups()
        if not groups:
            self._read_at = 0
        self.canvas.paint_groups(groups)
        if self._model.state.saved_as:
            self.banner.show_news(words.saved(self._model.state.saved_as))
        elif not groups:
            self.banner.clear()

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)


class TypeBackPage(QWidget):
    """Asks for two groups of the sheet."""

    def __init__(
        self,
        model: SheetViewModel,
        finish: str,
        number: Number,
        go: tuple[Callable[[str], object], Callable[[], object]],
    ) -> None:
        super().__init__()
        self._model = model
        self._forth, back = go
        self.banner = Banner()
        self.progress = Progress(SHORT_MS)
        self.first, self.second = _group_line(), _group_line()
        self._fields = (Field("", self.first), Field("", self.second))
        self.finish = button(finish, "act", on_click=self._submit)
        self.back = button(words.SEE_AGAIN, on_click=back)
        self.step = Step(
            words.BACK_TITLE,
            words.BACK_LEAD,
            self.banner,
            *self._fields,
            self.progress,
            buttons=(self.finish, self.back),
            number=number,
        )
        self.setLayout(row(self.step, space=0))
        self.setFocusProxy(self.first)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self._submit)
        model.changed.connect(self._render)
        self._render()

    def be_busy(self, *, busy: bool) -> None:
        """Take nothing more while something is done."""
        for control in (self.first, self.second, self.finish, self.back):
            control.setEnabled(not busy)
        if not busy:
            self.progress.end()

    def offer_opening(self, what: str) -> None:
        """Offer nothing but to open: what the sheet is for is done."""
        self.finish.setText(what)
        self.back.hide()

    def holds_secret(self) -> bool:
        """Whether anything is typed in the fields."""
        return bool(self.first.text() or self.second.text())

    def wipe(self) -> None:
        """Empty the fields."""
        self.first.wipe()
        self.second.wipe()

    def _submit(self) -> None:
        self._forth(f"{self.first.text()} {self.second.text()}")

    def _render(self) -> None:
        state = self._model.state
        for field, number in zip(self._fields, state.asked, strict=True):
            field.rename(words.group(number))
        self._fields[1].say_wrong(LOOK_AGAIN if state.differs else "")
        if state.differs:
            self.first.setFocus()
            self.first.selectAll()


def _group_line() -> SecretLine:
    """Return a field that shows what is typed, and keeps no history of it."""
    made = SecretLine(longest=_LONGEST_TYPED)
    made.setEchoMode(SecretLine.EchoMode.Normal)
    return made
