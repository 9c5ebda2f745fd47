"""The locked screen. Draws state, forwards what is pressed, decides nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.jobs import Job
from incidentkit.ui.language import LanguageChoice
from incidentkit.ui.screens.unlock.first_help import FirstHelp
from incidentkit.ui.screens.unlock.view_model import UnlockViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.layout import Page, SideBySide, box, column, group, row
from incidentkit.ui.widgets.progress import SHORT_MS, Progress
from incidentkit.ui.widgets.secret_line import SecretLine
from incidentkit.ui.widgets.text import label
from incidentkit.words.problems import Problem
from incidentkit.words.window import language as language_words
from incidentkit.words.window import unlock as words


class UnlockView(QWidget):
    """Asks for the passphrase, and helps whoever has none.

    Signals:
        sheet_asked: Somebody wants to use the recovery sheet.
    """

    sheet_asked = Signal()

    def __init__(
        self,
        model: UnlockViewModel,
        help_: FirstHelp,
        language: LanguageChoice | None = None,
    ) -> None:
        super().__init__()
        self._choice = language
        self._model = model
        self.help = help_
        self._has_looked = True
        self.why = label("", "quiet")
        self.banner = Banner()
        self.name = line()
        self.name_field = Field(words.NAME, self.name, words.NAME_HINT)
        self.passphrase = SecretLine()
        self.unlock = button(words.UNLOCK, "act", on_click=self._submit)
        self.machine = button(words.BY_MACHINE, on_click=model.use_machine)
        self.sheet = button(words.BY_SHEET, "quiet", on_click=self.sheet_asked.emit)
        self.language = button("", "quiet", on_click=self._change_language)
        self.check = button(words.CHECK_NOW, "act", on_click=model.check_arrival)
        self.progress = Progress(SHORT_MS)
        self.first_version = label(language_words.FIRST_VERSION, "quiet")
        self.waiting = self._waiting()
        self.name.returnPressed.connect(self.passphrase.setFocus)
        self.passphrase.returnPressed.connect(self._submit)
        self._lay_out()
        self._show_language()
        model.changed.connect(self._render)
        model.refused.connect(self._refused)
        model.began.connect(self._follow)
        model.stopped.connect(self._stopped)
        self._render()

    def arrive(self, reason: str = "") -> None:
        """Come back to this screen: say why it is locked, and take the keyboard."""
        self.why.setText(words.why_locked(reason))
        self.why.setVisible(bool(self.why.text()))
        self._model.look()
        self._has_looked = False
        self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor where typing begins."""
        wants_name = self.name_field.isVisibleTo(self) and not self.name.text()
        (self.name if wants_name else self.passphrase).setFocus()

    def forget(self) -> None:
        """Empty the passphrase that was typed and not used: nobody is there any more."""
        if self.passphrase.text():
            self.passphrase.wipe()
            self.why.setText(words.LEFT_ALONE)
            self.why.show()

    def say_response_waits(self) -> None:
        """Show what helps at once, and that the response starts after unlocking."""
        self.banner.show_news(words.HAPPENED, words.THEN_RESPONSE, "warn")
        self.help.show_card()
        self.take_focus()

    def _lay_out(self) -> None:
        form = column(
            label(words.TITLE, "title"),
            self.why,
            self.banner,
            self.waiting,
            self.name_field,
            Field(words.PASSPHRASE, self.passphrase),
            row(self.unlock, self.machine, None),
            self.progress,
            label(words.FORGOTTEN, "strong"),
            label(words.FORGOTTEN_HELP, "quiet"),
            self.sheet,
            self.language,
            self.first_version,
            None,
        )
        both = SideBySide(
            box(form, margin=Space.WIDE), self.help, letters=42, parts=(1, 1)
        )
        page = Page(column(both), letters=190, centred=True)
        outer = row(page, space=0)
        self.setLayout(outer)

    def _show_language(self) -> None:
        choice = self._choice
        self.language.setVisible(choice is not None)
        self.first_version.setVisible(
            choice is not None and choice.speaks.awaits_translator
        )
        if choice is not None:
            self.language.setText(language_words.OTHER[choice.other.value])
            choice.refused.connect(self._refused)

    def _change_language(self) -> None:
        if self._choice is not None:
            self._choice.choose(self._choice.other)

    def _waiting(self) -> QFrame:
        self.arrival = label(words.WAITING_BODY)
        return box(
            column(
                label(words.WAITING_TITLE, "strong"),
                self.arrival,
                group(row(self.check, None)),
            ),
            "warn",
        )

    def _submit(self) -> None:
        older = self._model.state.offers_older
        self._model.submit(self.name.text(), self.passphrase.take(), accept_older=older)

    def _render(self) -> None:
        state = self._model.state
        if not state.busy:
            self.progress.end()
        controls = (self.passphrase, self.unlock, self.machine, self.name, self.check)
        for control in controls:
            control.setEnabled(not state.busy)
        self.unlock.setText(words.USE_OLDER if state.offers_older else words.UNLOCK)
        self.waiting.setVisible(state.standing.waits and state.was_let_in is not True)
        self.name_field.setVisible(state.standing.needs_name)
        self._begin_with_name()
        self.machine.setVisible(state.standing.is_remembered)
        if state.was_let_in is False:
            self.arrival.setText(words.NOT_YET)
        if state.was_let_in and not self.banner.isVisibleTo(self):
            self.banner.show_news(words.LET_IN)

    def _begin_with_name(self) -> None:
        """Ask for the name first, once it is known that several people unlock here.

        Only what nobody has begun to type into gives the keyboard away.
        """
        is_new = not self._has_looked and self.name_field.isVisibleTo(self)
        if is_new and not self.passphrase.text():
            self._has_looked = True
            self.take_focus()

    def _follow(self, job: Job, said: str) -> None:
        if self.banner.title.text() == words.STOPPED:
            self.banner.clear()
        self.progress.follow(job, said)

    def _stopped(self) -> None:
        self.banner.show_news(words.STOPPED, kind="warn")
        self.take_focus()

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        self.take_focus()
