"""Whom to ring for each role, without the screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.desk.contact_table import ContactTable, read_table, take_in
from incidentkit.desk.contacts import ContactLine, ContactsPage, paper, read_contacts
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Once
from incidentkit.errors import IncidentKitError
from incidentkit.officers.contacts import Card, slug_of
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.folder import write_whole
from incidentkit.words.contacts import taken_in
from incidentkit.words.window import contacts as words

_NOTHING = ContactsPage()


@dataclass(frozen=True, slots=True)
class ContactsState:
    """Everything the screen shows. `is_adding`: a role of the council's own.

    `table`: what a file would change, before it does.
    """

    page: ContactsPage = _NOTHING
    is_read: bool = False
    chosen: str = ""
    is_adding: bool = False
    only_care: bool = False
    busy: bool = False
    table: ContactTable | None = None

    @property
    def line(self) -> ContactLine | None:
        """The role chosen."""
        found = (one for one in self.page.lines if one.row.slug == self.chosen)
        return next(found, None)

    @property
    def shown(self) -> tuple[ContactLine, ...]:
        """The roles to list: all, or those that need a look."""
        return tuple(
            one for one in self.page.lines if not self.only_care or one.needs_a_look
        )

    @property
    def is_empty(self) -> bool:
        """Whether nobody is written down for any role."""
        return self.is_read and not any(one.row.card for one in self.page.lines)


class ContactsViewModel(ViewModel[ContactsState]):
    """Shows the roles, and changes whom to ring.

    Signals:
        news: Something was done; the words to show.
        on_paper: The list as text, to be printed.
    """

    news = Signal(str)
    on_paper = Signal(str)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(ContactsState())
        self._kit = kit
        kit.changed.connect(self.read)

    def read(self) -> None:
        """Read every role again."""
        if self._kit.is_open:
            self._kit.ask(read_contacts, self._found, self._failed)

    def choose(self, slug: str) -> None:
        """Look at one role."""
        self._set(replace(self.state, chosen=slug, is_adding=False))

    def show_only(self, *, care: bool) -> None:
        """List only what needs a look, or everything."""
        self._set(replace(self.state, only_care=care))

    def add_role(self) -> None:
        """Begin a role of the council's own."""
        self._set(replace(self.state, is_adding=True))

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed here when the kit was locked."""
        return LeftForms(self._kit, self)

    # --- changing ----------------------------------------------------------

    def save(self, card: Card) -> Once | None:
        """Keep whom to ring; returns what does it, None while something is being done."""
        state, line = self.state, self.state.line
        if state.busy or (line is None and not state.is_adding):
            return None
        slug = "" if state.is_adding or line is None else line.row.slug
        once = Once(lambda desk: desk.contacts.set(card, slug))
        chosen = slug or slug_of(card.role)
        self._change(once, lambda: self._saved(chosen))
        return once

    def verify(self) -> None:
        """Say that the numbers of the role chosen were tried, and work."""
        line = self.state.line
        if line is not None and not self.state.busy:
            slug = line.row.slug
            self._change(
                lambda desk: desk.contacts.verify(slug),
                lambda: self.news.emit(words.TRIED_NOW),
            )

    # --- from a table -------------------------------------------------------

    def look_at(self, path: str) -> None:
        """Look at a table of contacts; nothing of it is written yet."""
        self._kit.ask(
            lambda desk: read_table(desk, Path(path)), self._looked, self._failed
        )

    def take_in(self) -> None:
        """Write down what the table says, all or nothing."""
        table = self.state.table
        if table is None or table.bad or self.state.busy:
            return

        def taken(number: int) -> None:
            self._set(replace(self.state, busy=False, table=None))
            self.news.emit(taken_in(number))
            self.read()

        self._set(replace(self.state, busy=True))
        self._kit.ask(lambda desk: take_in(desk, table), taken, self._failed)

    def leave_table(self) -> None:
        """Take nothing in."""
        self._set(replace(self.state, table=None))

    def _looked(self, table: ContactTable) -> None:
        self._set(replace(self.state, table=table))

    # --- on paper ----------------------------------------------------------

    def ask_paper(self, *, personal: bool) -> None:
        """Ask for the list as text, to be printed."""
        self._kit.ask(
            lambda desk: paper(desk, personal=personal, folded=False),
            self.on_paper.emit,
            self._failed,
        )

    def save_text(self, path: str, *, personal: bool) -> None:
        """Write the list to a file."""

        def work(desk: Desk) -> None:
            text = f"{paper(desk, personal=personal)}\n"
            write_whole(Path(path).absolute(), text.encode())

        self._kit.ask(work, lambda _: self.news.emit(words.WRITTEN), self._failed)

    # --- inside ------------------------------------------------------------

    def _saved(self, chosen: str) -> None:
        self._set(replace(self.state, is_adding=False, chosen=chosen))
        self.news.emit(words.SAVED)
        self.read()

    def _change(
        self, work: Callable[[Desk], object], then: Callable[[], object]
    ) -> None:
        self._set(replace(self.state, busy=True))

        def done(_: object) -> None:
            self._set(replace(self.state, busy=False))
            then()

        self._kit.ask(work, done, self._failed)

    def _found(self, page: ContactsPage) -> None:
        chosen = self.state.chosen
        if not any(one.row.slug == chosen for one in page.lines):
            chosen = next((one.row.slug for one in page.lines), "")
        self._set(replace(self.state, page=page, is_read=True, chosen=chosen))

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)
