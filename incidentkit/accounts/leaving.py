"""What has to be changed and taken away because somebody goes, and why. Pure.

A closed account is left out of nothing here: that it is not used keeps nobody from
posting with it. Only one that is gone is: there is nothing left to post with. What somebody did open comes first: it is changed today. What they could open since it
last changed for sure is changed as well. Everything else is named too, with the reason
why it can stay.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from incidentkit.accounts.exposure import Ring, is_in_use
from incidentkit.accounts.model import (
    OPENING_ITEMS,
    AnyLink,
    Factor,
    Item,
    Permission,
    Phone,
    PlatformRole,
    SecondStep,
    ToolSeat,
)
from incidentkit.accounts.public import AccountState, Linked
from incidentkit.accounts.ties import in_order
from incidentkit.vault.kinds import Digest, PersonId, SubjectId

_PERSONAL = (PlatformRole, ToolSeat, Phone, Factor, Permission)


class Cause(StrEnum):
    """Why an account has to be changed because of somebody, or can stay."""

    OPENED = "opened"
    COULD = "could"
    WAIVED = "waived"
    CHANGED = "changed"
    NEVER = "never"
    NOTHING_KEPT = "nothing-kept"
    CLOSED = "closed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Held:
    """One account, and what of it somebody could open.

    `could`: since it last changed for sure. `ever`: at any time at all. `began`: a new
    value that they wrote down waits, as far as whoever looks may know.
    """

    subject: SubjectId
    state: AccountState
    could: frozenset[Item] = frozenset()
    ever: bool = False
    began: frozenset[Item] = frozenset()


@dataclass(frozen=True, slots=True)
class About:
    """What one account has to do with somebody who goes.

    `items` have to be changed. `seen` is when they last saw something that opens it,
    whether or not that still does; `changed` when that last changed for sure.
    """

    subject: SubjectId
    label: str
    cause: Cause
    items: tuple[Item, ...] = ()
    seen: int | None = None
    changed: int | None = None
    after: tuple[str, ...] = ()
    with_same_login: str = ""


@dataclass(frozen=True, slots=True)
class ToTake:
    """Something of somebody's that an account names, and who can take it away.

    `is_only`: it is the only second step of the account, so that without them nobody
    can sign in. `stays` then: nothing is taken before another one is set up.
    """

    subject: SubjectId
    label: str
    link: AnyLink
    entry: Digest
    ring: tuple[Ring, ...] = ()
    is_only: bool = False


@dataclass(frozen=True, slots=True)
class LookedAfter:
    """An account that they look after, or stand in for."""

    subject: SubjectId
    label: str
    is_deputy: bool = False


@dataclass(frozen=True, slots=True)
class LeaverPlan:
    """All that somebody's going leaves to do, in the order in which to do it."""

    only_factors: tuple[ToTake, ...] = ()
    today: tuple[About, ...] = ()
    must: tuple[About, ...] = ()
    take_away: tuple[ToTake, ...] = ()
    care: tuple[LookedAfter, ...] = ()
    others: tuple[About, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return not (self.today or self.must or self.take_away or self.care)


def in_force_since(state: AccountState, item: Item, now_ms: int) -> int | None:
    """Return since when what opens an account has been what it is, None for nothing.

    A value that waited before it was confirmed could be opened while it waited. One that
    is of a day to come was written by a clock that was ahead: it may be as old as what
    was there before it, so that nobody is left out who could open it.
    """
    marks = (v.value for v in state.mark(item).versions)
    said = [mark.begun or mark.wall for mark in marks]
    if any(time > now_ms for time in said):
        said.append(_at_the_earliest(state, item, now_ms))
    return min(said, default=None)


def _at_the_earliest(state: AccountState, item: Item, now_ms: int) -> int:
    """Return the last time that is known of an item before what there is now."""
    before = [end.mark.wall for end in state.bygone.marks if end.item is item]
    return max((t for t in (state.added, *before) if t <= now_ms), default=0)


def leaver_plan(
    person: PersonId, name: str, held: Iterable[Held], numbers: Mapping[str, str]
) -> LeaverPlan:
    """Return what somebody's going leaves to do. `numbers` is how to ring people."""
    known = tuple(held)
    states = {one.subject: one.state for one in known}
    about = {one.subject: about_account(person, one) for one in known}
    wanted = [s for s, one in about.items() if one.cause is Cause.OPENED]
    wanted += [s for s, one in about.items() if one.cause is Cause.COULD]
    ordered = _ordered(wanted, about, states)
    takes = [
        take
        for one in known
        if one.state.named and not one.state.is_gone
        for take in taken_from(person, name, one, numbers)
    ]
    others = (o for o in about.values() if o.cause not in (Cause.OPENED, Cause.COULD))
    return LeaverPlan(
        only_factors=tuple(take for take in takes if take.is_only),
        today=tuple(one for one in ordered if one.cause is Cause.OPENED),
        must=tuple(one for one in ordered if one.cause is Cause.COULD),
        take_away=tuple(takes),
        care=tuple(c for one in known for c in _care(person, one)),
        others=tuple(sorted(others, key=lambda one: (one.label, one.subject))),
    )


def about_account(person: PersonId, held: Held) -> About:
    """Return what one account has to do with somebody, and why."""
    state = held.state
    opened = opened_items(person, state) | (held.began & OPENING_ITEMS)
    cause = Cause.GONE if state.is_gone else _cause(person, held, opened)
    changed = state.changed(Item.SECRET)
    if cause is Cause.COULD:
        items = (Item.SECRET,) if Item.SECRET in held.could else _sorted(held.could)
    else:
        items = _sorted(opened) if cause is Cause.OPENED else ()
        if items and Item.SECRET in held.could and Item.SECRET not in items:
            items = _sorted({*items, Item.SECRET})
    return About(
        held.subject, state.name, cause, items, last_seen(person, state), changed
    )


def _cause(person: PersonId, held: Held, opened: frozenset[Item]) -> Cause:
    state = held.state
    if (opened or held.could) and is_waived(person, state):
        return Cause.WAIVED
    if opened:
        return Cause.OPENED
    if held.could:
        return Cause.COULD
    if not state.status.is_open:
        return Cause.CLOSED  # nothing of it is theirs, so there is nothing to end
    if not any(state.mark(item).versions for item in OPENING_ITEMS):
        return Cause.NOTHING_KEPT
    return Cause.CHANGED if held.ever else Cause.NEVER


def is_waived(person: PersonId, state: AccountState) -> bool:
    """Whether a lead decided that nothing is changed because of somebody.

    No longer once they saw something again, or something new is owed.
    """
    owed = [one for one in state.ledger.owed if one.person == person]
    waived, answered = set(state.ledger.waived), set(state.ledger.answered)
    last = max((o.owed_at for o in owed if o.digest in waived), default=None)
    if last is None or any(one.digest not in answered for one in owed):
        return False
    return (last_seen(person, state) or 0) <= last


def opened_items(person: PersonId, state: AccountState) -> frozenset[Item]:
    """Return what somebody knows of an account that still opens it."""
    set_by_them = (
        item
        for item, register in state.marks.items()
        if item in OPENING_ITEMS
        and any(v.value.set_by == person for v in register.versions)
    )
    shown = (
        seen.item
        for seen in state.seen
        if seen.person == person
        and seen.item in OPENING_ITEMS
        and is_in_use(state, seen)
    )
    return frozenset((*set_by_them, *shown))


def last_seen(person: PersonId, state: AccountState) -> int | None:
    """Return when somebody last saw anything that opens or opened an account."""
    times = (
        seen.last
        for seen in state.seen
        if seen.person == person and seen.item in OPENING_ITEMS and not seen.as_code
    )
    return max(times, default=None)


def _sorted(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(item for item in Item if item in frozenset(items))


def _ordered(
    wanted: list[SubjectId],
    about: Mapping[SubjectId, About],
    states: Mapping[SubjectId, AccountState],
) -> tuple[About, ...]:
    """Put accounts in the order of changing, with what comes before each."""
    found: list[About] = []
    few = {subject: states[subject] for subject in wanted}
    for turn in in_order(wanted, few):
        first = about[turn.account]
        after = tuple(about[one].label for one in turn.after)
        found.append(_placed(first, after, ""))
        found += [_placed(about[o], after, first.label) for o in turn.together]
    return tuple(found)


def _placed(one: About, after: tuple[str, ...], with_same_login: str) -> About:
    return About(
        one.subject,
        one.label,
        one.cause,
        one.items,
        one.seen,
        one.changed,
        after,
        with_same_login,
    )


def still_open(
    states: Mapping[SubjectId, AccountState], gone: Mapping[PersonId, str]
) -> dict[PersonId, int]:
    """Return on how many accounts something of those who have left is still open."""
    called = {_plain(name): person for person, name in gone.items()}
    found: dict[PersonId, int] = {}
    for state in states.values():
        for person in _named_in(state, gone, called):
            found[person] = found.get(person, 0) + 1
    return found


def _named_in(
    state: AccountState, gone: Mapping[PersonId, str], called: Mapping[str, PersonId]
) -> set[PersonId]:
    """Return which of those who have left an account still names or owes a change."""
    if state.is_gone:
        return set()
    found = {one.person for one in state.owed if one.person in gone}
    care = state.looked_after
    if state.status.is_open:
        found |= {care.owner, care.deputy} & set(gone)
    for link in state.links():
        if isinstance(link.value, _PERSONAL):
            value = link.value
            by_name = None if value.person else called.get(_plain(value.name))
            found.add(PersonId(value.person) if value.person in gone else by_name)
    return {person for person in found if person is not None}


# --- roles, seats, telephones, second steps, permissions -------------------------


def is_theirs(link: AnyLink, person: PersonId, name: str) -> bool:
    """Whether a link names somebody: by who they are, else by what they are called."""
    if not isinstance(link, _PERSONAL):
        return False
    if link.person:
        return link.person == person
    return bool(link.name) and _plain(link.name) == _plain(name)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def taken_from(
    person: PersonId, name: str, held: Held, numbers: Mapping[str, str]
) -> tuple[ToTake, ...]:
    """Return what of somebody's an account names."""
    state = held.state
    return tuple(
        ToTake(
            held.subject,
            state.name,
            link.value,
            link.digest,
            _rings(link, state, (person, name), numbers),
            is_only_factor(link, state),
        )
        for link in state.links()
        if is_theirs(link.value, person, name)
    )


def is_only_factor(link: Linked[AnyLink] | Linked[Factor], state: AccountState) -> bool:
    """Whether nothing else would let anybody past the second step of the account."""
    if not isinstance(link.value, Factor) or link.value.step is SecondStep.NONE:
        return False
    keeps_codes = any(state.mark(i).versions for i in (Item.TOTP, Item.CODES))
    others = (f for f in state.factors if f.value.step is not SecondStep.NONE)
    return not keeps_codes and all(f.digest == link.digest for f in others)


def _rings(
    link: Linked[AnyLink],
    state: AccountState,
    who: tuple[PersonId, str],
    numbers: Mapping[str, str],
) -> tuple[Ring, ...]:
    """Return who can take it away: never the person themself, if there is anybody."""
    value = link.value
    if isinstance(value, ToolSeat) and value.ring_name:
        return (Ring(value.ring_name, value.ring_number),)
    found = [
        Ring(r.value.name, r.value.mobile or numbers.get(_plain(r.value.name), ""))
        for r in state.roles
        if r.value.removes and not is_theirs(r.value, *who)
    ]
    return tuple(found) if isinstance(value, PlatformRole) else ()


def _care(person: PersonId, held: Held) -> tuple[LookedAfter, ...]:
    care = held.state.looked_after
    if person not in (care.owner, care.deputy) or not held.state.status.is_open:
        return ()
    is_deputy = care.owner != person
    return (LookedAfter(held.subject, held.state.label, is_deputy),)
