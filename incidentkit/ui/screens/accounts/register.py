"""The list of accounts, without the list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtCore import Signal

from incidentkit.accounts.views import SavedView
from incidentkit.desk.account_list import (
    ForMany,
    RegisterPage,
    RegisterRow,
    change_many,
    drop_view,
    read_register,
    save_view,
)
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Once
from incidentkit.errors import IncidentKitError
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import PersonId, SubjectId
from incidentkit.words.window import account_list as words


@dataclass(frozen=True, slots=True)
class RegisterState:
    """Every account; `rows` is None until they have been read."""

    rows: tuple[RegisterRow, ...] | None = None
    views: tuple[SavedView, ...] = ()
    people: tuple[tuple[PersonId, str], ...] = ()
    busy: bool = False


class RegisterViewModel(ViewModel[RegisterState]):
    """Reads the accounts, and reads them again whenever the kit changes.

    Signals:
        said: Something was done, in words.
    """

    said = Signal(str)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(RegisterState())
        self._kit = kit
        kit.changed.connect(self.look)

    def look(self) -> None:
        """Read the accounts."""
        if self._kit.is_open:
            self._kit.ask(read_register, self._found, self._refuse)

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed here when the kit was locked."""
        return LeftForms(self._kit, self)

    def save_view(self, view: SavedView, then: Callable[[], None]) -> Once | None:
        """Keep a view of the list for everybody."""
        return self._write(
            lambda desk: save_view(desk, view), words.view_saved(view.name), then
        )

    def drop_view(self, name: str) -> None:
        """Take a saved view away."""
        self._write(lambda desk: drop_view(desk, name), words.view_dropped(name))

    def change_many(
        self, accounts: Sequence[SubjectId], given: ForMany, then: Callable[[], None]
    ) -> Once | None:
        """Give several accounts the same, all of them or none."""

        def work(desk: Desk) -> RegisterPage:
            change_many(desk, accounts, given)
            return read_register(desk)

        return self._write(work, words.many_changed(len(accounts)), then)

    def _write(
        self,
        work: Callable[[Desk], RegisterPage],
        said: str,
        then: Callable[[], None] | None = None,
    ) -> Once | None:
        if self.state.busy:
            return None
        once = Once(work)

        def written(page: RegisterPage) -> None:
            self._set(replace(self.state, busy=False))
            self._found(page)
            self.said.emit(said)
            if then is not None:
                then()

        self._set(replace(self.state, busy=True))
        self._kit.ask(
            lambda desk: cast(RegisterPage, once(desk)), written, self._failed
        )
        return once

    def _found(self, page: RegisterPage) -> None:
        new = replace(self.state, rows=page.rows, views=page.views, people=page.people)
        if new != self.state:
            self._set(new)

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)
