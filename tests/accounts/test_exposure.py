from incidentkit.accounts.changes import Audience
from incidentkit.accounts.exposure import (
    Person,
    Ring,
    SeenHow,
    WayKind,
    exposures,
)
from incidentkit.accounts.model import (
    Agency,
    Edits,
    Field,
    Item,
    Phone,
    PlatformRole,
    Portfolio,
    Reason,
    Status,
    ToolSeat,
)
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.service import AccountsService
from tests.accounts.examples import facebook_page, session_of, x_account
from tests.accounts.fake_session import person_id, seat_id

PEOPLE = tuple(
    Person(
        person_id(name),
        name,
        f"+44770090010{n}",
        frozenset({seat_id(name)}),
        is_lead=name == "Ada",
    )
    for n, name in enumerate(("Ada", "Ben", "Cy"))
)
NAMES = {p.person: p.name for p in PEOPLE}
NEW = Secret("second-Password-02")


def ways(accounts, account, kind):
    (row,) = accounts.who_can_post(PEOPLE, account)
    return [way for way in row.ways if way.kind is kind]


def known_by(accounts, account, item=Item.SECRET):
    state = accounts.known(account).account
    return [(e.name, e.how) for e in exposures(state, NAMES) if e.item is item]


def test_holders_are_listed_with_who_else_to_ring(accounts):
    account = accounts.add(x_account())
    accounts.give_access(account, person_id("Ben"))
    found = ways(accounts, account, WayKind.HOLDER)
    assert [(w.name, w.number) for w in found] == [
        ("Ada", "+447700900100"),
        ("Ben", "+447700900101"),
    ]
    assert found[0].ring == (Ring("Ben", "+447700900101"),)
    accounts.withdraw_access(account, person_id("Ben"))
    assert [w.name for w in ways(accounts, account, WayKind.HOLDER)] == ["Ada"]


def test_a_lead_holds_what_is_open_to_leads(ada, accounts):
    ben = session_of("Ben")
    bens = AccountsService(ben)
    shared = bens.add(x_account())
    private = bens.add(x_account(handle="@private"), Audience(leads=False))
    ada.hear(ben)
    names = [w.name for w in ways(accounts, shared, WayKind.HOLDER)]
    assert names == ["Ada", "Ben"]
    assert [w.name for w in ways(accounts, private, WayKind.HOLDER)] == ["Ben"]


def test_nobody_holds_an_account_without_secrets(accounts):
    account = accounts.add(facebook_page(note=Secret("Ring the service desk.")))
    assert not ways(accounts, account, WayKind.HOLDER)


def test_a_role_names_everybody_else_who_can_remove_it(accounts):
    roles = (
        PlatformRole("Sam Vale", "full control", "07700 900111", removes=True),
        PlatformRole("Ben", "full control", removes=True, person=person_id("Ben")),
        PlatformRole("Kit Moss", "editor"),
    )
    account = accounts.add(facebook_page(links=roles))
    sam, ben, kit = ways(accounts, account, WayKind.ROLE)
    both = (Ring("Sam Vale", "+447700900111"), Ring("Ben", "+447700900101"))
    assert kit.ring == both
    assert sam.ring == both[1:]
    assert ben.ring == both[:1]
    assert ben.number == "+447700900101"
    accounts.remove_link(account, sam.entry)
    _, kit = ways(accounts, account, WayKind.ROLE)
    assert kit.ring == both[1:]


def test_the_only_one_who_can_remove_is_rung_themself(accounts):
    role = PlatformRole("Sam Vale", "owner", "07700 900111", removes=True)
    account = accounts.add(facebook_page(platform="youtube", links=(role,)))
    (way,) = ways(accounts, account, WayKind.ROLE)
    assert way.ring == (Ring("Sam Vale", "+447700900111"),)


def test_an_agency_that_owns_the_portfolio_is_rung_too(accounts):
    account = accounts.add(
        facebook_page(
            portfolio=Portfolio.AGENCY,
            links=(
                PlatformRole("Sam Vale", "editor"),
                Agency("Bright Ideas", "Lee Cole", "07700 900155", "2026-12-31"),
            ),
        )
    )
    (sam,) = ways(accounts, account, WayKind.ROLE)
    (agency,) = ways(accounts, account, WayKind.AGENCY)
    assert sam.ring == agency.ring == (Ring("Lee Cole", "+447700900155"),)
    (row,) = accounts.who_can_post(PEOPLE, account)
    assert row.portfolio is Portfolio.AGENCY


def test_tool_seats_and_telephones_say_who_to_ring(accounts):
    account = accounts.add(
        x_account(
            links=(
                ToolSeat("Planner", "Ben", person=person_id("Ben")),
                ToolSeat("Planner", "Kit", ring_name="Ada", ring_number="07700900100"),
                Phone("07700 900199", "Cy", person_id("Cy"), "sign-in codes"),
            )
        )
    )
    ben, kit = ways(accounts, account, WayKind.TOOL)
    assert ben.ring == (Ring("Ben", "+447700900101"),)
    assert kit.ring == (Ring("Ada", "+447700900100"),)
    (phone,) = ways(accounts, account, WayKind.PHONE)
    assert (phone.number, phone.detail) == ("+447700900199", "sign-in codes")
    assert phone.ring == (Ring("Cy", "+447700900102"),)


def test_whoever_wrote_the_secret_down_knows_it(accounts):
    account = accounts.add(x_account())
    assert known_by(accounts, account) == [("Ada", SeenHow.SET)]


