"""What hangs on what, in hand-made and in random registers."""

from hypothesis import given
from hypothesis import strategies as st

from incidentkit.accounts.model import Access, App, Field, Hangs, Tie, ToolSeat
from incidentkit.accounts.public import AccountState, Linked
from incidentkit.accounts.ties import disconnected, in_order, ties
from incidentkit.vault.kinds import Digest, PersonId, SubjectId
from incidentkit.vault.register import Register, Version

BY = PersonId(b"p" * 16)


def subject(number):
    return SubjectId(bytes([number]) * 16)


def account(*links, access=Access.OWN_LOGIN, **texts):
    fields = {Field(name): text for name, text in texts.items()} | {
        Field.ACCESS: access.value
    }
    return AccountState(
        scope=b"s" * 16,
        fields={
            f: Register((Version(Digest(b"d" * 32), t),)) for f, t in fields.items()
        },
        named=tuple(
            Linked(Digest(bytes([n]) * 32), 0, BY, link) for n, link in enumerate(links)
        ),
    )


X, MAIL, INSTAGRAM, THREADS, TOOL = map(subject, range(1, 6))


def test_a_recovery_mailbox_in_the_kit_is_a_tie_without_anybodys_saying_so():
    accounts = {
        X: account(recovery_mailbox="Social@Ashcombe.example.org"),
        MAIL: account(access=Access.MAILBOX, handle="social@ashcombe.example.org"),
    }
    (tie,) = ties(accounts)
    assert (tie.account, tie.on, tie.tie, tie.is_said) == (X, MAIL, Tie.MAILBOX, False)
    assert [turn.account for turn in in_order([X, MAIL], accounts)] == [MAIL, X]
    assert in_order([X, MAIL], accounts)[1].after == (MAIL,)


def test_a_mailbox_that_is_not_to_be_changed_holds_nothing_up():
    accounts = {
        X: account(Hangs(Tie.MAILBOX, MAIL)),
        MAIL: account(access=Access.MAILBOX),
    }
    assert [(t.account, t.after) for t in in_order([X], accounts)] == [(X, ())]


def test_what_one_login_opens_is_changed_once():
    accounts = {
        INSTAGRAM: account(),
        THREADS: account(Hangs(Tie.SAME_LOGIN, INSTAGRAM)),
        X: account(),
    }
    turns = in_order([THREADS, X, INSTAGRAM], accounts)
    assert [turn.account for turn in turns] == [THREADS, X]
    assert turns[0].together == (INSTAGRAM,)
    assert disconnected(INSTAGRAM, accounts).same_login == (THREADS,)


def test_a_change_says_what_it_disconnects():
    accounts = {
        X: account(
            ToolSeat("Hootsuite", "Ben", account=TOOL),
            ToolSeat("Buffer", "Ben"),
            App("Weather bot"),
        ),
        TOOL: account(access=Access.TOOL),
        THREADS: account(Hangs(Tie.CROSS_POST, X)),
    }
    found = disconnected(X, accounts)
    assert found.tools == (TOOL,)
    assert found.repeats == (THREADS,)
    assert (found.apps, found.seats) == (("Weather bot",), ("Buffer",))
    assert not found.is_nothing
    assert disconnected(TOOL, accounts).is_nothing


def test_ties_in_a_circle_hold_nobody_up():
    accounts = {
        X: account(Hangs(Tie.MAILBOX, MAIL), access=Access.MAILBOX),
        MAIL: account(Hangs(Tie.MAILBOX, X), access=Access.MAILBOX),
    }
    assert [turn.account for turn in in_order([X, MAIL], accounts)] == [X, MAIL]


def test_a_tie_to_an_account_that_is_not_here_or_to_itself_is_passed_over():
    accounts = {X: account(Hangs(Tie.MAILBOX, MAIL), Hangs(Tie.SAME_LOGIN, X))}
    assert ties(accounts) == ()


@given(st.data())
def test_in_any_register_each_account_has_its_turn_after_its_mailboxes(data):
    """Mailbox ties here run from a higher to a lower number, so that none is a circle."""
    count = data.draw(st.integers(1, 8))
    accounts = {}
    for n in range(count):
        lower = data.draw(st.lists(st.integers(0, n - 1), unique=True)) if n else []
        links = [Hangs(Tie.MAILBOX, subject(k)) for k in lower]
        accounts[subject(n)] = account(*links)
    asked = data.draw(st.permutations(list(accounts)))
    turns = in_order(asked, accounts)
    order = [turn.account for turn in turns]
    assert sorted(order) == sorted(asked)
    for tie in ties(accounts):
        assert order.index(tie.on) < order.index(tie.account)
