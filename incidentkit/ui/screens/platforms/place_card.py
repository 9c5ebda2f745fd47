"""One place on a platform: where it is, how sure that is, and correcting it."""

from datetime import date

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from incidentkit.desk.platform_facts import PlaceRow
from incidentkit.desk.unfinished import Form
from incidentkit.desk.when import day_iso
from incidentkit.platforms.own import (
    LONGEST_LINK,
    LONGEST_MENU,
    LONGEST_NOTE,
    PlaceSet,
)
from incidentkit.platforms.platform import Confidence, Place
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.chooser import Chooser
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.layout import box, column, row
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.text import label
from incidentkit.words import platform_facts as said
from incidentkit.words.drafting import CONFIDENCE_WORDS, TASK_WORDS
from incidentkit.words.times import spoken_day
from incidentkit.words.window import left_forms as left_words
from incidentkit.words.window import platforms as words


class PlaceCard(QWidget):
    """Shows one place.

    Signals:
        edit_asked: Somebody wants to correct it.
        put_back_asked: Somebody wants what came with the kit.
    """

    edit_asked = Signal()
    put_back_asked = Signal()

    def __init__(self, found: PlaceRow, *, may_change: bool) -> None:
        super().__init__()
        self.task = TASK_WORDS[found.known.task]
        self._place = found.known.place
        self.open = self._button(words.OPEN, self._open)
        self.open.setToolTip(words.ELSEWHERE)
        edit = words.EDIT if self._place else words.TELL
        self.edit = self._button(edit, self.edit_asked.emit)
        self.put_back = self._button(words.PUT_BACK, self.put_back_asked.emit)
        content = column(label(self.task, "heading"), space=Space.TIGHT)
        _say(content, found)
        content.addLayout(row(self.open, self.edit, self.put_back, None))
        kind = "warn" if found.is_past_review or found.known.differs else "card"
        self.setLayout(row(box(content, kind, Space.MEDIUM), space=0))
        # Now that they have a place: a button without one would open a window.
        self.open.setVisible(bool(self._place and self._place.link))
        self.edit.setVisible(may_change)
        self.put_back.setVisible(may_change and found.known.is_own)

    def _button(self, text: str, act: object) -> QPushButton:
        made = button(text, on_click=act)  # type: ignore[arg-type]
        made.setAccessibleName(words.about(self.task, text))
        return made

    def _open(self) -> None:
        if self._place is not None:
            QDesktopServices.openUrl(QUrl(self._place.link))


def _say(content: QVBoxLayout, found: PlaceRow) -> None:
    known, place = found.known, found.known.place
    if place is None:
        content.addWidget(label(said.NOTHING_KNOWN, "quiet"))
        return
    for text in (place.menu, place.link, place.note):
        if text:
            content.addWidget(label(text))
    content.addWidget(label(_standing(found, place), "small"))
    newer = known.shipped_is_newer
    for warning in said.warnings(differs=known.differs, newer=newer):
        content.addWidget(label(warning, "warn"))
    if known.is_own and known.shipped is not None:
        content.addWidget(label(f"{words.CAME}: {_line(known.shipped)}", "quiet"))


def _standing(found: PlaceRow, place: Place) -> str:
    menus = place.menu_confidence
    return said.standing(
        CONFIDENCE_WORDS[place.confidence],
        CONFIDENCE_WORDS[menus] if menus else "",
        spoken_day(str(found.known.checked)),
        found.by,
        past=found.is_past_review,
    )


def _line(place: Place) -> str:
    return ", ".join(text for text in (place.menu, place.link, place.note) if text)


class PlaceForm(QWidget):
    """Corrects one place.

    Signals:
        kept: What is to be kept, as a `PlaceSet`.
        left: It stays as it was.
    """

    kept = Signal(object)
    left = Signal()

    def __init__(
        self, platform: str, found: PlaceRow, today: date, left: LeftForms
    ) -> None:
        super().__init__()
        self._platform, self._task = platform, found.known.task
        self._title = left_words.place(TASK_WORDS[self._task], said.name_of(platform))
        self.link = line(longest=LONGEST_LINK)
        self.menu = line(longest=LONGEST_MENU)
        self.note = line(longest=LONGEST_NOTE)
        self.confidence = Chooser()
        self.confidence.offer((c, _capital(CONFIDENCE_WORDS[c])) for c in Confidence)
        self.checked = line()
        self._fill(found.known.place or Place(self._task, Confidence.OFFICIAL), today)
        self._fields = self._named()
        self.offered = OfferedBack(left)
        self.offered.wanted.connect(self._fields.put)
        self.keep = button(words.KEEP, "act", on_click=self._keep)
        self.leave = button(words.LEAVE, on_click=self.left.emit)
        self._lay_out()
        for control in (self.link, self.menu, self.note, self.checked):
            control.returnPressed.connect(self._keep)
        left.look(self._title)

    def _fill(self, place: Place, today: date) -> None:
        self.link.setText(place.link)
        self.menu.setText(place.menu)
        self.note.setText(place.note)
        self.confidence.setCurrentIndex(list(Confidence).index(place.confidence))
        self.checked.setText(today.isoformat())

    def _named(self) -> FormFields:
        return FormFields(
            {
                words.LINK: self.link,
                words.MENU: self.menu,
                words.NOTE: self.note,
                words.CONFIDENCE: self.confidence,
                words.CHECKED: self.checked,
            }
        )

    def _lay_out(self) -> None:
        content = column(
            label(TASK_WORDS[self._task], "heading"),
            self.offered,
            Field(words.LINK, self.link, words.LINK_HINT, "link"),
            Field(words.MENU, self.menu, value="menu"),
            Field(words.NOTE, self.note, value="note"),
            Field(words.CONFIDENCE, self.confidence),
            Field(words.CHECKED, self.checked, words.CHECKED_HINT, "checked"),
            row(self.keep, self.leave, None),
        )
        self.setLayout(row(box(content, "step", Space.MEDIUM), space=0))

    def left_form(self) -> Form | None:
        """Return what was typed and differs from what holds, None when nothing does."""
        typed = self._fields.changed(self._fields.blank)
        return Form(self._title, typed) if typed else None

    def _keep(self) -> None:
        confidence = tuple(Confidence)[self.confidence.currentIndex()]
        self.kept.emit(
            PlaceSet(
                platform=self._platform,
                task=self._task,
                confidence=confidence,
                checked=day_iso(self.checked.text()),
                link=self.link.text(),
                menu=self.menu.text(),
                note=self.note.text(),
            )
        )


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
