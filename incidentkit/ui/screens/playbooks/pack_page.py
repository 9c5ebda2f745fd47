"""Packs: everything in one is shown before anything of it is taken."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from incidentkit.desk.packs import Choice, Decision, Found, PackLook
from incidentkit.desk.playbooks import PlaybookRow
from incidentkit.playbooks.difference import Line
from incidentkit.playbooks.pack import ENDING
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.playbooks.comparing import Comparing
from incidentkit.ui.screens.playbooks.pack_model import PackViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.difference_view import DifferenceView
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.folder_line import FolderLine
from incidentkit.ui.widgets.layout import Page, box, column, empty, group, row
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.tick import Tick
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words import packs as said
from incidentkit.words.playbook_copies import KINDS
from incidentkit.words.times import spoken_date
from incidentkit.words.window import playbooks as words

_PARTS = {"new": "good", "same": "quiet", "differs": "warn", "refused": "bad"}
_CHOICES = (
    (Choice.LEAVE, words.LEAVE),
    (Choice.TAKE, words.TAKE),
    (Choice.BESIDE, words.KEEP_BESIDE),
)
_MOST_REMARKS = 6


class FoundBox(QWidget):
    """One text of a pack, and what becomes of it."""

    def __init__(self, found: Found, comparing: Comparing, *, may_take: bool) -> None:
        super().__init__()
        self.found = found
        self._comparing = comparing
        comparing.found.connect(self._compared)
        self.choice = QComboBox()
        for key, name in _CHOICES:
            self.choice.addItem(name, key)
        self.choice.setAccessibleName(f"{words.DO}: {found.name}")
        self.name = line(longest=120)
        self._named = Field(words.OTHER_NAME, self.name, words.OTHER_NAME_HINT)
        self._named.hide()
        self.view = DifferenceView(f"{words.SHOW_THEIRS}: {found.name}", 10)
        self.show_text = Unfold(words.SHOW_THEIRS, self.view, "quiet")
        self.show_text.unfolded.connect(self._compare)
        parts: list[QWidget] = [
            breaking_label(found.name, "strong"),
            label(
                f"{KINDS[found.kind]} · {said.STANDINGS[found.standing]}",
                _PARTS[found.standing],
            ),
        ]
        parts += [
            label(r.says, "bad" if r.is_bad else "")
            for r in found.remarks[:_MOST_REMARKS]
        ]
        if len(found.remarks) > _MOST_REMARKS:
            more = len(found.remarks) - _MOST_REMARKS
            parts.append(label(words.more_remarks(more), "quiet"))
        usable = may_take and found.standing in {"new", "differs"}
        self.choice.setVisible(usable)
        parts += [self.show_text, self.choice, self._named]
        frame = box(column(*parts, space=Space.SMALL), "card", Space.MEDIUM)
        self.setLayout(column(frame))
        self.choice.currentIndexChanged.connect(self._chosen)

    @property
    def decision(self) -> Decision:
        """What was chosen."""
        picked = Choice(self.choice.currentData())
        return Decision(self.found.file, picked, self.name.text())

    def choose(self, choice: Choice) -> None:
        """Choose as a person would."""
        self.choice.setCurrentIndex(self.choice.findData(choice))

    def _chosen(self) -> None:
        self._named.setVisible(self.choice.currentData() == Choice.BESIDE)

    def _compare(self) -> None:
        self._comparing.ask(self.found.ours, self.found.text)

    def _compared(self, old: str, new: str, lines: tuple[Line, ...]) -> None:
        if (old, new) == (self.found.ours, self.found.text):
            self.view.show_lines(lines)


class PackPage(QWidget):
    """Opens a pack and makes one.

    Signals:
        left: Back to the list.
    """

    left = Signal()

    def __init__(self, model: PackViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: PackLook | None = None
        self._rows: tuple[PlaybookRow, ...] = ()
        self.boxes: list[FoundBox] = []
        self.ticks: dict[str, Tick] = {}
        self.back = button(words.ALL, "quiet", on_click=self.left.emit)
        self.banner = Banner()
        self.open = button(words.OPEN, "act", on_click=self.ask)
        self.make = Unfold(words.MAKE, self._making())
        self.inside = group(column(*self._looking()))
        content = column(
            row(self.back, None),
            label(words.PACKS, "title"),
            label(words.PACKS_LEAD, "quiet"),
            self.banner,
            group(Flow(self.open)),
            self.inside,
            self.make,
            None,
        )
        self.setLayout(row(Page(content, letters=120), space=0))
        self.inside.hide()
        model.changed.connect(self.draw)
        model.refused.connect(self.banner.show_problem)
        model.taken.connect(self._taken)
        model.made.connect(self._made)

    def ask(self) -> None:
        """Let a pack be chosen, beside this window and not in its way."""
        dialog = QFileDialog(self, words.OPEN_TITLE, "", f"*{ENDING}")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open_file(Path(path)))
        dialog.open()

    def open_file(self, path: Path) -> None:
        """Look into a pack."""
        self.banner.clear()
        self._model.open_file(path)

    def draw(self) -> None:
        """Draw the state."""
        state = self._model.state
        self.open.setEnabled(not state.busy)
        self.take.setEnabled(not state.busy)
        self._draw_rows(state.rows)
        if state.look is not self._drawn:
            self._drawn = state.look
            self.inside.setVisible(state.look is not None)
            if state.look is not None:
                self._draw_look(state.look)

    def _looking(self) -> tuple[QWidget, ...]:
        self.says = label()
        self.signer = label("", "strong")
        self.ring = label(said.RING)
        self.words = label("", "lead")
        self.compared = Tick(words.COMPARED)
        self.only_leads = label(words.ONLY_LEADS, "warn")
        self.found = column(space=Space.SMALL)
        self.take = button(words.TAKE_NOW, "act", on_click=self._take)
        who = box(
            column(
                label(words.WHO_SIGNED, "heading"),
                self.says,
                self.signer,
                self.ring,
                self.words,
                self.compared,
                space=Space.SMALL,
            )
        )
        what = label(words.WHAT_IS_IN, "heading")
        return (
            who,
            self.only_leads,
            what,
            group(self.found),
            group(row(self.take, None)),
        )

    def _draw_look(self, look: PackLook) -> None:
        pack = look.pack
        when = spoken_date(pack.made_ms)
        self.says.setText(said.made(pack.council, when, len(pack.items)))
        self.signer.setText(look.signer)
        self.ring.setVisible(not look.is_known)
        self.words.setText(look.words)
        self.compared.setChecked(False)
        self.compared.setVisible(look.may_take and not look.is_known)
        self.only_leads.setVisible(not look.may_take)
        self.take.setVisible(look.may_take)
        empty(self.found)
        self.boxes = [
            FoundBox(one, self._model.comparing, may_take=look.may_take)
            for one in look.found
        ]
        for made in self.boxes:
            self.found.addWidget(made)

    def _making(self) -> QWidget:
        self.choices: QVBoxLayout = column(space=Space.TIGHT)
        self.messages = line()
        self.name = line(longest=60)
        self.folder = FolderLine(words.PACK_FOLDER)
        self.make_now = button(words.MAKE_NOW, "act", on_click=self._make)
        return group(
            column(
                label(words.WHAT_TO_PACK, "strong"),
                group(self.choices),
                Field(words.MESSAGES, self.messages, words.MESSAGES_HINT),
                Field(words.PACK_NAME, self.name),
                self.folder,
                row(self.make_now, None),
            )
        )

    def _draw_rows(self, rows: tuple[PlaybookRow, ...]) -> None:
        if rows == self._rows:
            return
        self._rows = rows
        empty(self.choices)
        self.ticks = {}
        for one in rows:
            tick = Tick(one.name)
            self.ticks[one.slug] = tick
            self.choices.addWidget(tick)

    def _take(self) -> None:
        decisions = [made.decision for made in self.boxes]
        self._model.take(decisions, compared=self.compared.isChecked())

    def _make(self) -> None:
        slugs = [slug for slug, tick in self.ticks.items() if tick.isChecked()]
        named = [one.strip() for one in self.messages.text().split(",")]
        if not self.folder.text():
            self.folder.setFocus()
            return
        folder = Path(self.folder.text())
        self._model.make(slugs, [n for n in named if n], folder, self.name.text())

    def _taken(self, number: int) -> None:
        self.banner.show_news(words.TAKEN, words.taken(number))

    def _made(self, path: Path, spoken: str) -> None:
        self.make.fold()
        where = words.lies(str(path))
        self.banner.show_news(words.MADE, f"{where}. {said.READ_OUT} {spoken}")
