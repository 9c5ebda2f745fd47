"""What belongs to an account: second steps, apps, permissions, and what it hangs on."""

from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from incidentkit.desk.register import AccountPage
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.accounts.account import AccountViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import Digest
from incidentkit.words.window import account_record as words


class Belongings(QWidget):
    """Names what belongs to an account, and takes it away again.

    What follows from a text, such as a mailbox that is in the kit too, has no button:
    the text is to be put right.
    """

    def __init__(self, model: AccountViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[object, ...] = ()
        self.removals: dict[Digest, QPushButton] = {}
        self._lines = column(space=Space.SMALL)
        self.setLayout(
            column(
                label(words.BELONGS, "heading"), group(self._lines), space=Space.SMALL
            )
        )

    def draw(self, page: AccountPage) -> None:
        """Show them again when something changed."""
        looks = (page.account, page.named, page.record.ties, page.record.disconnects)
        if looks == self._drawn:
            return
        self._drawn = looks
        self.removals = {}
        empty(self._lines)
        lines: list[tuple[str, Digest | None]] = [
            (text, entry) for entry, text in page.named
        ]
        lines += [
            (
                words.tie(one.tie, one.label, is_ours=one.is_ours),
                one.entry if one.is_ours else None,
            )
            for one in page.record.ties
        ]
        for text, entry in lines:
            self._lines.addWidget(self._line(text, entry))
        if not lines:
            self._lines.addWidget(label(words.NOTHING_BELONGS, "quiet"))
        if page.record.disconnects:
            said = words.disconnects(page.record.disconnects)
            self._lines.addWidget(label(said, "warn"))

    def _line(self, text: str, entry: Digest | None) -> QWidget:
        if entry is None:
            return label(text)
        gone = button(
            words.NO_LONGER, "quiet", on_click=partial(self._model.remove_link, entry)
        )
        gone.setAccessibleName(words.no_longer(text))
        self.removals[entry] = gone
        line = row(label(text), gone)
        line.setStretch(0, 1)
        return group(line)
