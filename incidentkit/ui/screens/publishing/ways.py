"""One channel: what is posted there, the page to post it on, and what is out there."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from incidentkit.desk.ways_out import PublishingPage, WayOut
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import box, column, group
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label
from incidentkit.words import publishing as said
from incidentkit.words.times import clock_time
from incidentkit.words.window import publishing as words


class WayCard(QWidget):
    """A channel with its buttons.

    Signals:
        copied: The text, or a post of it, is on the clipboard.
        opens: The network's page is to be opened.
        out_asked: Somebody says that it is out there.
    """

    copied = Signal(str)
    opens = Signal(str)
    out_asked = Signal(str)

    def __init__(self, page: PublishingPage, way: WayOut, now_ms: int) -> None:
        super().__init__()
        self.way = way
        self._is_ready = page.blocked is None
        self.copies = tuple(self._copies()) if self._is_ready else ()
        self.open = self._opener(page) if self._is_ready else None
        self.out = button(
            words.OUT_THERE, on_click=partial(self.out_asked.emit, way.name)
        )
        self.out.setAccessibleName(f"{words.OUT_THERE}: {way.name}")
        self.out.setVisible(not page.is_exercise)
        head = said.way_line(way.name, way.account, len(way.parts))
        lines = column(breaking_label(head, "strong"), space=Space.SMALL)
        for told in self._told(page, now_ms):
            lines.addWidget(told)
        buttons = [b for b in (self.open, *self.copies, self.out) if b is not None]
        lines.addWidget(group(Flow(*buttons)))
        self.setLayout(column(box(lines, "sunken", Space.MEDIUM)))

    def _told(self, page: PublishingPage, now_ms: int) -> list[QWidget]:
        way = self.way
        told: list[QWidget] = []
        if way.in_other_hands:
            told.append(label(said.IN_OTHER_HANDS, "bad"))
        if not way.parts:
            told.append(label(said.CANNOT_SPLIT, "warn"))
        if self._is_ready and not page.is_exercise:
            told += [label(one, "quiet") for one in self._notes(page)]
        part = "good" if way.is_current else "warn"
        for one in way.out:
            when = clock_time(one.when_ms, now_ms)
            told.append(breaking_label(said.is_out(when, one.address), part))
        if way.out and not way.is_current:
            told.append(label(said.OLDER_THERE, "warn"))
        return told

    def _notes(self, page: PublishingPage) -> list[str]:
        way = self.way
        notes = [words.ASK_SERVER] if way.wants_server else []
        if way.page is not None and way.page.is_too_long:
            notes.append(said.PAGE_TOO_LONG)
        if way.page is not None and page.pictures:
            notes.append(words.ADD_PICTURE)
        return [*([way.note] if way.note else []), *notes]

    def _copies(self) -> list[QPushButton]:
        parts, made = self.way.parts, []
        for number, text in enumerate(parts, start=1):
            named = words.copy_part(number, len(parts))
            title = words.COPY if len(parts) == 1 else named
            one = button(title, on_click=partial(self._copy, text))
            one.setAccessibleName(f"{title}: {self.way.name}")
            made.append(one)
        return made

    def _opener(self, page: PublishingPage) -> QPushButton | None:
        way = self.way
        if way.page is None or page.is_exercise or not way.parts:
            return None
        pastes = not way.page.has_text
        return button(
            words.pages_for(way.name, pastes=pastes), on_click=partial(self._open, way)
        )

    def _open(self, way: WayOut) -> None:
        if way.page is None:
            return
        if not way.page.has_text:
            QGuiApplication.clipboard().setText(way.parts[0])
        self.opens.emit(way.page.address)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(words.COPIED)
