"""This machine: how the window looks, the way in, the passphrase, backups."""

from PySide6.QtWidgets import QComboBox, QFrame, QSpinBox

from incidentkit.ui.design.tokens import TEXT_PERCENTS, Look, Space
from incidentkit.ui.jobs import Job, Jobs
from incidentkit.ui.preferences import Preferences
from incidentkit.ui.screens.settings.language_box import LanguageBox
from incidentkit.ui.screens.settings.leaf import Leaf
from incidentkit.ui.screens.settings.machine_model import MachineViewModel
from incidentkit.ui.strength import StrengthMeter
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.layout import box, column, empty, row
from incidentkit.ui.widgets.new_passphrase import NewPassphrase
from incidentkit.ui.widgets.progress import SHORT_MS, Progress
from incidentkit.ui.widgets.secret_line import SecretLine
from incidentkit.ui.widgets.text import label
from incidentkit.vault.device import LONGEST_DAYS
from incidentkit.words.window import settings as words

_SHOWN_BACKUPS = 5


class MachineLeaf(Leaf):
    """Five boxes, each with one thing to do."""

    def __init__(
        self, model: MachineViewModel, preferences: Preferences, jobs: Jobs
    ) -> None:
        self._model = model
        self.look = LookBox(preferences)
        self.keyring = KeyringBox(model)
        self.passphrase = PassphraseBox(model, jobs)
        self.backups = BackupBox(model)
        self.doing = label("", "quiet")
        self.language = LanguageBox(preferences.language)
        parts = (self.look, self.language, self.keyring, self.passphrase, self.backups)
        super().__init__(self.doing, *parts)
        model.changed.connect(self._render)
        model.refused.connect(self.banner.show_problem)
        model.news.connect(self.banner.show_news)
        model.refused.connect(self._show_top)
        model.news.connect(self._show_top)
        self._render()

    def arrive(self) -> None:
        """Read how this machine stands."""
        self._model.read()

    def _show_top(self) -> None:
        self.verticalScrollBar().setValue(0)

    def _render(self) -> None:
        state = self._model.state
        # What takes long and can be stopped is said where it was begun.
        waits = state.doing == words.REMEMBERING
        self.doing.setText(state.doing)
        self.doing.setVisible(waits)
        for part in (self.keyring, self.passphrase, self.backups):
            part.show_state()


