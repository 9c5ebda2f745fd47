"""How a text will look where it goes out, and the same in the other language."""

from incidentkit.desk.around_text import Around, Place
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.drafts.folding import Folding
from incidentkit.ui.widgets.layout import box, column, empty, group
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import draft_around as words
from incidentkit.words.window.drafts import starting

_MOST_SHOWN = 2_000


class LooksPart(Folding):
    """One card for each channel, cut where its readers have to ask for more."""

    def __init__(self) -> None:
        self._drawn: object = None
        self._cards = column(space=Space.SMALL)
        super().__init__(
            words.PREVIEWS, label(words.PREVIEWS_BODY, "quiet"), group(self._cards)
        )
        self.unfolded.connect(self._draw)
        self._around: Around | None = None
        self._text = ""

    def draw(self, around: Around, text: str) -> None:
        """Show how it looks, once somebody wants to see that."""
        self._around, self._text = around, text
        if self.is_open:
            self._draw()

    def _draw(self) -> None:
        around = self._around
        chosen = tuple(p for p in around.places if p.is_chosen) if around else ()
        alts = tuple(p.about.alt for p in around.pictures) if around else ()
        drawn = (chosen, alts, self._text)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        empty(self._cards)
        for place in chosen:
            lines = column(label(starting(place.name), "strong"), space=Space.TIGHT)
            lines.addWidget(breaking_label(seen_first(self._text, place)))
            for alt in alts:
                lines.addWidget(breaking_label(words.picture(alt), "quiet"))
            self._cards.addWidget(box(lines, "card", Space.MEDIUM))


def seen_first(text: str, place: Place) -> str:
    """Return what is seen of a text before somebody asks for more."""
    at = place.folds_at or _MOST_SHOWN
    if len(text) <= at:
        return text
    return f"{text[:at].rstrip()}{words.SEE_MORE}"


class OtherPart(Folding):
    """The same message in the other language, beside this one."""

    def __init__(self) -> None:
        self._lines = column(space=Space.SMALL)
        self._drawn: object = None
        super().__init__(words.other("cy"), group(self._lines))

    def draw(self, around: Around, text: str) -> None:
        """Show it, where there is one."""
        other = around.other
        self.setVisible(other is not None)
        if other is None or other == self._drawn:
            return
        self._drawn = other
        self.button.setText(words.other(other.language))
        empty(self._lines)
        self._lines.addWidget(breaking_label(other.text))
