"""Taking accounts out of the kit: what is taken of one, and what is written first."""

import hashlib
from dataclasses import dataclass

import msgspec

from incidentkit.accounts import secret_changes
from incidentkit.accounts.known import Known
from incidentkit.accounts.model import Item
from incidentkit.accounts.rules import line
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.kinds import (
    Body,
    Digest,
    Fact,
    Fold,
    Kind,
    PersonId,
    Role,
    State,
    SubjectId,
)

# The whole register, which is the same for everybody.
REGISTER = SubjectId(hashlib.sha256(b"incidentkit: the register").digest()[:16])
_ITEMS = (Item.LOGIN, Item.SECRET, Item.TOTP, Item.NOTE)


class TakenOut(Body, frozen=True):
    """The register was about to be written into a file that anybody can read.

    `values` counts what was in it that only holders may see, 0 for none.
    """

    name: str
    accounts: int
    values: int = 0
    reason: str = ""


class Taking(msgspec.Struct, frozen=True):
    """One time that it was taken out."""

    wall: int
    person: PersonId
    accounts: int
    values: int


class TakenOutState(State, frozen=True):
    """Every time that the register was taken out, as it became known."""

    times: tuple[Taking, ...] = ()


def apply_taken_out(state: TakenOutState | None, fact: Fact) -> TakenOutState:
    """Return what is known of the register's ways out, with one more fact."""
    known = state or TakenOutState()
    body = fact.body
    if not isinstance(body, TakenOut):
        return known
    taking = Taking(fact.wall, fact.person, body.accounts, body.values)
    return TakenOutState((*known.times, taking))


TAKEN_OUT_FOLD = Fold("register.out", 1, TakenOutState, apply_taken_out)
# Whoever may read the register may take out what they read: an observer too.
TAKEN_OUT = Kind("register.taken_out", 1, TakenOut, TAKEN_OUT_FOLD, least=Role.OBSERVER)
KINDS = (TAKEN_OUT,)


@dataclass(frozen=True, slots=True)
class Value:
    """One value that only holders may see. `number` is that of a recovery code.

    `waits`: it is new, and nobody has said yet that the platform took it.
    """

    account: SubjectId
    item: Item
    entry: Digest
    number: int = 0
    waits: bool = False


def values_of(known: Known) -> tuple[Value, ...]:
    """Return what this person may open of an account and is in force, or waits.

    Of recovery codes those that are not used up; nothing for somebody who is not a
    holder.
    """
    if known.credentials is None:
        return ()
    found = [
        Value(known.subject, item, entry)
        for item in _ITEMS
        for entry in known.item(item).current
    ]
    found += [
        Value(known.subject, item, candidate.digest, waits=True)
        for item, candidate in known.waiting()
    ]
    found += [
        Value(known.subject, Item.CODES, code.batch, code.number)
        for code in known.codes()
        if not code.used
    ]
    return tuple(found)


def shown(known: Known, value: Value, why: str) -> Change:
    """Return the entry to be written before a value is taken out."""
    if value.number:
        return secret_changes.reveal_code(known, known.code(value.number), why)
    return secret_changes.reveal(known, value.item, value.entry, why)


def taking_out(name: str, accounts: int, values: int, reason: str) -> Change:
    """Return the entry that says that the register is taken out.

    Raises:
        InvalidValueError: There is no good name or reason.
    """
    tidy = line("reason", reason)
    body = TakenOut(line("file", name), accounts, values, tidy)
    return write(Write(REGISTER, TAKEN_OUT, body))
