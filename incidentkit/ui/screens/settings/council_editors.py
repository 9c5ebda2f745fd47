"""One control for each kind of setting. All are read and filled as texts."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from incidentkit.council.kinds import Items, Several, Text
from incidentkit.council.setting import Setting
from incidentkit.council.tables import Periods, Table, Targets, WeekHours, cells_of
from incidentkit.council.values import LONGEST_TEXT
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.layout import column, group
from incidentkit.ui.widgets.text import label
from incidentkit.words.council import Explained
from incidentkit.words.window import council_settings as words

_LONG = (Items, Several, Periods, Targets, WeekHours)
_FEW_LINES, _MANY_LINES = 3, 6


class LinesEditor(TextBox):
    """Several lines of text."""

    def setText(self, text: str) -> None:  # noqa: N802  as Qt's own
        """Put another text in it."""
        if text != self.toPlainText():
            self.setPlainText(text)


class ChoiceEditor(QWidget):
    """Every choice, with what follows from it and whose practice it is."""

    def __init__(self, setting: Setting, says: Explained) -> None:
        super().__init__()
        self._choices = setting.choices
        self._group = QButtonGroup(self)
        self.radios: dict[str, QRadioButton] = {}
        rows = column(space=Space.SMALL)
        for number, choice in enumerate(setting.choices):
            radio = QRadioButton(
                words.choice(choice, is_default=choice == setting.default)
            )
            then = says.choices[choice]
            follows = label(words.follows(then.follows, then.practice), "small")
            follows.setContentsMargins(Space.LARGE, 0, 0, 0)
            radio.setAccessibleDescription(then.follows)
            self._group.addButton(radio, number)
            self.radios[choice] = radio
            rows.addWidget(group(column(radio, follows, space=Space.HAIR)))
        self.setLayout(rows)

    def text(self) -> str:
        """Return the choice; empty when none is chosen."""
        number = self._group.checkedId()
        return self._choices[number] if number >= 0 else ""

    def setText(self, text: str) -> None:  # noqa: N802  as Qt's own
        """Choose another."""
        found = self.radios.get(text)
        if found is not None:
            found.setChecked(True)

    def setReadOnly(self, read_only: bool) -> None:  # noqa: N802, FBT001
        """Let nobody choose, or let them."""
        for radio in self.radios.values():
            radio.setEnabled(not read_only)


class TableEditor(QWidget):
    """One line for each row of a table."""

    def __init__(self, table: Table, name: str, done: Callable[[], object]) -> None:
        super().__init__()
        self.cells: dict[str, QLineEdit] = {}
        rows = column(space=Space.SMALL)
        for row in table.rows:
            cell = line(longest=LONGEST_TEXT)
            cell.returnPressed.connect(done)
            self.cells[row] = cell
            rows.addWidget(Field(row, cell))
            cell.setAccessibleName(f"{name}: {row}")
        self.setLayout(rows)

    def text(self) -> str:
        """Return the table as it is kept."""
        said = ((row, " ".join(c.text().split())) for row, c in self.cells.items())
        return "\n".join(f"{row}: {text}" for row, text in said if text)

    def setText(self, text: str) -> None:  # noqa: N802  as Qt's own
        """Fill the rows."""
        cells: Mapping[str, str] = cells_of(text)
        for row, cell in self.cells.items():
            cell.setText(cells.get(row, ""))

    def setReadOnly(self, read_only: bool) -> None:  # noqa: N802, FBT001
        """Let nobody write, or let them."""
        for cell in self.cells.values():
            cell.setReadOnly(read_only)


AnyEditor = QLineEdit | LinesEditor | ChoiceEditor | TableEditor


def editor_for(
    setting: Setting, says: Explained, done: Callable[[], object]
) -> AnyEditor:
    """Return the control for a setting. `done`: Return was pressed in it."""
    kind = setting.kind
    if setting.choices:
        return ChoiceEditor(setting, says)
    if isinstance(kind, Table):
        return TableEditor(kind, says.name, done)
    if isinstance(kind, Text):
        return LinesEditor(_MANY_LINES)
    if isinstance(kind, _LONG):
        return LinesEditor(_FEW_LINES)
    made = line(longest=LONGEST_TEXT)
    made.returnPressed.connect(done)
    return made
