"""Somebody's going, in the order in which to work through it. Decides nothing."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from incidentkit.accounts.leaving import About, LookedAfter, ToTake
from incidentkit.accounts.numbers import spoken_number
from incidentkit.desk.leaving_rows import kind_of
from incidentkit.ui.design.tokens import MEASURE, Space
from incidentkit.ui.screens.leaving.view_model import LeavingState, LeavingViewModel
from incidentkit.ui.typed_about import TypedAbout
from incidentkit.ui.typed_form import Keep
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.chooser import Chooser
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.layout import Page, box, column, empty, group, row
from incidentkit.ui.widgets.refused import say_beside
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.vault.kinds import PersonId
from incidentkit.words import exposure as said
from incidentkit.words.problems import Problem
from incidentkit.words.window import leaving as words
from incidentkit.words.window import left_forms as left_words


class LeavingView(QWidget):
    """Two lists of accounts, what to take away, and why the rest can stay.

    Signals:
        rotate_asked: Somebody wants to change this account's secret.
        account_asked: Somebody wants to see this account.
        remove_asked: Somebody wants to take this person out of the kit.
    """

    rotate_asked = Signal(object)
    account_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, model: LeavingViewModel) -> None:
        super().__init__()
        self.model = model
        self._drawn: LeavingState | None = None
        self.banner = Banner()
        self.who = Chooser()
        self.lost = self._losing()
        self.remove = button(words.REMOVE, on_click=self._remove)
        self.buttons: dict[bytes, QPushButton] = {}
        self.content = column(space=Space.SMALL)
        ways = row(self.remove, None)
        self.page = Page(
            column(
                label(words.TITLE, "title"),
                self.banner,
                Field(words.WHO, self.who),
                self.content,
                ways,
                self._typed.offered,
                self.lost,
                None,
            ),
            MEASURE + 60,
        )
        self.setLayout(row(self.page, space=0))
        self.who.activated.connect(self._chosen)
        model.changed.connect(self._render)
        model.refused.connect(self._refused)
        model.news.connect(self._news)
        self._render()

    def _losing(self) -> Unfold:
        self.what_lost = line()
        self.note_lost = button(words.NOTE_IT, "act", on_click=self._lost)
        asked = Field(words.WHAT_LOST, self.what_lost, words.LOST_HINT, "reason")
        made = Unfold(words.LOST, group(column(asked, row(self.note_lost, None))))
        made.folded.connect(self.what_lost.clear)
        left = self.model.left_forms()
        left.refused.connect(self.model.refused)
        fields = FormFields({words.WHAT_LOST: self.what_lost})
        self._typed = TypedAbout(left, fields, made)
        return made

    def arrive(self) -> None:
        """Read again, and choose somebody."""
        self.banner.clear()
        self.model.read()
        self.who.setFocus()
        self.page.begin_at_top()

    def unsaved(self) -> Keep | None:
        """Return the work that keeps what is typed of what is lost, for the lock."""
        return self._typed.unsaved()

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        say_beside(self, problem)

    def show_person(self, person: PersonId) -> None:
        """Show what one person's going leaves to do."""
        self.model.choose(PersonId(bytes(person)))

    # --- drawing -----------------------------------------------------------

    def _render(self) -> None:
        state = self.model.state
        if self._drawn is None or self._drawn.people != state.people:
            self.who.offer([(b"", ""), *((p.person, p.name) for p in state.people)])
        place = self.who.findData(state.person) if state.person else 0
        self.who.setCurrentIndex(max(place, 0))
        leaver = state.leaver
        self.remove.setVisible(leaver is not None and not leaver.has_left)
        self.lost.setVisible(leaver is not None)
        self._typed.show(left_words.lost(leaver.name) if leaver else "")
        if state != self._drawn:
            self._drawn = state
            self._draw(state)

    def _draw(self, state: LeavingState) -> None:
        empty(self.content)
        self.buttons = {}
        leaver = state.leaver
        if leaver is None:
            self.content.addWidget(label(words.NOBODY, "quiet"))
            return
        if not state.is_read:
            return
        self.content.addWidget(
            label(words.AFTER if leaver.has_left else words.BEFORE, "lead")
        )
        plan = state.plan
        if plan.is_done:
            done = box(column(label(said.NOTHING_LEFT, "strong")), "good", Space.MEDIUM)
            self.content.addWidget(done)
        else:
            self.content.addWidget(label(words.left_to_do(state.left_to_do), "strong"))
        for take in plan.only_factors:
            self.content.addWidget(_only(take, leaver.name))
        self._accounts(said.TODAY, plan.today, "bad")
        self._accounts(said.MUST, plan.must, "warn")
        self._part(said.TAKE, [self._take(take) for take in plan.take_away])
        self._part(said.CARE, [self._care(one) for one in plan.care])
        if plan.others:
            lines = column(*(_other(one) for one in plan.others), space=Space.TIGHT)
            self.content.addWidget(Unfold(words.others(len(plan.others)), group(lines)))

    def _part(self, title: str, lines: list[QFrame]) -> None:
        if lines:
            self.content.addWidget(label(title, "heading"))
        for one in lines:
            self.content.addWidget(one)

    def _accounts(self, title: str, abouts: tuple[About, ...], kind: str) -> None:
        self._part(title, [self._account(one, kind) for one in abouts])

    def _account(self, one: About, kind: str) -> QFrame:
        why = said.cause(one.cause, one.seen, one.changed, one.items)
        more = [said.after(one.after)] if one.after else []
        more += [said.together(one.with_same_login)] if one.with_same_login else []
        go = button(words.CHANGE, on_click=partial(self._rotate, one))
        go.setAccessibleName(words.change(one.label))
        self.buttons[one.subject] = go
        return _line(one.label, ". ".join((why, *more)), go, kind)

    def _take(self, take: ToTake) -> QFrame:
        kind, detail = kind_of(take.link)
        what = f"{said.KINDS[kind]}, {detail}" if detail else said.KINDS[kind]
        rings = [words.ring(r.name, spoken_number(r.number)) for r in take.ring]
        go = button(words.GONE, on_click=partial(self.model.gone, take))
        go.setAccessibleName(words.gone(what, take.label))
        self.buttons[take.entry] = go
        about = ". ".join((what, said.TAKE_AWAY[kind], *rings))
        return _line(take.label, about, go, "card")

    def _care(self, one: LookedAfter) -> QFrame:
        go = button(words.ACCOUNT, on_click=partial(self._open, one))
        go.setAccessibleName(f"{words.ACCOUNT}: {one.label}")
        return _line(one.label, "", go, "card")

    # --- pressed -----------------------------------------------------------

    def _chosen(self, _index: int) -> None:
        person = self.who.currentData()
        self.model.choose(PersonId(person) if person else None)

    def _rotate(self, one: About) -> None:
        self.rotate_asked.emit(one.subject)

    def _open(self, one: LookedAfter) -> None:
        self.account_asked.emit(one.subject)

    def _remove(self) -> None:
        if self.model.state.person is not None:
            self.remove_asked.emit(self.model.state.person)

    def _lost(self) -> None:
        sent = self.model.lost(self.what_lost.text(), self.lost.fold)
        self._typed.sent(sent)

    def _news(self, text: str) -> None:
        self.banner.show_news(text)


def _line(head: str, body: str, go: QPushButton, kind: str) -> QFrame:
    texts = column(label(head, "strong"), space=Space.HAIR)
    if body:
        texts.addWidget(label(body))
    made = row(space=Space.MEDIUM)
    made.addWidget(group(texts), 1)
    made.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
    return box(made, kind, Space.SMALL)


def _only(take: ToTake, name: str) -> QFrame:
    head = f"{words.FIRST}: {take.label}"
    texts = column(
        label(head, "strong"),
        label(f"{said.only_factor(name)}. {said.ONLY_FACTOR_FIRST}"),
        space=Space.HAIR,
    )
    return box(texts, "bad", Space.MEDIUM)


def _other(one: About) -> QWidget:
    why = said.cause(one.cause, one.seen, one.changed, one.items)
    return label(f"{one.label}: {why}.")
