"""What happens between people, told step by step, for two verifiers to judge."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from incidentkit.vault.acts import Accept, Act, Disposed, Remove
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.compose import compose, tip_of
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import Role
from incidentkit.vault.kit import open_kit
from incidentkit.vault.membership import admit, remove_person, set_role
from incidentkit.vault.ownchain import acting
from incidentkit.vault.recovering import Recovering, recover
from incidentkit.vault.recovery import RecoverySheet
from incidentkit.vault.seat import Seat
from tests.vault.modified import acts_after, altered, around, tip, writes_after
from tests.vault.second.kits import machine, write_some
from tests.vault.world import (
    NOTED,
    PASSPHRASE,
    POLICY,
    Machine,
    Noted,
    join,
    new_subject,
    noted,
    settle_all,
)


@dataclass
class Team:
    """Asha, who founded the kit, and Ben and Carys, in this order of rank."""

    folder: Path
    asha: Machine
    ben: Machine
    carys: Machine
    sheet: RecoverySheet

    @property
    def all(self) -> list[Machine]:
        return [self.asha, self.ben, self.carys]

    def settle(self) -> None:
        """Everybody hears of everything."""
        settle_all(self.all, self.folder)

    def close(self) -> None:
        for one in self.all:
            one.close()


Story = Callable[[Team], None]


def team(root: Path, ben: Role = Role.LEAD, carys: Role = Role.OFFICER) -> Team:
    """A kit of three, who have all heard of a first line."""
    folder = root / "shared"
    folder.mkdir()
    founder, second, third = (machine(root, n) for n in ("Asha", "Ben", "Carys"))
    sheet = founder.found()
    founder.here.commit(noted(new_subject(), "the first line"))
    join(second, founder, folder, ben)
    join(third, founder, folder, carys)
    made = Team(folder, founder, second, third, sheet)
    made.settle()
    return made


def signs(one: Machine, *acts: Act) -> None:
    """A changed program signs whatever it likes."""
    at = tip(one.here)
    for act in acts:
        (entry,) = acts_after(one, at, [act])
        one.here.receive([entry], {})
        at = tip_of(entry)


def officers_and_lines(us: Team) -> None:
    """Everybody writes, and all is heard."""
    for one in us.all:
        write_some(one, 3)
    us.settle()


def a_removal_and_what_came_after_it(us: Team) -> None:
    """Carys is removed while she writes; one of her lines is let back in."""
    write_some(us.carys, 2)
    us.settle()
    for number in range(4):
        us.carys.here.commit(noted(new_subject(), f"not heard yet {number}"))
    remove_person(us.asha.here, us.carys.here.me.person)
    us.settle()
    held = sorted(us.asha.here.without_effect(Why.HELD), key=lambda e: e.number)
    assert len(held) == 4
    admit(us.ben.here, held[1].head)
    us.settle()


def two_leads_remove_each_other(us: Team) -> None:
    """The better one stays."""
    for one, other in ((us.ben, us.carys), (us.carys, us.ben)):
        write_some(one, 2)
        signs(one, Remove(other.here.me.person, (other.here.seat.id,), True, ()))
        write_some(one, 1)
    us.settle()


def a_fork_and_a_branch_let_in(us: Team) -> None:
    """Ben's changed program writes two branches; Asha accepts one of them."""
    parts = [Write(new_subject(), NOTED, Noted(f"branch {n}")) for n in range(3)]
    forged, payloads = writes_after(us.ben, tip(us.ben.here), parts)
    write_some(us.ben, 2)
    us.carys.here.receive(forged, payloads)
    us.settle()
    admit(us.asha.here, forged[1].head)
    us.settle()


def a_fork_inside_a_change(us: Team) -> None:
    """The last part of a change exists twice."""
    parts = [Write(new_subject(), NOTED, Noted(f"part {n}")) for n in range(3)]
    us.ben.here.commit(write(*parts))
    last = list(us.ben.here.kit.store.chain(us.ben.here.writer))[-1]
    twin = altered(last, us.ben.here.seat, wall=last.core.wall + 1)
    us.settle()
    us.asha.here.receive([twin], {})
    us.settle()


def a_branch_that_breaks_off_inside_a_change(us: Team) -> None:
    """The second of three parts exists twice, and one of the two goes no further."""
    parts = [Write(new_subject(), NOTED, Noted(f"part {n}")) for n in range(3)]
    us.ben.here.commit(write(*parts))
    second = list(us.ben.here.kit.store.chain(us.ben.here.writer))[-2]
    twin = altered(second, us.ben.here.seat, wall=second.core.wall + 1)
    us.settle()
    us.asha.here.receive([twin], {})
    us.settle()


def something_newer_that_waits(us: Team) -> None:
    """An entry of a later version builds on a roster entry that nobody has."""
    (act,) = acts_after(us.ben, tip(us.ben.here), [Disposed((), "later")])
    frontier = tuple(sorted((*act.core.frontier, bytes(32))))
    us.ben.here.receive([altered(act, us.ben.here.seat, cls=77, frontier=frontier)], {})
    us.settle()
    for one in us.all:
        assert len(one.here.without_effect(Why.WAITING)) == 1
        assert not one.here.without_effect(Why.UNKNOWN)


