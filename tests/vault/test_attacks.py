"""What a member with a changed program tries on others, and what comes of it: nothing."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from incidentkit.errors import NewerEntriesError
from incidentkit.vault.acts import (
    Delivered,
    Delivery,
    EpochBegun,
    ParentKey,
    Remove,
    ScopeOpened,
    Withdrawn,
)
from incidentkit.vault.change import Entitle, Withdraw, Write, write
from incidentkit.vault.compose import tip_of
from incidentkit.vault.kinds import (
    Catalogue,
    Fact,
    Fold,
    Kind,
    ScopeId,
    State,
)
from incidentkit.vault.membership import remove_person
from incidentkit.vault.opening import EpochKey, hand_to_seat
from tests.vault.agreement import check_rebuild
from tests.vault.attackers import (
    Office,
    last_of,
    opened_office,
    raw,
    secret_scope,
    texts,
)
from tests.vault.modified import (
    acts_after,
    altered,
    begin_chain,
    writes_after,
)
from tests.vault.world import (
    KINDS,
    NOTED,
    VALUED,
    Machine,
    Noted,
    Valued,
    join,
    new_subject,
    noted,
    settle_all,
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with opened_office(tmp_path) as found:
        yield found


# --- scopes --------------------------------------------------------------


def test_an_officer_does_not_get_into_a_scope_by_opening_it_again(
    office: Office,
) -> None:
    subject, scope = secret_scope(office.asha)
    office.settle()
    store = office.ben.here.kit.store
    opening = next(
        e.act for e in store.authority_entries() if isinstance(e.act, ScopeOpened)
    )
    me = office.ben.here.seat.id
    again = msgspec.structs.replace(opening, seats=(me,), leads=True, recovery=True)
    own = msgspec.structs.replace(again, nonce=secrets.token_bytes(16))
    raw(office.ben, again, own)
    office.settle()
    assert texts(office.ben, subject, scope) == ()
    for machine in (office.asha, office.ben, office.carys):
        readers = machine.here.readers(scope)
        assert readers.seats == {office.asha.here.seat.id}
        assert not readers.leads
        assert not readers.recovery


@pytest.mark.parametrize("once", [False, True])
def test_a_made_up_delivery_keeps_no_true_key_back(
    office: Office, *, once: bool
) -> None:
    """Neither by somebody who never held the scope, nor by who held it once."""
    subject, scope = secret_scope(office.asha, *([office.ben] if once else []))
    if once:
        withdrawn = frozenset({office.ben.here.seat.id})
        office.asha.here.commit(write(Withdraw(scope, withdrawn)))
    office.settle()
    (epoch,) = office.asha.here.ledger.view(scope).tips()
    carys = office.carys.here.seat.id
    raw(
        office.ben,
        Delivered((Delivery(scope, epoch.digest, carys, bytes(32), b"junk"),)),
    )
    office.settle()
    office.asha.here.commit(write(Entitle(scope, frozenset({carys}))))
    office.settle()
    assert texts(office.carys, subject, scope) == ("secret",)


def test_a_delivery_to_nobody_by_an_outsider_spoils_no_key(office: Office) -> None:
    _, scope = secret_scope(office.asha, leads=True)
    office.settle()
    (epoch,) = office.asha.here.ledger.view(scope).tips()
    leads = office.asha.here.standard.leads
    (of_leads,) = office.asha.here.ledger.view(leads).tips()
    raw(
        office.ben,
        Delivered(
            tuple(
                Delivery(ScopeId(s), e.digest, secrets.token_bytes(16), bytes(32), b"x")
                for s, e in ((scope, epoch), (leads, of_leads))
            )
        ),
    )
    office.settle()
    for one in (scope, leads):
        view = office.asha.here.ledger.view(one)
        assert all(view.usable(tip) for tip in view.tips())
        assert view.strays() == ()


def test_an_outsiders_epoch_takes_no_ones_key_away(office: Office) -> None:
    subject, scope = secret_scope(office.asha)
    office.settle()
    (epoch,) = office.asha.here.ledger.view(scope).tips()
    parents = (ParentKey(epoch.digest, b"junk"),)
    raw(office.ben, EpochBegun(scope, bytes(32), parents))
    office.settle()
    assert office.asha.here.can_read(scope)
    office.asha.here.commit(
        write(Write(subject, NOTED, Noted("more"), scope)),
    )
    carys = frozenset({office.carys.here.seat.id})
    office.asha.here.commit(write(Entitle(scope, carys)))
    office.settle()
    assert texts(office.carys, subject, scope) == ("secret", "more")


def test_a_wrong_key_sealed_to_a_newcomer_hides_nothing_from_them(
    office: Office, tmp_path: Path
) -> None:
    subject, kit = new_subject(), office.asha.here.standard.kit
    office.asha.here.commit(noted(subject, "old"))
    office.settle()
    earlier = office.asha.here.ledger.view(kit).tips()[0]
    remove_person(office.asha.here, office.carys.here.me.person)
    office.asha.here.commit(noted(subject, "new"))
    settle_all([office.asha, office.ben], office.folder)
    newcomer = Machine(tmp_path / "Dilys", "Dilys")
    join(newcomer, office.asha, office.folder)
    wrong = hand_to_seat(
        office.asha.here.kit.identity.kit,
        kit,
        earlier.digest,
        newcomer.here.seat.keys,
        EpochKey.draw(),
    )
    raw(office.ben, Delivered((wrong,)))
    settle_all([office.asha, office.ben, newcomer], office.folder)
    newcomer.reopen()
    newcomer.here.rebuild()
    assert texts(newcomer, subject) == ("old", "new")
    newcomer.close()


def test_a_withdrawn_holder_withdraws_nobody_afterwards(office: Office) -> None:
    asha, ben, carys = office.asha, office.ben, office.carys
    subject, scope = secret_scope(ben, asha, carys)
    office.settle()
    (token,) = ben.here.ledger.view(scope).tokens_of(ben.here.seat.id)
    ben.here.commit(write(Withdraw(scope, frozenset({carys.here.seat.id}))))
    office.settle()
    victims = (asha.here.seat.id, ben.here.seat.id)
    raw(carys, Withdrawn(scope, victims, (token,), (), token))
    office.settle()
    for machine in (asha, ben, carys):
        assert machine.here.readers(scope).seats == set(victims)
        check_rebuild(machine)
    ben.here.commit(write(Write(subject, NOTED, Noted("goes on"), scope)))


def test_a_withdrawal_that_its_withdrawer_had_seen_stays(office: Office) -> None:
    asha, ben, carys = office.asha, office.ben, office.carys
    _, scope = secret_scope(ben, asha, carys)
    office.settle()
    (token,) = ben.here.ledger.view(scope).tokens_of(ben.here.seat.id)
    raw(carys, Withdrawn(scope, (asha.here.seat.id,), (token,), (), token))
    office.settle()
    ben.here.commit(write(Withdraw(scope, frozenset({carys.here.seat.id}))))
    office.settle()
    for machine in (asha, ben, carys):
        assert machine.here.readers(scope).seats == {ben.here.seat.id}


# --- what others see -----------------------------------------------------


class Other(State, frozen=True):
    """The state of another fold."""


def other_fold(state: Other | None, fact: Fact) -> Other:
    """Fold anything."""
    return Other()


def test_an_entry_of_another_fold_from_the_beginning_of_time_hides_no_subject(
    office: Office,
) -> None:
    strange = Kind("test.other", 1, Noted, Fold("test.other", 1, Other, other_fold))
    for machine in (office.asha, office.ben):
        machine.catalogue = Catalogue((*KINDS, strange))
        machine.reopen()
    subject = new_subject()
    office.asha.here.commit(noted(subject, "an account"))
    office.settle()
    first = begin_chain(office.ben, office.ben.here.seat)
    first = altered(first, office.ben.here.seat, time_ms=0, time_count=0)
    (entry,), payloads = writes_after(
        office.ben, tip_of(first), [Write(subject, strange, Noted("z"))]
    )
    entry = altered(entry, office.ben.here.seat, time_ms=0, time_count=1)
    office.asha.here.receive([first, entry], payloads)
    office.settle()
    for machine in (office.asha, office.ben, office.carys):
        assert texts(machine, subject) == ("an account",)


def test_leaving_undoes_nothing_that_was_done_before(office: Office) -> None:
    subject, me = new_subject(), office.ben.here.me
    office.ben.here.commit(noted(subject, "I opened the secret"))
    office.settle()
    raw(office.ben, Remove(me.person, (me.seat,), True, ()))
    office.asha.here.receive(office.ben.here.kit.store.all_entries(), {})
    assert texts(office.asha, subject) == ("I opened the secret",)
    assert office.asha.here.roster.role_of(me.seat) is None


def test_leaving_in_a_new_chain_undoes_nothing_in_the_old_one(office: Office) -> None:
    subject, me = new_subject(), office.ben.here.me
    office.ben.here.commit(noted(subject, "I opened the secret"))
    office.settle()
    first = begin_chain(office.ben, office.ben.here.seat)
    going = Remove(me.person, (me.seat,), True, ())
    gone = acts_after(office.ben, tip_of(first), [going])
    office.asha.here.receive([first, *gone], {})
    assert texts(office.asha, subject) == ("I opened the secret",)
    assert office.asha.here.roster.role_of(me.seat) is None


def test_a_kind_nobody_knows_stops_no_notes_and_goes_with_its_writer(
    office: Office,
) -> None:
    subject = new_subject()
    office.asha.here.commit(write(Write(subject, VALUED, Valued("old"))))
    office.settle()
    before = last_of(office.ben, office.ben).head
    strange = Kind("x", 1, Noted, Fold("x", 1, Other, other_fold))
    office.ben.here.commit(write(Write(subject, strange, Noted("z"))))
    office.settle()
    with pytest.raises(NewerEntriesError):
        office.asha.here.commit(write(Write(subject, VALUED, Valued("new"))))
    office.asha.here.commit(noted(subject, "we cannot change it"))
    me = office.ben.here.me
    raw(office.asha, Remove(me.person, (me.seat,), True, (before,)))
    office.asha.here.commit(write(Write(subject, VALUED, Valued("new"))))
