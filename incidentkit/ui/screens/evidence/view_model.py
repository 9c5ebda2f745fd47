"""Filing evidence for a step, without the screen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.clock import Clock
from incidentkit.desk.filing import (
    About,
    Shelf,
    file_bytes,
    file_text,
    is_filed,
    read_shelf,
    take_out,
)
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import keep_unfinished
from incidentkit.errors import IncidentKitError
from incidentkit.incidents.state import EvidenceItem
from incidentkit.ui.jobs import Job, Lane, Watch
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.screens.evidence.pieces import Piece, Tray, of_file
from incidentkit.ui.screens.evidence.seeing import Seeing
from incidentkit.ui.view_model import ViewModel
from incidentkit.ui.widgets.decoding import png_of
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.window import evidence as words

Place = tuple[SubjectId, str]
_NOWHERE: Place = (SubjectId(b""), "")
_NO_SHELF = Shelf()
_NO_TRAY = Tray()


@dataclass(frozen=True, slots=True)
class EvidenceState:
    """Everything the panel shows."""

    shelf: Shelf = _NO_SHELF
    tray: Tray = _NO_TRAY
    filing: bool = False


@dataclass(frozen=True, slots=True)
class _Under:
    """A filing under way: of which piece, where, and what was filed before it."""

    place: Place
    piece: Piece
    job: Job
    before: frozenset[bytes] = field(default=frozenset())


class EvidenceViewModel(ViewModel[EvidenceState]):
    """Holds what is ready to be filed for each step, and files it.

    Signals:
        began: Something long is under way; the job, and the words for it.
        ended: It is over, whether it worked or not.
        filed: A piece is filed, or written down as held elsewhere.
        saved: A copy was written; where.
        stopped: Filing was stopped; whether it had been filed after all.
        doubled: The very same picture lies on the step already.
    """

    began = Signal(object, str)
    ended = Signal()
    filed = Signal(object)
    saved = Signal(object)
    stopped = Signal(bool)
    doubled = Signal()

    def __init__(self, kit: KitAccess, clock: Clock) -> None:
        super().__init__(EvidenceState())
        self._kit = kit
        self._clock = clock
        self._place = _NOWHERE
        self._trays: dict[Place, Tray] = {}
        self._under: _Under | None = None
        self.seeing = Seeing(kit, self)
        kit.changed.connect(self.refresh)

    # --- looking ---------------------------------------------------------

    def show(self, incident: SubjectId, step: str) -> None:
        """Show the evidence of a step; what lay ready on it lies there still."""
        self._place = (incident, step)
        shelf = self.state.shelf if self.state.shelf.step == step else Shelf(step)
        self._set(replace(self.state, shelf=shelf, tray=self._tray()))
        self.refresh()

    def refresh(self) -> None:
        """Read what is filed."""
        place = self._place
        if not self._kit.is_open or place == _NOWHERE:
            return

        def found(shelf: Shelf) -> None:
            if place == self._place:
                self._set(replace(self.state, shelf=shelf))
                self.seeing.want((*shelf.here, *shelf.elsewhere))

        self._kit.ask(lambda desk: read_shelf(desk, *place), found, self._refuse)

    def now_ms(self) -> int:
        """Return the time."""
        return self._clock.now_ms()

    # --- making ready ----------------------------------------------------

    def add(self, *pieces: Piece, address: str = "") -> None:
        """Put something on the step, ready to be filed; the same picture once only."""
        tray = self._tray()
        new = [piece for piece in pieces if not tray.has_picture(piece)]
        tray = tray.add(*new)
        if len(new) < len(pieces):
            self.doubled.emit()
        self._keep(replace(tray, address=address or tray.address))

    def add_files(self, paths: Iterable[Path]) -> None:
        """Put files on the step. A drive that hangs keeps nobody waiting."""
        wanted, place = tuple(paths), self._place

        def found(pieces: tuple[Piece, ...]) -> None:
            self._keep_at(place, self._tray(place).add(*pieces))

        self._kit.jobs.run(
            lambda: tuple(map(of_file, wanted)),
            then=found,
            failed=self._refuse,
            lane=Lane.SIDE,
        )

    def remove(self, piece: Piece) -> None:
        """Take something off again that was ready to be filed."""
        tray = self._tray()
        left = tuple(p for p in tray.pieces if p is not piece)
        self._keep(replace(tray, pieces=left))

    def typed(self, **texts: str) -> None:
        """Know what stands in the fields, so that neither a step nor a lock loses it."""
        self._trays[self._place] = replace(self._tray(), **texts)  # type: ignore[arg-type]
        self.state = replace(self.state, tray=self._tray())

    def add_typed_text(self) -> None:
        """Put the text that was typed on the step."""
        tray = self._tray()
        if tray.text.strip():
            piece = Piece(words.A_TEXT, words.text_begins(tray.text), text=tray.text)
            self._keep(replace(tray.add(piece), text=""))

    def settle(self, item: EvidenceItem | None) -> None:
        """Let what is filed next settle what was owed; None: nothing."""
        tray = self._tray()
        what = tray.what or (item.what if item else "")
        self._keep(replace(tray, settling=item, what=what))

    # --- filing ----------------------------------------------------------

    def file_all(self) -> None:
        """File everything that is ready, one after the other."""
        tray = self._tray()
        if self.state.filing or not tray.pieces:
            return
        place, piece = self._place, tray.pieces[0]
        about = self._about(place)
        job = self._kit.ask_watched(
            partial(_file, place[0], piece, about),
            partial(self._filed_one, place, piece),
            self._failed,
        )
        shelf = self.state.shelf
        known = (i.digest for i in (*shelf.here, *shelf.elsewhere, *shelf.owed))
        self._under = _Under(place, piece, job, frozenset(known))
        self._set(replace(self.state, filing=True))
        self.began.emit(job, words.filing(piece.name))

    def hold_elsewhere(self) -> None:
        """Write down that somebody has it on a device."""
        place, tray = self._place, self._tray()
        about = About(place[1], tray.what, captured=tray.captured)

        def work(desk: Desk) -> EvidenceItem:
            custody, source = desk.incidents.evidence, about.source(desk)
            return custody.held_elsewhere(
                place[0], source, tray.device.strip(), tray.person.strip()
            )

        def then(item: EvidenceItem) -> None:
            left = replace(
                self._tray(place), what="", captured="", device="", person=""
            )
            self._keep_at(place, left)
            self.filed.emit(item)

        self._kit.ask(work, then, self._refuse)

    def cancel(self) -> None:
        """Stop what is being filed, and find out whether it was too late for that."""
        under = self._under
        if under is None:
            return
        under.job.cancel()
        self._end()

        def found(items: tuple[EvidenceItem, ...]) -> None:
            news = [i for i in items if i.digest not in under.before]
            if news:
                self._take_off(under.place, under.piece)
                self.filed.emit(news[-1])
            self.stopped.emit(bool(news))
            self.refresh()

        incident = under.place[0]
        self._kit.ask(
            lambda desk: desk.incidents.run(incident).incident.evidence,
            found,
            self._refuse,
        )

    # --- giving out ------------------------------------------------------

    def save(self, item: EvidenceItem, folder: Path) -> None:
        """Write a copy of something that is filed into a folder."""
        incident, _ = self._place

        def work(desk: Desk, watch: Watch) -> Path:
            return take_out(desk, incident, item, folder, watch)

        def then(path: Path) -> None:
            self.ended.emit()
            self.saved.emit(path)

        job = self._kit.ask_watched(work, then, self._failed)
        self.began.emit(job, words.SAVING)

    # --- locking ---------------------------------------------------------

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return what keeps everything that lies ready, or None when nothing does.

        Pictures lie nowhere else, so they are filed. Files stay where they are.
        What was typed waits as a note.
        """
        trays = {p: t for p, t in self._trays.items() if not t.is_blank}
        return partial(_keep_all, trays) if trays else None

    # --- inside ----------------------------------------------------------

    def _tray(self, place: Place | None = None) -> Tray:
        return self._trays.get(place or self._place, Tray())

    def _keep(self, tray: Tray) -> None:
        self._keep_at(self._place, tray)

    def _keep_at(self, place: Place, tray: Tray) -> None:
        self._trays[place] = tray
        self._set(replace(self.state, tray=self._tray()))

    def _about(self, place: Place) -> About:
        tray = self._tray(place)
        owed = tray.settling
        step, settles = (owed.step, owed.digest) if owed else (place[1], b"")
        return About(step, tray.what, tray.address, tray.captured, settles)

    def _filed_one(self, place: Place, piece: Piece, item: EvidenceItem | None) -> None:
        self._end()
        self._take_off(place, piece)
        if item is None:
            self.doubled.emit()
        else:
            self.filed.emit(item)
        if self._tray(place).pieces and place == self._place:
            self.file_all()

    def _take_off(self, place: Place, piece: Piece) -> None:
        """What was said of the pieces goes when the last of them is filed."""
        tray = replace(self._tray(place), settling=None)
        left = tuple(p for p in tray.pieces if p is not piece)
        if left:
            tray = replace(tray, pieces=left)
        else:
            tray = replace(tray, pieces=(), what="", address="", captured="")
        self._keep_at(place, tray)

    def _failed(self, error: IncidentKitError) -> None:
        self._end()
        self._refuse(error)

    def _end(self) -> None:
        self._under = None
        self._set(replace(self.state, filing=False))
        self.ended.emit()


