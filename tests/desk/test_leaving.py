"""What somebody leaves to do: what they saw, what they could open, what to take away."""

from incidentkit.accounts.exposure import Exposure, SeenHow, Way, WayKind, WhoCanPost
from incidentkit.accounts.model import Access, Item, Portfolio, Status
from incidentkit.desk.leaving import LeftBehind, left_behind
from incidentkit.vault.kinds import PersonId, SubjectId

BEN, ASHA = PersonId(b"b" * 16), PersonId(b"a" * 16)


def account(
    handle: str,
    *,
    ways: tuple[Way, ...] = (),
    seen: tuple[PersonId, ...] = (),
    status: Status = Status.LIVE,
) -> WhoCanPost:
    return WhoCanPost(
        subject=SubjectId(handle.encode().ljust(16)),
        platform="x",
        handle=handle,
        access=Access.OWN_LOGIN,
        status=status,
        elsewhere="",
        portfolio=Portfolio.UNKNOWN,
        recovery_mailbox="",
        recovery_phone="",
        changed=None,
        ways=ways,
        seen=tuple(Exposure(p, "", Item.SECRET, SeenHow.SHOWN, 1) for p in seen),
    )


def way(kind: WayKind, person: PersonId | None, detail: str = "") -> Way:
    return Way(kind, "name", "", detail, (), person)


def test_what_they_saw_comes_first_and_what_they_could_open_second():
    holder = way(WayKind.HOLDER, BEN)
    found = left_behind(
        BEN,
        [
            account("seen", ways=(holder,), seen=(BEN, ASHA)),
            account("could", ways=(holder, way(WayKind.HOLDER, ASHA)), seen=(ASHA,)),
            account("neither", ways=(way(WayKind.HOLDER, ASHA),), seen=(ASHA,)),
        ],
    )
    assert found == LeftBehind(("X @seen",), ("X @could",), ())


def test_what_was_seen_counts_also_when_the_access_is_gone():
    assert left_behind(BEN, [account("seen", seen=(BEN,))]).opened == ("X @seen",)


def test_roles_tools_and_telephones_are_to_be_taken_away():
    ways = (
        way(WayKind.ROLE, BEN, "Editor"),
        way(WayKind.TOOL, BEN, "Scheduler"),
        way(WayKind.PHONE, BEN),
        way(WayKind.ROLE, None, "Admin"),
    )
    found = left_behind(BEN, [account("page", ways=ways)])
    assert found == LeftBehind(
        (), (), ("X @page: role Editor", "X @page: tool Scheduler", "X @page: phone")
    )


def test_a_closed_account_leaves_as_much_to_do_as_an_open_one():
    ways = (way(WayKind.ROLE, BEN, "Editor"),)
    row = account("old", seen=(BEN,), ways=ways, status=Status.CLOSED)
    assert left_behind(BEN, [row]) == LeftBehind(
        ("X @old (closed)",), (), ("X @old (closed): role Editor",)
    )
