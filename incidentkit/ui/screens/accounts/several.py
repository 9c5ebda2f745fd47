"""Giving several accounts the same at once."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from incidentkit.accounts.model import Field, Status
from incidentkit.desk.account_list import SHARED_FIELDS, ForMany, RegisterRow
from incidentkit.ui.screens.accounts.register import RegisterViewModel
from incidentkit.ui.typed_about import TypedAbout
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field as Labelled
from incidentkit.ui.widgets.field import line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.layout import column, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.vault.kinds import PersonId, SubjectId
from incidentkit.words.accounts import FIELDS, STATUS
from incidentkit.words.window import account_list as words

_CARE, _STATUS = "care", "status"
_STATUSES = (Status.LIVE, Status.DORMANT, Status.PLANNED)


class SeveralForm(QWidget):
    """Asks what the chosen accounts get. `chosen` says which they are."""

    def __init__(
        self,
        model: RegisterViewModel,
        chosen: Callable[[], Sequence[RegisterRow]],
    ) -> None:
        super().__init__()
        self._model = model
        self._chosen = chosen
        self.what = self._choices()
        self.owner, self.deputy, self.status = QComboBox(), QComboBox(), QComboBox()
        for status in _STATUSES:
            self.status.addItem(STATUS[status], status.value)
        self.text = line(longest=500)
        self.count = label("", "quiet")
        self._fields = self._by_choice()
        self.give = button(words.GIVE_TO_ALL, "act", on_click=self._give)
        self._lay_out()
        for choice in (self.what, self.owner, self.deputy):
            choice.currentIndexChanged.connect(lambda _: self.recount())
        self.what.currentIndexChanged.connect(self._turn_to)
        self.unfold = Unfold(words.CHANGE_SEVERAL, self)
        self.unfold.unfolded.connect(self.recount)
        self.unfold.folded.connect(self.text.clear)
        left = model.left_forms()
        left.refused.connect(model.refused)
        fields = FormFields(
            {words.WHAT_TO_CHANGE: self.what, words.NEW_VALUE: self.text}
        )
        self.typed = TypedAbout(left, fields, self.unfold)
        self._turn_to()

    def _choices(self) -> QComboBox:
        made = QComboBox()
        made.addItem(words.OWNER, _CARE)
        made.addItem(words.STATUS, _STATUS)
        for field in SHARED_FIELDS:
            made.addItem(FIELDS[field], field.value)
        return made

    def _by_choice(self) -> Mapping[str, tuple[Labelled, ...]]:
        """Return the fields of each choice; those of all texts are under nothing."""
        return {
            _CARE: (
                Labelled(words.OWNER, self.owner),
                Labelled(words.DEPUTY, self.deputy),
            ),
            _STATUS: (Labelled(words.STATUS, self.status),),
            "": (Labelled(words.NEW_VALUE, self.text),),
        }

    def _lay_out(self) -> None:
        cancel = button(words.GO_BACK, on_click=lambda: self.unfold.fold())
        every = [field for fields in self._fields.values() for field in fields]
        self.setLayout(
            column(
                label(words.SEVERAL_BODY),
                self.count,
                group(Flow(Labelled(words.WHAT_TO_CHANGE, self.what), *every)),
                row(self.give, cancel, None),
            )
        )

    def offer_people(self, people: Sequence[tuple[PersonId, str]]) -> None:
        """Offer these people; an open form keeps its choices."""
        if self.unfold.is_open:
            return
        for choice in (self.owner, self.deputy):
            choice.clear()
            choice.addItem(words.STAYS, None)
            choice.addItem(words.NOBODY, b"")
            for person, name in people:
                choice.addItem(name, person)

    def recount(self) -> None:
        """Say how many are chosen."""
        number = len(self._accounts())
        self.count.setText(words.chosen(number))
        self.give.setEnabled(number > 0 and self._given() != ForMany())

    def _turn_to(self, _place: int = 0) -> None:
        wanted = self.what.currentData()
        shown = wanted if wanted in self._fields else ""
        for name, fields in self._fields.items():
            for field in fields:
                field.setVisible(name == shown)

    def _accounts(self) -> list[SubjectId]:
        return [
            one.account.subject
            for one in self._chosen()
            if one.account.status is not Status.CLOSED
        ]

    def _give(self) -> None:
        sent = self._model.change_many(
            self._accounts(), self._given(), self.unfold.fold
        )
        self.typed.sent(sent)

    def _given(self) -> ForMany:
        match self.what.currentData():
            case "care":
                return ForMany(owner=_person(self.owner), deputy=_person(self.deputy))
            case "status":
                return ForMany(status=Status(self.status.currentData()))
            case name:
                return ForMany(texts=((Field(name), self.text.text()),))


def _person(choice: QComboBox) -> bytes | None:
    """Return whom somebody chose; nothing for nobody, None for what stays."""
    data = choice.currentData()
    return None if data is None else bytes(data)
