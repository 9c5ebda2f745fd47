"""The panel of people who can post: numbers to ring, and a button for each who is gone."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QWidget

from incidentkit.accounts.exposure import Ring, Way, WayKind
from incidentkit.accounts.model import Item, Reason
from incidentkit.accounts.numbers import spoken_number
from incidentkit.desk.register import WayNow
from incidentkit.desk.unfinished import Form, Once, all_of, keep_form
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.rotation.roles import RolesState, RolesViewModel
from incidentkit.ui.typed_form import Keep
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.focus import focus_first, focus_when_shown
from incidentkit.ui.widgets.hosted import HostedPanel
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.refused import say_beside
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import Digest, SubjectId
from incidentkit.words.account_commands import until
from incidentkit.words.accounts import WAYS
from incidentkit.words.problems import Problem
from incidentkit.words.window import left_forms as left_words
from incidentkit.words.window import rotation as words

_LONGEST_REASON = 200


@dataclass(slots=True)
class _Reason:
    """Why somebody is gone, as it is typed: `title` and `name` say at a lock who is meant.

    `sent` is what of it was on its way into the log last.
    """

    title: str
    name: str
    text: str = ""
    sent: tuple[str, Once] | None = None

    @property
    def is_kept(self) -> bool:
        """Whether exactly this is in the log."""
        return (
            self.sent is not None and self.sent[0] == self.text and self.sent[1].is_done
        )

    def type(self, text: str) -> None:
        """Take in what stands there now."""
        self.text = text

    def send(self, once: Once | None) -> None:
        """Remember that this is on its way, if it is."""
        if once is not None:
            self.sent = (self.text, once)

    def unsaved(self) -> Keep | None:
        """Return the work that keeps it."""
        if not self.text.strip():
            return None
        kept = self.sent[1] if self.sent and self.sent[0] == self.text else None
        form = Form(self.title, ((self.name, self.text),))
        return partial(keep_form, form=form, kept=kept)


class RolesPanel(HostedPanel):
    """Shows every way to post with the number to ring, and notes who is gone."""

    def __init__(self, model: RolesViewModel) -> None:
        super().__init__()
        self.model = model
        self.banner = Banner()
        self.nobody = label(words.NOBODY, "quiet")
        self.buttons: dict[bytes, QPushButton] = {}
        self.why: QLineEdit | None = None
        self.sure: QPushButton | None = None
        self._cards = column(space=Space.SMALL)
        self._cards_group = group(self._cards)
        self._drawn: RolesState | None = None
        self._wants_focus = False
        self._left = model.left_forms()
        self._left.refused.connect(model.refused)
        self._title = ""
        self._reasons: dict[bytes, _Reason] = {}
        self.offered = OfferedBack(self._left)
        self.offered.wanted.connect(self._put_back)
        self.setLayout(
            column(
                label(words.WHO_HAS_ROLE, "heading"),
                self.banner,
                self.offered,
                self.nobody,
                self._cards_group,
            )
        )
        model.changed.connect(self._render)
        model.refused.connect(self._refused)
        model.removed.connect(self.removed.emit)
        self._render()

    def show_account(
        self,
        account: SubjectId,
        reason: Reason = Reason.POLICY,
        item: Item = Item.SECRET,
    ) -> None:
        """Show who can post to the account. People are taken off for any reason."""
        del reason, item
        self.banner.clear()
        self.model.show_account(account)

    def unsaved(self) -> Keep | None:
        """Return the work that keeps every reason half typed, for the lock."""
        return all_of(one.unsaved() for one in self._reasons.values())

    def take_focus(self) -> None:
        """Take the keyboard as soon as somebody is shown who could be taken off."""
        self._wants_focus = True
        self._give_focus()

    def _render(self) -> None:
        state = self.model.state
        self._look(state)
        self.nobody.setVisible(not state.ways)
        if state.gone and state != self._drawn:
            self.banner.show_news(
                words.removed(state.gone), words.people_left(len(state.ways))
            )
        if self._drawn is None or _looks(state) != _looks(self._drawn):
            self._draw_again(state)
        self._cards_group.setEnabled(not state.busy)
        self._drawn = state
        self._give_focus()

    def _look(self, state: RolesState) -> None:
        """Look for what was typed about this account when the kit was locked."""
        title = left_words.gone(state.label) if state.label else ""
        if title != self._title:
            self._title = title
            self._left.look(title)

    def _put_back(self, values: dict[str, str]) -> None:
        ways = {_called(now.way): now.way.entry for now in self.model.state.ways}
        found = next((name for name in values if ways.get(name)), "")
        if found:
            self.model.ask_about(ways[found] or b"")
        if self.why is not None and found:
            self.why.setText(values[found])

    def _give_focus(self) -> None:
        if self._wants_focus and self.buttons:
            self._wants_focus = False
            focus_first(self)

    def _draw_again(self, state: RolesState) -> None:
        """Draw the cards; a reason half typed stays."""
        self._draw(state)
        if self.why is not None:
            focus_when_shown(self.why)
        elif self._drawn is not None and self._drawn.asked:
            self._go_on(self._drawn.asked)

    def _go_on(self, entry: bytes) -> None:
        """Give the keyboard to the button that was pressed, or to the next one."""
        button_ = self.buttons.get(entry) or next(iter(self.buttons.values()), None)
        if button_ is not None:
            focus_when_shown(button_)

    def _draw(self, state: RolesState) -> None:
        empty(self._cards)
        self.buttons, self.why, self.sure = {}, None, None
        for now in state.ways:
            self._cards.addWidget(self._card(now, asked=now.way.entry == state.asked))

    def _card(self, now: WayNow, *, asked: bool) -> QFrame:
        way = now.way
        parts: list[QWidget] = [label(way.name, "strong"), label(_about(way))]
        parts += [label(text, "small") for text in _times(now)]
        parts.append(_number(way.number, "lead"))
        for ring in _others_to_ring(way):
            parts.append(label(words.ask_to_end(ring.name)))
            parts.append(_number(ring.number, "heading"))
        if way.entry is None:
            parts.append(label(words.HOLDER_ENDS, "small"))
        elif asked:
            parts.append(self._asking(way.entry, _called(way)))
        else:
            parts.append(group(row(self._remove_button(way.name, way.entry), None)))
        return box(column(*parts, space=Space.TIGHT), "card", Space.MEDIUM)

    def _remove_button(self, name: str, entry: Digest) -> QPushButton:
        made = button(words.REMOVED, on_click=lambda: self.model.ask_about(entry))
        made.setAccessibleName(words.removed_named(name))
        self.buttons[entry] = made
        return made

    def _asking(self, entry: Digest, name: str) -> QWidget:
        title = left_words.gone(self.model.state.label)
        reason = self._reasons.setdefault(entry, _Reason(title, name))
        if reason.is_kept:
            reason.text = ""
        why = self.why = line(longest=_LONGEST_REASON)
        why.setText(reason.text)
        why.textChanged.connect(reason.type)

        def remove() -> None:
            reason.send(self.model.remove(entry, why.text()))

        def go_back() -> None:
            reason.type("")
            self.model.ask_about(b"")

        self.sure = button(words.REMOVED_SURE, "act", on_click=remove)
        why.returnPressed.connect(remove)
        back = button(words.GO_BACK, on_click=go_back)
        asked = Field(words.REMOVED_WHY, why, words.REMOVED_WHY_HINT, "reason")
        return group(column(asked, row(self.sure, back, None)))

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        say_beside(self, problem)


def _number(number: str, part: str) -> QLabel:
    """Return a number large enough to dial from, or that none is noted."""
    if not number:
        return label(words.NO_NUMBER, "quiet")
    return label(spoken_number(number), part)


def _looks(state: RolesState) -> tuple[object, ...]:
    return state.account, state.ways, state.asked


def _called(way: Way) -> str:
    """Name a way so that two of the same person are told apart."""
    return f"{way.name}, {_about(way)}".replace(": ", ", ")


def _about(way: Way) -> str:
    until_day = way.kind is WayKind.AGENCY and way.detail
    detail = until(way.detail) if until_day else way.detail
    return f"{WAYS[way.kind]}: {detail}" if detail else WAYS[way.kind]


def _times(now: WayNow) -> list[str]:
    if now.way.kind is WayKind.HOLDER:
        return [words.last_shown(now.last_shown)]
    return [words.since(now.since)] if now.since else []


def _others_to_ring(way: Way) -> list[Ring]:
    own = (way.name, way.number)
    return [ring for ring in way.ring if (ring.name, ring.number) != own]
