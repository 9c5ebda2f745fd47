"""Opening entries for one reader: the label, then the payload, or the reason why not."""

from collections.abc import Callable
from dataclasses import dataclass

from incidentkit.errors import RefusedError
from incidentkit.vault.encoding import NO_ID
from incidentkit.vault.entry import Entry
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import (
    Catalogue,
    Fact,
    Kind,
    PersonId,
    ScopeId,
    SubjectId,
)
from incidentkit.vault.opening import Keyring, Label
from incidentkit.vault.store import Store
from incidentkit.vault.vouching import Vouching


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry whose label and payload are open."""

    entry: Entry
    label: Label
    kind: Kind
    fact: Fact


@dataclass(frozen=True, slots=True)
class EntryReader:
    """Opens entries with one reader's keys. Judges nothing."""

    store: Store
    keyring: Keyring
    catalogue: Catalogue
    signer: Callable[[Entry], PersonId | None]
    vouching: Vouching

    def label(self, entry: Entry) -> Label | None:
        """Return what an entry is about, or None without its key."""
        key = self.keyring.key(ScopeId(entry.core.scope), entry.core.epoch)
        if key is None:
            return None
        try:
            return key.open_label(entry)
        except RefusedError:
            return None

    def kind(self, label: Label) -> Kind | None:
        """Return the kind a label names, None for one of a later version."""
        return self.catalogue.find(label.kind, label.version)

    def read(self, entry: Entry) -> Opened | Why:
        """Open an entry, or say why it has no effect for this reader."""
        return self.read_as(entry, self.label(entry))

    def read_as(self, entry: Entry, label: Label | None) -> Opened | Why:
        """Open an entry whose label was opened before."""
        if label is None:
            return Why.SEALED
        kind = self.kind(label)
        if kind is None:
            return Why.NEWER
        if kind.least > entry.core.needs:
            return Why.NO_AUTHORITY  # signed as if it needed less than it does
        return self._payload(entry, label, kind)

    def open(self, entry: Entry) -> Opened | None:
        """Open an entry, or return None."""
        opened = self.read(entry)
        return opened if isinstance(opened, Opened) else None

    def _payload(self, entry: Entry, label: Label, kind: Kind) -> Opened | Why:
        key = self.keyring.key(ScopeId(entry.core.scope), entry.core.epoch)
        sealed = self.store.payload(entry.core.payload)
        if key is None:
            return Why.SEALED
        if sealed is None:
            gone = self.store.is_disposed(entry.core.payload)
            return Why.DISPOSED if gone else Why.ABSENT
        try:
            body = key.open_payload(entry, sealed, kind)
        except RefusedError:
            return Why.UNREADABLE
        if not set(label.replaces) <= set(getattr(body, "replaces", ())):
            return Why.UNREADABLE  # the label claims what the text does not say
        fact = Fact(
            digest=entry.digest,
            subject=SubjectId(label.subject),
            scope=ScopeId(entry.core.scope),
            kind=kind.name,
            body=body,
            at=entry.core.time_ms,
            wall=entry.core.wall,
            person=self.signer(entry) or PersonId(NO_ID),
            seat=entry.seat,
            vouched_in=self.vouching.vouched_in(entry) if kind.vouched else b"",
        )
        return Opened(entry, label, kind, fact)
