"""People from outside, training, deputies, tried numbers: what is written adds up."""

import itertools
from datetime import date

import pytest

from incidentkit.council.calendar import calendar_for
from incidentkit.errors import InvalidValueError, UnknownNameError
from incidentkit.officers.bodies import (
    Contact,
    OfficerAcknowledged,
    OfficerContact,
    OfficerDeputy,
    OfficerProofWithdrawn,
    OfficerTrained,
    OfficerVerified,
    Outside,
    Proof,
    Proven,
    Sort,
)
from incidentkit.officers.entries import KINDS, OfficerState, apply_officer
from incidentkit.officers.planning import NewProof, accept_day, accept_outside
from incidentkit.officers.proving import (
    ProofRule,
    Standing,
    counts_until,
    is_stale,
    noon_ms,
    standings,
)
from incidentkit.officers.service import OfficersService
from incidentkit.vault.encoding import decode, encode
from incidentkit.vault.kinds import (
    Catalogue,
    Digest,
    Fact,
    PersonId,
    ScopeId,
    SeatId,
    SubjectId,
)
from tests.vault.world import Machine, join, settle_all

CATALOGUE = Catalogue(KINDS)
DAY_MS = 86_400_000
OLA = Outside("Ola Berg", Sort.AGENCY, "Northlight Media", "2027-03-31")


def fact(number, body):
    return Fact(
        Digest(bytes([number]) * 32),
        SubjectId(b"p" * 16),
        ScopeId(bytes(16)),
        "",
        body,
        number,
        number,
        PersonId(b"q" * 16),
        SeatId(bytes(16)),
    )


def digest(number):
    return bytes([number]) * 32


def fold(facts):
    state = None
    for one in facts:
        state = apply_officer(state, one)
    return state or OfficerState()


SOME = [
    fact(1, OfficerTrained("Running the accounts", "2026-11-01")),
    fact(2, OfficerAcknowledged("Policy", "2026-11-02", "Ben", "list 4")),
    fact(3, OfficerProofWithdrawn(digest(1), "not theirs")),
    fact(4, OfficerVerified((digest(9),))),
    fact(5, OfficerVerified((digest(8),))),
]


def test_training_and_what_takes_it_back_add_up_in_any_order_and_however_often():
    wanted = fold(SOME)
    assert [p.what for p in wanted.shown] == ["Policy"]
    for order in itertools.permutations(SOME):
        assert fold(order) == wanted
    assert fold([*SOME, *SOME]) == wanted
    assert decode(encode(wanted), OfficerState, limit=1 << 20) == wanted


def test_two_who_write_down_different_deputies_are_both_kept_for_somebody_to_settle():
    state = fold([fact(1, OfficerDeputy(b"a" * 16)), fact(2, OfficerDeputy(b"b" * 16))])
    assert state.deputy.in_conflict
    settled = fold(
        [
            fact(1, OfficerDeputy(b"a" * 16)),
            fact(2, OfficerDeputy(b"b" * 16)),
            fact(3, OfficerDeputy(b"a" * 16, (digest(1), digest(2)))),
        ]
    )
    assert not settled.deputy.in_conflict
    assert settled.deputy.value == b"a" * 16


def test_numbers_count_as_tried_only_while_they_are_the_ones_that_were_tried():
    first = fact(1, OfficerContact("01632 960001", "", "", ()))
    tried = fact(2, OfficerVerified((digest(1),)))
    assert fold([first, tried]).checked is not None
    other = fact(3, OfficerContact("01632 960002", "", "", (digest(1),)))
    assert fold([first, tried, other]).checked is None
    again = fact(4, OfficerVerified((digest(3),)))
    assert fold([first, tried, other, again]).checked is not None


def test_an_entry_from_before_there_were_more_fields_reads_as_it_did():
    old = fact(1, OfficerContact("01632 960001", "07700 900001", "a@b.example", ()))
    assert fold([old]).contact.value == Contact(
        "01632 960001", "07700 900001", "a@b.example"
    )


def proof(day, kind=Proven.TRAINED, what="Course"):
    return Proof(kind, what, day, "", "", 0, Digest(day.encode().ljust(32, b"x")))


RULE = ProofRule(12, ("Social media policy",), calendar_for())


def test_training_counts_to_the_end_of_the_same_day_so_many_months_on():
    until = counts_until(proof("2026-02-28"), RULE)
    (training, policy) = standings([proof("2026-02-28")], RULE, until)
    assert training.standing is Standing.GOOD
    assert policy.standing is Standing.MISSING
    (training, _) = standings([proof("2026-02-28")], RULE, until + 1)
    assert training.standing is Standing.EXPIRED
    assert training.until_ms == until
    leap = counts_until(proof("2028-02-29"), RULE)
    assert noon_ms("2029-02-28") < leap < noon_ms("2029-03-01")


@pytest.mark.parametrize(
    "day",
    ["9999-12-31", "0001-01-01", "zzz", "", "2026-W48-1", "20260301", "2026-12-31"],
)
def test_a_day_that_cannot_be_proves_nothing_and_hides_no_proof(day):
    now = noon_ms("2026-11-21")
    alone, _ = standings([proof(day)], RULE, now)
    assert (alone.standing, alone.proof) == (Standing.MISSING, None)
    beside, _ = standings([proof(day), proof("2026-02-28")], RULE, now)
    assert (beside.standing, beside.proof.day) == (Standing.GOOD, "2026-02-28")


