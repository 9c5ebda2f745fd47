"""What people say of a text: comments, and what a second reader found."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from incidentkit.desk.around_text import Around, Remark
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.drafts.around_model import AroundModel
from incidentkit.ui.screens.drafts.folding import Folding
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label
from incidentkit.words.times import clock_time
from incidentkit.words.window import draft_around as words

_LONGEST_QUOTE = 300


class RemarksPart(Folding):
    """Read, answered and dealt with here; none of it changes what goes out."""

    def __init__(self, model: AroundModel, selected: Callable[[], str]) -> None:
        self._model, self._selected = model, selected
        self._drawn: object = None
        self._said = column(space=Space.SMALL)
        self._make_fields()
        self.own = label(words.OWN_TEXT, "quiet")
        self.reading = self._reading()
        super().__init__(
            words.remarks(0),
            group(self._said),
            Field(words.REMARK, self.text, words.REMARK_HINT),
            Field(words.QUOTED, self.quoted, words.QUOTED_HINT),
            group(row(self.keep, None)),
            label(words.READ_BODY, "quiet"),
            self.own,
            Field(words.READER, self.reader),
            group(row(self.ask, None)),
            self.reading,
        )
        self.unfolded.connect(self._quote)

    def _make_fields(self) -> None:
        model = self._model
        self.text, self.quoted = TextBox(2), line(longest=_LONGEST_QUOTE)
        self.reader, self.changes = line(longest=200), TextBox(2)
        self.keep = button(
            words.KEEP_REMARK,
            on_click=lambda: model.remark(self.text.text(), self.quoted.text()),
        )
        self.ask = button(words.ASK_READER, on_click=lambda: self._ask())
        self.fine = button(words.FINE, on_click=lambda: model.read(is_fine=True))
        self.tell = button(
            words.CHANGE,
            on_click=lambda: model.read(self.changes.text(), is_fine=False),
        )
        named = ((words.REMARK, self.text), (words.CHANGES, self.changes))
        for name, typed in named:
            typed.textChanged.connect(partial(self._typed, name, typed))

    def _typed(self, name: str, field: TextBox) -> None:
        self._model.typed(name, field.text())

    def _reading(self) -> QWidget:
        changes = Field(words.CHANGES, self.changes)
        return group(
            column(
                group(row(self.fine, None)),
                changes,
                group(row(self.tell, None)),
                space=Space.SMALL,
            )
        )

    def draw(self, around: Around, text: str) -> None:
        """Show what was said, the newest last."""
        opened = sum(not one.resolved_by for one in around.remarks)
        self.button.setText(words.remarks(opened))
        self.reading.setVisible(not around.i_wrote and not around.in_conflict)
        self.own.setVisible(around.i_wrote)
        drawn = (around.remarks, around.readings)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        empty(self._said)
        for one in around.readings:
            when = clock_time(one.wall, self._model.now_ms())
            said = words.read(one.by, when, one.words, is_fine=one.is_fine)
            self._said.addWidget(
                breaking_label(said, "good" if one.is_fine else "warn")
            )
        for remark in around.remarks:
            self._said.addWidget(self._row(remark))
        if not around.remarks and not around.readings:
            self._said.addWidget(label(words.NO_REMARKS, "quiet"))

    def clear(self) -> None:
        """Empty the fields: what stood in them is written down."""
        for field in (self.text, self.changes, self.quoted, self.reader):
            field.clear()

    def _row(self, remark: Remark) -> QWidget:
        when = clock_time(remark.wall, self._model.now_ms())
        lines = column(label(words.said(remark.by, when), "strong"), space=Space.TIGHT)
        if remark.quoted:
            lines.addWidget(breaking_label(words.quoted(remark.quoted), "quiet"))
        lines.addWidget(breaking_label(remark.text))
        if remark.resolved_by:
            lines.addWidget(label(words.resolved(remark.resolved_by), "quiet"))
        else:
            deal = button(
                words.DEALT_WITH,
                "quiet",
                on_click=partial(self._model.resolve, remark.entry),
            )
            deal.setAccessibleName(f"{words.DEALT_WITH}: {remark.text[:60]}")
            lines.addWidget(group(Flow(deal)))
        return box(lines, "card", Space.MEDIUM)

    def _ask(self) -> None:
        name = self.reader.text().strip()
        if name:
            self._model.remark(words.asked_to_read(name))
        else:
            self.reader.setFocus()

    def _quote(self) -> None:
        found = self._selected()
        if found:
            self.quoted.setText(" ".join(found.split())[:_LONGEST_QUOTE])