class LookBox(QFrame):
    """Colours and text size, at once."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.banner = Banner()
        self.look, self.text = QComboBox(), QComboBox()
        for look in Look:
            self.look.addItem(words.LOOK[look.value], look)
        for percent in TEXT_PERCENTS:
            self.text.addItem(words.percent(percent), percent)
        self.setProperty("box", "card")
        content = column(
            label(words.LOOK_TITLE, "heading"),
            self.banner,
            Field(words.LOOK_NAME, self.look),
            Field(words.TEXT_NAME, self.text),
        )
        content.setContentsMargins(*[Space.LARGE] * 4)
        self.setLayout(content)
        self._show()
        if preferences.foreign:
            text = words.foreign(preferences.foreign)
            self.banner.show_news(words.FOREIGN, text, "warn")
        self.look.activated.connect(
            lambda _: preferences.set_look(Look(self.look.currentData()))
        )
        self.text.activated.connect(
            lambda _: preferences.set_text_percent(int(self.text.currentData()))
        )
        preferences.changed.connect(self._show)
        preferences.moved_aside.connect(self._moved)
        preferences.refused.connect(self.banner.show_problem)

    def _show(self) -> None:
        theme = self._preferences.theme
        self.look.setCurrentIndex(self.look.findData(theme.look))
        self.text.setCurrentIndex(self.text.findData(theme.text_percent))

    def _moved(self, path: str) -> None:
        self.banner.show_news(words.MOVED_ASIDE, words.moved_aside(path))


class KeyringBox(QFrame):
    """Remembering the way in, for some days."""

    def __init__(self, model: MachineViewModel) -> None:
        super().__init__()
        self._model = model
        self.standing = label("", "strong")
        self.days = QSpinBox()
        self.days.setRange(1, LONGEST_DAYS)
        self.days.setValue(LONGEST_DAYS)
        self.days_field = Field(words.DAYS, self.days)
        self.remember = button(
            words.REMEMBER, on_click=lambda: model.remember(self.days.value())
        )
        self.forget = button(words.FORGET, on_click=model.forget)
        self.setProperty("box", "card")
        content = column(
            label(words.KEYRING_TITLE, "heading"),
            label(words.KEYRING_BODY, "quiet"),
            self.standing,
            self.days_field,
            row(self.remember, self.forget, None),
        )
        content.setContentsMargins(*[Space.LARGE] * 4)
        self.setLayout(content)

    def show_state(self) -> None:
        """Draw how it stands."""
        state = self._model.state
        may = state.most_days > 0
        if may and self.days.maximum() != state.most_days:
            self.days.setMaximum(state.most_days)
            self.days.setValue(state.most_days)
        said = words.NOT_REMEMBERED if may else words.KEYRING_NEVER
        self.standing.setText(words.remembered(state.until) if state.until else said)
        self.days_field.say_hint(words.at_most(state.most_days) if may else "")
        self.days_field.setVisible(may)
        self.remember.setVisible(may)
        self.forget.setVisible(state.until is not None)
        self.remember.setEnabled(not state.doing)
        self.forget.setEnabled(not state.doing)


class PassphraseBox(QFrame):
    """Changing one's passphrase."""

    def __init__(self, model: MachineViewModel, jobs: Jobs) -> None:
        super().__init__()
        self._model = model
        self.old = SecretLine()
        self.old_field = Field(words.OLD, self.old)
        self.new = NewPassphrase(StrengthMeter(jobs), words.NEW)
        self.change = button(words.CHANGE, on_click=self._change)
        self.progress = Progress(SHORT_MS)
        self.stopped = label(words.CHANGE_STOPPED, "quiet")
        self.setProperty("box", "card")
        content = column(
            label(words.PASSPHRASE_TITLE, "heading"),
            label(words.PASSPHRASE_BODY, "quiet"),
            self.old_field,
            self.new,
            row(self.change, None),
            self.progress,
            self.stopped,
        )
        content.setContentsMargins(*[Space.LARGE] * 4)
        self.setLayout(content)
        self.stopped.hide()
        model.changing.connect(self._follow)
        model.change_stopped.connect(self._say_stopped)
        self.old.returnPressed.connect(self.new.setFocus)
        self.new.entered.connect(self._change)
        model.passphrase_changed.connect(self.wipe)
        model.old_refused.connect(self._refused)
        self.old.textEdited.connect(lambda _: self.old_field.say_wrong(""))

    def wipe(self) -> None:
        """Empty the fields."""
        self.old.wipe()
        self.new.wipe()

    def show_state(self) -> None:
        """Draw what can be pressed now."""
        self.new.know(*self._model.state.names)
        doing = self._model.state.doing
        self.change.setEnabled(not doing)
        if not doing:
            self.progress.end()

    def _follow(self, job: Job) -> None:
        self.stopped.hide()
        self.progress.follow(job, words.CHANGING)

    def _say_stopped(self) -> None:
        self.stopped.show()
        self.change.setFocus()

    def _refused(self) -> None:
        self.old_field.say_wrong(words.OLD_WRONG)
        self.old.setFocus()
        self.old.selectAll()

    def _change(self) -> None:
        if self.new.is_twice_the_same():
            self._model.change_passphrase(self.old.text(), self.new.text())


class BackupBox(QFrame):
    """Making a backup, and which there are."""

    def __init__(self, model: MachineViewModel) -> None:
        super().__init__()
        self._model = model
        self._shown: tuple[int, ...] | None = None
        self.back_up = button(words.BACKUP_NOW, on_click=model.back_up)
        self.progress = Progress(SHORT_MS)
        self.stopped = label(words.BACKUP_STOPPED, "quiet")
        self._list = column(space=Space.TIGHT)
        content = column(
            label(words.BACKUP_TITLE, "heading"),
            label(words.BACKUP_BODY, "quiet"),
            box(self._list, "sunken", Space.MEDIUM),
            row(self.back_up, None),
            self.progress,
            self.stopped,
        )
        content.setContentsMargins(*[Space.LARGE] * 4)
        self.setProperty("box", "card")
        self.setLayout(content)
        self.stopped.hide()
        model.backing_up.connect(self._follow)
        model.backup_stopped.connect(self._say_stopped)

    def show_state(self) -> None:
        """Draw which there are, newest first."""
        state = self._model.state
        self.back_up.setEnabled(not state.doing)
        if not state.doing:
            self.progress.end()
        if state.backups == self._shown:
            return
        self._shown = state.backups
        empty(self._list)
        for made in state.backups[:_SHOWN_BACKUPS]:
            self._list.addWidget(label(words.backup(made)))
        older = len(state.backups) - _SHOWN_BACKUPS
        if older > 0:
            self._list.addWidget(label(words.more_backups(older), "quiet"))
        if not state.backups:
            self._list.addWidget(label(words.NO_BACKUP, "warn"))

    def _follow(self, job: Job) -> None:
        self.stopped.hide()
        self.progress.follow(job, words.BACKING_UP)

    def _say_stopped(self) -> None:
        self.stopped.show()
        self.back_up.setFocus()
