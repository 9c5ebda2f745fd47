import msgspec
import pytest

from incidentkit.accounts.changes import Audience
from incidentkit.accounts.credentials import CREDENTIALS_FOLD
from incidentkit.accounts.entries import CodeUsed, Revealed, RotationConfirmed
from incidentkit.accounts.kinds import CONFIRMED
from incidentkit.accounts.model import (
    Access,
    Agency,
    Edits,
    Field,
    Item,
    Phone,
    PlatformRole,
    Reason,
    Status,
    ToolSeat,
)
from incidentkit.accounts.public import ACCOUNT_FOLD
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.service import AccountsService
from incidentkit.errors import (
    AlreadyUsedError,
    ClosedAccountError,
    ConflictError,
    InvalidValueError,
    NotAHolderError,
    NothingPendingError,
    PersonalPasswordError,
    RoleNeededError,
    RotationPendingError,
    SecretInTextError,
    SeveralMatchError,
    UnknownNameError,
)
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.kinds import SubjectId
from tests.accounts.examples import facebook_page, session_of, x_account
from tests.accounts.fake_session import FakeSession, person_id

OLD, NEW = "first-Password-01", "second-Password-02"


def text_of(accounts, account, item=Item.SECRET, secret=None):
    return accounts.reveal(account, item, secret).reveal()


def changed(accounts, account):
    return accounts.known(account).account.changed(Item.SECRET)


def with_holder(ada: FakeSession, accounts, name="Ben"):
    account = accounts.add(x_account())
    accounts.give_access(account, person_id(name))
    other = session_of(name)
    other.hear(ada)
    return account, other, AccountsService(other)


# --- adding, finding, editing --------------------------------------------------


def test_an_account_is_written_whole_in_one_change(ada, accounts):
    account = accounts.add(x_account())
    (change,) = ada.commits
    assert isinstance(change.parts[0], OpenScope)
    known = accounts.known(account)
    assert known.account.label == "X @ashcombedc"
    assert known.account.access is Access.OWN_LOGIN
    assert text_of(accounts, account, Item.LOGIN) == "ashcombedc"
    assert text_of(accounts, account) == OLD
    assert len(accounts.codes(account)) == 2


def test_nothing_that_is_not_a_holders_reaches_everybody(ada, accounts):
    accounts.add(x_account(note=Secret("the safe is behind the map")))
    secrets = (OLD, "JBSWY3DPEHPK3PXP", "code-one-1", "behind the map")
    for part in ada.commits[0].parts:
        if isinstance(part, Write) and part.scope is None:
            text = msgspec.json.encode(part.body).decode()
            assert not any(secret in text for secret in secrets)


def test_no_secret_is_in_any_state(ada, accounts):
    account = accounts.add(x_account(note=Secret("the safe is behind the map")))
    accounts.begin_rotation(account, Secret(NEW), Reason.POLICY)
    accounts.use_recovery_code(account, 1)
    scope = accounts.known(account).scope
    states = (
        ada.state(ACCOUNT_FOLD, account),
        ada.state(CREDENTIALS_FOLD, account, scope),
    )
    for state in states:
        data = msgspec.msgpack.encode(state)
        for secret in (OLD, NEW, "JBSWY3DPEHPK3PXP", "code-one-1", "behind the map"):
            assert secret.encode() not in data


def test_each_secret_has_an_entry_of_its_own(accounts):
    account = accounts.add(x_account())
    known = accounts.known(account)
    digests = {
        known.current(Item.SECRET),
        known.current(Item.TOTP),
        known.codes()[0].batch,
        known.current(Item.LOGIN),
    }
    assert len(digests) == 4


def test_an_account_may_be_kept_from_the_leads(ada, accounts):
    ben = session_of("Ben")
    account = AccountsService(ben).add(x_account(), Audience(leads=False))
    ada.hear(ben)
    with pytest.raises(NotAHolderError):
        accounts.reveal(account, Item.SECRET)


def test_an_observer_adds_nothing(ada):
    di = session_of("Di")
    with pytest.raises(RoleNeededError):
        AccountsService(di).add(x_account())
    assert not di.held


def test_accounts_are_found_and_listed(accounts):
    one = accounts.add(x_account())
    page = accounts.add(facebook_page())
    assert accounts.find("x/ash") == one
    assert accounts.find("facebook") == page
    with pytest.raises(SeveralMatchError):
        accounts.find("ashcomb")
    assert [row.label for row in accounts.rows()] == [
        "Facebook Page Ashcombe",
        "X @ashcombedc",
    ]
    page_row, x_row = accounts.rows()
    assert x_row.keeps == {Item.LOGIN, Item.SECRET, Item.TOTP, Item.CODES}
    assert not page_row.keeps
    assert x_row.is_holder


