"""What is weak, old or missing on an account: one finding, one cause, one way to mend it.

Pure, over frozen values. A finding goes as soon as what it says is no longer so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from incidentkit.accounts.leaving import is_only_factor, is_theirs
from incidentkit.accounts.marks import Linked
from incidentkit.accounts.model import (
    OPENING_ITEMS,
    ROLE_RUN,
    Access,
    Factor,
    Field,
    Item,
    SecondStep,
    Status,
)
from incidentkit.accounts.public import AccountState
from incidentkit.accounts.strength import Strength
from incidentkit.vault.kinds import PersonId, SubjectId

DAY_MS = 86_400_000
FEWEST_CODES = 3
# Of an old password: it may be older still, because nobody knows when it changed.
AT_LEAST = "at-least"
_OWN_SECRET = frozenset({Access.OWN_LOGIN, Access.TOOL, Access.NUMBER})
# Mailboxes that anybody can open for themselves: one there is a person's, not ours.
_PERSONAL_DOMAINS = frozenset(
    [
        "aol.com",
        "btinternet.com",
        "gmail.com",
        "googlemail.com",
        "gmx.com",
        "hotmail.co.uk",
        "hotmail.com",
        "icloud.com",
        "live.co.uk",
        "live.com",
        "me.com",
        "msn.com",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "sky.com",
        "talktalk.net",
        "virginmedia.com",
        "yahoo.co.uk",
        "yahoo.com",
    ]
)


class Finding(StrEnum):
    """What is wrong, the most pressing first."""

    EVENT = "event"
    TWO_PLACES = "two-places"
    HEARSAY = "hearsay"
    LEAVER = "leaver"
    CLOSED = "closed"
    BREACHED = "breached"
    REUSED = "reused"
    WEAK = "weak"
    NO_SECOND_STEP = "no-second-step"
    ONE_PHONE = "one-phone"
    PERSONAL_MAILBOX = "personal-mailbox"
    FOREIGN_MAILBOX = "foreign-mailbox"
    ONE_HOLDER = "one-holder"
    UNTRAINED = "untrained"
    CODES_LOW = "codes-low"
    OLD = "old"
    UNAPPROVED = "unapproved"
    DORMANT = "dormant"
    UNVERIFIED = "unverified"


# What stands open to somebody today, as far as the kit can tell. The rest is upkeep.
EXPOSED = frozenset(
    {
        Finding.EVENT,
        Finding.LEAVER,
        Finding.CLOSED,
        Finding.BREACHED,
        Finding.REUSED,
        Finding.WEAK,
        Finding.NO_SECOND_STEP,
        Finding.ONE_PHONE,
        Finding.PERSONAL_MAILBOX,
        Finding.ONE_HOLDER,
    }
)


@dataclass(frozen=True, slots=True)
class Looked:
    """One account with what cannot be seen from its state alone.

    `holders` are people by id. `codes_left` is None for whoever may not know.
    `reused`, `breached` and `weak` are when a lead's batch found it so.
    """

    subject: SubjectId
    state: AccountState
    holders: tuple[PersonId, ...] = ()
    codes_left: int | None = None
    reused: int | None = None
    breached: int | None = None
    weak: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What the council wants, and who of its people is what. People are by id."""

    now_ms: int
    today: date
    old_days: int
    dormant_days: int
    minimum_holders: int
    own_domains: tuple[str, ...] = ()
    untrained: frozenset[PersonId] = frozenset()
    unverified: frozenset[PersonId] = frozenset()
    names: Mapping[PersonId, str] = field(default_factory=dict)
    gone: Mapping[PersonId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """One finding about one account. `people` are names, `detail` what it rests on."""

    finding: Finding
    subject: SubjectId
    label: str
    people: tuple[str, ...] = ()
    detail: str = ""
    days: int = 0


Details = tuple[tuple[str, ...], str, int]
Test = Callable[[Rule, Looked], Details | None]
_PLAIN: Details = ((), "", 0)


def findings(rule: Rule, accounts: Iterable[Looked]) -> tuple[Found, ...]:
    """Return everything that is wrong, the most pressing first, then by name."""
    found = [one for account in accounts for one in _about(rule, account)]
    order = {finding: place for place, finding in enumerate(Finding)}
    found.sort(key=lambda one: (order[one.finding], one.label, one.subject))
    return tuple(found)


def _about(rule: Rule, account: Looked) -> Iterator[Found]:
    if account.state.is_gone:
        return
    is_open = account.state.status.is_open
    for finding, test in _TESTS.items():
        if not is_open and finding not in _OF_CLOSED:
            continue
        details = test(rule, account)
        if details is not None:
            yield Found(finding, account.subject, account.state.name, *details)


def keeps_own_secret(state: AccountState) -> bool:
    """Whether the kit keeps a password of the council's own for an account."""
    kept = bool(state.mark(Item.SECRET).versions)
    platform = state.text(Field.PLATFORM)
    return kept and state.access in _OWN_SECRET and platform not in ROLE_RUN


def has_second_step(state: AccountState) -> bool:
    """Whether anything is known to stand behind the password."""
    if state.mark(Item.TOTP).versions:
        return True
    return any(f.value.step is not SecondStep.NONE for f in state.factors)


# --- the tests ------------------------------------------------------------------


def _event(_rule: Rule, account: Looked) -> Details | None:
    owed = account.state.owed
    return ((), owed[0].reason.value, 0) if owed else None


def _two_places(rule: Rule, account: Looked) -> Details | None:
    state = account.state
    if not state.rivals:
        return None
    return (_names(rule, {PersonId(state.added_by), *state.rivals}), "", 0)


def _hearsay(rule: Rule, account: Looked) -> Details | None:
    if account.state.rivals:
        return None  # whoever is right is not believed either
    people = {one.person for one in account.state.unproven}
    return (_names(rule, people), "", 0) if people else None


def _leaver(rule: Rule, account: Looked) -> Details | None:
    care = account.state.looked_after
    is_open = account.state.status.is_open
    cared = (care.owner, care.deputy) if is_open else ()
    named = {p for p in cared if p in rule.gone}
    for link in account.state.links():
        named |= {p for p, n in rule.gone.items() if is_theirs(link.value, p, n)}
    people = tuple(sorted(rule.gone[p] for p in named if p is not None))
    return (people, "", 0) if people else None


def _closed(_rule: Rule, account: Looked) -> Details | None:
    """Who can post by what is attached to a closed account, and was never ended.

    Its holders are named where it says who can post: leads are holders for good.
    """
    state = account.state
    if state.status is not Status.CLOSED:
        return None
    ways: tuple[Linked[Any], ...] = (*state.roles, *state.tools)
    ways += (*state.phones, *state.agencies)
    people = dict.fromkeys(str(way.value.name) for way in ways)
    return (tuple(people), "", 0) if ways else None


def _since(account: Looked, found: int | None) -> Details | None:
    """A finding of a batch holds until the password was changed after it."""
    since = account.state.age(Item.SECRET).at_least_since
    if found is None or since is None or since > found:
        return None
    return _PLAIN


def _weak(_rule: Rule, account: Looked) -> Details | None:
    marks = (v.value for v in account.state.mark(Item.SECRET).versions)
    is_weak = any(mark.strength is Strength.WEAK for mark in marks)
    if is_weak and keeps_own_secret(account.state):
        return _PLAIN
    return _since(account, account.weak)


def _no_second_step(_rule: Rule, account: Looked) -> Details | None:
    state = account.state
    if keeps_own_secret(state) and not has_second_step(state):
        return _PLAIN
    bare = [
        role.value.name
        for role in state.roles
        if role.value.second_step is SecondStep.NONE
    ]
    return (tuple(bare), "", 0) if bare else None


def _one_phone(_rule: Rule, account: Looked) -> Details | None:
    state = account.state
    for link in state.factors:
        if link.value.name and is_only_factor(link, state):
            return ((link.value.name,), _where(link.value), 0)
    return None


def _where(factor: Factor) -> str:
    return factor.device


def _mailbox(rule: Rule, account: Looked) -> str:
    """Return the domain of a recovery mailbox that is not the council's, or nothing."""
    address = account.state.text(Field.RECOVERY_MAILBOX).strip().lower()
    domain = address.rpartition("@")[2] if "@" in address else ""
    return "" if not domain or domain in rule.own_domains else domain


def _personal(rule: Rule, account: Looked) -> Details | None:
    domain = _mailbox(rule, account)
    return ((), domain, 0) if domain in _PERSONAL_DOMAINS else None


def _foreign(rule: Rule, account: Looked) -> Details | None:
    domain = _mailbox(rule, account)
    is_foreign = domain and domain not in _PERSONAL_DOMAINS and rule.own_domains
    return ((), domain, 0) if is_foreign else None


def _one_holder(rule: Rule, account: Looked) -> Details | None:
    state = account.state
    if not any(state.mark(item).versions for item in OPENING_ITEMS):
        return None
    if len(account.holders) >= rule.minimum_holders:
        return None
    return (_names(rule, account.holders), "", 0)


def _untrained(rule: Rule, account: Looked) -> Details | None:
    people = [p for p in account.holders if p in rule.untrained]
    return (_names(rule, people), "", 0) if people else None


def _unverified(rule: Rule, account: Looked) -> Details | None:
    people = [p for p in account.holders if p in rule.unverified]
    return (_names(rule, people), "", 0) if people else None


def _names(rule: Rule, people: Iterable[PersonId]) -> tuple[str, ...]:
    return tuple(sorted(rule.names.get(person, "") for person in people))


def _codes_low(_rule: Rule, account: Looked) -> Details | None:
    left = account.codes_left
    return ((), "", left) if left is not None and left < FEWEST_CODES else None


def _old(rule: Rule, account: Looked) -> Details | None:
    age = account.state.age(Item.SECRET)
    since = age.at_least_since
    if since is None or not keeps_own_secret(account.state):
        return None
    days = (rule.now_ms - since) // DAY_MS
    detail = AT_LEAST if age.is_unknown else ""
    return ((), detail, days) if days > rule.old_days else None


def _unapproved(_rule: Rule, account: Looked) -> Details | None:
    state = account.state
    answer = state.approval.value
    agreed = state.text(Field.APPROVAL) or (answer is not None and answer.granted)
    return None if agreed else _PLAIN


def _dormant(rule: Rule, account: Looked) -> Details | None:
    state = account.state
    if state.status is Status.DORMANT:
        return _PLAIN
    last = state.review.last_post if state.review else ""
    try:
        days = (rule.today - date.fromisoformat(last)).days if last else 0
    except ValueError:
        return None
    return ((), "", days) if days > rule.dormant_days else None


_TESTS: Mapping[Finding, Test] = {
    Finding.EVENT: _event,
    Finding.TWO_PLACES: _two_places,
    Finding.HEARSAY: _hearsay,
    Finding.LEAVER: _leaver,
    Finding.CLOSED: _closed,
    Finding.BREACHED: lambda _, account: _since(account, account.breached),
    Finding.REUSED: lambda _, account: _since(account, account.reused),
    Finding.WEAK: _weak,
    Finding.NO_SECOND_STEP: _no_second_step,
    Finding.ONE_PHONE: _one_phone,
    Finding.PERSONAL_MAILBOX: _personal,
    Finding.FOREIGN_MAILBOX: _foreign,
    Finding.ONE_HOLDER: _one_holder,
    Finding.UNTRAINED: _untrained,
    Finding.CODES_LOW: _codes_low,
    Finding.OLD: _old,
    Finding.UNAPPROVED: _unapproved,
    Finding.DORMANT: _dormant,
    Finding.UNVERIFIED: _unverified,
}


# What is wrong with a closed account too: that somebody can post with it.
_OF_CLOSED = frozenset({Finding.EVENT, Finding.LEAVER, Finding.CLOSED})
