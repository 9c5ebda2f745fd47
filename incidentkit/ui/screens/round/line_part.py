"""One account beside the list: one group of questions at a time."""

from collections.abc import Callable
from datetime import datetime, time
from functools import partial

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from incidentkit.accounts.model import Reason
from incidentkit.accounts.numbers import spoken_number
from incidentkit.council.calendar import LONDON
from incidentkit.desk.round import Stage, Whose
from incidentkit.desk.round_line import Asked, LinePage, Part, Seen
from incidentkit.rounds.model import GOOD, Found
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.round.note_part import NotePart
from incidentkit.ui.screens.round.state import RoundState
from incidentkit.ui.screens.round.view_model import RoundViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.hosted import HostedPanel
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label, restyle
from incidentkit.words import rounds as round_words
from incidentkit.words.window import round as words

_KEYS = {
    Found.RIGHT: (words.RIGHT, "R"),
    Found.NOT_CHECKED: (words.NOT_CHECKED, "N"),
    Found.SKIPPED: (words.SKIP, "S"),
    Found.WRONG: (words.WRONG, "W"),
    Found.PUT_RIGHT: (words.PUT_RIGHT, "P"),
}


class LinePart(QWidget):
    """Draws one account of a round and forwards what is answered.

    Signals:
        account_asked: Somebody wants to see the account's own page.
        password_done: A new password is in force.
    """

    account_asked = Signal(object)
    password_done = Signal()

    def __init__(
        self, model: RoundViewModel, rotation: Callable[[], HostedPanel]
    ) -> None:
        super().__init__()
        self._model = model
        self._make_rotation = rotation
        self._rotation: HostedPanel | None = None
        self._drawn: tuple[object, ...] = ()
        self._shown_account: object = None
        self.title = label("", "heading")
        self.about = label("", "quiet")
        self.owed = label("", "bad")
        self.change = button(
            words.answer_key(words.CHANGE_NOW, "C"), "act", on_click=model.change_owed
        )
        self.gone = label(words.CLOSED_ACCOUNT, "warn")
        self.keys = label(words.KEYS, "small")
        self.observing = label(words.OBSERVER, "quiet")
        self.part = label("", "strong")
        self.cards = column(space=Space.SMALL)
        self.note = NotePart(model)
        self.hosted = column()
        self.all_right = button("", "act", on_click=model.all_right)
        self.answers = {
            found: button(
                words.answer_key(text, key), on_click=partial(model.answer, found)
            )
            for found, (text, key) in _KEYS.items()
        }
        self.take = button(words.TAKE, on_click=model.take)
        self.account = button(words.OPEN_ACCOUNT, "quiet", on_click=self._open_account)
        self.undo = button(words.UNDO, "quiet", on_click=model.take_back)
        self._lay_out()

    def draw(self, state: RoundState) -> None:
        """Show the account and what is asked of it."""
        line = state.line
        self.setVisible(line is not None)
        if line is None or state.part is None or state.page is None:
            return
        may = state.page.stage is Stage.OPEN and state.page.may_write
        self._draw_head(line, may=may)
        self.observing.setVisible(not state.page.may_write)
        self.keys.setVisible(may)
        self._draw_answers(state, may=may)
        drawn = (line, state.part, state.at)
        if drawn != self._drawn:
            self._drawn = drawn
            self._draw_cards(state)
        self.note.draw(state)
        wanted = state.page.may_write and self._wants_rotation(state, may=may)
        comes_first = state.page.may_write and line.owes is not None and not wanted
        self.change.setVisible(comes_first)
        # One next thing at a time: what is owed comes before what the month asks.
        restyle(self.all_right, "kind", "plain" if comes_first else "act")
        self._draw_rotation(line, wanted=wanted)

    def to_password(self) -> None:
        """Hand the keyboard to what changes the password."""
        if self._rotation is not None:
            self._rotation.take_focus()

    # --- inside ----------------------------------------------------------------

    def _lay_out(self) -> None:
        self.buttons = group(
            column(
                row(self.all_right, None),
                Flow(*self.answers.values()),
                space=Space.SMALL,
            )
        )
        content = column(
            self.title,
            self.about,
            self.owed,
            row(self.change, None),
            self.gone,
            group(Flow(self.take, self.account)),
            self.observing,
            self.part,
            group(self.cards),
            self.note,
            self.buttons,
            row(self.undo, None),
            group(self.hosted),
            self.keys,
            space=Space.SMALL,
        )
        self.setLayout(column(box(content), None))

    def _draw_head(self, line: LinePage, *, may: bool) -> None:
        found = line.row
        self.title.setText(found.label)
        owner = found.owner or round_words.NO_OWNER
        noon = datetime.combine(found.due, time(12), LONDON).timestamp()
        about = words.about(line.platform, owner, found.deputy, int(noon) * 1000)
        self.about.setText(about)
        self.owed.setText(round_words.owed(line.owed) if line.owed else "")
        self.owed.setVisible(bool(line.owed))
        self.gone.setVisible(not found.in_use)
        self.take.setVisible(may and found.whose is not Whose.MINE)

    def _draw_answers(self, state: RoundState, *, may: bool) -> None:
        left = [one for one in state.asked if one.told is None]
        is_password = state.part is Part.PASSWORD and bool(left)
        waits = is_password and state.line is not None and not state.line.changed
        text = words.ALL_RIGHT if left else words.GO_ON
        text = words.CHANGE_IT if waits else text
        self.all_right.setText(words.answer_key(text, "Enter"))
        self.buttons.setVisible(may and state.wording is None)
        self.undo.setVisible(may)
        for control in (self.all_right, *self.answers.values()):
            control.setEnabled(not state.busy)
        self.answers[Found.PUT_RIGHT].setVisible(not waits)
        self.answers[Found.RIGHT].setVisible(not waits)

    def _draw_cards(self, state: RoundState) -> None:
        line, part = state.line, state.part
        if line is None or part is None:
            return
        at = line.parts.index(part) + 1
        self.part.setText(words.part(at, len(line.parts), words.PARTS[part.value]))
        empty(self.cards)
        several = len(state.asked) > 1
        for one in state.asked:
            is_marked = several and state.marked is not None and one is state.marked
            self.cards.addWidget(_card(one, line, is_marked=is_marked))

    def _wants_rotation(self, state: RoundState, *, may: bool) -> bool:
        left = any(one.told is None for one in state.asked)
        return state.changing or (may and left and state.part is Part.PASSWORD)

    def _draw_rotation(self, line: LinePage, *, wanted: bool) -> None:
        if not wanted:
            if self._rotation is not None:
                self._rotation.hide()
                self._shown_account = None
            return
        if self._rotation is None:
            self._rotation = self._make_rotation()
            self._rotation.confirmed.connect(lambda _: self.password_done.emit())
            self.hosted.addWidget(self._rotation)
        self._rotation.show()
        if self._shown_account != line.row.account:
            self._shown_account = line.row.account
            reason = line.owes or Reason.POLICY
            self._rotation.show_account(line.row.account, reason)

    def _open_account(self) -> None:
        line = self._model.state.line
        if line is not None:
            self.account_asked.emit(line.row.account)


