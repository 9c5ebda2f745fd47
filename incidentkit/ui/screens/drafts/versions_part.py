"""What a text said before, who wrote it, and what became different."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from incidentkit.desk.around_text import Around, EarlierText
from incidentkit.drafting.difference import Part
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.drafts.folding import Folding
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import box, column, empty, group
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label
from incidentkit.words.times import clock_time
from incidentkit.words.window import draft_around as words


class VersionsPart(Folding):
    """The newest first; what was taken out and put in is marked by signs and colour."""

    def __init__(
        self, now_ms: Callable[[], int], wanted: Callable[[str], object]
    ) -> None:
        self._now_ms, self._wanted = now_ms, wanted
        self._drawn: tuple[EarlierText, ...] | None = None
        self._rows = column(space=Space.SMALL)
        self.back: list[QWidget] = []
        super().__init__(
            words.versions(0), label(words.VERSIONS_BODY, "quiet"), group(self._rows)
        )

    def draw(self, around: Around, text: str) -> None:
        """Show them, where there is more than one."""
        self.setVisible(len(around.texts) > 1)
        if around.texts == self._drawn:
            return
        self._drawn = around.texts
        self.button.setText(words.versions(len(around.texts) - 1))
        empty(self._rows)
        self.back = []
        for place, one in enumerate(around.texts):
            self._rows.addWidget(self._row(one, is_now=place == 0))

    def _row(self, one: EarlierText, *, is_now: bool) -> QWidget:
        when = clock_time(one.wall, self._now_ms())
        if is_now:
            when = f"{when}: {words.NOW}"
        lines = column(label(words.said(one.by, when), "strong"), space=Space.TIGHT)
        for changed in one.changes:
            is_out = changed.part is Part.OUT
            marked = words.taken_out if is_out else words.put_in
            part = "bad" if is_out else "good"
            lines.addWidget(breaking_label(marked(changed.text.strip()), part))
        if not one.changes:
            lines.addWidget(breaking_label(one.text))
        if not is_now:
            back = button(
                words.GO_BACK, "quiet", on_click=partial(self._wanted, one.text)
            )
            back.setAccessibleName(f"{words.GO_BACK}: {one.text[:60]}")
            self.back.append(back)
            lines.addWidget(group(Flow(back)))
        return box(lines, "card", Space.MEDIUM)