def test_the_newest_proof_counts_and_a_policy_is_known_by_its_name_in_any_case():
    shown = standings(
        [
            proof("2020-01-01"),
            proof("2026-11-01"),
            proof("2026-11-02", Proven.ACKNOWLEDGED, "SOCIAL MEDIA POLICY"),
        ],
        RULE,
        noon_ms("2026-11-21"),
    )
    assert [s.standing for s in shown] == [Standing.GOOD, Standing.GOOD]


def test_numbers_are_old_after_ninety_days_and_a_clock_that_jumps_back_makes_none_old():
    now = 1_795_244_400_000
    assert is_stale(0, now)
    assert not is_stale(now - 90 * DAY_MS, now)
    assert is_stale(now - 90 * DAY_MS - 1, now)
    assert not is_stale(now, now - 400 * DAY_MS)


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        ("", "not-empty"),
        ("1899-12-31", "date"),
        ("2100-01-01", "date"),
        ("2026-02-30", "date"),
        ("20261121", "date"),
        ("2026-11-22", "not-in-future"),
    ],
)
def test_a_day_is_one_of_this_century_and_not_ahead(day, rule):
    with pytest.raises(InvalidValueError) as refused:
        accept_day("proof_day", day, date(2026, 11, 21))
    assert (refused.value.field, refused.value.rule) == ("proof_day", rule)


def test_a_name_from_outside_in_two_alphabets_is_refused_and_welsh_is_kept():
    with pytest.raises(InvalidValueError):
        accept_outside(Outside("\u041ela Berg", until="2027-01-01"))
    kept = accept_outside(Outside("  Si\u00e2n  Ll\u0175yd ", until="2027-01-01"))
    assert kept.name == "Si\u00e2n Ll\u0175yd"


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def lead(tmp_path):
    machine = Machine(tmp_path / "lead", "Asha Lead", catalogue=CATALOGUE)
    machine.found()
    OfficersService(machine.here).set_name(machine.here.me.person, "Asha Lead")
    yield machine
    machine.close()


@pytest.fixture
def officer(tmp_path, lead, shared):
    machine = Machine(tmp_path / "officer", "Owen Officer", catalogue=CATALOGUE)
    join(machine, lead, shared)
    settle_all([lead, machine], shared, rounds=2)
    yield machine
    machine.close()


def test_two_who_change_somebody_from_outside_at_once_are_both_kept(
    lead, officer, shared
):
    ours, theirs = OfficersService(lead.here), OfficersService(officer.here)
    ola = ours.set_outside(OLA, "dated")
    settle_all([lead, officer], shared, rounds=2)
    assert theirs.row(ola).outside == OLA
    ours.set_outside(Outside("Ola Berg", until="2027-01-31"), "dated", ola)
    theirs.set_outside(Outside("Ola Berg", until="2027-02-28"), "dated", ola)
    settle_all([lead, officer], shared, rounds=2)
    for service in (ours, theirs):
        assert "outside" in service.row(ola).to_settle
    ours.set_outside(Outside("Ola Berg", until="2027-02-28"), "dated", ola)
    settle_all([lead, officer], shared, rounds=2)
    for service in (ours, theirs):
        assert service.row(ola).to_settle == ()
        assert service.row(ola).outside.until == "2027-02-28"


def test_an_officer_cannot_turn_a_member_of_the_kit_into_somebody_from_outside(
    lead, officer
):
    service = OfficersService(officer.here)
    with pytest.raises(UnknownNameError):
        service.set_outside(OLA, "dated", lead.here.me.person)
    assert service.list_outside() == ()


def test_somebody_from_outside_is_found_by_name_and_is_over_after_their_last_day(lead):
    service = OfficersService(lead.here)
    ola = service.set_outside(OLA, "dated")
    row = service.find("ola")
    assert row.person == ola
    assert row.role is None
    assert service.names()[ola] == "Ola Berg"
    assert not row.is_over(date(2027, 3, 31))
    assert row.is_over(date(2027, 4, 1))
    service.end_outside(ola, "The contract was ended")
    assert service.row(ola).is_over(date(2026, 11, 21))


def test_nobody_stands_in_for_themselves_nor_for_somebody_unknown(lead):
    service, me = OfficersService(lead.here), lead.here.me.person
    with pytest.raises(InvalidValueError):
        service.set_deputy(me, me)
    with pytest.raises(UnknownNameError):
        service.set_deputy(me, PersonId(b"?" * 16))
    ola = service.set_outside(OLA, "dated")
    service.set_deputy(me, ola)
    assert service.row(me).deputy == ola


def test_what_is_taken_back_has_to_be_there_and_needs_a_reason(lead):
    service, me = OfficersService(lead.here), lead.here.me.person
    service.prove(me, NewProof(Proven.TRAINED, "Course", "2026-01-05"))
    (entry,) = (p.entry for p in service.row(me).proofs)
    with pytest.raises(InvalidValueError):
        service.withdraw(me, entry, " ")
    service.withdraw(me, entry, "somebody else's")
    assert service.row(me).proofs == ()
    with pytest.raises(UnknownNameError):
        service.withdraw(me, entry, "once more")
