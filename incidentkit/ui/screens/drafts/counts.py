"""How long a text is on every channel it goes out on, and how it could be shortened."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from incidentkit.desk.checking_text import Fitting, Reviewed
from incidentkit.drafting.shortening import Spare
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import box, column, empty, group
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words import counting as counting_words
from incidentkit.words.window import draft_counts as words


class Counts(QWidget):
    """One line for each channel; where it is too long, what could go and a thread.

    Signals:
        put: Somebody leaves a place out: from, to, and nothing in its stead.
    """

    put = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[Fitting, ...] = ()
        self._text = ""
        self._chips = column(space=Space.HAIR)
        self._long = column(space=Space.SMALL)
        self.parts: list[QWidget] = []
        self.copied = label(words.PART_COPIED, "good")
        self.copied.hide()
        self.setLayout(
            column(
                group(self._chips), group(self._long), self.copied, space=Space.TIGHT
            )
        )
        self.hide()

    def draw(self, review: Reviewed | None, text: str = "") -> None:
        """Say how long it is everywhere."""
        fits = review.fits if review is not None else ()
        self.setVisible(bool(fits))
        if review is None:
            self._drawn = ()
            return
        if fits == self._drawn:
            return
        self._text = text
        self._draw_chips(fits)
        if review.is_whole or all(f.fit.fits for f in fits):
            self._draw_long(fits)
        self._drawn = fits

    def _draw_chips(self, fits: tuple[Fitting, ...]) -> None:
        empty(self._chips)
        for one in fits:
            part = "quiet" if one.fit.fits else "bad"
            self._chips.addWidget(label(_chip(one), part))

    def _draw_long(self, fits: tuple[Fitting, ...]) -> None:
        empty(self._long)
        self.parts = []
        self.copied.hide()
        for one in fits:
            if not one.fit.fits and one.fit.over_by:
                self._long.addWidget(self._shortened(one))

    def _shortened(self, one: Fitting) -> QWidget:
        lines = column(label(words.too_long(one.name), "strong"), space=Space.SMALL)
        kept = " ".join(self._text[: one.fit.cut].split())[-words.LONGEST_KEPT :]
        if self._text:
            lines.addWidget(breaking_label(counting_words.ends_with(kept)))
        for spare in one.could_go.spares:
            lines.addWidget(self._spare(spare))
        if not one.could_go.spares:
            lines.addWidget(label(counting_words.NOTHING_TO_TRIM))
        elif not one.could_go.is_enough:
            lines.addWidget(label(words.NOT_ENOUGH, "quiet"))
        if one.fit.parts:
            lines.addWidget(self._thread(one.fit.parts))
        return box(lines, "sunken", Space.MEDIUM)

    def _spare(self, spare: Spare) -> QWidget:
        place = " ".join(self._text[spare.start : spare.end].split())
        named = counting_words.spare(spare.kind, place)
        leave = button(
            words.LEAVE_OUT,
            "quiet",
            on_click=partial(self.put.emit, spare.start, spare.end, ""),
        )
        leave.setAccessibleName(f"{words.LEAVE_OUT}: {named}")
        return group(column(breaking_label(named), group(Flow(leave)), space=0))

    def _thread(self, parts: tuple[str, ...]) -> QWidget:
        posts = [self._part(number, part) for number, part in enumerate(parts, 1)]
        return Unfold(words.as_thread(len(parts)), group(column(*posts)), "quiet")

    def _part(self, number: int, part: str) -> QWidget:
        copy = button(words.copy_part(number), on_click=partial(self._copy, part))
        self.parts.append(copy)
        return group(column(breaking_label(part), group(Flow(copy)), space=Space.TIGHT))

    def _copy(self, part: str) -> None:
        QGuiApplication.clipboard().setText(part)
        self.copied.show()


def _chip(one: Fitting) -> str:
    fit = one.fit
    said = [words.used(fit.used, fit.limit, fit.unit)]
    if fit.over_by:
        said.append(words.over(fit.over_by))
    if fit.over_bytes and fit.most_bytes is not None:
        said.append(counting_words.bytes_used(fit.used_bytes, fit.most_bytes))
    for what, number, most in (
        ("link", fit.links, fit.most_links),
        ("hashtag", fit.hashtags, fit.most_hashtags),
    ):
        if most is not None and number > most:
            said.append(counting_words.too_many(what, number, most).rstrip("."))
    return words.chip(one.name, said, fits=fit.fits)
