"""Joining a kit from one's own machine: a request, and words read over the telephone.

The words cover the request and the kit's first act, so that both people know
that the same machine and the same kit are meant.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from shamir_mnemonic.wordlist import WORDLIST

from incidentkit.crypto.hpke import can_seal_to
from incidentkit.crypto.keys import sha256
from incidentkit.crypto.signing import verify
from incidentkit.errors import (
    KitExistsError,
    NotAcceptedYetError,
    Refusal,
    RefusedError,
    RequestMissingError,
    WordsDifferError,
)
from incidentkit.vault.acts import Accept, EntryClass, Genesis, SeatKeys
from incidentkit.vault.database import create_database
from incidentkit.vault.encoding import Id, Record, decode, encode
from incidentkit.vault.entry import check_signature, seat_id
from incidentkit.vault.folder import Places, write_whole
from incidentkit.vault.intake import begin_keys, check_follows
from incidentkit.vault.judging import branches_of, read_roster
from incidentkit.vault.kinds import PersonId, Role
from incidentkit.vault.naming import heads_worth_naming
from incidentkit.vault.parcel import (
    LARGEST_REQUEST,
    ItemName,
    hash_text,
    parse_name,
    read_checked,
    unpack_introduction,
)
from incidentkit.vault.roster import Roster
from incidentkit.vault.seat import Seat
from incidentkit.vault.session import Session
from incidentkit.vault.slots import KdfPolicy, Owner, passphrase_slot
from incidentkit.vault.store import Store

SPOKEN_WORDS = 8
_BITS = 10
FOLDER = "joining"
_LONGEST_NAME = 200


class JoinRequest(Record, frozen=True):
    """What a newcomer leaves in the shared folder. Says nothing secret."""

    format: int
    keys: SeatKeys
    name: str
    nonce: Id
    signature: bytes

    @property
    def digest(self) -> bytes:
        """The hash that the spoken words and the acceptance cover."""
        return sha256(b"ik/join/1\0" + encode(self))


@dataclass(frozen=True, slots=True)
class Introduction:
    """A kit found in a shared folder, as it introduces itself."""

    kit: bytes
    genesis: bytes


def spoken_words(request: JoinRequest, genesis: bytes) -> tuple[str, ...]:
    """Return the words that both people must see: 80 bits."""
    value = int.from_bytes(
        sha256(b"ik/spoken/1\0" + request.digest + genesis)[:10], "big"
    )
    shifts = range((SPOKEN_WORDS - 1) * _BITS, -1, -_BITS)
    return tuple(WORDLIST[(value >> shift) & ((1 << _BITS) - 1)] for shift in shifts)


def same_words(heard: str, words: tuple[str, ...]) -> bool:
    """Whether words heard over the telephone are these words."""
    return tuple(heard.lower().replace(",", " ").split()) == words


def find_kits(folder: Path) -> tuple[Introduction, ...]:
    """Return the kits that a shared folder holds.

    Files that are not whole are passed over; they may still be on their way.
    """
    found: set[Introduction] = set()
    for path in sorted(folder.glob("kit-*/*/i-*.ik")):
        name = parse_name(path.name)
        if not isinstance(name, ItemName):
            continue
        try:
            data = read_checked(path, name, 1 << 20)
            first, second = unpack_introduction(data, name)
            keys = begin_keys(first)
            check_signature(first, keys)
            check_signature(second, keys)
            check_follows(first, second)
        except (RefusedError, OSError):
            continue
        if isinstance(second.act, Genesis):
            found.add(Introduction(name.id, second.digest))
    return tuple(sorted(found, key=lambda kit: (kit.kit, kit.genesis)))


def ask_to_join(
    places: Places,
    folder: Path,
    kit: Introduction,
    owner: Owner,
    passphrase: str,
    policy: KdfPolicy,
) -> JoinRequest:
    """Make a kit folder that waits to be let in, and leave the request.

    Raises:
        KitExistsError: There is a kit here already.
    """
    if places.database.exists():
        raise KitExistsError(str(places.kit))
    places.make()
    seat = Seat.generate()
    request = _signed_request(seat, owner.name)
    # First, because it takes long: whoever stops it leaves no half-made kit behind.
    slot = passphrase_slot(owner, passphrase, seat, policy)
    store = Store(create_database(places))
    with store.transaction():
        store.set_meta("kit", kit.kit)
        store.set_meta("genesis", kit.genesis)
        store.set_meta("request", encode(request))
        store.put_slot(slot)
    store.close()
    leave_request(folder, request)
    return request


def leave_request(folder: Path, request: JoinRequest) -> None:
    """Put a request into the shared folder."""
    data = encode(request)
    waiting = folder / FOLDER
    waiting.mkdir(exist_ok=True)
    name = ItemName("r", request.digest[:16], hash_text(data))
    write_whole(waiting / str(name), data)


def own_request(store: Store) -> JoinRequest | None:
    """Return the request that this database is waiting on, if it is."""
    if not store.has_meta("request"):
        return None
    return decode(
        store.meta("request"), JoinRequest, limit=LARGEST_REQUEST, where="request"
    )


def requests_in(folder: Path) -> tuple[JoinRequest, ...]:
    """Return the requests waiting in a shared folder, whole and signed ones only."""
    found = []
    for path in sorted((folder / FOLDER).glob("r-*.ik")):
        name = parse_name(path.name)
        if not isinstance(name, ItemName):
            continue
        try:
            found.append(_read_request(read_checked(path, name, LARGEST_REQUEST)))
        except (RefusedError, OSError):
            continue
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Welcome:
    """How a newcomer is let in: as whom, and with which role (None keeps a person's own)."""

    person: PersonId
    role: Role | None


def new_person() -> PersonId:
    """Return the id of somebody the kit does not know yet."""
    return PersonId(secrets.token_bytes(16))


def check_words(session: Session, request: JoinRequest, heard: str) -> None:
    """Compare the words heard with the words of a request.

    Raises:
        WordsDifferError: They are not the same.
    """
    words = spoken_words(request, session.kit.identity.genesis)
    if not same_words(heard, words):
        raise WordsDifferError


def acceptance(session: Session, request: JoinRequest, welcome: Welcome) -> Accept:
    """Return the act that lets a newcomer's machine in."""
    heads = tuple(entry.head for entry in heads_worth_naming(session.kit.store))
    role = int(welcome.role) if welcome.role is not None else 0
    return Accept(welcome.person, request.keys, role, request.digest, heads)


def check_arrived(store: Store, seat: bytes) -> None:
    """Check that a newcomer has been let in, and holds all that the accepter knew.

    An acceptance that has no effect (its writer is no comms lead) is none.

    Raises:
        NotAcceptedYetError: Not let in, or not everything has arrived yet.
    """
    known = read_roster(store, store.meta("kit"))
    roster = Roster(known, branches=branches_of(store))
    for entry in store.entries_of_class(EntryClass.ROSTER):
        act = entry.act
        if not isinstance(act, Accept) or entry.digest not in roster.effective:
            continue
        arrived = all(store.entry(head.digest) is not None for head in act.heads)
        if seat_id(act.keys) == seat and arrived:
            return
    raise NotAcceptedYetError


def request_named(requests: tuple[JoinRequest, ...], name: str) -> JoinRequest:
    """Return the request of that name.

    Raises:
        RequestMissingError: There is none.
    """
    for request in requests:
        if request.name.casefold() == name.casefold():
            return request
    raise RequestMissingError(name)


def _signed_request(seat: Seat, name: str) -> JoinRequest:
    nonce = secrets.token_bytes(16)
    blank = JoinRequest(1, seat.keys, name, nonce, b"")
    signature = seat.signing.sign(b"ik/sign/join/1\0" + encode(blank))
    return JoinRequest(1, seat.keys, name, nonce, signature)


def _read_request(data: bytes) -> JoinRequest:
    request = decode(data, JoinRequest, limit=LARGEST_REQUEST, where="request")
    if request.format != 1 or not 0 < len(request.name) <= _LONGEST_NAME:
        raise RefusedError(Refusal.UNKNOWN_VERSION, "request")
    if not can_seal_to(request.keys.sealing):
        raise RefusedError(Refusal.BAD_SEAL, "request")
    blank = JoinRequest(1, request.keys, request.name, request.nonce, b"")
    verify(request.keys.signing, request.signature, b"ik/sign/join/1\0" + encode(blank))
    return request
