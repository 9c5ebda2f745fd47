"""One leaf of the settings: a page that scrolls, with room for what is to be said."""

from PySide6.QtWidgets import QLayout, QWidget

from incidentkit.ui.design.tokens import MEASURE
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.layout import Page, column, group


class Leaf(Page):
    """Things under each other, beginning with a banner."""

    def __init__(self, *content: QWidget | QLayout) -> None:
        self.banner = Banner()
        widgets = [group(c) if isinstance(c, QLayout) else c for c in content]
        super().__init__(column(self.banner, *widgets, None), letters=MEASURE + 24)

    def arrive(self) -> None:
        """Come to this leaf."""
