"""Changing a secret in two steps, by several people who may not hear of each other.

Pure. A new secret waits beside the old one. Confirming it puts it in force in
place of what the person saw in force; rolling it back only ends its waiting.
Nothing is ever dropped: what is out of force is history, and two in force at
once are a conflict for a person to settle.
"""

import msgspec

from incidentkit.accounts.entries import RotationBegun
from incidentkit.accounts.model import Reason
from incidentkit.accounts.strength import Strength
from incidentkit.vault.kinds import Digest, Fact, PersonId
from incidentkit.vault.register import Register


class Candidate(msgspec.Struct, frozen=True):
    """One value that was ever written down, known by its entry.

    `at` is hybrid time: a clock that was put back puts no value before what the
    writer knew.
    """

    digest: Digest
    person: PersonId
    wall: int
    reason: Reason | None = None
    strength: Strength | None = None
    is_made: bool = False
    at: int = 0


class Standing(msgspec.Struct, frozen=True):
    """A value in force: who said so, when, and whether a sign-in was tried."""

    secret: Digest
    person: PersonId
    wall: int
    tried: bool = False


class RollBack(msgspec.Struct, frozen=True):
    """A value that did not take."""

    secret: Digest
    person: PersonId
    wall: int
    why: str = ""


class ItemState(msgspec.Struct, frozen=True):
    """Everything known of one item of one account.

    The register's keys are the entries that put a value in force: the value's
    own entry when it was set or confirmed, so that two people who confirm the
    same value agree; the settling entry when a conflict was settled, so that
    two people who settle it differently do not.
    """

    candidates: tuple[Candidate, ...] = ()
    standing: Register[Standing] = Register()
    confirmed: tuple[Digest, ...] = ()
    rolled_back: tuple[RollBack, ...] = ()

    @property
    def current(self) -> tuple[Digest, ...]:
        """The values in force; more than one is a conflict."""
        found = (v.value.secret for v in self.standing.versions)
        return tuple(dict.fromkeys(found))

    @property
    def pending(self) -> tuple[Candidate, ...]:
        """The new values that are neither confirmed nor rolled back."""
        done = {*self.confirmed, *(r.secret for r in self.rolled_back)}
        return tuple(c for c in self.candidates if c.digest not in done)

    @property
    def history(self) -> tuple[Candidate, ...]:
        """Every value that is neither in force nor waiting, oldest first."""
        shown = {*self.current, *(c.digest for c in self.pending)}
        return tuple(c for c in self.candidates if c.digest not in shown)

    @property
    def in_conflict(self) -> bool:
        """Whether people put different values in force unknown to each other."""
        return len(self.current) > 1

    @property
    def disputed(self) -> tuple[Digest, ...]:
        """The values that one person confirmed and another rolled back."""
        back = {r.secret for r in self.rolled_back}
        return tuple(d for d in self.confirmed if d in back)

    @property
    def replaceable(self) -> tuple[Digest, ...]:
        """What an entry that puts a value in force must name as replaced."""
        return self.standing.digests

    @property
    def changed(self) -> Standing | None:
        """The last putting in force that is known, if there is one."""
        return self.standing.value

    def candidate(self, digest: bytes) -> Candidate | None:
        """Return the value's story, or None when it is not known here."""
        return next((c for c in self.candidates if c.digest == digest), None)


def put(state: ItemState, fact: Fact, replaces: tuple[bytes, ...]) -> ItemState:
    """Take in a value that is in force as soon as it is written."""
    known = _with_candidate(state, fact, None)
    if fact.digest in state.confirmed:
        return known
    return _stand(known, fact.digest, _standing(fact, fact.digest), replaces)


def begun(state: ItemState, fact: Fact, body: RotationBegun) -> ItemState:
    """Take in a new value that waits."""
    return _with_candidate(state, fact, body)


def confirmed(
    state: ItemState,
    fact: Fact,
    secret: Digest,
    replaces: tuple[bytes, ...],
    *,
    tried: bool,
) -> ItemState:
    """Take in that a value works. A second confirmation puts nothing back in force.

    What the second person saw replaced is out of force all the same, as long
    as something stays: they knew of it and found the other to work.
    """
    if secret not in state.confirmed:
        return _stand(state, secret, _standing(fact, secret, tried=tried), replaces)
    kept = tuple(
        v
        for v in state.standing.versions
        if v.digest not in replaces or v.value.secret == secret
    )
    register = Register(versions=kept) if kept else state.standing
    return msgspec.structs.replace(state, standing=register)


def rolled_back(state: ItemState, fact: Fact, secret: Digest, why: str) -> ItemState:
    """Take in that a value did not take. One that was confirmed stays in force."""
    if any(r.secret == secret for r in state.rolled_back):
        return state
    gone = RollBack(secret, fact.person, fact.wall, why)
    return msgspec.structs.replace(state, rolled_back=(*state.rolled_back, gone))


def settled(
    state: ItemState, fact: Fact, secret: Digest, replaces: tuple[bytes, ...]
) -> ItemState:
    """Take in which of several values in force was found to work.

    Nothing was changed on the platform, so its date stays what it was.
    """
    before = (v.value for v in state.standing.versions if v.value.secret == secret)
    value = next(before, None) or _standing(fact, secret)
    return _stand(state, fact.digest, value, replaces)


def _with_candidate(
    state: ItemState, fact: Fact, body: RotationBegun | None
) -> ItemState:
    if state.candidate(fact.digest) is not None:
        return state
    new = Candidate(fact.digest, fact.person, fact.wall, at=fact.at)
    if body is not None:
        new = Candidate(
            fact.digest,
            fact.person,
            fact.wall,
            body.reason,
            body.strength,
            body.is_made,
            fact.at,
        )
    return msgspec.structs.replace(state, candidates=(*state.candidates, new))


def _standing(fact: Fact, secret: Digest, *, tried: bool = False) -> Standing:
    return Standing(secret, fact.person, fact.wall, tried)


def _stand(
    state: ItemState, key: Digest, value: Standing, replaces: tuple[bytes, ...]
) -> ItemState:
    register = state.standing.put(key, value, replaces)
    seen = dict.fromkeys((*state.confirmed, value.secret))
    return msgspec.structs.replace(state, standing=register, confirmed=tuple(seen))
