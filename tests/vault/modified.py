"""A modified client: it signs with a real seat's keys whatever it likes."""

from collections.abc import Callable, Iterable

import msgspec

from incidentkit.vault.acts import CLASS_OF, Act, Begin, Head
from incidentkit.vault.change import Write
from incidentkit.vault.compose import Composer, Surroundings, Tip, compose, tip_of
from incidentkit.vault.encoding import encode
from incidentkit.vault.entry import Core, Entry, chain_id, sign_entry
from incidentkit.vault.judging import least_for
from incidentkit.vault.kinds import ScopeId
from incidentkit.vault.machine import new_nonce
from incidentkit.vault.ownchain import acting
from incidentkit.vault.seat import Seat
from incidentkit.vault.session import Session
from tests.vault.world import Machine

Change = Callable[[Core], Core]


def around(machine: Machine, seat: Seat | None = None) -> Surroundings:
    """Return what an entry of this machine would be written in view of."""
    store, kit = machine.here.kit.store, machine.here.kit.identity.kit
    return Surroundings(
        kit,
        seat or machine.here.seat,
        machine.clock.now_ms(),
        max((e.core.time_ms, e.core.time_count) for e in store.all_entries()),
        (),
        machine.here.roster.frontier,
    )


def tip(session: Session) -> Tip:
    """Return where the session's own chain stands."""
    head = session.kit.store.heads()[session._chain.id]
    last = session.kit.store.entry(head.digest)
    assert last is not None
    return tip_of(last)


def acts_after(
    machine: Machine, at: Tip, acts: Iterable[Act], seat: Seat | None = None
) -> list[Entry]:
    """Return signed acts that follow a place, each a change of its own."""
    made: list[Entry] = []
    for act in acts:
        made += compose(around(machine, seat), at, [acting(act)]).entries
        at = tip_of(made[-1])
    return made


def writes_after(
    machine: Machine, at: Tip, writes: Iterable[Write]
) -> tuple[list[Entry], dict[bytes, bytes]]:
    """Return signed notes that follow a place, and their payloads."""
    entries: list[Entry] = []
    payloads: dict[bytes, bytes] = {}
    for part in writes:
        scope = part.scope or machine.here.standard.kit
        made = compose(
            around(machine), at, [writing(part, scope)], keys_of(machine, scope)
        )
        entries += made.entries
        payloads |= made.payloads
        at = tip_of(entries[-1])
    return entries, payloads


def altered(entry: Entry, keys: Seat, **fields: object) -> Entry:
    """Return an entry with other fields, signed again."""
    return sign_entry(msgspec.structs.replace(entry.core, **fields), keys.signing)


def act_entry(entry: Entry, act: Act, seat: Seat) -> Entry:
    """Return an entry that says something else, signed again."""
    return altered(
        entry,
        seat,
        cls=CLASS_OF[type(act)],
        needs=least_for(act),
        body=encode(act),
        label=b"",
        payload=b"",
        scope=bytes(16),
        epoch=bytes(32),
    )


def begin_chain(machine: Machine, seat: Seat) -> Entry:
    """Return the first entry of a new chain of a seat."""
    nonce, binding = new_nonce(), bytes(32)
    chain = chain_id(seat.id, nonce, binding)
    begin = Begin(seat.keys, nonce, binding)
    return compose(around(machine, seat), Tip(chain), [acting(begin)]).entries[0]


def head_of(entry: Entry) -> Head:
    """Return an entry as the last of its chain."""
    return entry.head


def writing(part: Write, scope: ScopeId) -> Callable[[Composer], None]:
    """Return the step that writes an entry under a scope's key."""

    def step(composer: Composer) -> None:
        composer.write(part, scope)

    return step


def keys_of(machine: Machine, scope: ScopeId):  # type: ignore[no-untyped-def]
    """Return the key that a machine writes under in a scope."""
    epoch, key = machine.here.ledger.held_tips(scope)[0]
    return {scope: (epoch.digest, key)}
