"""Twelve ways to falsify a journal, each at places that chance picks.

Each is a function of a `Hand` that changes a copy of a kit's database. Those
that sign again have the keys of the chain's seat, as its owner would.
"""

import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from incidentkit.vault.acts import Begin, Disposed, Head
from incidentkit.vault.compose import Surroundings, Tip, compose, tip_of
from incidentkit.vault.encoding import encode
from incidentkit.vault.entry import Core, Entry, chain_id, named_heads, sign_entry
from incidentkit.vault.ownchain import acting
from incidentkit.vault.seat import Seat
from tests.vault.second.kits import STEP_MS, Sample

Change = Callable[[Core], Core]
MOST_CUT = 12


@dataclass
class Hand:
    """Somebody at a copy of a kit's database."""

    sql: sqlite3.Connection
    sample: Sample
    chance: random.Random

    # --- rows ------------------------------------------------------------

    def put(self, entry: Entry) -> None:
        core = entry.core
        row = (entry.digest, core.chain, core.number, core.cls)
        self.sql.execute(
            "INSERT INTO entry VALUES(?,?,?,?,?,?)", (*row, entry.data, entry.signature)
        )

    def take(self, entry: Entry) -> None:
        done = self.sql.execute("DELETE FROM entry WHERE digest=?", (entry.digest,))
        assert done.rowcount == 1

    def exchange(self, entry: Entry, other: Entry) -> None:
        self.take(entry)
        self.put(other)

    # --- choosing --------------------------------------------------------

    def any_entry(self) -> Entry:
        return self.chance.choice(self.sample.entries)

    def any_chain(self) -> list[Entry]:
        return self.sample.chain(self.chance.choice(self.sample.chains))

    def cut(self) -> tuple[list[Entry], list[Entry]]:
        """A chain in two: what is kept, at least one entry, and what is not."""
        chain = self.any_chain()
        most = min(MOST_CUT, len(chain) - 1)
        at = len(chain) - self.chance.randint(1, max(1, most))
        at = max(at, 3 if _founds(chain) else 1)
        return chain[:at], chain[at:]

    # --- signing again ---------------------------------------------------

    def sign_again(self, entries: list[Entry], change: Change) -> None:
        """Change entries that follow each other, and sign them again.

        What they name of each other is named by its new digest.
        """
        made: dict[bytes, Entry] = {}
        for entry in entries:
            seat = self.sample.seats[entry.seat]
            core = change(_renamed(entry.core, made))
            made[entry.digest] = sign_entry(core, seat.signing)
            self.exchange(entry, made[entry.digest])


def _founds(chain: list[Entry]) -> bool:
    return len(chain) > 1 and chain[1].core.cls == 1 and not chain[1].core.heads


def _renamed(core: Core, made: dict[bytes, Entry]) -> Core:
    def new(digest: bytes) -> bytes:
        return made[digest].digest if digest in made else digest

    heads = tuple(Head(h.chain, h.number, new(h.digest)) for h in core.heads)
    act = Entry(b"", b"", core).act
    body = core.body
    if isinstance(act, Disposed):
        body = encode(Disposed(tuple(map(new, act.entries)), act.rule))
    return msgspec.structs.replace(
        core,
        previous=new(core.previous),
        epoch=new(core.epoch),
        heads=heads,
        frontier=tuple(sorted(map(new, core.frontier))),
        body=body,
    )


def a_moment_later(core: Core) -> Core:
    return msgspec.structs.replace(core, wall=core.wall + 1)


def _flipped(data: bytes, chance: random.Random) -> bytes:
    bit = chance.randrange(8 * len(data))
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


# --- without a key -----------------------------------------------------------


def edit(hand: Hand) -> None:
    """Change one bit, or one number, of one row."""
    entry, chance = hand.any_entry(), hand.chance
    column = chance.choice(("digest", "chain", "data", "signature", "number", "cls"))
    sql = f"SELECT {column} FROM entry WHERE digest=?"
    (old,) = hand.sql.execute(sql, (entry.digest,)).fetchone()
    new = old + chance.randint(1, 9) if isinstance(old, int) else _flipped(old, chance)
    hand.sql.execute(f"UPDATE entry SET {column}=? WHERE digest=?", (new, entry.digest))


def delete(hand: Hand) -> None:
    """Take out an entry that others follow."""
    hand.take(hand.chance.choice(hand.any_chain()[:-1]))


def insert(hand: Hand) -> None:
    """Put in an entry that the chain's seat did not sign there."""
    chain, chance = hand.any_chain(), hand.chance
    last, stranger = chain[-1], Seat.generate()
    after = msgspec.structs.replace(
        last.core,
        number=last.number + 1,
        previous=last.digest,
        time_ms=last.core.time_ms + STEP_MS,
        heads=(),
        part=1,
        parts=1,
        cls=4,
        label=b"",
        payload=b"",
        body=encode(Disposed((), "made up")),
    )
    foreign = msgspec.structs.replace(after, kit=chance.randbytes(16))
    late = msgspec.structs.replace(after, number=last.number + 2)
    own = hand.sample.seats[last.seat].signing
    hand.put(
        chance.choice(
            (
                sign_entry(after, stranger.signing),
                sign_entry(foreign, own),
                sign_entry(late, own),
                Entry(encode(after), last.signature, after),
            )
        )
    )


