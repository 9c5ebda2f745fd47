"""What stands beside a draft where it is written; the shell lends it."""

from PySide6.QtWidgets import QWidget

from incidentkit.vault.kinds import SubjectId


class DraftPart(QWidget):
    """Something about the draft that is shown."""

    def show_draft(self, draft: SubjectId) -> None:
        """Show it for this draft from now on."""