def _file(
    incident: SubjectId, piece: Piece, about: About, desk: Desk, watch: Watch
) -> EvidenceItem | None:
    """File a piece; None when the very same picture is filed for the step already."""
    if piece.path is not None:
        source = about.source(desk)
        return desk.incidents.evidence.file(incident, piece.path, source, watch)
    if piece.image is not None:
        data = png_of(piece.image, words.PICTURE_NAME)
        if not about.settles and is_filed(desk, incident, about.step, data):
            return None
        return file_bytes(desk, incident, piece.name, data, about, watch)
    return file_text(desk, incident, piece.text, about)


def _keep_all(trays: dict[Place, Tray], desk: Desk) -> None:
    """Keep every tray, whatever becomes of the others."""
    refusals: list[IncidentKitError] = []
    for (incident, step), tray in trays.items():
        for keep in (_keep_pictures, _keep_words):
            try:
                keep(desk, incident, step, tray)
            except IncidentKitError as error:
                refusals.append(error)
    if refusals:
        raise refusals[0]


def _keep_pictures(desk: Desk, incident: SubjectId, step: str, tray: Tray) -> None:
    for piece in tray.pieces:
        if piece.image is not None:
            _file(incident, piece, About(step), desk, _unwatched)


def _keep_words(desk: Desk, _incident: SubjectId, _step: str, tray: Tray) -> None:
    files = tuple(p.name for p in tray.pieces if p.path is not None)
    held = tuple(filter(None, (tray.device, tray.person)))
    texts = (*held, *(p.text for p in tray.pieces if p.text), tray.text)
    said = (tray.what, tray.address, tray.captured)
    if any((*said, *files, *texts)):
        keep_unfinished(desk, words.unfinished(*said, files, texts))


def _unwatched(done: int, of: int) -> None:
    """Nobody waits for it."""
