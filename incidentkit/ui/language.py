"""The language of the window on this machine, and choosing another."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from incidentkit.errors import IncidentKitError
from incidentkit.languages.chosen import FILE, Language, Speaks
from incidentkit.ui.jobs import Jobs, Lane
from incidentkit.vault.folder import make_private_folder, write_whole
from incidentkit.words.problems import words_for


class LanguageChoice(QObject):
    """Keeps which language is chosen. The words of this process stay as they are.

    Signals:
        chosen: Another language is kept; it is spoken by the next process.
        refused: Words about a choice that could not be kept.
    """

    chosen = Signal()
    refused = Signal(object)

    def __init__(self, folder: Path, jobs: Jobs, speaks: Speaks) -> None:
        super().__init__()
        self.speaks = speaks
        self._folder = folder
        self._jobs = jobs

    @property
    def other(self) -> Language:
        """The language to go over to: there are two."""
        is_english = self.speaks.language is Language.ENGLISH
        return Language.WELSH if is_english else Language.ENGLISH

    def choose(self, language: Language) -> None:
        """Keep another language, if it is another."""
        if language == self.speaks.language:
            return
        self._jobs.run(
            lambda: _write(self._folder, language),
            then=lambda _: self.chosen.emit(),
            failed=self._failed,
            lane=Lane.SIDE,
        )

    def _failed(self, error: IncidentKitError) -> None:
        self.refused.emit(words_for(error))


def _write(folder: Path, language: Language) -> None:
    make_private_folder(folder)
    write_whole(folder / FILE, f"{language}\n".encode())
