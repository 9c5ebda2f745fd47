"""The second half of a change: set the new one, sign in, and say how it went."""

from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from incidentkit.accounts.secret import Secret
from incidentkit.desk.rotating import RotationPage
from incidentkit.platforms.platform import Confidence, Place
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.rotation.view_model import RotationState, RotationViewModel
from incidentkit.ui.typed_about import TypedAbout
from incidentkit.ui.typed_form import Keep
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.choices import Choices
from incidentkit.ui.widgets.clipboard_line import ClipboardLine
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.focus import bring_into_view
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.layout import SideBySide, box, column, empty, group, row
from incidentkit.ui.widgets.secret_slot import SecretSlot
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import Digest
from incidentkit.words.window import left_forms as left_words
from incidentkit.words.window import rotation as words

_LONGEST_REASON = 200
_LETTERS = 34


class Trying(QWidget):
    """Old and new side by side, and the three ways it can end."""

    def __init__(self, model: RotationViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[object, ...] = ()
        self.which = Choices()
        self.which_note = label(words.SEVERAL_WAIT, "warn")
        self.place = column(space=Space.TIGHT)
        self.new = SecretSlot(model.clipboard, words.NEW)
        self.new_note = label("", "small")
        self.olds: dict[bytes, SecretSlot] = {}
        self._old_slots = column(space=Space.SMALL)
        self.outcome = self._outcome()
        self.refusing = self._refusing()
        self._typed = self._typed_why()
        self._lay_out()
        self.new.show_asked.connect(model.show_new)
        self.new.copy_asked.connect(model.copy_new)
        self.which.picked.connect(self._choose)
        model.new_shown.connect(self._show_new)
        model.old_shown.connect(self._show_old)

    def draw(self, state: RotationState, page: RotationPage) -> None:
        """Show what waits."""
        several = len(page.waiting) > 1
        waiting = state.waiting
        self.which_note.setVisible(several)
        self.which.setVisible(several)
        drawn = (page.waiting, page.in_force, page.places, state.chosen)
        if drawn != self._drawn:
            self._drawn = drawn
            self._draw_which(page, state.chosen)
            self._draw_place(page)
            self._draw_old(page)
        self._typed.show(left_words.not_taken(words.title(page.item, page.label)))
        if self.why.text() and self.refusing.isHidden():
            self._show_question(wanted=True)
        if waiting is not None:
            self.new_note.setText(words.begun_by(waiting.name, waiting.wall))
        for control in (self.tried, self.untried, self.not_taken, self.keep_old):
            control.setEnabled(waiting is not None and not state.busy)
        self.new.setEnabled(waiting is not None)

    def take_focus(self) -> None:
        """Put the keyboard where the answer is given."""
        self.new.take_focus()

    def forget(self) -> None:
        """Take every secret off the screen and go back to the first question.

        A reason half typed stays for the change it was typed about.
        """
        for slot in (self.new, *self.olds.values()):
            slot.hide_secret()
        self._show_question(wanted=False)

    def unsaved(self) -> Keep | None:
        """Return the work that keeps a reason half typed, for the lock."""
        return self._typed.unsaved()

    # --- how it looks ------------------------------------------------------

    def _lay_out(self) -> None:
        new = column(
            label(words.NEW, "strong"),
            label(words.NEW_HERE, "quiet"),
            self.new,
            self.new_note,
            None,
            space=Space.SMALL,
        )
        old = column(
            label(words.OLD, "strong"),
            label(words.OLD_KEPT, "quiet"),
            self._old_slots,
            None,
            space=Space.SMALL,
        )
        self.setLayout(
            column(
                label(words.SET_IT, "heading"),
                group(self.place),
                self.which_note,
                self.which,
                SideBySide(box(new, "card"), box(old, "card"), _LETTERS, parts=(1, 1)),
                ClipboardLine(self._model.clipboard),
                label(words.SAY_HOW, "heading"),
                self._typed.offered,
                self.outcome,
                self.refusing,
                label(words.LEAVE_ANY_TIME, "quiet"),
            )
        )

    def _outcome(self) -> QWidget:
        self.tried = button(
            words.WORKS_TRIED, "act", on_click=lambda: self._model.confirm(tried=True)
        )
        self.untried = button(
            words.WORKS_UNTRIED, on_click=lambda: self._model.confirm(tried=False)
        )
        self.not_taken = button(
            words.NOT_TAKEN, on_click=lambda: self._ask_why(wanted=True)
        )
        return group(
            column(
                row(self.tried, None),
                row(self.untried, None),
                row(self.not_taken, None),
                space=Space.SMALL,
            )
        )

    def _refusing(self) -> QWidget:
        self.why = line(longest=_LONGEST_REASON)
        self.why.returnPressed.connect(self._roll_back)
        self.keep_old = button(words.KEEP_OLD, "act", on_click=self._roll_back)
        self.go_back = button(words.GO_BACK, on_click=self._ask_no_more)
        made = group(
            column(
                Field(words.WHY_NOT, self.why, words.WHY_NOT_HINT, "reason"),
                row(self.keep_old, self.go_back, None),
            )
        )
        made.hide()
        return made

    def _typed_why(self) -> TypedAbout:
        left = self._model.left_forms()
        left.refused.connect(self._model.refused)
        made = TypedAbout(left, FormFields({words.WHY_NOT: self.why}))
        made.offered.wanted.connect(lambda _: self._ask_why(wanted=True))
        return made

    def _draw_which(self, page: RotationPage, chosen: bytes) -> None:
        named = {words.begun_by(one.name, one.wall): one.digest for one in page.waiting}
        mine = next((text for text, d in named.items() if d == chosen), "")
        self.which.offer(tuple(named), mine)

    def _draw_place(self, page: RotationPage) -> None:
        empty(self.place)
        for place in page.places:
            for part in _place(place):
                self.place.addWidget(part)
        if not page.places:
            self.place.addWidget(label(words.NO_PLACE, "quiet"))

    def _draw_old(self, page: RotationPage) -> None:
        empty(self._old_slots)
        self.olds = {}
        count = len(page.in_force)
        for number, digest in enumerate(page.in_force, start=1):
            name = words.version(words.OLD, number, count)
            if count > 1:
                self._old_slots.addWidget(label(name, "small"))
            self._old_slots.addWidget(self._old_slot(name, digest))
        if not page.in_force:
            self._old_slots.addWidget(label(words.NO_OLD, "quiet"))

    def _old_slot(self, name: str, digest: Digest) -> SecretSlot:
        made = self.olds[digest] = SecretSlot(self._model.clipboard, name)
        made.show_asked.connect(partial(self._model.show_old, digest))
        made.copy_asked.connect(partial(self._model.copy_old, digest))
        return made

    # --- what happens ------------------------------------------------------

    def _choose(self, text: str) -> None:
        page = self._model.state.page
        if page is not None:
            self.new.hide_secret()
            self._model.choose(_named(page)[text])

    def _ask_why(self, *, wanted: bool) -> None:
        self._show_question(wanted=wanted)
        if wanted:
            self.why.setFocus()

    def _show_question(self, *, wanted: bool) -> None:
        self.refusing.setVisible(wanted)
        self.outcome.setVisible(not wanted)

    def _ask_no_more(self) -> None:
        self.why.clear()
        self._ask_why(wanted=False)

    def _roll_back(self) -> None:
        self._typed.sent(self._model.roll_back(self.why.text()))

    def _show_new(self, secret: Secret) -> None:
        self.new.show_secret(secret)
        bring_into_view(self.new)

    def _show_old(self, digest: Digest, secret: Secret) -> None:
        if digest in self.olds:
            self.olds[digest].show_secret(secret)


def _named(page: RotationPage) -> dict[str, Digest]:
    """Return each new one that waits by what it is called here."""
    return {
        f"{number}. {words.begun_by(one.name, one.wall)}": one.digest
        for number, one in enumerate(page.waiting, start=1)
    }


def _place(place: Place) -> list[QWidget]:
    parts: list[QWidget] = [label(text) for text in (place.menu, place.note) if text]
    unsure = place.menu_confidence or place.confidence
    if place.menu and unsure is Confidence.UNCONFIRMED:
        parts.append(label(words.NOT_SURE, "small"))
    if place.link.startswith("https://"):
        url = QUrl(place.link)
        opener = button(words.OPEN_PAGE, on_click=lambda: QDesktopServices.openUrl(url))
        parts += [label(place.link, "quiet"), group(row(opener, None))]
    return parts
