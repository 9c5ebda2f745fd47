"""Ways of looking at the list of accounts that somebody saved for everybody. Pure.

A view is a name for words to find, a sieve, and the columns that are shown.
"""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from incidentkit.accounts.rules import line
from incidentkit.errors import InvalidValueError
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.encoding import Hash
from incidentkit.vault.kinds import Body, Fact, Fold, Kind, State, SubjectId
from incidentkit.vault.register import Register

LONGEST_NAME = 60
MOST_VIEWS = 50
# All views are about one subject, so that one fold holds them.
VIEWS = SubjectId(b"account-views\x00\x00\x00")


class Sieve(StrEnum):
    """Which accounts are shown, before words narrow them further."""

    OPEN = "open"
    MINE = "mine"
    UNCARED = "uncared"
    TO_DO = "to-do"
    OWED = "owed"
    REQUESTS = "requests"
    DORMANT = "dormant"
    CLOSED = "closed"
    ALL = "all"


class ColumnName(StrEnum):
    """A column of the list."""

    PLATFORM = "platform"
    HANDLE = "handle"
    STANDING = "standing"
    CHANGED = "changed"
    WHO = "who"
    ACCESS = "access"
    OWNER = "owner"
    SERVICE = "service"
    LANGUAGE = "language"
    STATUS = "status"


USUAL_COLUMNS = (
    ColumnName.PLATFORM,
    ColumnName.HANDLE,
    ColumnName.STANDING,
    ColumnName.CHANGED,
    ColumnName.WHO,
    ColumnName.ACCESS,
)


class SavedView(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way of looking at the list."""

    name: str
    sieve: Sieve = Sieve.OPEN
    words: str = ""
    columns: tuple[ColumnName, ...] = USUAL_COLUMNS


class ViewSaved(Body, frozen=True):
    """Somebody saved a view under its name, in place of what was there."""

    view: SavedView
    replaces: tuple[Hash, ...] = ()


class ViewDropped(Body, frozen=True):
    """A view is no longer offered."""

    replaces: tuple[Hash, ...]


class Views(State, frozen=True):
    """Every saved view, by entry; two of one name stand side by side."""

    saved: Register[SavedView] = Register()

    def named(self) -> tuple[SavedView, ...]:
        """Return the views, the newest of one name only, by name."""
        found = {v.value.name.casefold(): v.value for v in self.saved.versions}
        return tuple(found[key] for key in sorted(found))

    def digests_of(self, name: str) -> tuple[bytes, ...]:
        """Return the entries that hold a view of that name."""
        wanted = name.casefold()
        return tuple(
            v.digest for v in self.saved.versions if v.value.name.casefold() == wanted
        )


def apply_views(state: Views | None, fact: Fact) -> Views:
    """Return the saved views with one more fact."""
    known = state or Views()
    match fact.body:
        case ViewSaved(view=view, replaces=replaces):
            return Views(known.saved.put(fact.digest, view, replaces))
        case ViewDropped(replaces=replaces):
            kept = (v for v in known.saved.versions if v.digest not in replaces)
            return Views(Register(tuple(kept)))
        case _:
            return known


VIEWS_FOLD = Fold("account-views", 1, Views, apply_views)
VIEW_SAVED = Kind("account_view.saved", 1, ViewSaved, VIEWS_FOLD)
VIEW_DROPPED = Kind("account_view.dropped", 1, ViewDropped, VIEWS_FOLD)
KINDS = (VIEW_SAVED, VIEW_DROPPED)


def planned_saving(known: Views, view: SavedView) -> Change:
    """Return the change that saves a view in place of those of the same name.

    Raises:
        InvalidValueError: It has no name or too long a one, or there are too many.
    """
    name = line("name", view.name, LONGEST_NAME)
    if not name:
        raise InvalidValueError("name", "not-empty")
    old = known.digests_of(name)
    if not old and len(known.named()) >= MOST_VIEWS:
        raise InvalidValueError("name", "too-many")
    tidy = msgspec.structs.replace(
        view, name=name, words=line("words", view.words), columns=_columns(view.columns)
    )
    return write(Write(VIEWS, VIEW_SAVED, ViewSaved(tidy, old)))


def planned_dropping(known: Views, name: str) -> Change:
    """Return the change that takes a view away; empty when there is none."""
    old = known.digests_of(name)
    return write(Write(VIEWS, VIEW_DROPPED, ViewDropped(old))) if old else Change()


def _columns(wanted: Iterable[ColumnName]) -> tuple[ColumnName, ...]:
    """Which account it is can always be read."""
    always = (ColumnName.PLATFORM, ColumnName.HANDLE)
    return tuple(dict.fromkeys((*always, *wanted)))