def a_fork_inside_a_change_let_in(us: Team) -> None:
    """Of the two ends of a change one is accepted, and with it what they share."""
    a_fork_inside_a_change(us)
    store = us.asha.here.kit.store
    ((chain, number),) = store.forks().items()
    ends = sorted(store.entries_at(chain, number), key=lambda entry: entry.digest)
    admit(us.asha.here, ends[-1].head)
    us.settle()


def a_disposal_in_a_change_without_effect(us: Team) -> bytes:
    """A lead's program disposes of a line, in a change of which a part is nonsense.

    Returns the digest of the payload, which stays.
    """
    write_some(us.carys, 1)
    us.settle()
    line = list(us.asha.here.kit.store.chain(us.carys.here.writer))[-1]
    acts = [acting(Disposed(named, "a year")) for named in ((line.digest,), ())]
    first, second = compose(around(us.ben), tip(us.ben.here), acts).entries
    us.ben.here.receive([first, altered(second, us.ben.here.seat, needs=7)], {})
    us.settle()
    assert us.asha.here.kit.store.has_payload(line.core.payload)
    return line.core.payload


def disposals_that_count_and_do_not(us: Team) -> None:
    """A lead disposes of a line; so does an officer's changed program."""
    for one in us.all:
        write_some(one, 2)
    us.settle()
    store = us.asha.here.kit.store
    lines = [e for e in store.chain(us.ben.here.writer) if e.is_ordinary]
    us.ben.here.commit_acts([Disposed((lines[0].digest, lines[1].digest), "a year")])
    signs(us.carys, Disposed((lines[-1].digest,), "no lead"))
    us.settle()


def a_payload_that_two_entries_name(us: Team) -> None:
    """Carys's program claims a line of Ben's for its own; then it is disposed of."""
    write_some(us.ben, 1)
    write_some(us.carys, 1)
    us.settle()
    line = list(us.asha.here.kit.store.chain(us.ben.here.writer))[-1]
    part = Write(new_subject(), NOTED, Noted("claimed"))
    (own,), _ = writes_after(us.carys, tip(us.carys.here), [part])
    claimed = altered(own, us.carys.here.seat, payload=line.core.payload)
    us.carys.here.receive([claimed], {})
    us.settle()
    us.asha.here.commit_acts([Disposed((line.digest,), "a year")])
    us.settle()


def the_sheet_is_used(us: Team) -> None:
    """Carys comes back by the recovery sheet and removes the founder."""
    person = us.carys.here.me.person
    us.carys.close()
    us.carys.locked = open_kit(us.carys.around, us.carys.name)
    who = Recovering(person, us.carys.name, PASSPHRASE)
    us.carys.session, _ = recover(us.carys.locked, us.sheet, who, POLICY)
    remove_person(us.carys.here, us.asha.here.me.person)
    write_some(us.asha, 2)
    us.settle()


def strangers_and_roles_out_of_range(us: Team) -> None:
    """Acts of officers, roles nobody knows, and needs nobody can fulfil."""
    newcomer = Seat.generate().keys
    acts = [Accept(bytes(16), newcomer, role, bytes(32), ()) for role in (1, 3, 9)]
    for one in (us.ben, us.carys):
        signs(one, *acts)
    write_some(us.carys, 1)
    part = Write(new_subject(), NOTED, Noted("needs too much"))
    (line,), payloads = writes_after(us.carys, tip(us.carys.here), [part])
    us.carys.here.receive([altered(line, us.carys.here.seat, needs=7)], payloads)
    us.settle()


def an_entry_of_a_class_nobody_knows(us: Team) -> None:
    """Something that a later version may write."""
    (act,) = acts_after(us.ben, tip(us.ben.here), [Disposed((), "later")])
    us.ben.here.receive([altered(act, us.ben.here.seat, cls=77)], {})
    write_some(us.ben, 1)
    us.settle()


def a_change_that_needs_more_than_one_role(us: Team) -> None:
    """An officer opens a scope, and is an observer by the time it is heard of."""
    scope = us.carys.here.new_scope()
    line = Write(new_subject(), NOTED, Noted("hidden"), scope)
    us.carys.here.commit(write(OpenScope(scope, leads=True), line))
    set_role(us.asha.here, us.carys.here.me.person, Role.OBSERVER)
    us.settle()


def an_act_let_back_in_from_below(us: Team) -> None:
    """Carys admits what Ben did as a lead before he was removed; she ranks below."""
    set_role(us.ben.here, us.carys.here.me.person, Role.LEAD)
    remove_person(us.asha.here, us.ben.here.me.person)
    us.settle()
    (held,) = us.asha.here.without_effect(Why.HELD)
    admit(us.carys.here, held.head)
    us.settle()


def leads(root: Path) -> Team:
    """A team of three leads."""
    return team(root, Role.LEAD, Role.LEAD)


STORIES: tuple[tuple[Story, Callable[[Path], Team]], ...] = (
    (officers_and_lines, team),
    (a_removal_and_what_came_after_it, team),
    (two_leads_remove_each_other, leads),
    (a_fork_and_a_branch_let_in, team),
    (a_fork_inside_a_change, team),
    (a_branch_that_breaks_off_inside_a_change, team),
    (something_newer_that_waits, team),
    (a_change_that_needs_more_than_one_role, team),
    (disposals_that_count_and_do_not, team),
    (the_sheet_is_used, team),
    (strangers_and_roles_out_of_range, team),
    (an_entry_of_a_class_nobody_knows, team),
)