def test_an_unknown_account_is_unknown_everywhere(accounts):
    nobody = SubjectId(bytes(16))
    for act in (
        accounts.known,
        accounts.readers,
        lambda a: accounts.reveal(a, Item.SECRET),
        accounts.close,
        lambda a: accounts.confirm_rotation(a, tried=True),
    ):
        with pytest.raises(UnknownNameError):
            act(nobody)


def test_texts_are_edited_and_what_is_the_same_is_not_written(ada, accounts):
    account = accounts.add(x_account())
    accounts.edit(account, Edits(fields=((Field.HANDLE, "@ashcombe"),)))
    assert accounts.known(account).account.text(Field.HANDLE) == "@ashcombe"
    commits = len(ada.commits)
    accounts.edit(account, Edits(fields=((Field.HANDLE, " @ashcombe "),)))
    assert len(ada.commits) == commits


def test_two_who_edit_apart_are_a_conflict_and_either_can_settle_it(ada, accounts):
    account, ben, bens = with_holder(ada, accounts)
    accounts.edit(account, Edits(fields=((Field.HANDLE, "@one"),)))
    bens.edit(account, Edits(fields=((Field.HANDLE, "@two"), (Field.PURPOSE, "b"))))
    ada.hear(ben)
    state = accounts.known(account).account
    assert state.conflicts == (Field.HANDLE,)
    assert {v.value for v in state.field(Field.HANDLE).versions} == {"@one", "@two"}
    assert accounts.rows()[0].to_settle == ("handle",)
    accounts.edit(account, Edits(fields=((Field.HANDLE, state.text(Field.HANDLE)),)))
    state = accounts.known(account).account
    assert not state.conflicts
    assert state.text(Field.PURPOSE) == "b"


def test_editing_one_text_leaves_the_others_of_its_entry(accounts):
    account = accounts.add(x_account(purpose="news"))
    accounts.edit(account, Edits(fields=((Field.URL, "https://x.com/a"),)))
    state = accounts.known(account).account
    assert state.text(Field.PURPOSE) == "news"
    assert state.text(Field.URL) == "https://x.com/a"
    assert not state.conflicts


def test_an_edit_puts_login_codes_secret_and_note_right(accounts):
    account = accounts.add(x_account())
    accounts.edit(
        account,
        Edits(login=Secret("ashcombe2"), note=Secret("n1"), codes=(Secret("new-1"),)),
    )
    assert text_of(accounts, account, Item.LOGIN) == "ashcombe2"
    assert text_of(accounts, account, Item.NOTE) == "n1"
    assert [c.number for c in accounts.codes(account)] == [1]
    assert accounts.reveal_code(account, 1).reveal() == "new-1"


def test_an_edit_cannot_turn_an_account_with_a_password_into_a_page(accounts):
    account = accounts.add(x_account())
    for field, text in ((Field.PLATFORM, "facebook"), (Field.ACCESS, "roles")):
        with pytest.raises(PersonalPasswordError):
            accounts.edit(account, Edits(fields=((field, text),)))


def test_a_page_takes_no_password_later(accounts):
    page = accounts.add(facebook_page())
    with pytest.raises(PersonalPasswordError):
        accounts.begin_rotation(page, Secret(NEW), Reason.POLICY)
    with pytest.raises(PersonalPasswordError):
        accounts.put(page, Item.SECRET, Secret(NEW))
    with pytest.raises(PersonalPasswordError):
        accounts.edit(page, Edits(totp=Secret("JBSWY3DPEHPK3PXP")))


@pytest.mark.parametrize("secret", [OLD, "JBSWY3DPEHPK3PXP"])
def test_an_edited_note_must_not_hold_a_stored_secret(accounts, secret):
    account = accounts.add(x_account())
    edits = Edits(fields=((Field.NOTES, f"it is {secret}"),))
    with pytest.raises(SecretInTextError):
        accounts.edit(account, edits)


def test_a_first_password_is_put_and_the_next_is_a_rotation(accounts):
    account = accounts.add(x_account(secret=None))
    accounts.put(account, Item.SECRET, Secret(OLD))
    assert text_of(accounts, account) == OLD
    with pytest.raises(InvalidValueError) as refused:
        accounts.put(account, Item.SECRET, Secret(NEW))
    assert refused.value.rule == "rotate-instead"


