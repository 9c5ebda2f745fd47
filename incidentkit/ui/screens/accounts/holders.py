"""Who may open an account's secrets: letting somebody in, and ending it."""

from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from incidentkit.accounts.model import Status
from incidentkit.desk.register import AccountPage, Holder
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.accounts.account import AccountViewModel
from incidentkit.ui.screens.accounts.typed import typed_about
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.form_fields import Control, FormFields
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.text import harmless, label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words.account_commands import SOMEBODY_GONE
from incidentkit.words.accounts import ITEMS
from incidentkit.words.window import accounts as words

_LONGEST_REASON = 200


class Holders(QWidget):
    """Names everybody who may open the secrets, and who knows one that is in use."""

    def __init__(self, model: AccountViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[object, ...] = ()
        self.withdrawals: dict[bytes, Unfold] = {}
        self._people = column(space=Space.SMALL)
        self._knowing = column(space=Space.TIGHT)
        self.who = QComboBox()
        self.give = button(words.GIVE, "act", on_click=self._give)
        self.cancel = button(words.GO_BACK, on_click=lambda: self.let_in.fold())
        form = column(
            Field(words.LET_IN_WHO, self.who), row(self.give, self.cancel, None)
        )
        self.let_in = Unfold(words.LET_IN, group(form))
        self.who_now = QComboBox()
        self.why_now = line("", _LONGEST_REASON)
        self.give_now = button(words.LET_IN_NOW, "act", on_click=self._give_now)
        now = column(
            Field(words.LET_IN_WHO, self.who_now, value="officer_name"),
            Field(words.LET_IN_WHY, self.why_now, words.LET_IN_WHY_HINT, "reason"),
            row(self.give_now, None),
        )
        self.emergency = Unfold(words.LET_IN_EMERGENCY, group(now))
        named: dict[str, Control] = {
            words.LET_IN_WHO: self.who_now,
            words.LET_IN_WHY: self.why_now,
        }
        self.typed = typed_about(model, FormFields(named), self.emergency)
        self.setLayout(
            column(
                label(words.HOLDERS, "heading"),
                group(self._people),
                self.let_in,
                self.typed.offered,
                self.emergency,
                label(words.WHO_KNOWS, "strong"),
                group(self._knowing),
                space=Space.SMALL,
            )
        )

    def draw(self, page: AccountPage) -> None:
        """Draw again when somebody was let in, was shown something, or lost access."""
        looks = (page.account, page.holders, page.others, page.knowing, page.row)
        if looks == self._drawn:
            return
        self._drawn = looks
        is_live = page.row.status is not Status.CLOSED
        self._draw_people(page, may_end=is_live and page.row.is_holder)
        self._draw_knowing(page)
        _offer(self.who, page)
        _offer(self.who_now, page)
        self.let_in.fold()
        is_offered = is_live and page.may_let_in and bool(page.others)
        self.emergency.setVisible(is_offered)
        may_give = is_live and page.row.is_holder and bool(page.others)
        self.let_in.setVisible(may_give)

    def _draw_people(self, page: AccountPage, *, may_end: bool) -> None:
        empty(self._people)
        self.withdrawals = {}
        if not page.holders:
            self._people.addWidget(label(words.NOBODY, "quiet"))
        for holder in page.holders:
            name = words.holder(holder.name, as_lead=holder.as_lead)
            self._people.addWidget(label(name))
            if may_end and not holder.as_lead:
                self._people.addWidget(self._withdrawal(holder))

    def _withdrawal(self, holder: Holder) -> Unfold:
        end = button(
            words.WITHDRAW_SURE,
            "danger",
            on_click=partial(self._model.withdraw_access, holder.person, holder.name),
        )
        back = button(words.GO_BACK, on_click=lambda: made.fold())
        means = label(words.withdraw_means(holder.name))
        made = Unfold(words.WITHDRAW, group(column(means, row(end, back, None))))
        made.button.setAccessibleName(words.withdraw_from(holder.name))
        self.withdrawals[holder.person] = made
        return made

    def _draw_knowing(self, page: AccountPage) -> None:
        empty(self._knowing)
        if not page.knowing:
            self._knowing.addWidget(label(words.NOBODY_KNOWS, "quiet"))
        for person in dict.fromkeys(one.person for one in page.knowing):
            theirs = [one for one in page.knowing if one.person == person]
            what = [ITEMS[one.item].lower() for one in theirs]
            name = theirs[0].name or SOMEBODY_GONE
            since = min(one.wall for one in theirs)
            self._knowing.addWidget(label(words.knows(name, what, since)))

    def _give(self) -> None:
        person = self.who.currentData()
        if person is not None:
            self._model.give_access(person, self.who.currentText(), self.let_in.fold)

    def _give_now(self) -> None:
        person, name = self.who_now.currentData(), self.who_now.currentText()
        if person is not None:
            why = self.why_now.text()
            self.typed.sent(self._model.let_in_now(person, name, why, self._let_in))

    def _let_in(self) -> None:
        self.why_now.clear()
        self.emergency.fold()


def _offer(box: QComboBox, page: AccountPage) -> None:
    """Offer everybody who could be let in; whoever is chosen stays chosen."""
    chosen = box.currentData()
    box.clear()
    for person in page.others:
        box.addItem(harmless(person.name), person.person)
    box.setCurrentIndex(max(0, box.findData(chosen)) if page.others else -1)