def swap(hand: Hand) -> None:
    """Let two rows change places."""
    one, two = hand.chance.sample(hand.sample.entries, 2)
    what = hand.chance.choice(("data", "signature", "data, signature"))
    rows = [
        hand.sql.execute(f"SELECT {what} FROM entry WHERE digest=?", (e.digest,))
        for e in (one, two)
    ]
    values = [row.fetchone() for row in rows]
    marks = ", ".join(f"{name}=?" for name in what.split(", "))
    for entry, value in ((one, values[1]), (two, values[0])):
        sql = f"UPDATE entry SET {marks} WHERE digest=?"
        hand.sql.execute(sql, (*value, entry.digest))


def truncate(hand: Hand) -> None:
    """Take out the end of a chain."""
    _, gone = hand.cut()
    for entry in gone:
        hand.take(entry)


# --- with the keys of the seat -----------------------------------------------


def truncate_and_sign(hand: Hand) -> None:
    """Take out the end of a chain, and make what is then last look like an end."""
    kept, gone = hand.cut()
    for entry in gone:
        hand.take(entry)
    parts = kept[-1].core.part

    def as_an_end(core: Core) -> Core:
        return a_moment_later(msgspec.structs.replace(core, parts=parts))

    hand.sign_again(kept[-parts:], as_an_end)


def rewrite(hand: Hand) -> None:
    """Write a chain again from some place on."""
    _, gone = hand.cut()
    hand.sign_again(gone, a_moment_later)


def fork(hand: Hand) -> None:
    """Put a second entry beside one, and sometimes a third after that."""
    entry = hand.any_entry()
    seat = hand.sample.seats[entry.seat]
    twin = sign_entry(a_moment_later(entry.core), seat.signing)
    hand.put(twin)
    after = [
        e for e in hand.sample.chain(entry.chain) if e.core.previous == entry.digest
    ]
    if after and hand.chance.random() < 0.5:
        core = msgspec.structs.replace(after[0].core, previous=twin.digest)
        hand.put(sign_entry(core, seat.signing))


def back_date(hand: Hand) -> None:
    """Move the end of a chain to an earlier time."""
    _, gone = hand.cut()
    earlier = hand.chance.choice((1, STEP_MS // 3, STEP_MS * 2, STEP_MS * 50))

    def moved(core: Core) -> Core:
        return msgspec.structs.replace(
            core, time_ms=core.time_ms - earlier, wall=core.wall - earlier
        )

    hand.sign_again(gone, moved)


# --- payloads ----------------------------------------------------------------


def _payloads(hand: Hand) -> list[bytes]:
    found = hand.sql.execute("SELECT digest FROM payload").fetchall()
    return sorted(digest for (digest,) in found)


def payload_swap(hand: Hand) -> None:
    """Let two sealed payloads change places."""
    one, two = hand.chance.sample(_payloads(hand), 2)
    sealed = dict(hand.sql.execute("SELECT digest, sealed FROM payload"))
    for digest, other in ((one, two), (two, one)):
        sql = "UPDATE payload SET sealed=? WHERE digest=?"
        hand.sql.execute(sql, (sealed[other], digest))


def payload_loss(hand: Hand) -> None:
    """Lose a payload."""
    gone = hand.chance.choice(_payloads(hand))
    hand.sql.execute("DELETE FROM payload WHERE digest=?", (gone,))


def fake_disposal(hand: Hand) -> None:
    """Mark a payload as disposed of, though no lead has said so."""
    gone = hand.chance.choice(_payloads(hand))
    if hand.chance.random() < 0.7:
        hand.sql.execute("DELETE FROM payload WHERE digest=?", (gone,))
    hand.sql.execute("INSERT INTO disposed VALUES(?)", (gone,))


CLASSES: dict[str, Callable[[Hand], None]] = {
    "edit": edit,
    "delete": delete,
    "insert": insert,
    "swap": swap,
    "truncate": truncate,
    "truncate and sign": truncate_and_sign,
    "rewrite": rewrite,
    "fork": fork,
    "back-date": back_date,
    "payload swap": payload_swap,
    "payload loss": payload_loss,
    "fake disposal": fake_disposal,
}

# What only a witness can show: no key, or no rule between entries, was broken.
NEED_A_WITNESS = frozenset({"truncate", "truncate and sign", "rewrite", "back-date"})


def names_of(entries: list[Entry]) -> set[bytes]:
    """Every digest that these entries name as seen."""
    return {head.digest for entry in entries for head in named_heads(entry)}


def strangers_chain(kit: bytes) -> list[Entry]:
    """A chain of a seat that nobody let in: its beginning, and an act."""
    seat, nonce, binding = Seat.generate(), bytes(16), bytes(32)
    chain = chain_id(seat.id, nonce, binding)
    around = Surroundings(kit, seat, 1, (0, 0), (), ())
    begin = compose(around, Tip(chain), [acting(Begin(seat.keys, nonce, binding))])
    act = acting(Disposed((), "of nothing"))
    return begin.entries + compose(around, tip_of(begin.entries[0]), [act]).entries
