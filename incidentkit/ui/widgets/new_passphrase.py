"""Choosing a passphrase: typed twice, with how strong it is and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from incidentkit.officers.passphrase import Strength
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.strength import StrengthMeter
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.layout import column
from incidentkit.ui.widgets.secret_line import SecretLine
from incidentkit.ui.widgets.text import label, restyle
from incidentkit.words.passphrases import strength_sentence, what_helps
from incidentkit.words.window import passphrase as words

_OF = 4


class NewPassphrase(QWidget):
    """Two fields and an estimate. What is typed stays until `wipe`.

    Signals:
        changed: Something was typed, or the estimate is there.
        entered: Return was pressed in the second field.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, meter: StrengthMeter, name: str = words.CHOOSE) -> None:
        super().__init__()
        self._meter = meter
        meter.setParent(self)
        self._personal: tuple[str, ...] = ()
        self.first = SecretLine()
        self.second = SecretLine()
        self.first_field = Field(name, self.first, words.HOW)
        self.second_field = Field(words.AGAIN, self.second)
        self.bar = QProgressBar()
        self.bar.setRange(0, _OF)
        self.bar.setTextVisible(False)
        self.bar.setProperty("part", "strength")
        self.bar.setAccessibleName(words.STRENGTH)
        self.verdict = label("", "quiet")
        parts = (self.first_field, self.bar, self.verdict, self.second_field)
        self.setLayout(column(*parts, space=Space.SMALL))
        self.setFocusProxy(self.first)
        self.first.textEdited.connect(self._typed)
        self.second.textEdited.connect(self._typed_again)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.entered.emit)
        meter.estimated.connect(self._estimated)
        self._estimated(None)

    def know(self, *names: str) -> None:
        """Say what somebody who knows the person would try first."""
        if names != self._personal:
            self._personal = names
            self._meter.think_of(self.first.text(), names)

    def is_twice_the_same(self) -> bool:
        """Whether both fields hold the same; says so at the second when they do not."""
        same = self.first.text() == self.second.text()
        self.second_field.say_wrong("" if same else words.NOT_THE_SAME)
        if not same:
            self.second.setFocus()
        return same

    def text(self) -> str:
        """Return what was typed; it stays in the field."""
        return self.first.text()

    def is_typed(self) -> bool:
        """Whether anything stands in either field."""
        return bool(self.first.text() or self.second.text())

    def wipe(self) -> None:
        """Empty both fields."""
        self.first.wipe()
        self.second.wipe()
        self.second_field.say_wrong("")
        self._meter.think_of("")

    def _typed(self) -> None:
        self._meter.think_of(self.first.text(), self._personal)
        self.second_field.say_wrong("")
        self.changed.emit()

    def _typed_again(self) -> None:
        self.second_field.say_wrong("")
        self.changed.emit()

    def _estimated(self, strength: Strength | None) -> None:
        self.bar.setVisible(strength is not None)
        self.bar.setValue(_shown(strength))
        restyle(self.bar, "state", _part(strength))
        restyle(self.verdict, "part", _part(strength))
        self.verdict.setText(_said(strength))
        self.changed.emit()


def _shown(strength: Strength | None) -> int:
    if strength is None:
        return 0
    return strength.score if strength.is_enough else min(strength.score, _OF // 2)


def _part(strength: Strength | None) -> str:
    if strength is None:
        return "quiet"
    return "good" if strength.is_enough else "warn"


def _said(strength: Strength | None) -> str:
    if strength is None:
        return words.NOT_TYPED
    helps = (
        ""
        if strength.is_enough
        else " ".join(what_helps(key) for key in strength.suggestion_keys)
    )
    return f"{strength_sentence(strength.reason_key)} {helps}".strip()
