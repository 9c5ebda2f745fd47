"""The panel where evidence is filed. Draws state, forwards what is pressed or dropped."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from incidentkit.incidents.state import EvidenceItem
from incidentkit.ui.jobs import Job
from incidentkit.ui.screens.evidence.drop import (
    DropArea,
    HeldForm,
    ReadyBox,
    TextForm,
    settling_box,
)
from incidentkit.ui.screens.evidence.pieces import of_image, taken_from
from incidentkit.ui.screens.evidence.screenshot import Screenshot
from incidentkit.ui.screens.evidence.shelf import ShelfList, name_of
from incidentkit.ui.screens.evidence.view_model import EvidenceViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.focus import bring_into_view
from incidentkit.ui.widgets.layout import column, empty, group
from incidentkit.ui.widgets.progress import Progress
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.window import evidence as words


class EvidencePanel(QWidget):
    """Takes evidence in for one step of an incident.

    Signals:
        filed: A piece is filed, or written down as held elsewhere; the item.
    """

    filed = Signal(object)

    def __init__(self, model: EvidenceViewModel) -> None:
        super().__init__()
        self._model = model
        self.banner = Banner()
        self.settling = column()
        self._settling: object = None
        self.area = DropArea()
        self.ready = ReadyBox(model)
        self.progress = Progress()
        self.text = TextForm(model)
        self.held = HeldForm(model)
        self.shelf = ShelfList(model)
        self.screenshot = Screenshot(self)
        self.setAcceptDrops(True)
        self.setLayout(
            column(
                self.banner,
                group(self.settling),
                self.area,
                self.ready,
                self.progress,
                self.text,
                self.held,
                self.shelf,
            )
        )
        self._connect()
        self._render()

    def show_step(self, incident: SubjectId, step: str) -> None:
        """Take evidence for this step from now on."""
        self.banner.clear()
        self._model.show(incident, step)

    def take_mime(self, mime: QMimeData) -> None:
        """Take what was dropped or pasted."""
        taken = taken_from(mime)
        self.banner.clear()
        if taken.files:
            self._model.add_files(taken.files)
        if taken.pieces or taken.address:
            self._model.add(*taken.pieces, address=taken.address)
        if taken.is_secret:
            self.banner.show_news(words.IS_A_SECRET, words.IS_A_SECRET_BODY, "warn")
        elif taken.is_nothing:
            self.banner.show_news(words.NOTHING_THERE, words.NOTHING_THERE_BODY, "warn")
        elif taken.address and not self._model.state.tray.pieces:
            self.banner.show_news(words.ADDRESS_KEPT, words.ADDRESS_KEPT_BODY, "warn")

    def take_files(self, paths: tuple[Path, ...]) -> None:
        """Take files that somebody chose."""
        self._model.add_files(paths)

    def lies_ready(self) -> str:
        """Say what is not filed yet, and bring its button into view; empty for none."""
        if not self._model.state.tray.pieces:
            return ""
        bring_into_view(self.ready.file_it)
        return words.NOT_FILED

    # --- what Qt asks --------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Show that it can be dropped here."""
        mime = event.mimeData()
        if mime.hasUrls() or mime.hasImage() or mime.hasText():
            event.acceptProposedAction()
            self.area.say_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802  Qt's name
        """Show that nothing is held above any more."""
        super().dragLeaveEvent(event)
        self.area.say_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Take what is dropped."""
        self.area.say_over(over=False)
        event.acceptProposedAction()
        self.take_mime(event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Take what is pasted, wherever on the panel the keyboard is."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take_mime(QGuiApplication.clipboard().mimeData())
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take a picture or a file that is pasted into a line, which could not."""
        is_paste = isinstance(event, QKeyEvent) and event.matches(
            QKeySequence.StandardKey.Paste
        )
        if is_paste and event.type() is QEvent.Type.KeyPress:
            mime = QGuiApplication.clipboard().mimeData()
            if mime.hasImage() or any(url.isLocalFile() for url in mime.urls()):
                self.take_mime(mime)
                return True
        return super().eventFilter(watched, event)

    # --- inside ----------------------------------------------------------

    def _connect(self) -> None:
        for line in (self.ready.what, self.ready.address, self.ready.captured):
            line.installEventFilter(self)
        self.area.shot_asked.connect(self.screenshot.take)
        self.area.files_asked.connect(self._choose)
        self.screenshot.taken.connect(
            lambda image: self._model.add(of_image(image, words.SCREENSHOT_NAME))
        )
        self.screenshot.kept.connect(self._desktop_kept)
        self.screenshot.failed.connect(self.banner.show_problem)
        self._model.changed.connect(self._render)
        self._model.refused.connect(self.banner.show_problem)
        self._model.began.connect(self._begin)
        self._model.ended.connect(self.progress.end)
        self._model.filed.connect(self._filed)
        self._model.saved.connect(
            lambda path: self.banner.show_news(words.saved(str(path)))
        )
        self._model.stopped.connect(self._stopped)
        self._model.doubled.connect(
            lambda: self.banner.show_news(words.PICTURE_THERE, kind="warn")
        )
        self.progress.cancel.clicked.connect(self._model.cancel)

    def _render(self) -> None:
        state = self._model.state
        had = bool(self.ready.isVisibleTo(self))
        self.ready.draw(state.tray, filing=state.filing)
        if self.ready.isVisibleTo(self) and not had and state.tray.pieces:
            self.ready.file_it.setFocus()
            bring_into_view(self.ready.file_it)
        self.text.draw(state.tray)
        self.held.draw(state.tray)
        self.shelf.draw(state.shelf)
        if state.tray.settling is not self._settling:
            self._settling = state.tray.settling
            empty(self.settling)
            if state.tray.settling is not None:
                frame: QFrame = settling_box(words.SETTLING, state.tray, self._model)
                self.settling.addWidget(frame)
                self.area.choose.setFocus()

    def _begin(self, job: Job, said: str) -> None:
        self.progress.follow(job, said)

    def _filed(self, item: EvidenceItem) -> None:
        if item.is_owed:
            self.held.fold()
        said = words.HELD_KEPT if item.is_owed else words.filed(name_of(item))
        self.banner.show_news(said)
        self.filed.emit(item)

    def _stopped(self, was_filed: bool) -> None:  # noqa: FBT001  a signal's own
        said = words.FILED_AFTER_ALL if was_filed else words.STOPPED
        self.banner.show_news(said, kind="good" if was_filed else "warn")

    def _desktop_kept(self, path: Path) -> None:
        self._model.add_files((path,))
        self.banner.show_news(words.portal_copy(str(path)), kind="warn")

    def _choose(self) -> None:
        dialog = QFileDialog(self, words.CHOOSE_TITLE)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(
            lambda paths: self.take_files(tuple(map(Path, paths)))
        )
        dialog.open()
