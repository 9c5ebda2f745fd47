"""What stands beside "Done": a doubt that is asked once, and the other ways out."""

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.banner import announce
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import box, column
from incidentkit.ui.widgets.text import label, restyle
from incidentkit.words.window import incident_steps as words


class WaysOut(QWidget):
    """The ways to end a step other than doing it, folded behind one button.

    `more` is that button. It stands beside "Done", so it is given away.
    """

    def __init__(self, *ways: QPushButton) -> None:
        super().__init__()
        self.more = button(words.OTHER_ENDS, "quiet", on_click=self._turn)
        self._ways = ways
        self.setLayout(column(Flow(*ways), space=Space.SMALL))
        self.fold()

    def draw(self) -> None:
        """Offer what is offered at this step, or nothing."""
        offered = any(not way.isHidden() for way in self._ways)
        self.more.setVisible(offered)
        if not offered:
            self.fold()

    def fold(self) -> None:
        """Put the ways out of sight."""
        self._show(shown=False)

    def _turn(self) -> None:
        self._show(shown=self.isHidden())
        offered = (way for way in self._ways if way.isVisibleTo(self))
        first = next(offered, None) if not self.isHidden() else None
        if first is not None:
            first.setFocus()

    def _show(self, *, shown: bool) -> None:
        self.setVisible(shown)
        self.more.setText(words.OTHER_ENDS_LESS if shown else words.OTHER_ENDS)


class Doubt:
    """Something that speaks against ending a step now, asked once each time it is new."""

    def __init__(self) -> None:
        self.said = label("", "warn")
        self.begin()

    def begin(self) -> None:
        """Forget what was asked, for another step."""
        self._asked = ""
        self.said.hide()

    def says(self, missing: str) -> bool:
        """Say what has to come first; pressing again alone does not answer it."""
        if missing:
            self.said.setText(missing)
            self.said.show()
            announce(self.said, missing)
        return bool(missing)

    def asks(self, doubt: str) -> bool:
        """Whether somebody has to be asked; pressed again, they have answered."""
        is_new = bool(doubt) and doubt != self._asked
        self._asked = doubt
        self.said.setText(words.doubted(doubt))
        self.said.setVisible(is_new)
        if is_new:
            announce(self.said, self.said.text())
        return is_new


def foot_of(*parts: QWidget) -> QFrame:
    """Return what ends a step. It stands under the page, in view however long that is."""
    content = column(*parts, space=Space.SMALL)
    made = box(content, "foot", Space.SMALL)
    content.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.SMALL)
    return made


def give_lead(finish: QPushButton, page: QWidget) -> None:
    """Let "Done" be the one next thing to press, unless something in the page is."""
    others = (b for b in page.findChildren(QPushButton) if b.property("kind") == "act")
    leads = not any(b.isVisibleTo(page) for b in others if b is not finish)
    restyle(finish, "kind", "act" if leads else "plain")
