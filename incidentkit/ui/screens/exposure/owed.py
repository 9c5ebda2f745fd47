"""What has to be changed, each with its two ways out: change it, or say why not."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QLineEdit

from incidentkit.desk.unfinished import Form, Once, all_of, keep_form
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.exposure.view_model import ExposureViewModel, OwedLine
from incidentkit.ui.typed_form import Keep
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.layout import box, column, group, row
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words import exposure as said
from incidentkit.words.times import spoken_date
from incidentkit.words.window import exposure as words
from incidentkit.words.window import left_forms as left_words

_LONGEST_REASON = 200


class OwedLines:
    """Makes their boxes, and knows which reasons were typed why one can stay."""

    def __init__(
        self, model: ExposureViewModel, rotate: Callable[[OwedLine], None]
    ) -> None:
        self._model = model
        self._rotate = rotate
        self._lines: tuple[OwedLine, ...] = ()
        self._forms: dict[bytes, Unfold] = {}
        self._sent: dict[bytes, tuple[str, Once]] = {}
        self.reasons: dict[bytes, QLineEdit] = {}
        self._left = model.left_forms()
        self._left.refused.connect(model.refused)
        self.offered = OfferedBack(self._left)
        self.offered.wanted.connect(self._put_back)

    def arrive(self) -> None:
        """Look for reasons that were typed when the kit was locked."""
        self._left.look(left_words.WAIVING)

    def boxes(self, lines: tuple[OwedLine, ...]) -> list[QFrame]:
        """Return a box for each; what was typed stands in it again."""
        typed = {entry: why.text() for entry, why in self.reasons.items()}
        self.reasons, self._forms, self._lines = {}, {}, lines
        return [self._box(one, typed.get(one.entry, "")) for one in lines]

    def unsaved(self) -> Keep | None:
        """Return the work that keeps every reason that is typed."""
        return all_of(self._unsaved(one) for one in self._lines)

    def _unsaved(self, one: OwedLine) -> Keep | None:
        text = self.reasons[one.entry].text()
        if not text.strip():
            return None
        sent, once = self._sent.get(one.entry, ("", None))
        form = Form(left_words.WAIVING, ((_name(one), text),))
        return partial(keep_form, form=form, kept=once if sent == text else None)

    def _put_back(self, values: dict[str, str]) -> None:
        for one in self._lines:
            if _name(one) in values:
                self._forms[one.entry].reveal()
                self.reasons[one.entry].setText(values[_name(one)])

    def _box(self, one: OwedLine, typed: str) -> QFrame:
        go = button(words.CHANGE, on_click=partial(self._rotate, one))
        go.setAccessibleName(words.change(one.label))
        why = self.reasons[one.entry] = line("", _LONGEST_REASON)
        why.setText(typed)
        decide = button(words.DECIDE, on_click=partial(self._waive, one))
        form = column(
            Field(words.WHY_STAYS, why, words.WHY_HINT, "reason"), row(decide, None)
        )
        stays = self._forms[one.entry] = Unfold(words.STAYS, group(form), "quiet")
        if typed:
            stays.reveal()
        about = said.owed(one.reason, spoken_date(one.since))
        texts = column(label(one.label, "strong"), label(about), space=Space.TIGHT)
        head = row(group(texts), go)
        head.setStretch(0, 1)
        return box(column(head, stays, space=Space.TIGHT), "bad", Space.MEDIUM)

    def _waive(self, one: OwedLine) -> None:
        text = self.reasons[one.entry].text()
        once = self._model.waive(one, text)
        if once is not None:
            self._sent[one.entry] = (text, once)


def _name(one: OwedLine) -> str:
    """Name one so that those of the same account are told apart."""
    return f"{one.label}, {said.owed(one.reason, spoken_date(one.since))}".replace(
        ": ", ", "
    )