def test_a_closed_account_changes_only_by_coming_back(ada, accounts):
    account = accounts.add(x_account())
    accounts.close(account, "merged")
    commits = len(ada.commits)
    accounts.close(account, "again")
    assert len(ada.commits) == commits
    for act in (
        lambda: accounts.edit(account, Edits(fields=((Field.URL, "https://a.b"),))),
        lambda: accounts.begin_rotation(account, Secret(NEW), Reason.POLICY),
        lambda: accounts.give_access(account, person_id("Ben")),
        lambda: accounts.give_link(account, PlatformRole("Sam", "editor")),
        lambda: accounts.put(account, Item.TOTP, Secret("JBSWY3DPEHPK3PXP")),
    ):
        with pytest.raises(ClosedAccountError):
            act()
    assert text_of(accounts, account) == OLD
    accounts.reopen(account, "needed again")
    assert accounts.known(account).account.status is Status.LIVE
    accounts.begin_rotation(account, Secret(NEW), Reason.POLICY)


def test_a_waiting_secret_can_still_be_confirmed_on_a_closed_account(accounts):
    account = accounts.add(x_account())
    accounts.begin_rotation(account, Secret(NEW), Reason.POLICY)
    accounts.close(account, "merged")
    accounts.confirm_rotation(account, tried=True)
    assert text_of(accounts, account) == NEW


# --- links ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "link",
    [
        PlatformRole("Sam Vale", "editor", "+447700900123"),
        ToolSeat("Planner", "Sam Vale"),
        Phone("+447700900123", "Sam Vale"),
        Agency("Bright Ideas"),
    ],
    ids=lambda link: type(link).__name__,
)
def test_a_link_is_given_put_right_and_removed(accounts, link):
    account = accounts.add(facebook_page())
    entry = accounts.give_link(account, link)
    again = accounts.give_link(account, link, instead_of=entry)
    (held,) = accounts.known(account).account.links()
    assert (held.digest, held.value) == (again, link)
    with pytest.raises(UnknownNameError):
        accounts.give_link(account, link, instead_of=entry)
    accounts.remove_link(account, again, "left")
    assert not accounts.known(account).account.links()
    with pytest.raises(UnknownNameError):
        accounts.remove_link(account, again)


def test_removing_twice_apart_changes_nothing(ada, accounts):
    account, ben, bens = with_holder(ada, accounts)
    entry = accounts.give_link(account, PlatformRole("Sam", "editor"))
    ben.hear(ada)
    accounts.remove_link(account, entry)
    bens.remove_link(account, entry)
    ada.hear(ben)
    assert not accounts.known(account).account.links()


# --- showing -------------------------------------------------------------------


def test_a_reveal_is_logged_before_the_secret_is_opened(ada, accounts):
    account = accounts.add(x_account())
    ada.opened.clear()
    order = []
    commit, fact = ada.commit, ada.fact
    ada.commit = lambda change: order.append("logged") or commit(change)
    ada.fact = lambda digest: order.append("opened") or fact(digest)
    assert text_of(accounts, account) == OLD
    assert order == ["logged", "opened"]


def test_a_secret_is_not_opened_when_the_log_cannot_be_written(ada, accounts):
    account = accounts.add(x_account())
    ada.opened.clear()

    def full(change):
        raise RoleNeededError("LEAD")

    ada.commit = full
    for act in (
        lambda: accounts.reveal(account, Item.SECRET),
        lambda: accounts.current_code(account),
        lambda: accounts.reveal_code(account, 1),
        lambda: accounts.use_recovery_code(account, 1),
    ):
        with pytest.raises(RoleNeededError):
            act()
    assert not ada.opened


def test_everybody_sees_who_was_shown_what(ada, accounts):
    account = accounts.add(x_account())
    accounts.reveal(account, Item.SECRET, why="signing in")
    accounts.reveal(account, Item.SECRET)
    cy = session_of("Cy")
    cy.hear(ada)
    (seen,) = AccountsService(cy).known(account).account.seen
    assert (seen.person, seen.item, seen.times) == (person_id("Ada"), Item.SECRET, 2)
    bodies = [f.body for f in cy.facts(account) if isinstance(f.body, Revealed)]
    assert [b.why for b in bodies] == ["signing in", ""]


