"""The people of the kit, without the screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar, cast

from PySide6.QtCore import Signal

from incidentkit.desk.held import HeldPart, let_back_in
from incidentkit.desk.leaving import give_role, remove
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Once
from incidentkit.errors import IncidentKitError
from incidentkit.officers.entries import Contact, planned_name
from incidentkit.officers.passphrase import check as check_passphrase
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.screens.people.reading import (
    Everybody,
    PersonLine,
    read_everybody,
)
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.colleagues import add_colleague, let_in_again
from incidentkit.vault.kinds import PersonId, Role
from incidentkit.vault.slots import KdfPolicy
from incidentkit.words.roles import role_name
from incidentkit.words.window import held as held_words
from incidentkit.words.window import people as words

T = TypeVar("T")
_NOBODY = Everybody()


class Panel(StrEnum):
    """What stands beside the list."""

    PERSON = "person"
    REMOVE = "remove"
    LET_IN = "let-in"
    ADD = "add"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class PeopleState:
    """Everything the screen shows. `is_read` is false until the kit was asked."""

    everybody: Everybody = _NOBODY
    is_read: bool = False
    chosen: PersonId | None = None
    panel: Panel = Panel.PERSON
    busy: bool = False

    @property
    def person(self) -> PersonLine | None:
        """The person chosen."""
        found = (p for p in self.everybody.people if p.person == self.chosen)
        return next(found, None)

    def is_last_lead(self, line: PersonLine) -> bool:
        """Whether nobody else could let people in."""
        return line.role is Role.LEAD and self.everybody.leads == 1


class PeopleViewModel(ViewModel[PeopleState]):
    """Shows everybody and changes who may do what.

    Signals:
        news: A title and a sentence about what was done.
    """

    news = Signal(str, str)

    def __init__(self, kit: KitAccess, policy: Callable[[], KdfPolicy]) -> None:
        super().__init__(PeopleState())
        self._kit = kit
        self._policy = policy
        kit.changed.connect(self.read)

    @property
    def kit(self) -> KitAccess:
        """The kit that it reads."""
        return self._kit

    # --- reading -----------------------------------------------------------

    def read(self) -> None:
        """Read everybody again."""
        if not self._kit.is_open:
            return
        self._kit.ask(read_everybody, self._found, self._failed)

    def choose(self, person: PersonId) -> None:
        """Look at somebody."""
        self._set(replace(self.state, chosen=person, panel=Panel.PERSON))

    def show(self, panel: Panel) -> None:
        """Turn to something else beside the list."""
        self._set(replace(self.state, panel=panel))

    # --- changing ----------------------------------------------------------

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed into a form when the kit was locked."""
        return LeftForms(self._kit, self)

    def save(self, name: str, contact: Contact) -> Once | None:
        """Keep a name and contact numbers, as far as they are new.

        Returns what does it, None when something else is being done.
        """
        line = self.state.person
        if line is None or self.state.busy:
            return None
        once = Once(lambda desk: _save(desk, line, name, contact))
        self._change(once, lambda _: self.news.emit(words.SAVED, ""))
        return once

    def set_role(self, role: Role) -> None:
        """Give the person chosen another role."""
        line = self.state.person
        if line is None:
            return
        said = words.role_changed(line.name, role_name(role.name))
        self._change(
            lambda desk: give_role(desk, line.person, role),
            lambda _: self.news.emit(said, ""),
        )

    def remove(self, reason: str) -> Once | None:
        """Remove the person chosen. Returns as `save` does."""
        line = self.state.person
        if line is None or self.state.busy:
            return None
        once = Once(lambda desk: remove(desk, line.person, reason))

        def removed(_leaves: object) -> None:
            self._set(replace(self.state, panel=Panel.PERSON))
            self.news.emit(words.removed(line.name), "")
            self.read()

        self._change(once, removed)
        return once

    def add(self, name: str, passphrase: str, role: Role) -> Once | None:
        """Let somebody in who uses this same machine. Returns as `save` does."""
        if self.state.busy:
            return None
        policy = self._policy

        def work(desk: Desk) -> PersonId:
            _ = planned_name(PersonId(bytes(16)), name)
            check_passphrase(passphrase, (name, desk.council.name()))
            return add_colleague(
                desk.session,
                name,
                passphrase,
                role,
                policy(),
                lambda person: planned_name(person, name),
            )

        def added(person: PersonId) -> None:
            self._set(replace(self.state, chosen=person, panel=Panel.PERSON))
            self.news.emit(words.added(name), "")

        once = Once(work)
        self._change(lambda desk: cast(PersonId, once(desk)), added)
        return once

    def renew(self, passphrase: str) -> None:
        """Give the person chosen a new passphrase on this machine."""
        line, policy = self.state.person, self._policy
        if line is None or line.is_me:
            return

        def work(desk: Desk) -> None:
            check_passphrase(passphrase, (line.name, desk.council.name()))
            session = desk.session
            let_in_again(session, line.person, line.name, passphrase, policy())

        self._change(work, lambda _: self.news.emit(words.added(line.name), ""))

    def admit(self, part: HeldPart) -> None:
        """Let what is held of one part count."""
        self._change(
            lambda desk: let_back_in(desk, part.chain),
            lambda count: self.news.emit(held_words.let_in(count, part.by), ""),
        )

    # --- inside ------------------------------------------------------------

    def _change(self, work: Callable[[Desk], T], then: Callable[[T], object]) -> None:
        if self.state.busy:
            return
        self._set(replace(self.state, busy=True))

        def done(found: T) -> None:
            self._set(replace(self.state, busy=False))
            then(found)

        self._kit.ask(work, done, self._failed)

    def _found(self, everybody: Everybody) -> None:
        chosen = self.state.chosen
        if chosen is None:
            chosen = next((p.person for p in everybody.people if p.is_me), None)
        state = replace(self.state, everybody=everybody, is_read=True, chosen=chosen)
        self._set(state)

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)


def _save(desk: Desk, line: PersonLine, name: str, contact: Contact) -> None:
    row = desk.officers.row(line.person)
    change = None
    is_new = name.strip() != row.name or "name" in row.to_settle
    if row.outside is None and is_new:
        change = desk.officers.planned_named(line.person, name)
    if contact != row.contact or "contact" in row.to_settle:
        more = desk.officers.planned_contact(line.person, contact)
        change = more if change is None else change + more
    if change is not None:
        desk.session.commit(change)
