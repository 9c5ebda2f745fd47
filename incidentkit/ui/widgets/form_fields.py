"""The fields of one form as texts by their names, to be kept and put back."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

Control = QLineEdit | QPlainTextEdit | QComboBox


class FormFields:
    """Reads and fills controls. A choice is the words that are chosen."""

    def __init__(self, controls: Mapping[str, Control]) -> None:
        self._controls = dict(controls)
        self.blank = self.values()

    def values(self) -> dict[str, str]:
        """Return what stands in each field."""
        return {name: _text(control) for name, control in self._controls.items()}

    def changed(self, before: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Return the fields in which something else stands than before."""
        return changed(self.values(), before)

    def put(self, values: Mapping[str, str]) -> None:
        """Fill the fields that are named; a choice that is not offered stays."""
        for name, text in values.items():
            if name in self._controls:
                _fill(self._controls[name], text)

    def clear(self) -> None:
        """Make every field as it was before anybody typed."""
        self.put(self.blank)


def changed(
    values: Mapping[str, str], before: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Return the values that are others than before."""
    return tuple((n, text) for n, text in values.items() if text != before.get(n, ""))


def _text(control: Control) -> str:
    if isinstance(control, QComboBox):
        return control.currentText()
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    return control.text()


def _fill(control: Control, text: str) -> None:
    if isinstance(control, QComboBox):
        place = control.findText(text)
        control.setCurrentIndex(place if place >= 0 else control.currentIndex())
    elif isinstance(control, QPlainTextEdit):
        control.setPlainText(text)
    else:
        control.setText(text)
