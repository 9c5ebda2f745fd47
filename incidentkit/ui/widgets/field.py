"""A field with its name above it, a hint under it, and what is wrong with it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.layout import column
from incidentkit.ui.widgets.text import label, restyle


class Field(QWidget):
    """Names a control for eyes and for screen readers.

    `value` is the key of the value typed here, as a refusal names it.
    """

    def __init__(
        self, name: str, control: QWidget, hint: str = "", value: str = ""
    ) -> None:
        super().__init__()
        self.control = control
        self.value = value
        self._name = label(name, "strong")
        self._name.setBuddy(control)
        self._hint = label(hint, "small")
        if not hint:  # a label that has no place yet would open a window if shown
            self._hint.hide()
        self._wrong = label("", "bad")
        self._wrong.hide()
        control.setAccessibleName(name)
        control.setAccessibleDescription(hint)
        self.setLayout(
            column(self._name, self._hint, control, self._wrong, space=Space.TIGHT)
        )

    @property
    def name(self) -> str:
        """What is asked for."""
        return self._name.text()

    def say_wrong(self, text: str) -> None:
        """Show what is wrong, or nothing."""
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        self.control.setAccessibleDescription(text or self._hint.text())
        restyle(self.control, "state", "bad" if text else "")

    def refuse(self, text: str) -> None:
        """Say what is wrong until something else stands there, with the keyboard here."""
        self.say_wrong(text)
        once = Qt.ConnectionType.SingleShotConnection
        if isinstance(self.control, QLineEdit | QPlainTextEdit):
            self.control.textChanged.connect(self._take_back, once)
        elif isinstance(self.control, QComboBox):
            self.control.currentIndexChanged.connect(self._take_back, once)
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self, _now: object = None) -> None:
        self.say_wrong("")

    def rename(self, name: str) -> None:
        """Ask for something else with the same control."""
        self._name.setText(name)
        self.control.setAccessibleName(name)

    def say_hint(self, text: str) -> None:
        """Change the hint."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
        self.control.setAccessibleDescription(text)


def line(placeholder: str = "", longest: int = 500) -> QLineEdit:
    """Return a field for one line. It remembers nothing that was typed before."""
    made = QLineEdit()
    made.setPlaceholderText(placeholder)
    made.setMaxLength(longest)
    return made


class TextBox(QPlainTextEdit):
    """A field for several lines, so high whatever the text's size; Tab leaves it."""

    def __init__(self, lines: int = 4) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for room for so many lines."""
        height = self.fontMetrics().lineSpacing() * self._lines
        return QSize(super().sizeHint().width(), height + 2 * Space.LARGE)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Take no less room than that."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def text(self) -> str:
        """Return what was typed."""
        return self.toPlainText()
