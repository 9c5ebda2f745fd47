"""How the window looks on this machine: a small file beside the kit's state.

It says which colours and how large the text is, and can say nothing else. A file
that is not of that kind is named and left alone; only when somebody changes
something is it moved aside, under a name that says so.
"""

import contextlib
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from incidentkit.errors import IncidentKitError
from incidentkit.languages.chosen import ENGLISH, Speaks
from incidentkit.ui.design.theme import Theme
from incidentkit.ui.design.tokens import TEXT_PERCENTS, Look
from incidentkit.ui.jobs import Jobs, Lane
from incidentkit.ui.language import LanguageChoice
from incidentkit.vault.folder import (
    make_private_folder,
    open_plain,
    storage_errors,
    write_whole,
)
from incidentkit.words.problems import words_for

FILE = "window.json"
ASIDE = "window.not-understood"
FORMAT = 1
_LARGEST = 4096


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds."""

    format: int
    look: Look
    text_percent: int


class Preferences(QObject):
    """What the window looks like, kept from one start to the next.

    `foreign` is the path of a file that was not understood, empty when there is
    none. `language` is chosen beside it, in a file of its own.

    Signals:
        changed: There is a new `Theme` to apply.
        moved_aside: A file that was not understood is kept under this path now.
        refused: Words about a file that could not be written; the new look holds
            until the end.
    """

    changed = Signal(object)
    moved_aside = Signal(str)
    refused = Signal(object)

    def __init__(self, folder: Path, jobs: Jobs, speaks: Speaks = ENGLISH) -> None:
        super().__init__()
        self.language = LanguageChoice(folder, jobs, speaks)
        self._path = folder / FILE
        self._jobs = jobs
        self.theme = Theme()
        self.foreign = ""
        self._read()

    def set_look(self, look: Look) -> None:
        """Use other colours, at once and from now on."""
        self._become(Theme(look, self.theme.text_percent))

    def set_text_percent(self, percent: int) -> None:
        """Use another text size, at once and from now on."""
        self._become(Theme(self.theme.look, percent))

    def _become(self, theme: Theme) -> None:
        if theme == self.theme:
            return
        self.theme = theme
        foreign, self.foreign = self.foreign, ""
        self.changed.emit(theme)
        kept = _Kept(FORMAT, theme.look, theme.text_percent)
        path = self._path
        self._jobs.run(
            lambda: _write(path, kept, aside=bool(foreign)),
            then=self._written,
            failed=self._failed,
            lane=Lane.SIDE,
        )

    def _read(self) -> None:
        try:
            data = _small(self._path)
        except FileNotFoundError:
            return
        except (OSError, ValueError):
            self.foreign = str(self._path)
            return
        try:
            self.theme = _theme(data)
        except (msgspec.MsgspecError, ValueError):
            self.foreign = str(self._path)

    def _written(self, aside: str) -> None:
        if aside:
            self.moved_aside.emit(aside)

    def _failed(self, error: IncidentKitError) -> None:
        self.refused.emit(words_for(error))


def _small(path: Path) -> bytes:
    with open_plain(path) as file:  # read by the main thread, which a pipe would stop
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError(FILE)
    return data


def _theme(data: bytes) -> Theme:
    kept = msgspec.json.decode(data, type=_Kept)
    if kept.format != FORMAT or kept.text_percent not in TEXT_PERCENTS:
        raise ValueError(FILE)
    return Theme(kept.look, kept.text_percent)


def _write(path: Path, kept: _Kept, *, aside: bool) -> str:
    make_private_folder(path.parent)
    moved = _move_aside(path) if aside else ""
    write_whole(path, msgspec.json.format(msgspec.json.encode(kept)) + b"\n")
    return moved


def _move_aside(path: Path) -> str:
    with storage_errors(path):
        for number in range(1, 1000):
            target = path.with_name(f"{ASIDE}-{number}")
            if target.exists() or target.is_symlink():
                continue
            with contextlib.suppress(FileNotFoundError):
                path.rename(target)
                return str(target)
            return ""
    return ""
