"""What can be written about the council, and what it adds up to.

There is one subject for the council in every kit, known to everybody by name.
"""

import hashlib

from incidentkit.council.settings import find_setting
from incidentkit.council.values import one_line
from incidentkit.errors import InvalidValueError
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.kinds import Body, Fact, Fold, Kind, Role, State, SubjectId
from incidentkit.vault.register import Register

COUNCIL = SubjectId(hashlib.sha256(b"incidentkit: the council").digest()[:16])


class CouncilNamed(Body, frozen=True):
    """What the council is called, as people outside know it."""

    name: str
    replaces: tuple[bytes, ...]


class CouncilSet(Body, frozen=True):
    """One setting, as text."""

    key: str
    value: str
    replaces: tuple[bytes, ...]


class Decided(State, frozen=True):
    """One setting and its current values."""

    key: str
    value: Register[str]


class CouncilState(State, frozen=True):
    """The council's name and everything it has decided, by key in order."""

    name: Register[str] = Register()
    decided: tuple[Decided, ...] = ()

    def setting(self, key: str) -> Register[str]:
        """Return a setting's current values; none when it was never set."""
        return next((d.value for d in self.decided if d.key == key), Register())


def apply_council(state: CouncilState | None, fact: Fact) -> CouncilState:
    """Return the council's state with one more fact."""
    known = state or CouncilState()
    match fact.body:
        case CouncilNamed(name=name, replaces=replaces):
            put = known.name.put(fact.digest, name, replaces)
            return CouncilState(put, known.decided)
        case CouncilSet(key=key, value=value, replaces=replaces):
            register = known.setting(key).put(fact.digest, value, replaces)
            others = (d for d in known.decided if d.key != key)
            settled = sorted((*others, Decided(key, register)), key=lambda d: d.key)
            return CouncilState(known.name, tuple(settled))
        case _:
            return known


COUNCIL_FOLD = Fold("council", 1, CouncilState, apply_council)
NAMED = Kind("council.named", 1, CouncilNamed, COUNCIL_FOLD, least=Role.LEAD)
SET = Kind("council.set", 1, CouncilSet, COUNCIL_FOLD, least=Role.LEAD)
KINDS = (NAMED, SET)


def planned_name(name: str, state: CouncilState | None = None) -> Change:
    """Return the change that names the council; without a state, for the first time.

    Raises:
        InvalidValueError: The name is empty or too long.
    """
    line = one_line("council_name", name)
    if not line:
        raise InvalidValueError("council_name", "not-empty")
    replaces = (state or CouncilState()).name.digests
    return write(Write(COUNCIL, NAMED, CouncilNamed(line, replaces)))


def planned_setting(key: str, text: str, state: CouncilState | None = None) -> Change:
    """Return the change that decides one setting, settling any conflict about it.

    Raises:
        InvalidValueError: There is no such setting, or it cannot be that.
    """
    value = find_setting(key).accept(text)
    replaces = (state or CouncilState()).setting(key).digests
    return write(Write(COUNCIL, SET, CouncilSet(key, value, replaces)))
