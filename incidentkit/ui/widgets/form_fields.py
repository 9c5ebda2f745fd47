"""The fields of one form as texts by their names, to be kept and put back."""

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.secret_box import SecretBox
from incidentkit.ui.widgets.secret_line import SecretLine
from incidentkit.words.window.left_forms import TICKED

Control = QLineEdit | QPlainTextEdit | QComboBox
AnyControl = Control | QCheckBox
_TAKES_WORDS = (QLineEdit, QPlainTextEdit)


class FormFields:
    """Reads and fills controls. A choice is the words that are chosen."""

    def __init__(self, controls: Mapping[str, AnyControl]) -> None:
        self._controls = dict(controls)
        self.blank = self.values()

    @property
    def words(self) -> frozenset[str]:
        """The names of the fields that are typed into, not chosen."""
        named = self._controls.items()
        return frozenset(name for name, one in named if isinstance(one, _TAKES_WORDS))

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


def controls_in(form: QWidget, about: str = "") -> dict[str, AnyControl]:
    """Return every field of a form by its name, and every tick; never a secret.

    `about` goes before the names where several forms have the same.
    """
    found: dict[str, AnyControl] = {}
    before = f"{about}, " if about else ""
    for named in form.findChildren(Field):
        control = named.control
        is_secret = isinstance(control, SecretLine | SecretBox)
        if isinstance(control, Control) and not is_secret:
            found[before + named.name] = control
    for tick in form.findChildren(QCheckBox):
        found[before + tick.text()] = tick
    return found


def changed(
    values: Mapping[str, str], before: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Return the values that are others than before."""
    return tuple((n, text) for n, text in values.items() if text != before.get(n, ""))


def _text(control: AnyControl) -> str:
    if isinstance(control, QComboBox):
        return control.currentText()
    if isinstance(control, QCheckBox):
        return TICKED if control.isChecked() else ""
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    return control.text()


def _fill(control: AnyControl, text: str) -> None:
    if isinstance(control, QComboBox):
        place = control.findText(text)
        control.setCurrentIndex(place if place >= 0 else control.currentIndex())
    elif isinstance(control, QCheckBox):
        control.setChecked(bool(text))
    elif isinstance(control, QPlainTextEdit):
        control.setPlainText(text)
    else:
        control.setText(text)
