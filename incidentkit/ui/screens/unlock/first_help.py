"""What helps somebody who cannot open the kit: a card, first words, a note."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QLayout, QPlainTextEdit, QTabWidget, QWidget

from incidentkit.drafting.interim import InterimNotice, interim_notices
from incidentkit.drafting.templates import shipped_templates
from incidentkit.errors import IncidentKitError
from incidentkit.playbooks.card import CardLine, card_of
from incidentkit.playbooks.library import shipped_playbooks
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.jobs import Lane
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.screens.unlock.first_steps import FirstSteps
from incidentkit.ui.view_model import ViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox
from incidentkit.ui.widgets.layout import Page, column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kit import LockedKit
from incidentkit.vault.locked_notes import leave_note, waiting_notes
from incidentkit.words import locked_notes as note_words
from incidentkit.words.problems import Problem
from incidentkit.words.window import unlock as words


@dataclass(frozen=True, slots=True)
class HelpState:
    """Cards by playbook, first words, and how many notes wait on this machine."""

    cards: tuple[tuple[str, tuple[CardLine, ...]], ...] = ()
    notices: tuple[InterimNotice, ...] = ()
    notes: int = 0


class FirstHelpViewModel(ViewModel[HelpState]):
    """Reads what the program ships, and keeps a note in the locked kit."""

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(HelpState())
        self._kit = kit

    def load(self) -> None:
        """Read the cards and the first words."""
        self._kit.jobs.run(
            _shipped, then=self._loaded, failed=self._refuse, lane=Lane.SIDE
        )

    def count_notes(self) -> None:
        """Find out how many notes wait; a kit that cannot be opened has none to show."""
        self._kit.ask_locked(waiting_notes, self._counted, _pass_over)

    def keep_note(self, text: str, then: Callable[[], None]) -> None:
        """Keep a note for whoever unlocks next."""

        def kept(count: int) -> None:
            self._counted(count)
            then()

        def work(kit: LockedKit) -> int:
            leave_note(kit, text)
            return waiting_notes(kit)

        self._kit.ask_locked(work, kept, self._refuse)

    def _loaded(self, found: HelpState) -> None:
        self._set(replace(found, notes=self.state.notes))

    def _counted(self, count: int) -> None:
        self._set(replace(self.state, notes=count))


def _pass_over(_error: IncidentKitError) -> None:
    """Say nothing: unlocking will say it."""


def _shipped() -> HelpState:
    # The likeliest first, and a fake account, where nothing of ours is lost, last.
    playbooks = sorted(
        shipped_playbooks().values(), key=lambda p: (p.slug == "fake-account", p.file)
    )
    playbooks.sort(key=lambda p: p.slug != "hacked-account")
    cards = tuple((playbook.name, card_of(playbook)) for playbook in playbooks)
    return HelpState(cards, interim_notices(shipped_templates()))


class _Leaf(QWidget):
    """As tall as its words are at its width, and no reason for room while it is away.

    Tabs would ask for a thin column's height, and for that of the tallest leaf.
    """

    def __init__(self, content: QLayout) -> None:
        super().__init__()
        self.setLayout(content)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Leave the height to the width."""
        return QSize(super().minimumSizeHint().width(), 0)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for height only while it is shown."""
        wanted = super().sizeHint()
        return QSize(wanted.width(), 0) if self.isHidden() else wanted

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Ask for height only while it is shown."""
        return 0 if self.isHidden() else super().heightForWidth(width)


class FirstHelp(QFrame):
    """Three leaves: first steps, first words, and a note where there is a kit.

    Signals:
        guides_asked: Somebody is not sure that anything has happened, and wants a guide.
    """

    guides_asked = Signal()

    def __init__(self, model: FirstHelpViewModel, *, has_kit: bool = True) -> None:
        super().__init__()
        self._model = model
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        fits = self.tabs.sizePolicy()
        fits.setHeightForWidth(True)
        self.tabs.setSizePolicy(fits)
        self.tabs.setMinimumHeight(1)
        self.tabs.currentChanged.connect(lambda _: self.tabs.updateGeometry())
        self.steps = FirstSteps()
        self._notices = column(space=Space.MEDIUM)
        self.note = TextBox(5)
        self.keep = button(words.KEEP_NOTE, on_click=self._keep)
        self.banner = Banner()
        self.waiting = label("", "quiet")
        self.tabs.addTab(_Leaf(column(self.steps, None)), words.CARD)
        self.tabs.addTab(_Leaf(self._notices), words.NOTICE)
        if has_kit:
            self.tabs.addTab(_Leaf(self._note_leaf()), words.LEAVE_NOTE)
        content = column(
            label(words.HAPPENED, "heading"),
            label(words.HAPPENED_BODY if has_kit else words.NO_KIT_BODY, "quiet"),
            self.tabs,
            *([self._not_sure()] if has_kit else []),
            None,
        )
        content.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        self.setProperty("box", "card")
        self.setLayout(content)
        model.changed.connect(self._render)
        model.refused.connect(self._refused)

    def show_card(self) -> None:
        """Turn to the first steps, and ask which."""
        self.steps.begin()
        self.tabs.setCurrentIndex(0)

    def _not_sure(self) -> QWidget:
        self.guides = button(words.GUIDES, on_click=self.guides_asked.emit)
        return group(
            column(
                label(words.NOT_SURE, "strong"),
                label(words.NOT_SURE_BODY, "quiet"),
                row(self.guides, None),
                space=Space.TIGHT,
            )
        )

    def _note_leaf(self) -> QLayout:
        return column(
            self.banner,
            Field(words.NOTE_FIELD, self.note, note_words.NO_SECRETS),
            row(self.keep, None),
            label(note_words.WHO_READS_IT, "quiet"),
            label(note_words.NOT_SIGNED, "quiet"),
            self.waiting,
            None,
        )

    def _keep(self) -> None:
        self._model.keep_note(self.note.text(), self._kept)

    def _kept(self) -> None:
        self.note.clear()
        self.banner.show_news(words.NOTE_KEPT)

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)

    def _render(self) -> None:
        state = self._model.state
        self.waiting.setText(note_words.waiting(state.notes))
        if self._notices.count() == 0 and state.cards:
            self.steps.draw(state.cards)
            self._draw_notices(state)

    def _draw_notices(self, state: HelpState) -> None:
        empty(self._notices)
        self._notices.addWidget(label(words.NOTICE_BODY, "quiet"))
        for notice in state.notices:
            self._notices.addWidget(_notice(notice))
        self._notices.addStretch(1)


class HelpPage(QWidget):
    """The same help for somebody who was on the way to a kit, and the way back.

    Signals:
        left: They go on with what they were doing.
    """

    left = Signal()

    def __init__(self, model: FirstHelpViewModel) -> None:
        super().__init__()
        self.help = FirstHelp(model, has_kit=False)
        self.back = button(words.GO_ON, on_click=self.left.emit)
        page = Page(column(row(self.back, None), self.help, None), centred=True)
        self.setLayout(row(page, space=0))

    def arrive(self) -> None:
        """Show the first steps."""
        self.help.show_card()
        self.back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _notice(notice: InterimNotice) -> QWidget:
    text = QPlainTextEdit(notice.text)
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setMinimumHeight(text.fontMetrics().lineSpacing() * 7)
    copied = label("", "good")

    def copy() -> None:
        QGuiApplication.clipboard().setText(notice.text)
        copied.setText(words.COPIED)

    return group(
        column(
            Field(f"{notice.title}: {words.variant(notice.variant)}", text),
            row(button(words.COPY, on_click=copy), copied, None),
            space=Space.TIGHT,
        )
    )
