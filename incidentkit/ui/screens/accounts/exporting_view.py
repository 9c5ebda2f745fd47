"""The page that takes the accounts out: what, where to, why, and the passphrase."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from incidentkit.desk.taking_out import Form, TakenFile
from incidentkit.ui.jobs import Job
from incidentkit.ui.screens.accounts.exporting import ExportingViewModel
from incidentkit.ui.screens.accounts.genuine import GenuinePart
from incidentkit.ui.typed_form import Keep, TypedForm
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.chooser import Chooser
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.folder_line import FolderLine
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.layout import Page, box, column, group, row
from incidentkit.ui.widgets.progress import Progress
from incidentkit.ui.widgets.refused import say_beside
from incidentkit.ui.widgets.secret_line import SecretLine
from incidentkit.ui.widgets.text import label, restyle
from incidentkit.ui.widgets.tick import Tick
from incidentkit.words import genuine_list, taking_out
from incidentkit.words.problems import Problem, words_for
from incidentkit.words.window import accounts as accounts_words
from incidentkit.words.window import exporting as words
from incidentkit.words.window import folder as folder_words
from incidentkit.words.window import left_forms as left_words

_LONGEST_REASON = 200


class ExportingView(QWidget):
    """Takes the accounts out.

    Signals:
        left: Somebody goes back to the list.
    """

    left = Signal()

    def __init__(self, model: ExportingViewModel, genuine: GenuinePart) -> None:
        super().__init__()
        self._model = model
        self.genuine = genuine
        self.back = button(
            accounts_words.ALL_ACCOUNTS, "quiet", on_click=self.left.emit
        )
        self.banner = Banner()
        self.progress = Progress()
        self.form = Chooser()
        self.form.offer((form, words.FORMS[form]) for form in Form)
        self.with_secrets = Tick(words.WITH_SECRETS)
        self.reason = line(longest=_LONGEST_REASON)
        left = model.left_forms()
        left.refused.connect(model.refused)
        self._typed = TypedForm(left, FormFields({words.WHY: self.reason}))
        self._typed.offered.wanted.connect(lambda _: self._ask_why())
        self.folder = FolderLine(words.FOLDER, title=words.FOLDER_TITLE)
        self.passphrase = SecretLine()
        self.go = button("", "act", on_click=self._write)
        self._warning = self._warning_part()
        self._lay_out()
        self._connect()
        self._render()

    def begin(self) -> None:
        """Begin with nothing chosen but the careful way."""
        self.banner.clear()
        self.passphrase.wipe()
        self.reason.clear()
        self._model.begin()
        self._typed.look(left_words.EXPORTING)
        self.form.setFocus()

    def unsaved(self) -> Keep | None:
        """Return the work that keeps the reason that is typed, for the lock."""
        return self._typed.unsaved()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go back on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Leave no passphrase behind."""
        self.passphrase.wipe()
        super().hideEvent(event)

    # --- drawing ------------------------------------------------------------

    def _warning_part(self) -> QWidget:
        self.sheet = label(taking_out.NO_SPREADSHEET)
        return box(
            column(
                label(f"{taking_out.WARNING}.", "strong"),
                label(taking_out.WARNING_BODY),
                self.sheet,
                label(taking_out.LOGGED),
                Field(words.WHY, self.reason, words.WHY_HINT, value="reason"),
            ),
            "warn",
        )

    def _lay_out(self) -> None:
        self.public = label(taking_out.PUBLIC)
        self.name = label("", "small")
        again = Field(
            taking_out.PASSPHRASE, self.passphrase, taking_out.PASSPHRASE_BODY
        )
        self.asked = group(
            column(
                Field(words.FORM, self.form),
                self.with_secrets,
                self.public,
                self._warning,
                self.folder,
                self.name,
                again,
                row(self.go, None),
            )
        )
        content = column(
            row(self.back, None),
            label(words.TITLE, "title"),
            label(words.BODY),
            self.banner,
            self._typed.offered,
            self.progress,
            self.asked,
            box(column(self.genuine), "card"),
            None,
        )
        self.page = Page(content)
        self.setLayout(row(self.page, space=0))

    def _connect(self) -> None:
        self.form.activated.connect(lambda _: self._choose())
        self.with_secrets.clicked.connect(lambda _: self._choose())
        self.passphrase.returnPressed.connect(self._write)
        self._model.writing.connect(self._follow)
        self._model.stopped.connect(self._stopped)
        self._model.changed.connect(self._render)
        self._model.refused.connect(self._refused)
        self.genuine.written.connect(self._say_list)
        self.genuine.failed.connect(lambda error: self._refused(words_for(error)))

    def _render(self) -> None:
        state = self._model.state
        secret = state.with_secrets
        if not state.busy:
            self.progress.end()
        was_busy = not self.asked.isEnabled()
        self.asked.setEnabled(not state.busy)
        self.form.setCurrentIndex(list(Form).index(state.form))
        self.with_secrets.setChecked(secret)
        self.public.setVisible(not secret)
        self._warning.setVisible(secret)
        self.sheet.setVisible(state.form is Form.CSV)
        self.name.setText(words.NAME_SECRET if secret else words.NAME_PLAIN)
        self.go.setText(words.GO_SECRET if secret else words.GO_PLAIN)
        restyle(self.go, "kind", "danger" if secret else "act")
        if state.done is not None:
            self.reason.clear()
            self._say_done(state.done)
        if was_busy and not state.busy and self.isVisible():
            # What cannot be used loses the keyboard; Return is not to press what is next.
            (self.back if state.done is not None else self.passphrase).setFocus()

    def _say_list(self, said: str) -> None:
        self.banner.show_news(genuine_list.WRITTEN, said)
        self.page.ensureWidgetVisible(self.banner)

    def _say_done(self, done: TakenFile) -> None:
        said = [taking_out.done(str(done.path), done.accounts, done.values)]
        said.append(words.left_out(done.unopened, done.not_held))
        said.append(words.DELETE_IT if done.values else "")
        self.banner.show_news(words.DONE, " ".join(filter(None, said)))
        self.page.ensureWidgetVisible(self.banner)

    # --- what happens -------------------------------------------------------

    def _choose(self) -> None:
        form = tuple(Form)[self.form.currentIndex()]
        self._model.choose(form, with_secrets=self.with_secrets.isChecked())

    def _ask_why(self) -> None:
        """Show the field for the reason, which only a file with secrets has."""
        self.with_secrets.setChecked(True)
        self._choose()

    def _write(self) -> None:
        self.banner.clear()
        where = self.folder.text()
        self.folder.field.say_wrong("" if where else folder_words.WHERE_TO)
        if not where:
            self.folder.path.setFocus()
            return
        passphrase = self.passphrase.take()
        self._model.write(where, self.reason.text(), passphrase)

    def _follow(self, job: Job) -> None:
        self.progress.follow(job, words.WRITING)

    def _stopped(self) -> None:
        self.banner.show_news(words.STOPPED, kind="warn")

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        beside = say_beside(self, problem)
        self.page.ensureWidgetVisible(beside or self.banner)
