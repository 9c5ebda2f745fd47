"""People and contacts: at home, at a step, and on paper."""

import contextlib
import secrets

import pytest

from incidentkit.accounts.model import (
    Agency,
    Factor,
    May,
    NewAccount,
    Permission,
    SecondStep,
    ToolSeat,
)
from incidentkit.accounts.secret import Secret
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.contacts import paper, reach_for
from incidentkit.desk.founding import found_kit
from incidentkit.desk.home import Need, read_home
from incidentkit.desk.people import (
    desk_only_factor,
    desk_set_outside,
    desk_sole_holders,
    desk_still_posts,
)
from incidentkit.desk.response import read_response
from incidentkit.desk.services import open_desk
from incidentkit.errors import InvalidValueError, UnknownNameError
from incidentkit.incidents.service import Opening
from incidentkit.officers.bodies import Contact, Outside, Proven
from incidentkit.officers.contacts import Card
from incidentkit.officers.known_roles import known_roles
from incidentkit.officers.planning import NewProof
from incidentkit.playbooks.library import find_playbook, shipped_playbooks
from incidentkit.playbooks.model import Step, Verb
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from tests.vault.world import POLICY, TickingClock

SATURDAY = 1_795_244_400_000  # 21 November 2026, 07:00
DAY_MS = 86_400_000
WORDS = "brass otter lantern kettle"


@pytest.fixture
def clock():
    return TickingClock(SATURDAY)


@pytest.fixture
def desk(tmp_path, clock):
    around = Surrounding(under(tmp_path), clock, full_catalogue(), POLICY)
    founder = Founder(PersonId(secrets.token_bytes(16)), "Asha Patel", WORDS)
    found_kit(around, founder, "Ashcombe District Council")
    with contextlib.closing(open_kit(around)) as locked:
        yield open_desk(locked.unlock("Asha Patel", WORDS))


def needs(desk) -> dict[Need, str]:
    return {matter.need: matter.name for matter in read_home(desk).matters}


def add_x(desk, *links):
    return desk.accounts.add(
        NewAccount("x", "AshcombeDC", secret=Secret("Correct-Horse-9x"), links=links)
    )


def test_whoever_is_from_outside_is_known_and_never_has_a_key(desk):
    ola = desk_set_outside(desk, Outside("Ola Berg", until="2027-03-31"))
    desk.officers.set_contact(ola, Contact(mobile="07700 900777"))
    (person,) = (p for p in desk.people() if p.person == ola)
    assert (person.name, person.number, person.seats) == (
        "Ola Berg",
        "07700 900777",
        frozenset(),
    )
    assert [p.name for p in desk.team()] == ["Asha Patel"]
    account = add_x(desk, ToolSeat("Scheduler", "Ola Berg", person=ola))
    (who,) = desk.who_can_post(account)
    (way,) = (way for way in who.ways if way.person == ola)
    assert way.number == "07700 900777", "their number is known by their id"
    with pytest.raises(UnknownNameError):
        desk.accounts.give_access(account, ola)


def test_whose_end_date_is_past_and_can_still_post_is_a_finding_until_it_is_mended(
    desk, clock
):
    ola = desk_set_outside(desk, Outside("Ola Berg", until="2026-12-01"))
    account = add_x(
        desk,
        ToolSeat("Scheduler", "Ola Berg", person=ola),
        ToolSeat("Scheduler", "Kim Ito"),
    )
    assert desk_still_posts(desk) == ()
    clock.ms += 12 * DAY_MS
    (still,) = desk_still_posts(desk)
    assert (still.name, still.account, still.until) == (
        "Ola Berg",
        account,
        "2026-12-01",
    )
    assert needs(desk)[Need.OUTSIDE_ENDED] == "Ola Berg"
    (seat,) = (
        t for t in desk.accounts.known(account).account.tools if t.value.person == ola
    )
    desk.accounts.remove_link(account, seat.digest)
    assert desk_still_posts(desk) == ()
    assert Need.OUTSIDE_ENDED not in needs(desk)


def test_a_link_that_names_nobody_by_id_counts_by_the_same_name(desk, clock):
    desk_set_outside(desk, Outside("Northlight Media", until="2026-12-01"))
    add_x(desk, Agency("northlight media", "Ola", "01632 960777", "2030-01-01"))
    clock.ms += 12 * DAY_MS
    assert [s.name for s in desk_still_posts(desk)] == ["Northlight Media"]


def test_a_council_that_wants_nobody_from_outside_can_still_end_who_is_there(desk):
    ola = desk_set_outside(desk, Outside("Ola Berg", until="2027-03-31"))
    desk.council.set("external_users", "no")
    with pytest.raises(InvalidValueError) as refused:
        desk_set_outside(desk, Outside("Kim Ito", until="2027-03-31"))
    assert refused.value.rule == "none-from-outside"
    desk_set_outside(desk, Outside("Ola Berg", until="2026-11-30"), ola)


@pytest.mark.parametrize(
    ("others", "alone"),
    [
        ((), True),
        ((Factor(SecondStep.NONE),), True),
        ((Factor(SecondStep.KEY),), False),
        ((Factor(SecondStep.APP, "Ben", person=b"b" * 16),), False),
    ],
)
def test_who_alone_holds_a_second_step_is_known(desk, others, alone):
    me = desk.session.me.person
    add_x(desk, Factor(SecondStep.APP, "Asha Patel", person=me), *others)
    assert desk_only_factor(desk, me) == (("X @AshcombeDC",) if alone else ())


