"""Saying that the council no longer uses an account, or who took it over."""

from PySide6.QtWidgets import QWidget

from incidentkit.ui.screens.accounts.account import AccountViewModel
from incidentkit.ui.screens.accounts.typed import typed_about
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.layout import column, row
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words.window import account_record as record_words
from incidentkit.words.window import accounts as words

_LONGEST_REASON = 200


class ClosingForm(QWidget):
    """Asks why, and for the council that took the account over."""

    def __init__(self, model: AccountViewModel) -> None:
        super().__init__()
        self._model = model
        self.why = line(longest=_LONGEST_REASON)
        self.successor = line(longest=_LONGEST_REASON)
        self.sure = button(words.CLOSE_IT, "danger", on_click=self._close_account)
        back = button(words.GO_BACK, on_click=lambda: self.unfold.fold())
        self.setLayout(
            column(
                label(words.CLOSE_IT_BODY),
                Field(words.CLOSE_IT_WHY, self.why, value="reason"),
                Field(record_words.SUCCESSOR, self.successor, value="successor"),
                row(self.sure, back, None),
            )
        )
        self.unfold = Unfold(words.CLOSE_IT, self)
        self.unfold.folded.connect(self.why.clear)
        self.unfold.folded.connect(self.successor.clear)
        named = {words.CLOSE_IT_WHY: self.why, record_words.SUCCESSOR: self.successor}
        self.typed = typed_about(model, FormFields(named), self.unfold)

    def _close_account(self) -> None:
        sent = self._model.close_account(
            self.why.text(), self.successor.text(), self.unfold.fold
        )
        self.typed.sent(sent)
