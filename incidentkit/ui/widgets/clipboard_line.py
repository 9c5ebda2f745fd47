"""One line that says how long a secret stays on the clipboard."""

from PySide6.QtWidgets import QLabel, QWidget

from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.widgets.banner import announce
from incidentkit.ui.widgets.layout import column
from incidentkit.ui.widgets.text import label, restyle
from incidentkit.words.window import secrets as words


class ClipboardLine(QWidget):
    """Follows the clipboard. Hidden until something is copied."""

    def __init__(self, clipboard: SecretClipboard) -> None:
        super().__init__()
        self.words: QLabel = label("", "quiet")
        self.setLayout(column(self.words))
        clipboard.counting.connect(self._count)
        clipboard.cleared.connect(self._cleared)
        clipboard.clear_failed.connect(self._failed)
        self.hide()

    def _count(self, seconds: int) -> None:
        self._say("quiet", words.on_clipboard(seconds))

    def _cleared(self) -> None:
        self._say("quiet", words.CLEARED)

    def _failed(self) -> None:
        self._say("bad", words.CLEAR_FAILED)
        announce(self, words.CLEAR_FAILED)

    def _say(self, part: str, text: str) -> None:
        restyle(self.words, "part", part)
        self.words.setText(text)
        self.show()
