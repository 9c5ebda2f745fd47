"""Papers that belong to an account: putting one there, taking a copy, ending it."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from incidentkit.accounts.model import Status
from incidentkit.accounts.public import Attachment
from incidentkit.desk.register import AccountPage
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.accounts.account import AccountViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import Digest
from incidentkit.words.times import short_date
from incidentkit.words.window import account_record as words


class Papers(QWidget):
    """Names the papers of an account."""

    def __init__(self, model: AccountViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[object, ...] = ()
        self.copies: dict[Digest, QPushButton] = {}
        self.removals: dict[Digest, QPushButton] = {}
        self._lines = column(space=Space.SMALL)
        self.add = button(words.ADD_PAPER, on_click=self._ask)
        self.setLayout(
            column(
                label(words.PAPERS, "heading"),
                label(words.PAPERS_BODY, "quiet"),
                group(self._lines),
                row(self.add, None),
                space=Space.SMALL,
            )
        )

    def draw(self, page: AccountPage) -> None:
        """Show them again when one came or went."""
        self.add.setVisible(page.row.status is not Status.CLOSED)
        looks = (page.account, page.papers)
        if looks == self._drawn:
            return
        self._drawn = looks
        self.copies, self.removals = {}, {}
        empty(self._lines)
        for paper in page.papers:
            self._lines.addWidget(self._line(paper))
        if not page.papers:
            self._lines.addWidget(label(words.NO_PAPERS, "quiet"))

    def take(self, path: str) -> None:
        """Put a file with the account."""
        self._model.attach(Path(path))

    def take_out(self, paper: Attachment, folder: str) -> None:
        """Write a copy of a paper into a folder."""
        self._model.take_paper_out(paper, Path(folder))

    def _line(self, paper: Attachment) -> QWidget:
        copy = button(words.COPY_PAPER, "quiet", on_click=partial(self._where, paper))
        gone = button(
            words.NO_LONGER,
            "quiet",
            on_click=partial(self._model.remove_paper, paper.digest),
        )
        copy.setAccessibleName(f"{words.COPY_PAPER}: {paper.name}")
        gone.setAccessibleName(words.no_longer(paper.name))
        self.copies[paper.digest], self.removals[paper.digest] = copy, gone
        said = words.paper(paper.name, paper.size, short_date(paper.wall))
        line = row(label(said), copy, gone)
        line.setStretch(0, 1)
        return group(line)

    def _ask(self) -> None:
        dialog = QFileDialog(self, words.ADD_PAPER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def _where(self, paper: Attachment) -> None:
        dialog = QFileDialog(self, words.COPY_PAPER)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(partial(self.take_out, paper))
        dialog.open()
