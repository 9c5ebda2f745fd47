"""The three leaves of the log: what happened, whether it is intact, the report."""

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHeaderView, QVBoxLayout, QWidget

from incidentkit.desk.checking import Verdict
from incidentkit.desk.log_lines import LogPage, LogRow
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.log.view_model import LogViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.find_line import FindLine
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.folder_line import FolderLine
from incidentkit.ui.widgets.layout import SideBySide, box, column, empty, group, row
from incidentkit.ui.widgets.progress import SHORT_MS, Progress
from incidentkit.ui.widgets.table import Column, Rows, Table
from incidentkit.ui.widgets.text import harmless, label, restyle
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.verification import TO_COMPARE, head_missing
from incidentkit.words.window import log as words

_LEAST_LINES = 8
_WHO_LETTERS = 26
_LONGEST_DIGEST = 200
_MOST_HEADS = 5


class Happened(QWidget):
    """Every line, newest first, narrowed to an incident and to what is typed."""

    def __init__(self, model: LogViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: LogPage | None = None
        self.incident = chooser()
        self.finder = FindLine()
        self.rows: Rows[LogRow] = Rows(_COLUMNS, lambda one: one.digest)
        self.table = Table(self.rows, words.LINES)
        self.count = label("", "quiet")
        self.whole = TextBox(3)
        self.whole.setReadOnly(True)
        fields = SideBySide(
            Field(words.OF_WHAT, self.incident),
            Field(words.FIND, self.finder, words.FIND_HINT),
            letters=30,
            parts=(1, 1),
        )
        layout = column(
            fields, self.count, self.table, Field(words.WHOLE_LINE, self.whole)
        )
        layout.setStretchFactor(self.table, 1)
        layout.setContentsMargins(0, Space.MEDIUM, 0, 0)
        self.setLayout(layout)
        self.incident.activated.connect(self._choose)
        self.finder.textChanged.connect(self._narrow)
        self.finder.went_down.connect(self._go_down)
        self.table.chosen.connect(self._show_whole)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Keep room for lines, whatever the text's size."""
        if event.type() is QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def draw(self, page: LogPage | None, incident: SubjectId | None) -> None:
        """Show a page; nothing while it is being read."""
        if page is None:
            self.count.setText(words.READING)
            return
        if page == self._drawn:
            return
        self._drawn = page
        offer(self.incident, ((None, words.EVERYTHING), *page.incidents), incident)
        self.rows.put(page.rows)
        self._say_count()

    def _choose(self, place: int) -> None:
        self._model.choose(self.incident.itemData(place))

    def _narrow(self, text: str) -> None:
        self.rows.narrow(text)
        self._say_count()

    def _go_down(self) -> None:
        self.table.setFocus()
        if not self.table.currentIndex().isValid() and self.rows.rowCount():
            self.table.selectRow(0)

    def _say_count(self) -> None:
        shown, every = self.rows.rowCount(), len(self._drawn.rows) if self._drawn else 0
        said = words.lines_shown(shown, every)
        if not shown:
            said = words.NONE_FITS if every else words.NOTHING
        self.count.setText(said)

    def _show_whole(self, chosen: LogRow | None) -> None:
        if chosen is not None:
            text = f"{chosen.when}  {chosen.who}\n{chosen.what}"
            self.whole.setPlainText(harmless(text))

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.table.setMinimumHeight(metrics.lineSpacing() * _LEAST_LINES)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, metrics.averageCharWidth() * _WHO_LETTERS)


