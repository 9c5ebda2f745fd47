"""The first half of a change: why, and how the new secret is made."""

from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QWidget

from incidentkit.accounts.model import Access, Item, Reason
from incidentkit.accounts.passwords import WordPolicy
from incidentkit.accounts.secret import Secret
from incidentkit.desk.rotating import RotationPage
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.rotation.view_model import RotationState, RotationViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.layout import column, group, row
from incidentkit.ui.widgets.secret_line import SecretLine
from incidentkit.ui.widgets.text import label
from incidentkit.words.accounts import MAILBOX_CHANGE, POLICY_CHANGE, REASONS
from incidentkit.words.window import rotation as words


class Making(QWidget):
    """Asks why and how, and begins."""

    def __init__(self, model: RotationViewModel) -> None:
        super().__init__()
        self._model = model
        self.changed = label("", "quiet")
        self.reason = _reasons()
        self.advice = label("", "quiet")
        self.hangs = label("", "warn")
        self.ways = _ways()
        self.typed = SecretLine()
        self.typed_field = Field(words.TYPE_HERE, self.typed)
        self.begin = button("", "act", on_click=self._begin)
        self.reason.activated.connect(self._choose_reason)
        self.typed.returnPressed.connect(self._begin)
        for way in self.ways.buttons():
            way.toggled.connect(self._render_way)
        self._lay_out()
        self._render_way()

    def draw(self, state: RotationState, page: RotationPage) -> None:
        """Show what is known before the change begins."""
        self.changed.setText(words.last_changed(page.item, page.age))
        self.reason.setCurrentIndex(list(Reason).index(state.reason))
        self.typed_field.value = page.item.value
        self.advice.setText(_advice(state.reason, page.access))
        self.advice.setVisible(bool(self.advice.text()))
        self.hangs.setText(words.hangs(page.mailboxes, page.disconnects))
        self.hangs.setVisible(bool(self.hangs.text()))
        can_make = page.item is Item.SECRET
        for way in self.ways.buttons()[:-1]:
            way.setVisible(can_make)
        if not can_make:
            self.ways.buttons()[-1].setChecked(True)
        self.begin.setEnabled(not state.busy)

    def forget(self) -> None:
        """Empty what was typed."""
        self.typed.wipe()

    def _lay_out(self) -> None:
        how = column(
            label(words.HOW, "strong"), *self.ways.buttons(), space=Space.TIGHT
        )
        self.setLayout(
            column(
                self.changed,
                label(words.BOTH_ARE_KEPT),
                Field(words.WHY, self.reason),
                self.advice,
                self.hangs,
                group(how),
                self.typed_field,
                row(self.begin, None),
            )
        )

    def _begin(self) -> None:
        number = self.ways.checkedId()
        if number == _TYPED:
            self._model.take(Secret(self.typed.take()))
        else:
            self._model.make(WordPolicy() if number == _OF_WORDS else None)

    def _choose_reason(self, number: int) -> None:
        self._model.choose_reason(list(Reason)[number])

    def _render_way(self, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  Qt's signal
        typed = self.ways.checkedId() == _TYPED
        self.typed_field.setVisible(typed)
        self.begin.setText(words.make(typed=typed))
        if not typed:
            self.typed.wipe()


_OF_CHARACTERS, _OF_WORDS, _TYPED = range(3)


def _ways() -> QButtonGroup:
    made = QButtonGroup()
    texts = (words.OF_CHARACTERS, words.OF_WORDS, words.TYPED)
    for number, text in enumerate(texts):
        made.addButton(QRadioButton(text), number)
    made.button(_OF_CHARACTERS).setChecked(True)
    return made


def _reasons() -> QComboBox:
    made = QComboBox()
    for reason in Reason:
        text = REASONS[reason]
        made.addItem(f"{text[0].upper()}{text[1:]}")
    return made


def _advice(reason: Reason, access: Access) -> str:
    if access is Access.MAILBOX:
        return MAILBOX_CHANGE
    return POLICY_CHANGE if reason is Reason.POLICY else ""
