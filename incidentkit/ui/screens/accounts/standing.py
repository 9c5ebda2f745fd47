"""Where an account stands: who looks after it, the request for it, reviews, its end."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from incidentkit.accounts.entries import Approved, Reviewed
from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import Field as TextField
from incidentkit.accounts.model import Status
from incidentkit.desk.register import AccountPage
from incidentkit.desk.when import day_iso
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.accounts.account import AccountViewModel
from incidentkit.ui.screens.accounts.typed import typed_about
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.vault.kinds import PersonId
from incidentkit.words.accounts import STATUS
from incidentkit.words.times import short_date
from incidentkit.words.window import account_record as words

_LONGEST_REASON = 200


class Standing(QWidget):
    """Shows where an account stands, and moves it on."""

    def __init__(self, model: AccountViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[object, ...] = ()
        self._lines = column(space=Space.TIGHT)
        self.request = RequestAnswer(model)
        self.care = CareForm(model)
        self.review = ReviewForm(model)
        self.dormant = button(
            words.SET_DORMANT, on_click=partial(model.move, Status.DORMANT)
        )
        self.awake = button(words.SET_LIVE, on_click=partial(model.move, Status.LIVE))
        self.setLayout(
            column(
                label(words.STANDING, "heading"),
                group(self._lines),
                self.request,
                self.care.unfold,
                self.review.typed.offered,
                self.review.unfold,
                row(self.dormant, self.awake, None),
                space=Space.SMALL,
            )
        )

    def draw(self, page: AccountPage) -> None:
        """Show it again when it changed."""
        looks = (page.account, page.record, page.row.status, page.everybody)
        if looks == self._drawn:
            return
        self._drawn = looks
        status = page.row.status
        empty(self._lines)
        for text in _lines(page):
            self._lines.addWidget(label(text))
        self.request.setVisible(status is Status.ASKED_FOR)
        self.care.draw(page)
        self.care.unfold.setVisible(status is not Status.CLOSED)
        self.review.unfold.setVisible(status.is_open)
        self.dormant.setVisible(status is Status.LIVE)
        self.awake.setVisible(status in (Status.PLANNED, Status.DORMANT))


def _lines(page: AccountPage) -> Iterator[str]:
    """Yield what there is to know of how the account stands, the present first."""
    record = page.record
    yield words.looked_after(record.owner, record.deputy)
    if page.row.status is Status.ASKED_FOR:
        yield words.asked_by(record.asked_by, record.added_ms)
        yield page.text(TextField.BUSINESS_CASE)
    if record.turn is not None:
        name = STATUS[record.turn.status]
        turn = record.turn
        yield words.turned(name, turn.wall, turn.reason, turn.successor)
    if record.gone is not None:
        yield words.gone(record.gone.wall, record.gone.reason)
    if record.approval is not None:
        yield words.approval(record.approval.by, granted=record.approval.granted)
    if record.review is not None:
        yield words.last_review(short_date(record.review.wall))
    if page.row.status.is_open:
        yield words.review_due(record.review_due_ms, late=record.is_review_late)


class RequestAnswer(QWidget):
    """A comms lead agrees to a request, or refuses it."""

    def __init__(self, model: AccountViewModel) -> None:
        super().__init__()
        self._model = model
        self.by, self.reference = line(), line()
        self.reason = line(longest=_LONGEST_REASON)
        self.typed = typed_about(model, self._fields())
        self.agree = button(words.AGREE, "act", on_click=lambda: self._answer(yes=True))
        self.refuse = button(words.REFUSE, on_click=lambda: self._answer(yes=False))
        self.setLayout(
            column(
                label(words.REQUEST_WAITS, "strong"),
                self.typed.offered,
                Field(words.AGREED_BY, self.by, words.AGREED_BY_HINT, value="by"),
                Field(words.REFERENCE, self.reference, value="reference"),
                Field(words.REASON, self.reason, value="reason"),
                row(self.agree, self.refuse, None),
            )
        )

    def _fields(self) -> FormFields:
        return FormFields(
            {
                words.AGREED_BY: self.by,
                words.REFERENCE: self.reference,
                words.REASON: self.reason,
            }
        )

    def _answer(self, *, yes: bool) -> None:
        answer = Approved(
            yes, self.reason.text(), self.reference.text(), self.by.text()
        )
        self.typed.sent(self._model.answer_request(answer, self._clear))

    def _clear(self) -> None:
        for field in (self.by, self.reference, self.reason):
            field.clear()


class CareForm(QWidget):
    """Says who looks after the account, and who stands in."""

    def __init__(self, model: AccountViewModel) -> None:
        super().__init__()
        self._model = model
        self.owner, self.deputy = QComboBox(), QComboBox()
        self.keep = button(words.KEEP_CARE, "act", on_click=self._keep)
        cancel = button(words.GO_BACK, on_click=lambda: self.unfold.fold())
        self.setLayout(
            column(
                Field(words.OWNER, self.owner, words.OWNER_HINT),
                Field(words.DEPUTY, self.deputy, value="deputy"),
                row(self.keep, cancel, None),
            )
        )
        self.unfold = Unfold(words.CARE, self)

    def draw(self, page: AccountPage) -> None:
        """Offer everybody with a place in the kit. An open form keeps its choices."""
        if self.unfold.is_open:
            return
        chosen = (page.record.care.owner, page.record.care.deputy)
        for box, person in zip((self.owner, self.deputy), chosen, strict=True):
            box.clear()
            box.addItem(words.NOBODY_YET, b"")
            for one in page.everybody:
                box.addItem(one.name, one.person)
            box.setCurrentIndex(max(0, box.findData(person or b"")))

    def _keep(self) -> None:
        owner, deputy = (_chosen(box) for box in (self.owner, self.deputy))
        self._model.give_care(Care(owner, deputy), self.unfold.fold)


def _chosen(box: QComboBox) -> PersonId | None:
    data = box.currentData()
    return PersonId(bytes(data)) if data else None


class ReviewForm(QWidget):
    """Says whether the council still wants the account."""

    def __init__(self, model: AccountViewModel) -> None:
        super().__init__()
        self._model = model
        self.last_post = line()
        self.note = line(longest=500)
        self.wanted = button(words.WANTED, "act", on_click=lambda: self._keep(yes=True))
        self.unwanted = button(words.UNWANTED, on_click=lambda: self._keep(yes=False))
        cancel = button(words.GO_BACK, on_click=lambda: self.unfold.fold())
        self.setLayout(
            column(
                label(words.REVIEW_BODY),
                Field(
                    words.LAST_POST, self.last_post, words.DATE_HINT, value="last_post"
                ),
                Field(words.NOTE, self.note, value="note"),
                row(self.wanted, self.unwanted, cancel, None),
            )
        )
        self.unfold = Unfold(words.REVIEW, self)
        self.unfold.folded.connect(self._clear)
        fields = FormFields({words.LAST_POST: self.last_post, words.NOTE: self.note})
        self.typed = typed_about(model, fields, self.unfold)

    def _keep(self, *, yes: bool) -> None:
        found = Reviewed(yes, self.note.text(), day_iso(self.last_post.text()))
        self.typed.sent(self._model.review(found, self.unfold.fold))

    def _clear(self) -> None:
        self.last_post.clear()
        self.note.clear()
