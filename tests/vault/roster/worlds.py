"""Small worlds of seats that write roster entries, honestly or not.

`World` is the pen: every act is one call, and whoever writes says what they
claim to know. `worlds()` draws whole histories, mostly of misbehaviour.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from hypothesis import strategies as st

from incidentkit.vault.acts import (
    Accept,
    Admit,
    Genesis,
    Head,
    Recover,
    Remove,
    RosterAct,
    SeatKeys,
    SetRole,
)
from incidentkit.vault.entry import seat_id
from incidentkit.vault.kinds import ChainId, Digest, PersonId, Role, SeatId
from incidentkit.vault.roster import Branches, Deed, Roster, RosterEntry
from tests.vault.roster.second_evaluator import SecondEvaluator

LEAD, OFFICER, OBSERVER = Role.LEAD, Role.OFFICER, Role.OBSERVER


def _hash(*parts: object) -> bytes:
    return hashlib.sha256(repr(parts).encode()).digest()


def person(name: object) -> PersonId:
    return PersonId(_hash("person", name)[:16])


def keys(name: object) -> SeatKeys:
    return SeatKeys(_hash("signing", name), _hash("sealing", name))


def seat(name: object) -> SeatId:
    return seat_id(keys(name))


def chain(of: object, instance: int = 0) -> ChainId:
    return ChainId(_hash("chain", of, instance)[:16])


@dataclass
class World:
    """Everything written so far. A seat, like a person, goes by any name."""

    salt: int = 0
    entries: list[RosterEntry] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    parents: dict[Digest, Digest] = field(default_factory=dict)
    places: dict[ChainId, list[tuple[int, Digest]]] = field(default_factory=dict)

    # --- reading ---------------------------------------------------------

    @property
    def forked_at(self) -> dict[ChainId, int]:
        found: dict[ChainId, int] = {}
        for where, places in self.places.items():
            numbers = [number for number, _ in places]
            twins = [n for n in numbers if numbers.count(n) > 1]
            if twins:
                found[where] = min(twins)
        return found

    @property
    def branches(self) -> Branches:
        return Branches(self.forked_at, self.parents)

    def roster(self, entries: Iterable[RosterEntry] | None = None) -> Roster:
        given = self.entries if entries is None else entries
        return Roster(given, branches=self.branches)

    def second(self, entries: Iterable[RosterEntry] | None = None) -> SecondEvaluator:
        given = self.entries if entries is None else entries
        return SecondEvaluator(given, self.forked_at, self.parents)

    def knowing(self, known: Iterable[RosterEntry] | None) -> frozenset[Digest]:
        """The frontier of somebody who has seen these entries and what is below."""
        seen = list(self.entries if known is None else known)
        built_on = {digest for entry in seen for digest in entry.frontier}
        return frozenset(e.digest for e in seen if e.digest not in built_on)

    def head(self, name: object, instance: int = 0) -> Head:
        where = chain(name, instance)
        number, digest = max(self.places.get(where, [(0, Digest(bytes(32)))]))
        return Head(where, number, digest)

    # --- writing ---------------------------------------------------------

    def place(
        self, name: object, instance: int, after: Digest | None
    ) -> tuple[ChainId, int, Digest]:
        """Take the next place of a chain, or the one after a given entry."""
        where = chain(name, instance)
        places = self.places.setdefault(where, [(1, Digest(_hash("begin", where)))])
        known = {digest: number for number, digest in places}
        parent = after or max(places)[1]
        digest = Digest(_hash(self.salt, len(places), where))
        places.append((known[parent] + 1, digest))
        self.parents[digest] = parent
        return where, known[parent] + 1, digest

    def write(
        self,
        name: object,
        act: RosterAct,
        knows: Iterable[RosterEntry] | None = None,
        instance: int = 0,
        after: Digest | None = None,
        *,
        genuine: bool = True,
    ) -> RosterEntry:
        frontier = self.knowing(knows)
        where, number, digest = self.place(name, instance, after)
        entry = RosterEntry(digest, where, number, seat(name), frontier, act, genuine)
        self.entries.append(entry)
        return entry

    def deed(
        self,
        name: object,
        knows: Iterable[RosterEntry] | None = None,
        instance: int = 0,
        after: Digest | None = None,
    ) -> Deed:
        frontier = self.knowing(knows)
        where, number, digest = self.place(name, instance, after)
        made = Deed(digest, where, number, seat(name), frontier)
        self.deeds.append(made)
        return made

    def genesis(self, name: object, sheet: object = "sheet") -> RosterEntry:
        return self.write(name, Genesis(person(name), keys(name), keys(sheet)), ())

    def accept(
        self,
        by: object,
        name: object,
        role: int = 0,
        whose: object = None,
        knows: Iterable[RosterEntry] | None = None,
        **how: object,
    ) -> RosterEntry:
        owner = person(name if whose is None else whose)
        act = Accept(owner, keys(name), role, bytes(32), ())
        return self.write(by, act, knows, **how)  # type: ignore[arg-type]

    def set_role(
        self,
        by: object,
        name: object,
        role: int,
        cuts: tuple[Head, ...] = (),
        knows: Iterable[RosterEntry] | None = None,
        **how: object,
    ) -> RosterEntry:
        act = SetRole(person(name), role, cuts)
        return self.write(by, act, knows, **how)  # type: ignore[arg-type]

    def remove(
        self,
        by: object,
        name: object,
        seats: Iterable[object] | None = None,
        cuts: tuple[Head, ...] = (),
        knows: Iterable[RosterEntry] | None = None,
        *,
        whole: bool = True,
        **how: object,
    ) -> RosterEntry:
        named = tuple(seat(s) for s in ([name] if seats is None else seats))
        act = Remove(person(name), named, whole, cuts)
        return self.write(by, act, knows, **how)  # type: ignore[arg-type]

    def admit(
        self,
        by: object,
        head: Head,
        knows: Iterable[RosterEntry] | None = None,
        **how: object,
    ) -> RosterEntry:
        return self.write(by, Admit(head), knows, **how)  # type: ignore[arg-type]

    def recover(
        self,
        name: object,
        old: object,
        new: object,
        whose: object = None,
        knows: Iterable[RosterEntry] | None = None,
        *,
        genuine: bool = True,
        signer: object = None,
    ) -> RosterEntry:
        owner = person(name if whose is None else whose)
        act = Recover(owner, keys(name), keys(new), keys(old).signing, bytes(64))
        by = name if signer is None else signer
        return self.write(by, act, knows, genuine=genuine)


# --- whole histories, drawn ---------------------------------------------------

PEOPLE = 4
SEATS = 6
SHEETS = 4
INSTANCES = 2


@dataclass(frozen=True)
class Step:
    """One thing that happens; the numbers are read modulo what there is."""

    what: str
    by: int
    whom: int
    other: int
    role: int
    knows: int
    cuts: int
    instance: int
    after: int


KINDS = [
    "accept",
    "role",
    "role",
    "remove",
    "remove",
    "go",
    "admit",
    "admit",
    "recover",
    "deed",
    "deed",
]

STEPS = st.builds(
    Step,
    what=st.sampled_from(KINDS),
    by=st.integers(0, SEATS - 1),
    whom=st.integers(0, PEOPLE - 1),
    other=st.integers(0, 63),
    role=st.integers(0, 4),
    knows=st.integers(0, 40),
    cuts=st.integers(0, 200),
    instance=st.integers(0, 5),
    after=st.integers(0, 60),
)


@st.composite
def worlds(draw: st.DrawFn, longest: int = 14) -> World:
    """A council with a few leads, and then whatever happens to it."""
    world = World(salt=draw(st.integers(0, 1000)))
    world.genesis(0)
    world.accept(0, 1, LEAD)
    world.accept(0, 2, LEAD)
    world.accept(1, 4, 0, whose=1)
    world.accept(2, 3, OFFICER)
    for step in draw(st.lists(STEPS, max_size=longest)):
        take(world, step)
    return world


def take(world: World, step: Step) -> None:
    """Write down what a step says."""
    how = {
        "knows": _known(world, step.knows),
        "instance": max(0, step.instance - 4),
        "after": _fork(world, step),
    }
    _WRITERS[step.what](world, step, how)


def _known(world: World, choice: int) -> list[RosterEntry] | None:
    """Everything, what was known a while ago, or one thread of it."""
    entries = world.entries
    if choice < 20:
        return None
    if choice < 30:
        return entries[: max(1, len(entries) - choice + 20)]
    return [entries[choice % len(entries)]]


def _fork(world: World, step: Step) -> Digest | None:
    places = world.places.get(chain(step.by, max(0, step.instance - 4)), [])
    if step.after < 55 or len(places) < 2:
        return None
    return sorted(places)[step.after % len(places)][1]


def _cuts(world: World, choice: int, whom: int) -> tuple[Head, ...]:
    """None, the true heads, or numbers out of the air."""
    if choice < 20:
        return ()
    heads = []
    for name in range(SEATS):
        for instance in range(INSTANCES):
            head = world.head(name, instance)
            if choice < 120:
                heads.append(head)
            elif (choice + name + whom) % 3:
                number = (choice * (name + 3) + instance) % 9
                heads.append(_at(world, head.chain, number))
    return tuple(heads)


def _at(world: World, where: ChainId, number: int) -> Head:
    found = [d for n, d in world.places.get(where, []) if n == number]
    return Head(where, number, found[-1] if found else _hash("nothing", number))


def _named(bits: int) -> list[int]:
    return [name for name in range(SEATS) if bits >> name & 1]


def _accepting(world: World, step: Step, how: dict[str, object]) -> None:
    world.accept(step.by, step.other % SEATS, step.role, whose=step.whom, **how)  # type: ignore[arg-type]


def _setting(world: World, step: Step, how: dict[str, object]) -> None:
    cuts = _cuts(world, step.cuts, step.whom)
    world.set_role(step.by, step.whom, step.role, cuts, **how)  # type: ignore[arg-type]


def _removing(world: World, step: Step, how: dict[str, object]) -> None:
    cuts = _cuts(world, step.cuts, step.whom)
    whole = step.role != 0
    world.remove(step.by, step.whom, _named(step.other), cuts, whole=whole, **how)  # type: ignore[arg-type]


def _going(world: World, step: Step, how: dict[str, object]) -> None:
    cuts = _cuts(world, step.cuts, step.whom)
    whole = step.role % 2 == 0
    world.remove(step.by, step.whom, [step.by], cuts, whole=whole, **how)  # type: ignore[arg-type]


def _admitting(world: World, step: Step, how: dict[str, object]) -> None:
    where = chain(step.other % SEATS, step.cuts % INSTANCES)
    world.admit(step.by, _at(world, where, step.role + step.whom * 2), **how)  # type: ignore[arg-type]


def _recovering(world: World, step: Step, how: dict[str, object]) -> None:
    sheets = ["sheet", *(f"sheet {n}" for n in range(SHEETS))]
    old = sheets[step.other % len(sheets)] if step.role else "sheet"
    new = sheets[step.cuts % len(sheets)]
    world.recover(
        step.by,
        old,
        new,
        whose=step.whom,
        knows=how["knows"],  # type: ignore[arg-type]
        genuine=step.after % 8 != 0,
        signer=step.by if step.after % 9 else step.other % SEATS,
    )


def _doing(world: World, step: Step, how: dict[str, object]) -> None:
    world.deed(step.by, **how)  # type: ignore[arg-type]


_WRITERS: dict[str, Callable[[World, Step, dict[str, object]], None]] = {
    "accept": _accepting,
    "role": _setting,
    "remove": _removing,
    "go": _going,
    "admit": _admitting,
    "recover": _recovering,
    "deed": _doing,
}


def probes(world: World) -> list[Deed]:
    """The deeds of a world, and what each seat could do now or by an old claim."""
    found = list(world.deeds)
    every = world.knowing(None)
    for name in range(SEATS):
        for instance in range(INSTANCES + 1):
            head = world.head(name, instance)
            digest = Digest(_hash("probe", name, instance))
            number = head.number + 1
            for frontier in (every, world.knowing(world.entries[:5])):
                found.append(
                    Deed(digest, ChainId(head.chain), number, seat(name), frontier)
                )
    found += [entry.deed for entry in world.entries]
    return found
