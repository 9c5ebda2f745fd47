"""What stands beside a draft where it is written; the shell lends it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.vault.kinds import SubjectId


class DraftPart(QWidget):
    """Something about the draft that is shown.

    Signals:
        out_asked: Somebody says that it is out; where.
    """

    out_asked = Signal(str)
    tells_what_is_out = False

    def show_draft(self, draft: SubjectId) -> None:
        """Show it for this draft from now on."""

    def doubt_about(self, where: str, address: str) -> str:
        """Say what speaks against an address at which it is said to be out."""
        return ""
