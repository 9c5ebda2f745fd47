"""A part under the text that folds away again."""

from PySide6.QtWidgets import QWidget

from incidentkit.desk.around_text import Around
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, group, row
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words.window import draft_around as words


class Folding(Unfold):
    """Is drawn for a draft as it stands; a button closes it."""

    def __init__(self, text: str, *parts: QWidget) -> None:
        closing = button(words.CLOSE, "quiet", on_click=lambda: self.fold())
        closing.setAccessibleName(f"{words.CLOSE}: {text}")
        form = column(*parts, row(closing, None), space=Space.SMALL)
        super().__init__(text, group(form), "quiet")

    def draw(self, around: Around, text: str) -> None:
        """Show it for a draft, with what stands in the box."""
