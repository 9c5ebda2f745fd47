"""One account's page: what is kept, who can post, what is known. Decides nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from incidentkit.accounts.model import Item, Reason, Status
from incidentkit.desk.register import AccountPage
from incidentkit.desk.unfinished import all_of
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.accounts.account import AccountViewModel
from incidentkit.ui.screens.accounts.belongings import Belongings
from incidentkit.ui.screens.accounts.closing import ClosingForm, GoneForm
from incidentkit.ui.screens.accounts.facts import Facts
from incidentkit.ui.screens.accounts.holders import Holders
from incidentkit.ui.screens.accounts.kept import Kept
from incidentkit.ui.screens.accounts.links import LinkForm
from incidentkit.ui.screens.accounts.papers import Papers
from incidentkit.ui.screens.accounts.places import Places
from incidentkit.ui.screens.accounts.settling import Settling
from incidentkit.ui.screens.accounts.standing import Standing
from incidentkit.ui.typed_form import Keep
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.clipboard_line import ClipboardLine
from incidentkit.ui.widgets.hosted import HostedPanel
from incidentkit.ui.widgets.layout import (
    Page,
    SideBySide,
    box,
    column,
    group,
    row,
)
from incidentkit.ui.widgets.refused import say_beside
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.account_commands import NEWER_UNOPENED
from incidentkit.words.accounts import ACCESS, STATUS
from incidentkit.words.problems import Problem
from incidentkit.words.window import accounts as words
from incidentkit.words.window import left_forms as left_words

_LETTERS = 44
_PAGE_LETTERS = 190


@dataclass(frozen=True, slots=True)
class Panels:
    """What this page hosts and does not know: each makes a new panel."""

    rotation: Callable[[], HostedPanel]
    roles: Callable[[], HostedPanel]


class AccountView(QWidget):
    """Shows one account.

    Signals:
        left: Somebody goes back to the list.
    """

    left = Signal()

    def __init__(self, model: AccountViewModel, panels: Panels) -> None:
        super().__init__()
        self.model = model
        self._hosted: SubjectId | None = None
        self._changing: Item | None = None
        self._wants_change: Reason | None = None
        self.back = button(words.ALL_ACCOUNTS, "quiet", on_click=self.left.emit)
        self.title = label("", "title")
        self.about = label("", "quiet")
        self.banner = Banner()
        self.unopened = label(NEWER_UNOPENED, "warn")
        self.settling = Settling(model)
        self.kept = Kept(model)
        self.rotation = panels.rotation()
        self.roles = panels.roles()
        self.link = LinkForm(model)
        self.holders = Holders(model)
        self.facts = Facts(model)
        self.standing = Standing(model)
        self.belongings = Belongings(model)
        self.papers = Papers(model)
        self.closing = ClosingForm(model)
        self.gone = GoneForm(model)
        self.restore = button(words.RESTORE, on_click=model.restore)
        self.places = Places()
        self._lay_out()
        self._connect()

    def show_account(self, account: SubjectId, change: Reason | None = None) -> None:
        """Show an account from its top; with a reason, where its password is changed."""
        self._wants_change = change
        self.banner.clear()
        self.page.verticalScrollBar().setValue(0)
        self._hosted = self._changing = None
        self.model.open(account)
        self._render()
        self.back.setFocus()

    def change(self, item: Item, reason: Reason = Reason.POLICY) -> None:
        """Open the panel that changes a password or the key for codes."""
        account = self.model.state.account
        if account is not None:
            self._show_rotation(account, item, reason)
            self.rotation.take_focus()
            self.page.ensureWidgetVisible(self._rotation_box)

    def unsaved(self) -> Keep | None:
        """Return the work that keeps what is typed on this page, for the lock."""
        standing = self.standing
        mine = (self.link, self.holders, self.closing, self.gone)
        forms = (*mine, standing.request, standing.review)
        typed = (form.typed.unsaved() for form in forms)
        return all_of((self.facts.unsaved(), *typed))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Take every secret off the screen when the page goes away."""
        super().hideEvent(event)
        self.kept.hide_secrets()
        self.settling.hide_secrets()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go back on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    # --- drawing ------------------------------------------------------------

    def _lay_out(self) -> None:
        self._rotation_box = box(column(self.rotation), "step")
        left = column(
            box(column(self.kept), "card"),
            self._rotation_box,
            box(column(self.belongings), "card"),
            None,
            space=Space.LARGE,
        )
        people = column(self.roles, self.link.typed.offered, self.link.unfold)
        right = column(
            box(people, "card"),
            box(column(self.holders), "card"),
            box(column(self.standing), "card"),
            box(column(self.papers), "card"),
            None,
            space=Space.LARGE,
        )
        facts = box(column(self.facts, None), "card")
        places = box(column(self.places, None), "card")
        body = column(
            self.title,
            self.about,
            ClipboardLine(self.model.clipboard),
            self.unopened,
            self.settling,
            self._rotation_box,
            SideBySide(group(left), group(right), _LETTERS, parts=(1, 1)),
            SideBySide(facts, places, _LETTERS, parts=(1, 1)),
            group(column(self.closing.typed.offered, self.closing.unfold)),
            group(column(self.gone.typed.offered, self.gone.unfold)),
            row(self.restore, None),
            None,
        )
        self._body = group(body)
        content = column(row(self.back, None), self.banner, self._body, None)
        self.page = Page(content, letters=_PAGE_LETTERS)
        self.setLayout(row(self.page, space=0))

    def _connect(self) -> None:
        self.kept.change_asked.connect(self.change)
        self.model.changed.connect(self._render)
        self.model.refused.connect(self._refused)
        self.model.said.connect(self._said)

    def _render(self) -> None:
        page = self.model.state.page
        self._body.setVisible(page is not None)
        if page is None:
            return
        is_live = page.row.status is not Status.CLOSED
        self.title.setText(page.row.label)
        self.about.setText(f"{ACCESS[page.row.access]}. {STATUS[page.row.status]}.")
        self.unopened.setVisible(page.row.has_unopened)
        self.restore.setVisible(not is_live)
        self.link.unfold.setVisible(is_live)
        self.places.draw(page)
        self.link.offer_names(page.known_names)
        for part in self._parts():
            part.draw(page)
        self._know_forms(page.row.label)
        self._host(page)

    def _know_forms(self, account: str) -> None:
        """Have every form stand for this account, and show what was typed about it."""
        self.link.typed.show(left_words.link(account))
        self.standing.request.typed.show(left_words.request(account))
        self.standing.review.typed.show(left_words.review(account))
        self.closing.typed.show(left_words.closing(account))
        self.gone.typed.show(left_words.deleted(account))
        self.holders.typed.show(left_words.letting_in(account))

    def _parts(self) -> "tuple[_Part, ...]":
        return (
            self.settling,
            self.kept,
            self.holders,
            self.facts,
            self.standing,
            self.belongings,
            self.papers,
            self.closing,
            self.gone,
        )

    def _host(self, page: AccountPage) -> None:
        """Give the panels their account, and show the one that something waits in."""
        if self._hosted != page.account:
            self._hosted = page.account
            self.roles.show_account(page.account)
            self._rotation_box.hide()
            self._changing = None
        reason, self._wants_change = self._wants_change, None
        if reason is not None and page.has_own_secret:
            self.change(Item.SECRET, reason)
        waits = [kept.item for kept in page.items if kept.waits]
        if self._changing is None and waits:
            self._show_rotation(page.account, waits[0])

    def _show_rotation(
        self, account: SubjectId, item: Item, reason: Reason = Reason.POLICY
    ) -> None:
        self._changing = item
        self.rotation.show_account(account, reason, item)
        self._rotation_box.show()

    # --- what happens -------------------------------------------------------

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        beside = say_beside(self, problem)
        self.page.ensureWidgetVisible(beside or self.banner)

    def _said(self, text: str) -> None:
        self.banner.show_news(text)


_Part = (
    Settling
    | Kept
    | Holders
    | Facts
    | Standing
    | Belongings
    | Papers
    | ClosingForm
    | GoneForm
)
