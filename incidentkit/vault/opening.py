"""Keys and seals: from an epoch's key to the label and the payload of an entry."""

import contextlib
import hashlib
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import msgspec

from incidentkit.crypto.hpke import hpke_open, hpke_seal
from incidentkit.crypto.keys import KEY_BYTES, expand, mac, same
from incidentkit.crypto.seal import Sealer
from incidentkit.errors import Refusal, RefusedError
from incidentkit.vault.acts import Delivery, ParentKey, SeatKeys
from incidentkit.vault.encoding import (
    NO_HASH,
    Count,
    Hash,
    Id,
    Record,
    decode,
    encode,
)
from incidentkit.vault.entry import Core, Entry, seat_id
from incidentkit.vault.kinds import Body, Digest, Kind, ScopeId
from incidentkit.vault.scopes import Epoch, ScopeView
from incidentkit.vault.seat import Seat

_LARGEST_LABEL = 1024
MOST_REPLACED = 24
LARGEST_PAYLOAD = 4 << 20


@dataclass(frozen=True, slots=True)
class Label:
    """What an entry is about. Sealed apart from the payload, so that it outlives it.

    `replaces` are the entries about the same subject that give way to it. That
    they did has to be known when neither text is here any more.
    """

    subject: bytes
    kind: str
    version: int
    replaces: tuple[bytes, ...] = ()


class _Plain(Record, frozen=True):
    subject: Id
    kind: str
    version: Count


class _Replacing(Record, frozen=True):
    subject: Id
    kind: str
    version: Count
    replaces: tuple[Hash, ...]


def label_of(subject: bytes, kind: Kind, body: Body) -> Label:
    """Return the label of a new entry; of very many that give way it names some."""
    given = getattr(body, "replaces", ()) if kind.one_value else ()
    replaces = sorted(set(given))[:MOST_REPLACED]
    return Label(subject, kind.name, kind.version, tuple(replaces))


def encode_label(label: Label) -> bytes:
    """Return a label as it is sealed: what replaces nothing does not say so."""
    parts = (label.subject, label.kind, label.version)
    return encode((*parts, label.replaces) if label.replaces else parts)


def decode_label(data: bytes, where: str) -> Label:
    """Return what a label says.

    Raises:
        RefusedError: It is no label, or spelt in another way.
    """
    with contextlib.suppress(RefusedError):
        plain = decode(data, _Plain, limit=_LARGEST_LABEL, where=where)
        return Label(plain.subject, plain.kind, plain.version)
    full = decode(data, _Replacing, limit=_LARGEST_LABEL, where=where)
    if not full.replaces or tuple(sorted(set(full.replaces))) != full.replaces:
        raise RefusedError(Refusal.NOT_CANONICAL, where)
    return Label(full.subject, full.kind, full.version, full.replaces)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a seal belongs. Moved anywhere else, it does not open."""

    kit: bytes
    scope: bytes
    epoch: bytes
    chain: bytes
    number: int

    def context(self, what: str) -> bytes:
        """Return the associated data of a seal at this place."""
        parts = (what, self.kit, self.scope, self.epoch, self.chain, self.number)
        return encode(parts)


def place_of(core: Core) -> Place:
    """Return the place that an entry's seals are bound to."""
    return Place(core.kit, core.scope, core.epoch, core.chain, core.number)


class EpochKey:
    """One key of a scope, ready to seal and open."""

    __slots__ = ("_labels", "_payloads", "secret")

    def __init__(self, secret: bytes) -> None:
        self.secret = secret
        self._labels = Sealer(expand(secret, b"ik/label/1"))
        self._payloads = Sealer(expand(secret, b"ik/payload/1"))

    @classmethod
    def draw(cls) -> "EpochKey":
        """Return a new random key."""
        return cls(secrets.token_bytes(32))

    @property
    def commitment(self) -> bytes:
        """What proves later that a key is this one."""
        return mac(self.secret, b"ik/epoch-commitment/1")

    def seal_label(self, place: Place, label: Label) -> bytes:
        """Seal what an entry is about."""
        return self._labels.seal(place.context("ik/label/1"), encode_label(label))

    def open_label(self, entry: Entry) -> Label:
        """Open what an entry is about.

        Raises:
            RefusedError: Not sealed with this key at this place.
        """
        context = place_of(entry.core).context("ik/label/1")
        data = self._labels.open(context, entry.core.label)
        return decode_label(data, entry.place)

    def seal_payload(self, place: Place, body: Body) -> bytes:
        """Seal what an entry says."""
        return self._payloads.seal(place.context("ik/payload/1"), encode(body))

    def open_payload(self, entry: Entry, sealed: bytes, kind: Kind) -> Body:
        """Open what an entry says.

        Raises:
            RefusedError: Not sealed with this key at this place, or no such payload.
        """
        context = place_of(entry.core).context("ik/payload/1")
        data = self._payloads.open(context, sealed)
        try:
            body = msgspec.msgpack.decode(data, type=kind.body)
        except (msgspec.DecodeError, ValueError, RecursionError) as cause:
            raise RefusedError(Refusal.NOT_CANONICAL, entry.place) from cause
        return body

    def __repr__(self) -> str:
        return "EpochKey(…)"


def payload_digest(sealed: bytes) -> Digest:
    """Return the name of a sealed payload."""
    return Digest(hashlib.sha256(b"ik/digest/payload/1\0" + sealed).digest())