class Check(QWidget):
    """Whether the kit is as it was written, what cannot be known, and heads."""

    def __init__(self, model: LogViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: Verdict | None = None
        self.begin = button(words.CHECK_NOW, "act", on_click=model.check)
        self.progress = Progress()
        self.stopped = label(words.STOPPED, "quiet")
        self.outcome = column(space=Space.MEDIUM)
        self.head = line(longest=_LONGEST_DIGEST)
        self.look = button(words.LOOK_FOR, on_click=self._look)
        self.head_said = label()
        self.comparing = box(
            column(
                label(words.HEADS, "heading"),
                Field(words.HEAD, self.head, words.HEAD_HINT),
                group(Flow(self.look)),
                self.head_said,
            )
        )
        layout = column(
            label(words.CHECK_BODY),
            row(self.begin, None),
            self.progress,
            self.stopped,
            group(self.outcome),
            self.comparing,
            None,
        )
        layout.setContentsMargins(0, Space.MEDIUM, 0, 0)
        self.setLayout(layout)
        self.stopped.hide()
        self.head_said.hide()
        self.head.returnPressed.connect(self._look)
        model.began.connect(lambda job: self.progress.follow(job, words.CHECKING))
        model.stopped.connect(self._stopped)
        model.head_found.connect(self._say_head)

    def draw(self, verdict: Verdict | None, *, checking: bool) -> None:
        """Show a verdict."""
        self.begin.setEnabled(not checking)
        if not checking:
            self.progress.end()
        if checking or verdict is not None:
            self.stopped.hide()
        if verdict is self._drawn:
            return
        self._drawn = verdict
        empty(self.outcome)
        if verdict is not None:
            self.outcome.addWidget(_outcome(verdict))
            self.outcome.addWidget(_unproved(verdict))
            self.outcome.addWidget(_heads(verdict))

    def _stopped(self) -> None:
        self.stopped.show()
        self.begin.setFocus()

    def _look(self) -> None:
        if self.head.text().strip():
            self._model.look_for(self.head.text())

    def _say_head(self, is_there: bool, head: str) -> None:  # noqa: FBT001  a signal's
        said = words.HEAD_IS_THERE if is_there else head_missing(head)
        self.head_said.setText(said)
        restyle(self.head_said, "part", "good" if is_there else "bad")
        self.head_said.show()


class Report(QWidget):
    """The report of an incident, into a folder somebody chooses."""

    def __init__(self, model: LogViewModel) -> None:
        super().__init__()
        self._model = model
        self.incident = chooser()
        self.folder = FolderLine(words.REPORT_FOLDER)
        self.write = button(words.WRITE, "act", on_click=self._write)
        self.progress = Progress(SHORT_MS)
        self.stopped = label(words.REPORT_STOPPED, "quiet")
        self.none = label(words.NO_INCIDENT)
        self.form = group(
            column(
                label(words.REPORT_BODY),
                Field(words.OF_WHAT, self.incident),
                self.folder,
                row(self.write, None),
                self.progress,
                self.stopped,
            )
        )
        layout = column(self.none, self.form, None)
        layout.setContentsMargins(0, Space.MEDIUM, 0, 0)
        self.setLayout(layout)
        self.stopped.hide()
        model.writing.connect(self.progress.follow)
        model.given_up.connect(self._stopped)

    def draw(self, page: LogPage | None, chosen: object, *, writing: bool) -> None:
        """Offer every incident; the one whose log is shown first."""
        incidents = page.incidents if page else ()
        self.none.setVisible(page is not None and not incidents)
        self.form.setVisible(bool(incidents))
        here = chosen or self.incident.currentData()
        offer(self.incident, incidents, here)
        self.write.setEnabled(not writing)
        if writing:
            self.stopped.hide()
        else:
            self.progress.end()

    def write_to(self, folder: Path) -> None:
        """Write the report into a folder."""
        incident = self.incident.currentData()
        if incident is not None:
            self._model.write_report(SubjectId(bytes(incident)), folder)

    def _stopped(self) -> None:
        self.stopped.show()
        self.write.setFocus()

    def _write(self) -> None:
        if not self.folder.text():
            self.folder.field.say_wrong(words.CHOOSE_FOLDER)
            self.folder.path.setFocus()
            return
        self.folder.field.say_wrong("")
        self.write_to(Path(self.folder.text()))


def chooser() -> QComboBox:
    """Return a choice that is no wider than its place."""
    made = QComboBox()
    made.setSizeAdjustPolicy(
        QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    )
    return made


def offer(
    combo: QComboBox, choices: tuple[tuple[object, str], ...], chosen: object
) -> None:
    """Offer these, if they are others than before, and choose one of them."""
    choices = tuple((value, harmless(text)) for value, text in choices)
    if [combo.itemText(n) for n in range(combo.count())] != [t for _, t in choices]:
        combo.clear()
        for value, text in choices:
            combo.addItem(text, value)
    values = [value for value, _ in choices]
    if chosen in values:
        combo.setCurrentIndex(values.index(chosen))


def _outcome(verdict: Verdict) -> QFrame:
    title = words.WELL if verdict.is_well else words.NOT_WELL
    lines = (*verdict.found, *verdict.besides, *verdict.evidence)
    said: QVBoxLayout = column(label(title, "heading"), space=Space.TIGHT)
    for text in lines:
        said.addWidget(label(text))
    return box(said, "good" if verdict.is_well else "bad")


def _unproved(verdict: Verdict) -> QFrame:
    said: QVBoxLayout = column(label(words.CANNOT_PROVE, "heading"), space=Space.TIGHT)
    for text in verdict.unproved:
        said.addWidget(label(text))
    return box(said)


def _heads(verdict: Verdict) -> QFrame:
    lines = [words.head_line(h.part, h.number, h.digest) for h in verdict.heads]
    shown = TextBox(min(len(lines), _MOST_HEADS) + 1)
    shown.setReadOnly(True)
    shown.setPlainText("\n".join(lines))
    return box(column(Field(words.HEADS_HERE, shown, TO_COMPARE)))


_COLUMNS = (
    Column[LogRow](words.WHEN, lambda one: one.when, lambda one: one.at_ms),
    Column[LogRow](words.WHO, lambda one: one.who),
    Column[LogRow](words.WHAT, lambda one: one.what, stretch=True),
)
