"""Bringing a reader's states up to date at opening, once they are known to be sound.

The states on disk say which heads, roster and entries they cover. All of that
is compared with what lies there before anything that came later is added.
"""

from collections.abc import Iterable

from incidentkit.errors import RefusedError, TamperedError
from incidentkit.vault.acts import EntryClass, Genesis, Head, SeatKeys
from incidentkit.vault.cache import Cover
from incidentkit.vault.entry import Entry, check_signature
from incidentkit.vault.intake import begin_keys, check_follows
from incidentkit.vault.kinds import Catalogue, SeatId
from incidentkit.vault.ledger import Ledger
from incidentkit.vault.store import Store


def bring_up(store: Store, ledger: Ledger, seat: SeatId, catalogue: Catalogue) -> bool:
    """Load a reader's states, and add what was stored since.

    Returns whether the states were not those that this machine last had, so that
    they were thrown away and made again.

    Raises:
        TamperedError: What lies on disk is not what the states cover.
    """
    cover = ledger.load()
    _check_forks(store)
    check_written(store, store.entries_of_class(EntryClass.ROSTER))
    if cover is None or cover.folds != catalogue.fold_versions():
        _make_again(store, ledger)
        return False
    _check_heads(store, cover)
    if not ledger.cache.is_anchored:
        _make_again(store, ledger)
        return True
    _check_counts(store, ledger, seat, cover)
    later = tuple(ledger.missing())
    check_written(store, later)
    if not any(entry.core.cls == EntryClass.ROSTER for entry in later):
        _check_roster(ledger, cover)
    if later or ledger.has_late():
        with store.transaction():
            ledger.absorb(later)
            ledger.reread()
            ledger.save()
    return False


def _make_again(store: Store, ledger: Ledger) -> None:
    check_written(store, store.all_entries())
    with store.transaction():
        ledger.rebuild()
        ledger.save()


def check_written(store: Store, entries: Iterable[Entry]) -> None:
    """Whoever signed an entry wrote it, and where it stands.

    What the states cover was checked when it was taken in, and the states would
    not match it if it had been changed. The roster, on which everything rests,
    and whatever came since are checked again: anybody can put a row into a file.
    """
    keys: dict[bytes, SeatKeys] = {}
    kit, pinned = store.meta("kit"), store.meta("genesis")
    for entry in entries:
        try:
            foreign = isinstance(entry.act, Genesis) and entry.digest != pinned
            if foreign or entry.core.kit != kit:
                raise TamperedError(f"entry {entry.place}")
            if entry.chain not in keys:
                keys[entry.chain] = _keys_of_chain(store, entry)
            check_signature(entry, keys[entry.chain])
            before = store.entry(entry.core.previous)
            if before is not None:
                check_follows(before, entry)
            elif entry.number > 1:
                raise TamperedError(f"entry {entry.place}")
        except RefusedError as refusal:
            raise TamperedError(f"entry {entry.place}") from refusal


def _keys_of_chain(store: Store, entry: Entry) -> SeatKeys:
    first = next(iter(store.entries_at(entry.chain, 1)), None)
    if first is None:
        raise TamperedError(f"entry {entry.place}")
    return begin_keys(first)


def _check_forks(store: Store) -> None:
    """Nothing is held for a fork that is not there."""
    for chain, number in store.forks().items():
        if len(store.entries_at(chain, number)) < 2:
            raise TamperedError(f"fork {chain.hex()[:8]}/{number}")


def _check_heads(store: Store, cover: Cover) -> None:
    """Every chain still reaches as far as it did, by way of the same entry."""
    now = store.heads()
    for head in cover.heads:
        here = now.get(head.chain)  # type: ignore[call-overload]
        if here != head and not _goes_on(store, head, here):
            raise TamperedError(f"chain {head.chain.hex()[:8]}/{head.number}")


def _goes_on(store: Store, head: Head, here: Head | None) -> bool:
    if here is None or here.number < head.number:
        return False
    twins = store.entries_at(head.chain, head.number)
    return any(entry.digest == head.digest for entry in twins)


def _check_counts(store: Store, ledger: Ledger, seat: SeatId, cover: Cover) -> None:
    """Every entry covered is in a state or set aside: the sums must agree."""
    covered = cover.entries + cover.unread
    here = ledger.cache.counted() + store.count_unread(seat)
    reached = sum(head.number for head in cover.heads)
    if covered != here or (not store.forks() and covered != reached):
        raise TamperedError("journal")


def _check_roster(ledger: Ledger, cover: Cover) -> None:
    """What every verdict rests on is the same as when the states were made."""
    if ledger.basis() != cover.roster:
        raise TamperedError("roster")
