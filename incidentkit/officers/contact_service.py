"""The door to contacts: whom to ring for each role, and whether the numbers work."""

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from incidentkit.errors import (
    InvalidValueError,
    SeveralMatchError,
    UnknownNameError,
)
from incidentkit.officers.bodies import Verified
from incidentkit.officers.contacts import (
    CONTACT_FOLD,
    Card,
    ContactState,
    accept_card,
    apply_contact,
    planned_card,
    planned_verified,
    slug_of,
    subject_of,
)
from incidentkit.officers.known_roles import KnownRole, known_roles
from incidentkit.officers.proving import is_stale
from incidentkit.officers.rows import plain
from incidentkit.vault.change import Change
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.session import Receipt, Session
from incidentkit.words.roles import marked_name

OWN_GROUP = "own"


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One role, and whom to ring for it.

    `known` is None for a role that the council added; `card` when nobody wrote
    anything down. `versions` are more than one when people wrote different things.
    """

    slug: str
    role: str
    known: KnownRole | None
    card: Card | None
    checked: Verified | None = None
    versions: tuple[Card, ...] = ()

    @property
    def group(self) -> str:
        """Where it stands in a list."""
        return self.known.group if self.known else OWN_GROUP

    @property
    def signs(self) -> str:
        """What the role may sign off: as the council says, or else as most do."""
        own = self.card.signs if self.card else ""
        return own or (self.known.signs if self.known else "")

    @property
    def is_absent(self) -> bool:
        """Whether the council has no such role."""
        return self.card is not None and self.card.is_absent

    @property
    def is_filled(self) -> bool:
        """Whether somebody can be reached."""
        return self.card is not None and not self.is_absent and self.card.is_reachable

    @property
    def in_conflict(self) -> bool:
        """Whether people wrote different things."""
        return len(self.versions) > 1

    @property
    def is_missing(self) -> bool:
        """Whether most councils have the role, and nobody can be reached here."""
        usual = self.known is not None and self.known.most_have
        asks = usual and not (self.known and self.known.public)
        return asks and not self.is_absent and not self.is_filled

    def is_unverified(self, now_ms: int) -> bool:
        """Whether nobody tried the numbers, or not for too long."""
        return self.is_filled and is_stale(
            self.checked.wall if self.checked else 0, now_ms
        )

    @property
    def has_no_deputy(self) -> bool:
        """Whether one person has the role, and nobody stands in."""
        card = self.card
        filled = card is not None and self.is_filled
        return filled and card is not None and bool(card.name) and not card.deputy


class ContactsService:
    """Whom to ring. Comms leads and officers may write it down."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: tuple[ContactRow, ...] | None = None
        session.on_change(self._forget)

    def rows(self) -> tuple[ContactRow, ...]:
        """Return every role that the kit knows, then the council's own, by name."""
        if self._rows is None:
            self._rows = tuple(self._read())
        return self._rows

    def row(self, slug: str) -> ContactRow:
        """Return one role.

        Raises:
            UnknownNameError: There is no such role.
        """
        found = next((row for row in self.rows() if row.slug == slug), None)
        if found is None:
            raise UnknownNameError("contact role", slug)
        return found

    def find(self, text: str) -> ContactRow:
        """Return the one role meant: its name, its short name, or a part of either.

        Raises:
            UnknownNameError: No role is called that.
            SeveralMatchError: More than one is.
        """
        wanted = plain(text)
        rows = self.rows()
        exact = [r for r in rows if wanted in (plain(r.role), r.slug)]
        called = [r for r in rows if wanted in map(plain, _names(r))]
        part = [r for r in rows if wanted and wanted in plain(r.role)]
        found = exact or called or part
        if len(found) == 1:
            return found[0]
        if not found:
            raise UnknownNameError("contact role", text)
        raise SeveralMatchError("contact role", text, tuple(r.role for r in found))

    def for_name(self, name: str) -> tuple[ContactRow, ...]:
        """Return the roles that a playbook means by a name, those in use only."""
        return tuple(row for row in self._called(name) if not row.is_absent)

    def cards_for(self, name: str, at: int | None = None) -> tuple[Card, ...]:
        """Return what is written of the roles that a playbook means by a name.

        With `at`, what had been written by then.
        """
        rows = self.for_name(name) if at is None else self._called(name)
        cards = (
            row.card if at is None else self._card_at(row.slug, at) for row in rows
        )
        return tuple(card for card in cards if card and not card.is_absent)

    # --- changing ----------------------------------------------------------

    def planned(self, slug: str, card: Card) -> Change:
        """Return the change that says whom to ring for a role.

        Raises:
            InvalidValueError: As `accept_card`, or it is called something else now.
        """
        known = next((r for r in known_roles().roles if r.slug == slug), None)
        if known is not None:
            card = replace(card, role=known.role)
        elif slug_of(card.role) != slug:
            raise InvalidValueError("contact_role", "keeps-its-name")
        return planned_card(slug, card, self._state(slug))

    def set(self, card: Card, slug: str = "") -> Receipt:
        """Say whom to ring for a role; without a short name, for one of that name.

        Raises:
            InvalidValueError: As `accept_card`, or it is called something else now.
        """
        called = plain(card.role)
        same = (row.slug for row in self.rows() if plain(row.role) == called)
        wanted = slug or next(same, slug_of(accept_card(card).role))
        return self._session.commit(self.planned(wanted, card))

    def verify(self, slug: str, note: str = "") -> Receipt:
        """Say that a role's numbers were tried, and work.

        Raises:
            UnknownNameError: There is no such role.
            InvalidValueError: There is no number, or people wrote different ones.
        """
        known = self.row(slug).slug
        return self._session.commit(planned_verified(known, self._state(known), note))

    # --- inside ------------------------------------------------------------

    def _called(self, name: str) -> tuple[ContactRow, ...]:
        wanted = plain(name)
        return tuple(
            row
            for row in self.rows()
            if wanted == plain(row.role) or wanted in map(plain, _names(row))
        )

    def _card_at(self, slug: str, at: int) -> Card | None:
        """Return what was written of a role by a time."""
        state: ContactState | None = None
        for fact in self._session.facts(subject_of(slug)):
            if fact.at <= at:
                state = apply_contact(state, fact)
        return state.card.value if state else None

    def _forget(self) -> None:
        self._rows = None

    def _read(self) -> list[ContactRow]:
        states = dict(self._states())
        known = known_roles().roles
        rows = [_row(r.slug, r, states.pop(subject_of(r.slug), None)) for r in known]
        own = [_row(slug_of(_role(state)), None, state) for state in states.values()]
        used = [row for row in own if row.slug and not row.is_absent]
        return rows + sorted(used, key=lambda row: (plain(row.role), row.slug))

    def _states(self) -> Mapping[SubjectId, ContactState]:
        """Only what everybody can read counts, under the subject that its name gives."""
        kit = self._session.standard.kit
        subjects = {subject_of(role.slug) for role in known_roles().roles}
        return {
            subject: state
            for subject, scope, state in self._session.states(CONTACT_FOLD)
            if scope == kit
            and isinstance(state, ContactState)
            and (subject in subjects or subject == subject_of(slug_of(_role(state))))
        }

    def _state(self, slug: str) -> ContactState | None:
        state = self._session.state(CONTACT_FOLD, subject_of(slug))
        return state if isinstance(state, ContactState) else None


def _role(state: ContactState) -> str:
    return state.card.value.role if state.card.value else ""


def _row(slug: str, known: KnownRole | None, state: ContactState | None) -> ContactRow:
    card = state.card.value if state else None
    role = known.role if known else (card.role if card else slug)
    versions = tuple(v.value for v in state.card.versions) if state else ()
    checked = state.checked if state else None
    return ContactRow(slug, marked_name(role), known, card, checked, versions)


def _names(row: ContactRow) -> tuple[str, ...]:
    return row.known.called if row.known else ()
