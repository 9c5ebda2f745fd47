"""Saying that the council no longer uses an account, or who took it over."""

from PySide6.QtWidgets import QWidget

from incidentkit.accounts.model import Status
from incidentkit.desk.register import AccountPage
from incidentkit.ui.screens.accounts.account import AccountViewModel
from incidentkit.ui.screens.accounts.typed import typed_about
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.form_fields import AnyControl, FormFields
from incidentkit.ui.widgets.layout import column, row
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.tick import Tick
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
        self.gone = Tick(record_words.IS_GONE)
        self.sure = button(words.CLOSE_IT, "danger", on_click=self._close_account)
        back = button(words.GO_BACK, on_click=lambda: self.unfold.fold())
        self.setLayout(
            column(
                label(words.CLOSE_IT_BODY),
                Field(words.CLOSE_IT_WHY, self.why, value="reason"),
                Field(record_words.SUCCESSOR, self.successor, value="successor"),
                self.gone,
                row(self.sure, back, None),
            )
        )
        self.unfold = Unfold(words.CLOSE_IT, self)
        self.unfold.folded.connect(self._clear)
        named: dict[str, AnyControl] = {
            words.CLOSE_IT_WHY: self.why,
            record_words.SUCCESSOR: self.successor,
            record_words.IS_GONE: self.gone,
        }
        self.typed = typed_about(model, FormFields(named), self.unfold)

    def draw(self, page: AccountPage) -> None:
        """Offer it while the account is not closed; only a lead says that it is gone."""
        self.unfold.setVisible(page.row.status is not Status.CLOSED)
        self.gone.setVisible(page.i_lead)

    def _clear(self) -> None:
        self.why.clear()
        self.successor.clear()
        self.gone.setChecked(False)

    def _close_account(self) -> None:
        sent = self._model.close_account(
            self.why.text(),
            self.successor.text(),
            self.unfold.fold,
            is_gone=self.gone.isChecked(),
        )
        self.typed.sent(sent)


class GoneForm(QWidget):
    """Asks a lead how they know that nobody can post with a closed account any more."""

    def __init__(self, model: AccountViewModel) -> None:
        super().__init__()
        self._model = model
        self.why = line(longest=_LONGEST_REASON)
        self.sure = button(record_words.SAY_GONE, "act", on_click=self._say)
        back = button(words.GO_BACK, on_click=lambda: self.unfold.fold())
        self.setLayout(
            column(
                label(record_words.SAY_GONE_BODY),
                Field(record_words.SAY_GONE_WHY, self.why, value="reason"),
                row(self.sure, back, None),
            )
        )
        self.unfold = Unfold(record_words.SAY_GONE, self)
        self.unfold.folded.connect(self.why.clear)
        fields = FormFields({record_words.SAY_GONE_WHY: self.why})
        self.typed = typed_about(model, fields, self.unfold)

    def draw(self, page: AccountPage) -> None:
        """Offer it to a lead while the account is closed and stays on the lists."""
        is_closed = page.row.status is Status.CLOSED
        may = is_closed and page.i_lead and page.record.gone is None
        self.unfold.setVisible(may)

    def _say(self) -> None:
        self.typed.sent(self._model.say_deleted(self.why.text(), self.unfold.fold))
