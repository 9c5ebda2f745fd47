"""Importing a table of accounts, without the page."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.desk.account_import import (
    FoundTable,
    Imported,
    accounts_there,
    import_table,
    look_at,
)
from incidentkit.errors import IncidentKitError
from incidentkit.exchange.accounts_csv import Identity
from incidentkit.exchange.columns import Column
from incidentkit.ui.jobs import Job, Lane
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel


@dataclass(frozen=True, slots=True)
class ImportingState:
    """What the page shows. `written` is how many accounts were imported."""

    table: FoundTable | None = None
    busy: bool = False
    written: int = 0
    has_changed: bool = False


class ImportingViewModel(ViewModel[ImportingState]):
    """Looks at a file, and writes it all or not at all.

    Signals:
        writing: The job that writes, to be followed and cancelled.
        stopped: Somebody stopped it; nothing was written.
        imported: The accounts are written.
    """

    writing = Signal(object)
    stopped = Signal()
    imported = Signal()

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(ImportingState())
        self._kit = kit

    def begin(self) -> None:
        """Begin with no file."""
        self._set(ImportingState())

    def look_at(self, path: Path) -> None:
        """Look at a file, with its columns guessed."""
        self._look(path, None)

    def take_column_for(self, number: int, column: Column) -> None:
        """Say what one column holds, and look again."""
        table = self.state.table
        if table is not None and not self.state.busy:
            mapping = list(table.mapping)
            mapping[number] = column
            every = table.with_duplicates
            self._look(table.path, tuple(mapping), with_duplicates=every)

    def take_duplicates(self, *, wanted: bool) -> None:
        """Say whether accounts that are there already are written again."""
        table = self.state.table
        if table is not None and not self.state.busy:
            self._look(table.path, table.mapping, with_duplicates=wanted)

    def write(self) -> None:
        """Import what was looked at."""
        table = self.state.table
        if table is None or self.state.busy or not table.can_be_imported:
            return
        self._set(replace(self.state, busy=True, has_changed=False))
        job: Job = self._kit.ask_stoppable(
            lambda desk, job: import_table(desk, table, job.watch, job.settle),
            self._written,
            self._failed,
        )
        job.cancelled.connect(self._stopped)
        self.writing.emit(job)

    def _look(
        self,
        path: Path,
        mapping: tuple[Column, ...] | None,
        *,
        with_duplicates: bool = False,
    ) -> None:
        """Ask the kit what it has, then read the file beside the kit's lane."""
        self._set(replace(self.state, busy=True, written=0, has_changed=False))

        def look(there: frozenset[Identity]) -> None:
            self._kit.jobs.run(
                partial(look_at, path, mapping, there, with_duplicates=with_duplicates),
                then=self._found,
                failed=self._failed,
                lane=Lane.SIDE,
            )

        self._kit.ask(accounts_there, look, self._failed)

    def _found(self, table: FoundTable) -> None:
        self._set(ImportingState(table))

    def _written(self, outcome: Imported) -> None:
        if outcome.changed is not None:
            self._set(ImportingState(outcome.changed, has_changed=True))
            return
        self._set(ImportingState(written=outcome.written))
        self.imported.emit()

    def _stopped(self) -> None:
        self._set(replace(self.state, busy=False))
        self.stopped.emit()

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)
