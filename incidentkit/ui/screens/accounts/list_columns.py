"""The columns of the list of accounts, and choosing which of them are shown."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from incidentkit.accounts.model import Status
from incidentkit.accounts.views import USUAL_COLUMNS, ColumnName
from incidentkit.desk.account_list import RegisterRow
from incidentkit.ui.widgets.table import Column
from incidentkit.words.accounts import ACCESS, STATUS
from incidentkit.words.ages import in_list
from incidentkit.words.lists import and_list
from incidentkit.words.window import account_list as list_words
from incidentkit.words.window import accounts as words

_NAMES = list_words.COLUMN_NAMES
COLUMNS: Mapping[ColumnName, Column[RegisterRow]] = MappingProxyType(
    {
        ColumnName.PLATFORM: Column(_NAMES["platform"], lambda r: r.platform),
        ColumnName.HANDLE: Column(
            _NAMES["handle"], lambda r: r.account.handle, stretch=True
        ),
        ColumnName.STANDING: Column(_NAMES["standing"], lambda r: standing(r)),
        ColumnName.CHANGED: Column(
            _NAMES["changed"],
            lambda r: in_list(r.account.age),
            lambda r: r.account.changed or 0,
        ),
        ColumnName.WHO: Column(
            _NAMES["who"], lambda r: and_list(r.holders), stretch=True
        ),
        ColumnName.ACCESS: Column(_NAMES["access"], lambda r: ACCESS[r.account.access]),
        ColumnName.OWNER: Column(_NAMES["owner"], lambda r: r.owner),
        ColumnName.SERVICE: Column(_NAMES["service"], lambda r: r.account.service),
        ColumnName.LANGUAGE: Column(_NAMES["language"], lambda r: r.account.language),
        ColumnName.STATUS: Column(_NAMES["status"], lambda r: STATUS[r.account.status]),
    }
)
ORDER = tuple(COLUMNS)
# With large text there is no room for all: these go first, and the page has them.
LEAST_LETTERS = {
    ColumnName.CHANGED: 90,
    ColumnName.WHO: 96,
    ColumnName.ACCESS: 150,
}


class ColumnMenu(QMenu):
    """Ticks for the columns; which account it is stays readable."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(list_words.COLUMNS, parent)
        self.ticks: dict[ColumnName, QAction] = {}
        for name in ORDER:
            tick = self.addAction(_NAMES[name])
            tick.setCheckable(True)
            tick.setChecked(name in USUAL_COLUMNS)
            tick.setEnabled(name not in (ColumnName.PLATFORM, ColumnName.HANDLE))
            self.ticks[name] = tick

    def chosen(self) -> tuple[ColumnName, ...]:
        """Return the columns that are wanted."""
        return tuple(name for name, tick in self.ticks.items() if tick.isChecked())

    def choose(self, wanted: tuple[ColumnName, ...]) -> None:
        """Tick these and no others."""
        for name, tick in self.ticks.items():
            tick.setChecked(name in wanted or not tick.isEnabled())


def standing(row_: RegisterRow) -> str:
    """Return what there is to do about an account."""
    account = row_.account
    said = words.row_standing(
        waiting=bool(account.waiting),
        settle=bool(account.to_settle),
        closed=account.status is Status.CLOSED,
        newer=account.has_unopened,
    )
    owed = list_words.OWED if account.is_owed else ""
    asked = list_words.ANSWER_IT if account.status is Status.ASKED_FOR else ""
    return ", ".join(part for part in (owed, asked, said) if part)