def _card(one: Asked, line: LinePage, *, is_marked: bool) -> QFrame:
    parts: list[QWidget] = [label(one.name, "strong"), label(one.question)]
    parts += [_seen(seen) for seen in one.seen]
    if not one.seen:
        parts.append(label(round_words.NOTHING_KNOWN[one.ask.value], "quiet"))
    parts += _place(one)
    if one.part is Part.PASSWORD and line.changed:
        parts.append(label(line.changed, "good"))
    if one.before:
        parts.append(label(one.before, "small"))
    if one.several:
        parts.append(label(words.SEVERAL, "warn"))
    if one.told is not None:
        is_good = one.told.answer.found in GOOD
        parts.append(label(one.told.line, "good" if is_good else "warn"))
    made = box(
        column(*parts, space=Space.TIGHT),
        "step" if is_marked else "sunken",
        Space.MEDIUM,
    )
    made.setAccessibleName(words.answering(one.name, is_marked=is_marked))
    return made


def _seen(seen: Seen) -> QWidget:
    number = spoken_number(seen.number)
    texts = (text for text in (seen.name, seen.detail, number) if text)
    return breaking_label("\N{BULLET} " + ", ".join(texts))


def _place(one: Asked) -> list[QWidget]:
    place = one.place
    if place is None:
        return []
    parts: list[QWidget] = [label(t, "quiet") for t in (place.menu, place.note) if t]
    if place.link.startswith("https://"):
        parts.append(group(row(_opener(one.name, place.link), None)))
    return parts


def _opener(name: str, link: str) -> QPushButton:
    made = button(
        words.OPEN_PAGE,
        "quiet",
        on_click=lambda: QDesktopServices.openUrl(QUrl(link)),
    )
    made.setAccessibleName(f"{words.OPEN_PAGE}: {name}")
    return made
