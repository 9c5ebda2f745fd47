"""Any past date: what the state remembers is what a fold up to that time would give."""

import secrets

from hypothesis import given, settings
from hypothesis import strategies as st

from incidentkit.accounts.model import (
    Edits,
    Factor,
    Field,
    Item,
    Phone,
    Reason,
    SecondStep,
    Status,
)
from incidentkit.accounts.past import as_it_was
from incidentkit.accounts.public import ACCOUNT_FOLD, AccountState
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.service import AccountsService
from incidentkit.errors import IncidentKitError
from tests.accounts.examples import session_of, x_account

ACTS = st.lists(
    st.sampled_from(
        (
            "phone",
            "factor",
            "unlink",
            "mend",
            "reveal",
            "begin",
            "confirm",
            "roll back",
            "close",
            "reopen",
            "gone",
            "codes",
            "rename",
            "wait",
        )
    ),
    max_size=25,
)


def act(service: AccountsService, account: bytes, name: str) -> None:
    state = service.known(account).account
    match name:
        case "phone":
            service.give_link(account, Phone("07700 900 123", "Ben"))
        case "factor":
            service.give_link(account, Factor(SecondStep.APP, "Ben"))
        case "unlink" if state.links():
            service.remove_link(account, state.links()[0].digest)
        case "mend" if state.links():
            link = state.links()[-1]
            service.give_link(account, link.value, link.digest)
        case "reveal":
            service.reveal(account, Item.SECRET)
        case "begin":
            new = Secret(secrets.token_hex(12), is_made=True)
            service.begin_rotation(account, new, Reason.POLICY)
        case "confirm":
            service.confirm_rotation(account, tried=True)
        case "roll back":
            service.roll_back_rotation(account)
        case "codes":
            service.edit(account, Edits(codes=(Secret(secrets.token_hex(8)),)))
        case "rename":
            handle = f"Ashcombe{secrets.token_hex(4)}"
            service.edit(account, Edits(fields=((Field.HANDLE, handle),)))
        case _:
            stand(service, account, name)


def stand(service: AccountsService, account: bytes, name: str) -> None:
    """Close it, say that it is deleted, use it again, or let the time pass."""
    match name:
        case "close":
            service.close(account)
        case "reopen":
            service.reopen(account)
        case "gone":
            service.say_deleted(account, "looked there")


def replayed(session, account: bytes, wall: int) -> AccountState | None:
    """The slow way: fold again what was written by then, and nothing else."""
    state = None
    for fact in session.facts(account):
        if fact.wall <= wall and fact.kind.startswith("account."):
            state = ACCOUNT_FOLD.apply(state, fact)
    return state


def shown(state: AccountState | None) -> object:
    if state is None:
        return None
    marks = {i: {v.digest for v in r.versions} for i, r in state.marks.items()}
    return (
        state.status,
        state.is_gone,
        state.label,
        {link.digest: link.value for link in state.links()},
        {item: digests for item, digests in marks.items() if digests},
        {
            (s.person, s.item, s.secret, s.number, s.as_code, s.first)
            for s in state.seen
        },
        set(state.out_of_use),
        set(state.dropped),
    )


@settings(max_examples=60, deadline=None)
@given(ACTS, st.integers(0, 30))
def test_a_past_date_is_what_a_replay_up_to_it_gives(acts: list[str], back: int):
    session = session_of("Ada")
    service = AccountsService(session)
    walls = [session.clock.now - 1]
    account = service.add(x_account(secret=Secret("x" * 20, is_made=True)))
    for name in acts:
        walls.append(session.clock.now)
        session.clock.now += 60_000
        try:
            act(service, account, name)
        except IncidentKitError:
            continue
    now = service.known(account).account
    wall = walls[back % len(walls)]
    assert shown(as_it_was(now, wall)) == shown(replayed(session, account, wall))
    assert shown(as_it_was(now, session.clock.now)) == shown(now)


def test_an_account_is_not_there_before_it_was_added():
    session = session_of("Ada")
    service = AccountsService(session)
    account = service.add(x_account())
    state = service.known(account).account
    assert as_it_was(state, session.clock.now - 1) is None
    assert as_it_was(AccountState(), session.clock.now) is None


def test_a_status_is_that_of_the_date():
    session = session_of("Ada")
    service = AccountsService(session)
    account = service.add(x_account())
    session.clock.now += 1000
    service.set_status(account, Status.DORMANT)
    state = service.known(account).account
    assert as_it_was(state, session.clock.now - 1).status is Status.LIVE
    assert as_it_was(state, session.clock.now).status is Status.DORMANT
