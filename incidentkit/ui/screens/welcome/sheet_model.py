"""A recovery sheet on the screen: shown, saved, and partly typed back."""

from dataclasses import dataclass, replace
from pathlib import Path

from incidentkit.desk.sheet_check import groups_to_ask, is_typed_back
from incidentkit.ui.jobs import Jobs, Lane
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.folder import write_whole
from incidentkit.vault.recovery import RecoverySheet
from incidentkit.words.sheet import sheet_text


@dataclass(frozen=True, slots=True)
class SheetState:
    """Which groups are asked for, and what came of it. Never the code itself."""

    asked: tuple[int, int] = (1, 2)
    differs: bool = False
    saved_as: str = ""


class SheetViewModel(ViewModel[SheetState]):
    """Holds one sheet until it counts, and no longer."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(SheetState())
        self._jobs = jobs
        self._sheet: RecoverySheet | None = None
        self._heading = ""

    @property
    def drawn(self) -> RecoverySheet | None:
        """The sheet on the screen."""
        return self._sheet

    def take(self, sheet: RecoverySheet, heading: str) -> None:
        """Show a sheet under the council's name."""
        same = sheet == self._sheet
        self._sheet, self._heading = sheet, heading
        saved = self.state.saved_as if same else ""
        self._set(SheetState(groups_to_ask(), saved_as=saved))

    def drop(self) -> None:
        """Forget the sheet: it counts now, or never will."""
        self._sheet = None
        self._set(SheetState())

    def groups(self) -> tuple[str, ...]:
        """Return the code to show."""
        return self._sheet.groups if self._sheet else ()

    def text(self) -> str:
        """Return the whole sheet as it is printed."""
        return sheet_text(self._heading, self.groups()) if self._sheet else ""

    def save(self, path: str, document: bytes) -> None:
        """Write the sheet as a document."""
        self._jobs.run(
            lambda: write_whole(Path(path).absolute(), document),
            then=lambda _: self._set(replace(self.state, saved_as=path)),
            failed=self._refuse,
            lane=Lane.SIDE,
        )

    def is_right(self, typed: str) -> bool:
        """Whether the groups asked for were typed; says so when they were not."""
        sheet = self._sheet
        right = sheet is not None and is_typed_back(sheet, self.state.asked, typed)
        self._set(replace(self.state, differs=not right))
        return right

    def ask_again(self) -> None:
        """Forget what was typed wrong: somebody looks at the sheet once more."""
        self._set(replace(self.state, differs=False))
