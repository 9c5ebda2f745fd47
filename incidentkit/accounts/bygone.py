"""What is over with an account, and since when, so that any past date can be shown.

Pure. Kept beside what is so now, so that a past date needs no entry to be read again.
"""

from collections.abc import Iterable

import msgspec

from incidentkit.accounts.marks import Linked, Mark
from incidentkit.accounts.model import AnyLink, Field, Item, Status
from incidentkit.vault.kinds import Digest
from incidentkit.vault.register import Register, Version

Named = tuple[Linked[AnyLink], ...]
ItemSecret = tuple[Item, Digest]
CALLED = frozenset({Field.PLATFORM, Field.HANDLE})


class EndedLink(msgspec.Struct, frozen=True, array_like=True):
    """Somebody or something that the account named until a time."""

    link: Linked[AnyLink]
    until: int


class EndedMark(msgspec.Struct, frozen=True, array_like=True):
    """A mark that was the latest until a time."""

    item: Item
    digest: Digest
    mark: Mark
    until: int


class Retired(msgspec.Struct, frozen=True, array_like=True):
    """Since when a secret is out of use, or was rolled back."""

    item: Item
    secret: Digest
    since: int


class Turned(msgspec.Struct, frozen=True, array_like=True):
    """One setting of the status."""

    digest: Digest
    status: Status
    wall: int
    replaces: tuple[Digest, ...] = ()


class EndedText(msgspec.Struct, frozen=True, array_like=True):
    """A part of what the account was called until a time."""

    field: Field
    digest: Digest
    text: str
    until: int


class Bygone(msgspec.Struct, frozen=True):
    """Everything about an account that is over."""

    links: tuple[EndedLink, ...] = ()
    marks: tuple[EndedMark, ...] = ()
    over: tuple[Retired, ...] = ()
    dropped: tuple[Retired, ...] = ()
    turns: tuple[Turned, ...] = ()
    names: tuple[EndedText, ...] = ()


def ending_links(
    bygone: Bygone, named: Named, targets: Iterable[bytes], wall: int
) -> Bygone:
    """Take in that some of what is named is named no longer."""
    gone = set(targets)
    ended = tuple(EndedLink(link, wall) for link in named if link.digest in gone)
    if not ended:
        return bygone
    return msgspec.structs.replace(bygone, links=(*bygone.links, *ended))


def ending_marks(
    bygone: Bygone,
    item: Item,
    register: Register[Mark],
    replaces: tuple[bytes, ...],
    wall: int,
) -> Bygone:
    """Take in that another mark replaces these."""
    ended = tuple(
        EndedMark(item, v.digest, v.value, wall)
        for v in register.versions
        if v.digest in replaces
    )
    if not ended:
        return bygone
    return msgspec.structs.replace(bygone, marks=(*bygone.marks, *ended))


def ending_text(
    bygone: Bygone,
    field: Field,
    register: Register[str],
    replaces: tuple[bytes, ...],
    wall: int,
) -> Bygone:
    """Take in that a text gives way. Only what the account is called is kept."""
    ended = tuple(
        EndedText(field, v.digest, v.value, wall)
        for v in register.versions
        if field in CALLED and v.digest in replaces
    )
    if not ended:
        return bygone
    return msgspec.structs.replace(bygone, names=(*bygone.names, *ended))


def retiring(bygone: Bygone, item: Item, secrets: Iterable[bytes], wall: int) -> Bygone:
    """Take in that secrets are out of use; the first time counts."""
    return msgspec.structs.replace(
        bygone, over=_retired(bygone.over, item, secrets, wall)
    )


def dropping(bygone: Bygone, item: Item, secret: bytes, wall: int) -> Bygone:
    """Take in that a secret was rolled back; the first time counts."""
    dropped = _retired(bygone.dropped, item, (secret,), wall)
    return msgspec.structs.replace(bygone, dropped=dropped)


def _retired(
    known: tuple[Retired, ...], item: Item, secrets: Iterable[bytes], wall: int
) -> tuple[Retired, ...]:
    have = {(one.item, one.secret) for one in known}
    new = dict.fromkeys(Digest(s) for s in secrets if (item, s) not in have)
    return (*known, *(Retired(item, secret, wall) for secret in new))


def turning(
    bygone: Bygone,
    digest: Digest,
    status: str,
    wall: int,
    replaces: tuple[bytes, ...],
) -> Bygone:
    """Take in one more setting of the status. One that is not known counts as none."""
    if status not in tuple(Status):
        return bygone
    named = tuple(Digest(d) for d in replaces)
    turn = Turned(digest, Status(status), wall, named)
    return msgspec.structs.replace(bygone, turns=(*bygone.turns, turn))


# --- on a date ------------------------------------------------------------------


def links_on(bygone: Bygone, named: Named, wall: int) -> Named:
    """Return what was named at a time, in the order in which it was written down."""
    was = (end.link for end in bygone.links if end.until > wall)
    found = [link for link in (*was, *named) if link.wall <= wall]
    return tuple(sorted(found, key=lambda link: link.wall))


def names_on(bygone: Bygone, wall: int) -> dict[Field, Register[str]]:
    """Return what the account was called at a time, where it is called otherwise now."""
    later = sorted((n for n in bygone.names if n.until > wall), key=lambda n: n.until)
    found: dict[Field, Register[str]] = {}
    for ended in later:
        version = Version(ended.digest, ended.text)
        found.setdefault(ended.field, Register((version,)))
    return found


def marks_on(
    bygone: Bygone, marks: dict[Item, Register[Mark]], wall: int
) -> dict[Item, Register[Mark]]:
    """Return the latest marks of a time."""
    found: dict[Item, list[Version[Mark]]] = {}
    for end in bygone.marks:
        if end.until > wall >= end.mark.wall:
            found.setdefault(end.item, []).append(Version(end.digest, end.mark))
    for item, register in marks.items():
        now = [v for v in register.versions if v.value.wall <= wall]
        if now:
            found.setdefault(item, []).extend(now)
    return {item: Register(tuple(versions)) for item, versions in found.items()}


def retired_on(known: tuple[Retired, ...], wall: int) -> tuple[ItemSecret, ...]:
    """Return which secrets were out of use at a time."""
    return tuple((one.item, one.secret) for one in known if one.since <= wall)


def status_on(bygone: Bygone, wall: int) -> Register[str]:
    """Return the status of a time."""
    register: Register[str] = Register()
    for turn in bygone.turns:
        if turn.wall <= wall:
            register = register.put(turn.digest, turn.status.value, turn.replaces)
    return register