def hand_to_seat(
    kit: bytes, scope: ScopeId, epoch: Digest, reader: SeatKeys, key: EpochKey
) -> Delivery:
    """Return an epoch's key sealed to one seat or recovery sheet."""
    to = seat_id(reader)
    sealed = hpke_seal(
        reader.sealing, _delivery_info(kit, scope, epoch, to), key.secret
    )
    return Delivery(scope, epoch, to, NO_HASH, sealed)


@dataclass(frozen=True, slots=True)
class LeadsKey:
    """The leads scope, one of its epochs, and that epoch's key."""

    scope: ScopeId
    epoch: Digest
    key: EpochKey


def hand_to_leads(
    kit: bytes, scope: ScopeId, epoch: Digest, leads: LeadsKey, key: EpochKey
) -> Delivery:
    """Return an epoch's key sealed to whoever holds the leads' key."""
    info = _delivery_info(kit, scope, epoch, leads.scope)
    sealer = Sealer(expand(leads.key.secret, b"ik/leads-delivery/1"))
    return Delivery(
        scope, epoch, leads.scope, leads.epoch, sealer.seal(info, key.secret)
    )


def seal_parent(
    key: EpochKey, scope: ScopeId, parent: Digest, old: EpochKey
) -> ParentKey:
    """Return an earlier epoch's key, sealed under a newer one's."""
    sealer = Sealer(expand(key.secret, b"ik/parent/1"))
    return ParentKey(parent, sealer.seal(_parent_context(scope, parent), old.secret))


def _parent_context(scope: bytes, parent: bytes) -> bytes:
    return encode(("ik/parent/1", scope, parent))


def _delivery_info(kit: bytes, scope: bytes, epoch: bytes, to: bytes) -> bytes:
    return encode(("ik/delivery/1", kit, scope, epoch, to))


class Keyring:
    """The epoch keys that one reader can get at, opened when first needed."""

    def __init__(
        self,
        kit: bytes,
        reader: Seat,
        leads: ScopeId,
        view: Callable[[ScopeId], ScopeView],
    ) -> None:
        self._kit = kit
        self._reader = reader
        self._reader_id = reader.id
        self._leads = leads
        self._view = view
        self._keys: dict[bytes, EpochKey] = {}
        self._bad: set[bytes] = set()

    def forget_failures(self) -> None:
        """Try again what could not be opened: something was delivered."""
        self._bad.clear()

    def put(self, epoch: Digest, key: EpochKey) -> None:
        """Keep a key that was just drawn."""
        self._keys[epoch] = key

    def key(self, scope: ScopeId, epoch: bytes) -> EpochKey | None:
        """Return an epoch's key, or None when nobody has handed it over."""
        if epoch in self._keys:
            return self._keys[epoch]
        if epoch in self._bad:
            return None
        self._bad.add(epoch)  # also stops a circle of parents
        view = self._view(scope)
        key = self._open(view, view.sources, Digest(epoch))
        if key is not None:
            self._bad.discard(epoch)
            self._keys[epoch] = key
        return key

    def _open(
        self, view: ScopeView, epochs: Mapping[Digest, Epoch], digest: Digest
    ) -> EpochKey | None:
        epoch = epochs.get(digest)
        if epoch is None:
            return None
        for secret in self._candidates(view.scope, epoch, epochs):
            key = EpochKey(secret)
            if same(key.commitment, epoch.begun.commitment):
                return key
        return None

    def replaces(self, scope: ScopeId, child: Epoch, parent: ParentKey) -> bool:
        """Whether whoever holds a key can really get at an earlier one through it."""
        epoch = self._view(scope).sources.get(Digest(parent.epoch))
        secret = self._from_child(scope, Digest(parent.epoch), child, parent)
        if epoch is None or secret is None:
            return False
        return same(EpochKey(secret).commitment, epoch.begun.commitment)

    def _candidates(
        self, scope: ScopeId, epoch: Epoch, epochs: Mapping[Digest, Epoch]
    ) -> Iterator[bytes]:
        """Yield what may be the key; none is believed before it fits the commitment."""
        delivered = (self._delivered(scope, d) for d in epoch.deliveries)
        inherited = (
            self._from_child(scope, epoch.digest, child, parent)
            for child in epochs.values()
            for parent in child.begun.parents
            if parent.epoch == epoch.digest
        )
        for secret in chain(delivered, inherited):
            if secret is not None and len(secret) == KEY_BYTES:
                yield secret

    def _delivered(self, scope: ScopeId, item: Delivery) -> bytes | None:
        info = _delivery_info(self._kit, scope, item.epoch, item.to)
        try:
            if item.to == self._reader_id:
                return hpke_open(self._reader.sealing, info, item.sealed)
            if item.to == self._leads and scope != self._leads:
                leads_key = self.key(self._leads, item.under)
                if leads_key is not None:
                    sealer = Sealer(expand(leads_key.secret, b"ik/leads-delivery/1"))
                    return sealer.open(info, item.sealed)
        except RefusedError:
            return None
        return None

    def _from_child(
        self, scope: ScopeId, digest: Digest, child: Epoch, parent: ParentKey
    ) -> bytes | None:
        key = self.key(scope, child.digest)
        if key is None:
            return None
        try:
            sealer = Sealer(expand(key.secret, b"ik/parent/1"))
            return sealer.open(_parent_context(scope, digest), parent.sealed)
        except RefusedError:
            return None
