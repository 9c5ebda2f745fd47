"""What entries with authority say, in clear: the roster, the grants and the rest.

Ordinary entries say nothing here: what they mean is sealed.
"""

from enum import IntEnum

from incidentkit.vault.encoding import Count, Hash, Id, PublicKey, Record, Signature


class EntryClass(IntEnum):
    """How an entry is judged. An unknown class of authority stops roster acts."""

    ORDINARY = 0
    ROSTER = 1
    GRANT = 2
    COUNTERSIGN = 3
    DISPOSAL = 4
    BEGIN = 5


class Head(Record, frozen=True):
    """The last entry known of a chain."""

    chain: Id
    number: Count
    digest: Hash


class SeatKeys(Record, frozen=True):
    """The public halves of a seat's two key pairs: Ed25519, then X25519."""

    signing: PublicKey
    sealing: PublicKey


class Begin(Record, frozen=True, tag="begin"):
    """The first entry of a chain: which seat it belongs to, and to which machine.

    `binding` is a keyed hash of the machine and the database file; only that
    machine can recognise it.
    """

    keys: SeatKeys
    nonce: Id
    binding: Hash


class Genesis(Record, frozen=True, tag="genesis"):
    """A kit is made: its founder, and the keys of its first recovery sheet."""

    person: Id
    keys: SeatKeys
    recovery: SeatKeys


class Accept(Record, frozen=True, tag="accept"):
    """A seat is let in. `role` is 0 when the person already has one.

    `heads` is everything the accepter knew, so that the newcomer notices when
    an older journal is put before them.
    """

    person: Id
    keys: SeatKeys
    role: Count
    request: Hash
    heads: tuple[Head, ...]


class SetRole(Record, frozen=True, tag="role"):
    """A person's role changes; a lower one carries cuts."""

    person: Id
    role: Count
    cuts: tuple[Head, ...]


class Remove(Record, frozen=True, tag="remove"):
    """Seats, or with `whole` the person, leave; each chain is cut at its last entry."""

    person: Id
    seats: tuple[Id, ...]
    whole: bool
    cuts: tuple[Head, ...]


class Admit(Record, frozen=True, tag="admit"):
    """Entries of a chain up to this one are let back in."""

    head: Head


class Recover(Record, frozen=True, tag="recover"):
    """The recovery sheet was used: a fresh lead seat, and a new sheet.

    `signature` is by the old sheet's signing key `old`, over the kit, the
    frontier of the entry, and every other field.
    """

    person: Id
    keys: SeatKeys
    recovery: SeatKeys
    old: PublicKey
    signature: Signature


RosterAct = Genesis | Accept | SetRole | Remove | Admit | Recover


class ScopeOpened(Record, frozen=True, tag="opened"):
    """A scope and its first readers.

    The scope's id follows from the kit, the opener's seat and `nonce`, so that
    nobody else can open the same scope again and let themselves in.
    """

    scope: Id
    nonce: Id
    seats: tuple[Id, ...]
    leads: bool
    recovery: bool


class Entitled(Record, frozen=True, tag="entitled"):
    """More seats may read a scope. `token` is what entitles the writer, or empty for a lead."""

    scope: Id
    seats: tuple[Id, ...]
    token: bytes


class Withdrawn(Record, frozen=True, tag="withdrawn"):
    """Seats lose the entitlements named in `tokens`; their own giving stops at the cuts."""

    scope: Id
    seats: tuple[Id, ...]
    tokens: tuple[Hash, ...]
    cuts: tuple[Head, ...]
    token: bytes


class ParentKey(Record, frozen=True):
    """An earlier epoch, and its key sealed under the new one's."""

    epoch: Hash
    sealed: bytes


class EpochBegun(Record, frozen=True, tag="epoch"):
    """A new key for a scope, with a commitment to it and the keys of what went before."""

    scope: Id
    commitment: Hash
    parents: tuple[ParentKey, ...]


class Delivery(Record, frozen=True):
    """One epoch's key, sealed to one reader.

    `to` is a seat, or the id of the leads scope or of the recovery sheet;
    `under` is the leads epoch whose key sealed it, otherwise zero.
    """

    scope: Id
    epoch: Hash
    to: Id
    under: Hash
    sealed: bytes


class Delivered(Record, frozen=True, tag="delivered"):
    """Keys handed to readers, all that are owed in one entry."""

    items: tuple[Delivery, ...]


GrantAct = ScopeOpened | Entitled | Withdrawn | EpochBegun | Delivered


class Countersigned(Record, frozen=True, tag="countersigned"):
    """A second person stands by an act."""

    act: Hash


class Disposed(Record, frozen=True, tag="disposed"):
    """The payloads of these entries are disposed of under a rule of the council's."""

    entries: tuple[Hash, ...]
    rule: str


Act = Begin | RosterAct | GrantAct | Countersigned | Disposed

CLASS_OF: dict[type, EntryClass] = {
    Begin: EntryClass.BEGIN,
    Genesis: EntryClass.ROSTER,
    Accept: EntryClass.ROSTER,
    SetRole: EntryClass.ROSTER,
    Remove: EntryClass.ROSTER,
    Admit: EntryClass.ROSTER,
    Recover: EntryClass.ROSTER,
    ScopeOpened: EntryClass.GRANT,
    Entitled: EntryClass.GRANT,
    Withdrawn: EntryClass.GRANT,
    EpochBegun: EntryClass.GRANT,
    Delivered: EntryClass.GRANT,
    Countersigned: EntryClass.COUNTERSIGN,
    Disposed: EntryClass.DISPOSAL,
}