def test_somebody_who_is_not_a_holder_opens_nothing_and_logs_nothing(ada, accounts):
    account = accounts.add(x_account())
    cy = session_of("Cy")
    cy.hear(ada)
    cys = AccountsService(cy)
    for act in (
        lambda: cys.reveal(account, Item.SECRET),
        lambda: cys.current_code(account),
        lambda: cys.codes(account),
        lambda: cys.reveal_code(account, 1),
        lambda: cys.use_recovery_code(account, 1),
        lambda: cys.begin_rotation(account, Secret(NEW), Reason.POLICY),
        lambda: cys.confirm_rotation(account, tried=True),
        lambda: cys.edit(account, Edits(login=Secret("a"))),
    ):
        with pytest.raises(NotAHolderError):
            act()
    assert not cy.commits
    assert not cys.rows()[0].is_holder


def test_an_observer_who_holds_an_account_is_shown_it_and_it_is_logged(ada, accounts):
    account, _, dis = with_holder(ada, accounts, "Di")
    assert text_of(dis, account) == OLD
    assert dis.known(account).account.seen[0].person == person_id("Di")
    with pytest.raises(RoleNeededError):
        dis.begin_rotation(account, Secret(NEW), Reason.POLICY)


def test_the_code_of_the_moment_is_shown_and_logged_as_that(ada, accounts):
    account = accounts.add(x_account(totp=Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")))
    ada.clock.now = 1_111_111_109_000
    found = accounts.current_code(account)
    assert found.code.reveal() == "081804"
    assert found.seconds_left == 1
    (seen,) = accounts.known(account).account.seen
    assert seen.as_code


def test_an_item_that_is_not_there_is_unknown(ada, accounts):
    account = accounts.add(x_account(totp=None, codes=()))
    with pytest.raises(UnknownNameError):
        accounts.current_code(account)
    with pytest.raises(UnknownNameError):
        accounts.reveal(account, Item.CODES)
    with pytest.raises(UnknownNameError):
        accounts.use_recovery_code(account, 1)
    with pytest.raises(UnknownNameError):
        accounts.reveal(account, Item.SECRET, bytes(32))
    assert len(ada.commits) == 1


def test_a_recovery_code_is_used_once(ada, accounts):
    account = accounts.add(x_account())
    assert accounts.use_recovery_code(account, 2).reveal() == "code-two-2"
    assert [c.used for c in accounts.codes(account)] == [False, True]
    with pytest.raises(AlreadyUsedError):
        accounts.use_recovery_code(account, 2)
    assert accounts.reveal_code(account, 2).reveal() == "code-two-2"
    kinds = [p.body for p in ada.commits[1].parts]
    assert [type(b) for b in kinds] == [Revealed, CodeUsed]


def test_a_code_used_by_two_apart_is_marked_once(ada, accounts):
    account, ben, bens = with_holder(ada, accounts)
    accounts.use_recovery_code(account, 1)
    bens.use_recovery_code(account, 1)
    ada.hear(ben)
    used = accounts.known(account).opened().codes.used
    assert [u.number for u in used] == [1]


def test_codes_made_new_by_two_apart_are_all_kept(ada, accounts):
    account, ben, bens = with_holder(ada, accounts)
    accounts.edit(account, Edits(codes=(Secret("ada-code"),)))
    bens.edit(account, Edits(codes=(Secret("ben-code"),)))
    ada.hear(ben)
    shown = {accounts.reveal_code(account, n).reveal() for n in (1, 2)}
    assert shown == {"ada-code", "ben-code"}
    assert len(accounts.codes(account)) == 2


# --- rotation ------------------------------------------------------------------


def test_the_old_secret_stays_until_the_new_one_is_confirmed(ada, accounts):
    account = accounts.add(x_account())
    before = ada.clock.now
    assert changed(accounts, account) is None  # nobody knows how old it is
    ada.clock.now += 1000
    waiting = accounts.begin_rotation(account, Secret(NEW), Reason.COMPROMISE)
    assert text_of(accounts, account) == OLD
    assert text_of(accounts, account, secret=waiting) == NEW
    assert changed(accounts, account) is None
    assert accounts.rows()[0].waiting == (Item.SECRET,)
    ada.clock.now += 1000
    accounts.confirm_rotation(account, tried=True)
    assert text_of(accounts, account) == NEW
    assert changed(accounts, account) == before + 2000
    assert not accounts.rows()[0].waiting
    (past,) = accounts.known(account).item(Item.SECRET).history
    assert text_of(accounts, account, secret=past.digest) == OLD


def test_rolling_back_keeps_the_old_secret_and_the_date(ada, accounts):
    account = accounts.add(x_account())
    before = changed(accounts, account)
    ada.clock.now += 1000
    waiting = accounts.begin_rotation(account, Secret(NEW), Reason.POLICY)
    accounts.roll_back_rotation(account, "the site refused it")
    assert text_of(accounts, account) == OLD
    assert text_of(accounts, account, secret=waiting) == NEW
    assert changed(accounts, account) == before
    with pytest.raises(NothingPendingError):
        accounts.confirm_rotation(account, tried=True)


def test_the_reason_and_the_tried_sign_in_are_known_to_everybody(ada, accounts):
    account = accounts.add(x_account())
    accounts.begin_rotation(account, Secret(NEW), Reason.LEAVER)
    accounts.confirm_rotation(account, tried=True)
    cy = session_of("Cy")
    cy.hear(ada)
    mark = AccountsService(cy).known(account).account.mark(Item.SECRET).value
    assert (mark.reason, mark.tried, mark.confirmed) == (Reason.LEAVER, True, True)


def test_a_second_rotation_waits_for_the_first(accounts):
    account = accounts.add(x_account())
    accounts.begin_rotation(account, Secret(NEW), Reason.POLICY)
    with pytest.raises(RotationPendingError):
        accounts.begin_rotation(account, Secret("third-Password-03"), Reason.POLICY)


def test_confirming_twice_is_refused_and_changes_nothing(ada, accounts):
    account = accounts.add(x_account())
    accounts.begin_rotation(account, Secret(NEW), Reason.POLICY)
    accounts.confirm_rotation(account, tried=True)
    before = changed(accounts, account)
    ada.clock.now += 5000
    with pytest.raises(NothingPendingError):
        accounts.confirm_rotation(account, tried=True)
    assert changed(accounts, account) == before


@pytest.mark.parametrize("reused", [OLD, NEW])
def test_a_secret_is_not_taken_a_second_time(accounts, reused):
    account = accounts.add(x_account())
    accounts.begin_rotation(account, Secret(NEW), Reason.POLICY)
    accounts.confirm_rotation(account, tried=True)
    with pytest.raises(InvalidValueError) as refused:
        accounts.begin_rotation(account, Secret(reused), Reason.POLICY)
    assert refused.value.rule == "used-before"


def test_a_login_is_not_changed_in_two_steps(accounts):
    account = accounts.add(x_account())
    for item in (Item.LOGIN, Item.NOTE, Item.CODES):
        with pytest.raises(InvalidValueError):
            accounts.begin_rotation(account, Secret("a1"), Reason.POLICY, item)


def test_the_secret_of_codes_is_changed_in_two_steps_too(accounts):
    account = accounts.add(x_account())
    new = Secret("JBSWY3DPEHPK3PXPJBSWY3DP")
    accounts.begin_rotation(account, new, Reason.COMPROMISE, Item.TOTP)
    assert text_of(accounts, account, Item.TOTP) == "JBSWY3DPEHPK3PXP"
    accounts.confirm_rotation(account, tried=True, item=Item.TOTP)
    assert text_of(accounts, account, Item.TOTP) == new.reveal()
    assert text_of(accounts, account) == OLD


def test_two_who_confirm_apart_lose_nothing_and_settle_it(ada, accounts):
    account, ben, bens = with_holder(ada, accounts)
    one = accounts.begin_rotation(account, Secret(NEW), Reason.POLICY)
    two = bens.begin_rotation(account, Secret("third-Password-03"), Reason.POLICY)
    accounts.confirm_rotation(account, tried=True)
    bens.confirm_rotation(account, tried=True)
    ada.hear(ben)
    ben.hear(ada)
    for service in (accounts, bens):
        assert service.rows()[0].to_settle == ("secret",)
        with pytest.raises(ConflictError):
            service.reveal(account, Item.SECRET)
        assert text_of(service, account, secret=one) == NEW
        assert text_of(service, account, secret=two) == "third-Password-03"
    date = changed(accounts, account)
    accounts.settle(account, two)
    assert text_of(accounts, account) == "third-Password-03"
    assert changed(accounts, account) == date
    with pytest.raises(UnknownNameError):
        accounts.settle(account, one)


def test_two_who_confirm_the_same_secret_apart_agree_and_the_first_date_stays(
    ada, accounts
):
    account, ben, bens = with_holder(ada, accounts)
    accounts.begin_rotation(account, Secret(NEW), Reason.POLICY)
    ben.hear(ada)
    accounts.confirm_rotation(account, tried=True)
    date = changed(accounts, account)
    ben.clock.now += 60_000
    bens.confirm_rotation(account, tried=True)
    ada.hear(ben)
    assert text_of(accounts, account) == NEW
    assert changed(accounts, account) == date


def test_putting_right_the_secret_of_codes_moves_no_date(ada, accounts):
    account = accounts.add(x_account())
    new = Secret("JBSWY3DPEHPK3PXPJBSWY3DP")
    accounts.begin_rotation(account, new, Reason.POLICY, Item.TOTP)
    accounts.confirm_rotation(account, tried=True, item=Item.TOTP)
    date = accounts.known(account).account.changed(Item.TOTP)
    ada.clock.now += 60_000
    accounts.edit(account, Edits(totp=Secret("GEZDGNBVGY3TQOJQ")))
    assert accounts.known(account).account.changed(Item.TOTP) == date


def test_two_who_begin_apart_choose_which_to_confirm(ada, accounts):
    account, ben, bens = with_holder(ada, accounts)
    one = accounts.begin_rotation(account, Secret(NEW), Reason.POLICY)
    two = bens.begin_rotation(account, Secret("third-Password-03"), Reason.POLICY)
    ada.hear(ben)
    with pytest.raises(ConflictError):
        accounts.confirm_rotation(account, tried=True)
    accounts.confirm_rotation(account, tried=True, secret=two)
    assert text_of(accounts, account) == "third-Password-03"
    (left,) = accounts.known(account).item(Item.SECRET).pending
    assert left.digest == one
    accounts.roll_back_rotation(account)
    assert text_of(accounts, account, secret=one) == NEW


# --- who, and many at once -------------------------------------------------------


def test_a_holder_can_let_another_in_and_out(ada, accounts):
    account, ben, bens = with_holder(ada, accounts)
    bens.give_access(account, person_id("Cy"))
    cy = session_of("Cy")
    cy.hear(ben)
    assert text_of(AccountsService(cy), account) == OLD
    with pytest.raises(UnknownNameError):
        bens.give_access(account, person_id("Nobody"))


def test_many_accounts_are_written_in_one_change_or_not_at_all(ada, accounts):
    news = [x_account(handle=f"@a{n}") for n in range(20)]
    subjects = accounts.import_many(news)
    assert len(ada.commits) == 1
    assert len(accounts.rows()) == len(set(subjects)) == 20
    with pytest.raises(PersonalPasswordError):
        accounts.import_many([x_account(handle="@b"), x_account(platform="linkedin")])
    assert len(accounts.rows()) == 20
    assert accounts.import_many([]) == ()
    assert len(ada.commits) == 1


def test_a_plan_writes_nothing_and_adds_up_with_another(ada, accounts):
    account = accounts.add(x_account())
    other = accounts.add(x_account(handle="@other"))
    commits = len(ada.commits)
    begin = accounts.plan.begin(account, Secret(NEW), Reason.COMPROMISE)
    closing = accounts.plan.set_status(other, Status.CLOSED, "gone")
    assert len(ada.commits) == commits
    ada.commit(begin + closing)
    assert accounts.known(account).waiting()
    assert accounts.known(other).account.status is Status.CLOSED


def test_an_entry_in_the_wrong_scope_makes_no_account(ada, accounts):
    account = accounts.add(x_account())
    subject, change = accounts.plan.add(facebook_page())
    scope = accounts.known(account).scope
    added = next(p for p in change.parts if isinstance(p, Write))
    ada.commit(change.__class__((Write(subject, added.kind, added.body, scope),)))
    assert len(accounts.rows()) == 1


def test_an_entry_that_names_another_accounts_secret_opens_nothing(ada, accounts):
    """As a modified program could write it, to have it shown under a wrong name."""
    account = accounts.add(x_account())
    other = accounts.add(x_account(handle="@other", secret=Secret("others-Secret-9")))
    foreign = accounts.known(other).current(Item.SECRET)
    known = accounts.known(account)
    body = RotationConfirmed(
        Item.SECRET, foreign, True, known.item(Item.SECRET).replaceable
    )
    ada.commit(write(Write(account, CONFIRMED, body, known.scope)))
    assert accounts.known(account).current(Item.SECRET) == foreign
    with pytest.raises(UnknownNameError):
        accounts.reveal(account, Item.SECRET)
