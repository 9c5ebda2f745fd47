"""What stands under the box: places, looks, pictures, comments, versions, the pair."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.drafts.around_model import AroundModel
from incidentkit.ui.screens.drafts.folding import Folding
from incidentkit.ui.screens.drafts.looks_part import LooksPart, OtherPart
from incidentkit.ui.screens.drafts.pictures_part import PicturesPart
from incidentkit.ui.screens.drafts.places_part import PlacesPart
from incidentkit.ui.screens.drafts.remarks_part import RemarksPart
from incidentkit.ui.screens.drafts.versions_part import VersionsPart
from incidentkit.ui.widgets.layout import column
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import draft_around as words


class AroundView(QWidget):
    """Draws state, forwards what is pressed; every part folds away.

    Signals:
        wanted: Somebody wants the words of an earlier version in the box.
        told: Something was written down; what, in words.
    """

    wanted = Signal(str)
    told = Signal(str)

    def __init__(self, model: AroundModel, selected: Callable[[], str]) -> None:
        """Take what says which words are selected in the text."""
        super().__init__()
        self._model = model
        self.stale = label("", "warn")
        self.places, self.looks = PlacesPart(model), LooksPart()
        self.pictures, self.other = PicturesPart(model), OtherPart()
        self.remarks = RemarksPart(model, selected)
        self.versions = VersionsPart(model.now_ms, self.wanted.emit)
        self.parts: tuple[Folding, ...] = (
            *(self.places, self.looks, self.pictures),
            *(self.remarks, self.other, self.versions),
        )
        self.setLayout(column(self.stale, *self.parts, space=Space.TIGHT))
        model.changed.connect(self._render)
        model.done.connect(self._done)
        self._render()

    def _render(self) -> None:
        state = self._model.state
        around = state.around
        self.setVisible(around is not None)
        if around is None:
            for part in self.parts:
                part.fold()
            return
        other = around.other
        self.stale.setVisible(other is not None and other.is_stale)
        if other is not None:
            self.stale.setText(
                words.STALE if other.is_original else words.STALE_ORIGINAL
            )
        for part in self.parts:
            part.draw(around, state.text)

    def _done(self, news: str) -> None:
        self.remarks.clear()
        self.told.emit(news)