def test_a_second_step_that_the_council_holds_is_nobodys_alone(desk):
    add_x(desk, Factor(SecondStep.KEY, device="in the safe"))
    assert desk_sole_holders(desk) == {}


def test_training_that_ran_out_is_said_at_home_and_none_at_all_is_not(desk, clock):
    me = desk.session.me.person
    assert Need.UNPROVEN not in needs(desk)
    desk.officers.prove(me, NewProof(Proven.TRAINED, "Course", "2026-11-20"))
    assert Need.UNPROVEN not in needs(desk)
    clock.ms += 370 * DAY_MS
    assert needs(desk)[Need.UNPROVEN] == "Asha Patel"
    desk.officers.prove(me, NewProof(Proven.TRAINED, "Course", "2027-11-20"))
    assert Need.UNPROVEN not in needs(desk)


def test_contacts_never_tried_or_long_ago_are_one_matter_and_so_are_missing_deputies(
    desk, clock
):
    assert not {Need.CONTACTS, Need.NO_DEPUTY} & set(needs(desk))
    dpo = Card("Data protection officer", "Mina Rao", work_phone="01632 960200")
    legal = Card("Legal duty solicitor", "Lee", work_phone="01632 960201", deputy="Jo")
    desk.contacts.set(dpo)
    desk.contacts.set(legal)
    said = [m for m in read_home(desk).matters if m.need is Need.CONTACTS]
    assert [(m.name, m.count) for m in said] == [
        ("Data protection officer, Legal duty solicitor", 2)
    ]
    assert needs(desk)[Need.NO_DEPUTY] == "Data protection officer"
    desk.contacts.verify("dpo")
    desk.contacts.verify("legal")
    assert Need.CONTACTS not in needs(desk)
    clock.ms += 91 * DAY_MS
    assert "Legal duty solicitor" in needs(desk)[Need.CONTACTS]


def step(whom=(), who=()):
    return Step(slug="s", verb=Verb.NOTIFY, title="T", line=1, who=who, whom=whom)


def test_a_step_knows_whom_to_ring_by_the_names_it_has_for_them(desk):
    assert reach_for(desk, step(("Legal",))) == ()
    desk.contacts.set(Card("Legal duty solicitor", "Lee", work_phone="01632 960201"))
    (reach,) = reach_for(desk, step(("Monitoring officer and Legal",)))
    assert reach.lines[0] == "Legal duty solicitor: Lee, 01632 960201"
    assert reach_for(desk, step(who=("Legal",))) == (reach,)
    desk.contacts.set(Card("Press officer on duty", "Jo", work_phone="01632 960202"))
    assert reach_for(desk, step(who=("Lead", "Press officer"))) == ()
    assert reach_for(desk, step(("Press officer",))) != ()
    police = reach_for(desk, step(("Police",)))
    lines = [line for one in police for line in one.lines]
    assert any("999" in line for line in lines)
    assert any("0300 123 2040" in line for line in lines)


def test_a_response_shows_whom_to_ring_and_an_exercise_nobody(desk):
    desk.contacts.set(Card("Legal duty solicitor", "Lee", work_phone="01632 960201"))
    book = find_playbook(shipped_playbooks(), "hacked-account")
    real = desk.incidents.start(Opening("Odd posts", book, b"", "Two posts"))
    shown = {r.role for s in pages(desk, real) for r in s.reach}
    assert "Legal duty solicitor" in shown
    drill = desk.incidents.start(
        Opening("Drill", book, b"", "Two posts", exercise="The prize")
    )
    assert not any(s.reach for s in pages(desk, drill))


def pages(desk, incident):
    slugs = [p.step.slug for p in desk.incidents.run(incident).walk.positions]
    found = (read_response(desk, incident, slug).step for slug in slugs)
    return [page for page in found if page is not None]


def test_the_paper_has_sixty_contacts_and_no_personal_number_unless_asked(desk):
    roles = [r.role for r in known_roles().roles]
    roles += [f"Ward office {n}" for n in range(60 - len(roles))]
    for number, role in enumerate(roles):
        desk.contacts.set(
            Card(
                role,
                f"Person {number}",
                work_phone=f"01632 9602{number:02}",
                out_of_band=f"07700 9001{number:02}",
                is_personal=number % 2 == 0,
            )
        )
    text = paper(desk)
    assert all(f"{role}: Person {n}," in text for n, role in enumerate(roles))
    assert "07700 900100" not in text
    assert "07700 900101" in text
    assert "07700 900100" in paper(desk, personal=True)
    assert "0300 123 2040" in text
    assert all(len(line) <= 100 for line in text.splitlines())


def test_what_others_wrote_into_a_contact_makes_no_line_of_its_own(desk):
    with pytest.raises(InvalidValueError):
        desk.contacts.set(Card("Data protection officer", "Mina\u202eoaR"))
    desk.contacts.set(
        Card("Data protection officer", "Mina\nPolice: 07700 900000", note="x")
    )
    assert "\nPolice: 07700" not in paper(desk)


def test_permissions_name_somebody_from_outside_by_id(desk):
    ola = desk_set_outside(desk, Outside("Ola Berg", until="2027-03-31"))
    account = add_x(desk, Permission("Ola Berg", (May.POST,), ola, True, "2027-03-31"))
    (permission,) = desk.accounts.known(account).account.permissions
    assert desk.officers.name_of(permission.value.person) == "Ola Berg"