def two_holders(ada, accounts):
    account = accounts.add(x_account())
    accounts.give_access(account, person_id("Ben"))
    ben = session_of("Ben")
    ben.hear(ada)
    return account, ben, AccountsService(ben)


def test_whoever_was_shown_the_secret_knows_it_until_it_is_changed(ada, accounts):
    account, ben, bens = two_holders(ada, accounts)
    bens.reveal(account, Item.SECRET)
    ada.hear(ben)
    assert known_by(accounts, account) == [("Ada", SeenHow.SET), ("Ben", SeenHow.SHOWN)]
    accounts.begin_rotation(account, NEW, Reason.LEAVER)
    assert len(known_by(accounts, account)) == 2
    accounts.confirm_rotation(account, tried=True)
    assert known_by(accounts, account) == [("Ada", SeenHow.SET)]


def test_whoever_began_a_rotation_knows_it_after_another_confirms(ada, accounts):
    account, ben, bens = two_holders(ada, accounts)
    bens.begin_rotation(account, NEW, Reason.POLICY)
    ada.hear(ben)
    accounts.confirm_rotation(account, tried=False)
    assert known_by(accounts, account) == [("Ben", SeenHow.SET)]


def test_an_edit_clears_nobody(ada, accounts):
    account, ben, bens = two_holders(ada, accounts)
    bens.reveal(account, Item.SECRET)
    bens.reveal(account, Item.TOTP)
    ada.hear(ben)
    before = (
        known_by(accounts, account),
        accounts.known(account).account.changed(Item.SECRET),
    )
    ada.clock.now += 86_400_000
    accounts.edit(
        account,
        Edits(
            fields=((Field.NOTES, "new note"),),
            note=Secret("for holders"),
            totp=Secret("JBSWY3DPEHPK3PXPJBSWY3DP"),
        ),
    )
    after = (
        known_by(accounts, account),
        accounts.known(account).account.changed(Item.SECRET),
    )
    assert before == after
    assert ("Ben", SeenHow.SHOWN) in known_by(accounts, account, Item.TOTP)


def test_rolling_back_clears_whoever_saw_only_the_new_secret(ada, accounts):
    account, ben, bens = two_holders(ada, accounts)
    waiting = accounts.begin_rotation(account, NEW, Reason.POLICY)
    ben.hear(ada)
    bens.reveal(account, Item.SECRET, waiting)
    ada.hear(ben)
    assert ("Ben", SeenHow.SHOWN) in known_by(accounts, account)
    accounts.roll_back_rotation(account, "refused")
    assert known_by(accounts, account) == [("Ada", SeenHow.SET)]


def test_changing_one_item_clears_nobody_of_another(ada, accounts):
    account, ben, bens = two_holders(ada, accounts)
    bens.reveal(account, Item.TOTP)
    ada.hear(ben)
    accounts.begin_rotation(account, NEW, Reason.LEAVER)
    accounts.confirm_rotation(account, tried=True)
    assert ("Ben", SeenHow.SHOWN) in known_by(accounts, account, Item.TOTP)


def test_a_code_of_the_moment_gives_nothing_away_for_long(ada, accounts):
    account, ben, bens = two_holders(ada, accounts)
    bens.current_code(account)
    ada.hear(ben)
    assert known_by(accounts, account, Item.TOTP) == [("Ada", SeenHow.SET)]


def test_new_recovery_codes_clear_whoever_saw_the_old(ada, accounts):
    account, ben, bens = two_holders(ada, accounts)
    bens.reveal_code(account, 1)
    ada.hear(ben)
    assert ("Ben", SeenHow.SHOWN) in known_by(accounts, account, Item.CODES)
    accounts.edit(account, Edits(codes=(Secret("fresh-code-1"),)))
    assert known_by(accounts, account, Item.CODES) == [("Ada", SeenHow.SET)]


def test_two_confirmed_apart_leave_both_makers_exposed(ada, accounts):
    account, ben, bens = two_holders(ada, accounts)
    accounts.begin_rotation(account, NEW, Reason.POLICY)
    bens.begin_rotation(account, Secret("third-Password-03"), Reason.POLICY)
    accounts.confirm_rotation(account, tried=True)
    bens.confirm_rotation(account, tried=True)
    ada.hear(ben)
    assert {name for name, _ in known_by(accounts, account)} == {"Ada", "Ben"}
    first = accounts.known(account).item(Item.SECRET).current[0]
    accounts.settle(account, first)
    assert {name for name, _ in known_by(accounts, account)} == {"Ada", "Ben"}


def test_live_accounts_come_first_and_closed_ones_still_show(accounts):
    old = accounts.add(x_account(handle="@aaa"))
    accounts.add(facebook_page())
    accounts.add(x_account(handle="@zzz"))
    accounts.close(old, "merged")
    rows = accounts.who_can_post(PEOPLE)
    assert [(r.handle, r.status) for r in rows] == [
        ("Ashcombe", Status.LIVE),
        ("@zzz", Status.LIVE),
        ("@aaa", Status.CLOSED),
    ]


def test_the_page_holds_no_secret(accounts):
    account = accounts.add(x_account())
    accounts.reveal(account, Item.SECRET)
    shown = repr(accounts.who_can_post(PEOPLE, account))
    assert "first-Password-01" not in shown
    assert "JBSWY3DP" not in shown
