"""One step of several: a title, what it is about, its content, and where to go."""

from PySide6.QtWidgets import QLayout, QPushButton, QWidget

from incidentkit.ui.design.tokens import MEASURE, Space
from incidentkit.ui.widgets.layout import Page, box, column, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window.welcome import step as step_words


class Step(Page):
    """Scrolls when the text is large; the buttons come after the content."""

    def __init__(
        self,
        title: str,
        lead: str,
        *content: QWidget | QLayout,
        buttons: tuple[QPushButton, ...] = (),
        number: tuple[int, int] | None = None,
    ) -> None:
        self.lead = label(lead, "lead")
        head: list[QWidget] = [label(title, "title"), self.lead]
        if number is not None:
            head.insert(0, label(step_words(*number), "quiet"))
        inside = column(*head, *content, _in_rows(buttons), space=Space.LARGE)
        framed = box(inside, margin=Space.HUGE)
        super().__init__(column(framed, None), letters=MEASURE + 12, centred=True)


def _in_rows(buttons: tuple[QPushButton, ...]) -> QLayout:
    """Put buttons beside each other, two in a row so that large text fits too."""
    pairs = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    return column(*(row(*pair, None) for pair in pairs), space=Space.SMALL)
