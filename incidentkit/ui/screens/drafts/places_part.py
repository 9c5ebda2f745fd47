"""Where a text goes out: all the channels at once."""

from incidentkit.desk.around_text import Around, Place
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.drafts.around_model import AroundModel
from incidentkit.ui.screens.drafts.folding import Folding
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.tick import Tick
from incidentkit.words.window import draft_around as words
from incidentkit.words.window.drafts import starting


class PlacesPart(Folding):
    """A tick for each channel; they are kept together."""

    def __init__(self, model: AroundModel) -> None:
        self._model = model
        self._drawn: tuple[Place, ...] = ()
        self.ticks: dict[str, Tick] = {}
        self._flow = Flow(space=Space.MEDIUM)
        self.keep = button(words.KEEP_PLACES, on_click=lambda: self._keep())
        self.none = label(words.NO_PLACE, "bad")
        self.none.hide()
        body = label(words.PLACES_BODY, "quiet")
        parts = (body, group(self._flow), self.none, group(row(self.keep, None)))
        super().__init__(words.places([]), *parts)

    def draw(self, around: Around, text: str) -> None:
        """Show which are chosen."""
        if around.places == self._drawn:
            return
        self._drawn = around.places
        chosen = [place.name for place in around.places if place.is_chosen]
        self.button.setText(words.places(chosen))
        empty(self._flow)
        self.ticks = {}
        for place in around.places:
            tick = Tick(starting(place.name))
            tick.setChecked(place.is_chosen)
            self.ticks[place.slug] = tick
            self._flow.addWidget(tick)

    def _keep(self) -> None:
        chosen = [slug for slug, tick in self.ticks.items() if tick.isChecked()]
        self.none.setVisible(not chosen)
        if chosen:
            self._model.choose_places(chosen)
            self.fold()
