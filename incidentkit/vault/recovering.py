"""Using the recovery sheet: a fresh lead seat, a fresh sheet, and every key it held."""

from dataclasses import dataclass, field

from incidentkit.errors import SheetRefusedError
from incidentkit.vault.acts import Act, Begin, Delivered, Delivery, Entitled, Recover
from incidentkit.vault.compose import (
    Made,
    Surroundings,
    Tip,
    compose,
    tip_of,
)
from incidentkit.vault.entry import chain_id
from incidentkit.vault.kinds import Digest, PersonId, ScopeId
from incidentkit.vault.kit import LockedKit
from incidentkit.vault.ledger import SCOPE_FOLD, Ledger
from incidentkit.vault.machine import binding_of, new_nonce
from incidentkit.vault.opening import EpochKey, hand_to_seat
from incidentkit.vault.ownchain import acting, believable_heads, latest_time
from incidentkit.vault.planning import DELIVERIES_AN_ENTRY
from incidentkit.vault.recovery import RecoverySheet, sign_recovery, unsigned_recovery
from incidentkit.vault.seat import Seat
from incidentkit.vault.session import Session
from incidentkit.vault.slots import KdfPolicy, Owner, passphrase_slot
from incidentkit.vault.store import Instance, Store


@dataclass(frozen=True, slots=True)
class Recovering:
    """Who uses the sheet, and the passphrase they choose now.

    `fresh` is the sheet that takes the old one's place. Whoever draws it first
    can show it before anything is changed, so that no crash loses it.
    """

    person: PersonId
    name: str
    passphrase: str = field(repr=False)
    fresh: RecoverySheet = field(default_factory=RecoverySheet.draw)


@dataclass(frozen=True, slots=True)
class _Held:
    """A key that the sheet opens."""

    scope: ScopeId
    epoch: Digest
    key: EpochKey
    through_leads: bool


def recover(
    locked: LockedKit, sheet: RecoverySheet, who: Recovering, policy: KdfPolicy
) -> tuple[Session, RecoverySheet]:
    """Open a kit with its recovery sheet; the old sheet is replaced by a new one.

    Raises:
        SheetRefusedError: Another kit's sheet, or one that was replaced.
        OlderCopyError: The copy is older than one seen.
    """
    locked.check_anchor()
    kit = locked.kit
    reader = Ledger(kit.store, kit.identity.kit, sheet.seat, kit.catalogue)
    standing = {keys.signing for keys in reader.roster.recovery_keys()}
    if sheet.seat.keys.signing not in standing:
        raise SheetRefusedError
    held = _open_all(kit.store, reader, sheet.seat)
    seat = Seat.generate()
    acts = _acts(kit.identity.kit, reader, seat, held)
    unsigned = unsigned_recovery(
        who.person, seat.keys, who.fresh.seat.keys, sheet.seat.keys.signing
    )
    frontier = reader.roster.to_name
    use = sign_recovery(sheet, kit.identity.kit, unsigned, frontier)
    owner = Owner(kit.identity.kit, who.name, kit.clock.now_ms())
    slot = passphrase_slot(owner, who.passphrase, seat, policy)
    with kit.store.transaction():
        _store_birth(locked, seat, [use, *acts], frontier)
        kit.store.put_slot(slot)
    session = locked.unlock_seat(seat)
    session.settle()
    return session, who.fresh


def _open_all(store: Store, reader: Ledger, sheet: Seat) -> list[_Held]:
    """Return every current key that the sheet opens; leaves no trace in the store."""
    held: list[_Held] = []
    with store.transaction():
        reader.rebuild()
        store.clear_cache(sheet.id)
    scopes = [ScopeId(c.subject) for c in reader.cache.cells() if c.fold == SCOPE_FOLD]
    for scope in scopes:
        standard = (reader.standard.kit, reader.standard.leads)
        through = scope not in standard and reader.view(scope).readers.leads
        held += [
            _Held(scope, epoch.digest, key, through)
            for epoch, key in reader.held_tips(scope)
        ]
    return held


def _acts(kit: bytes, reader: Ledger, seat: Seat, held: list[_Held]) -> list[Act]:
    """Return what gives the fresh seat its way into each scope."""
    standard = (reader.standard.kit, reader.standard.leads)
    named = [h.scope for h in held if not h.through_leads and h.scope not in standard]
    entitled: list[Act] = [
        Entitled(scope, (seat.id,), b"") for scope in dict.fromkeys(named)
    ]
    items: list[Delivery] = [
        hand_to_seat(kit, h.scope, h.epoch, seat.keys, h.key) for h in held
    ]
    delivered: list[Act] = [
        Delivered(tuple(items[start : start + DELIVERIES_AN_ENTRY]))
        for start in range(0, len(items), DELIVERIES_AN_ENTRY)
    ]
    return [*entitled, *delivered]


def _store_birth(
    locked: LockedKit,
    seat: Seat,
    acts: list[Act | Recover],
    frontier: tuple[Digest, ...],
) -> None:
    store, kit = locked.kit.store, locked.kit
    binding, nonce = binding_of(kit.places), new_nonce()
    chain = chain_id(seat.id, nonce, binding)
    now_ms = kit.clock.now_ms()
    seen = believable_heads(store, now_ms)
    heads = tuple(entry.head for entry in seen)
    around = Surroundings(
        kit.identity.kit, seat, now_ms, latest_time(seen), heads, frontier
    )
    begun = compose(around, Tip(chain), [acting(Begin(seat.keys, nonce, binding))])
    made: Made = compose(
        around, tip_of(begun.entries[0]), [acting(act) for act in acts]
    )
    store.put_instance(Instance(chain, seat.id, binding))
    for entry in (*begun.entries, *made.entries):
        store.add_entry(entry)
