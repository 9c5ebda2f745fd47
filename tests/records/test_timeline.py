"""Every entry is told, in order, and says when it no longer counts."""

import hashlib

import pytest

from incidentkit.accounts import entries as a
from incidentkit.accounts.model import (
    Agency,
    App,
    Factor,
    Hangs,
    Item,
    May,
    Permission,
    Phone,
    PlatformRole,
    Reason,
    SecondStep,
    Status,
    Tie,
    ToolSeat,
)
from incidentkit.council.entries import CouncilSet
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.incidents import entries as e
from incidentkit.records import telling, telling_register
from incidentkit.records.telling import Naming
from incidentkit.records.timeline import Standing, timeline
from incidentkit.vault.kinds import Body, Digest, Fact, PersonId, ScopeId, SeatId
from tests.records.scene import MINUTE, SATURDAY, SECRETS

ASHA, OWEN = PersonId(b"a" * 16), PersonId(b"o" * 16)
NAMES = {ASHA: "Asha Lead", OWEN: "Owen Officer"}
NAMING = Naming(
    person=NAMES.__getitem__,
    account=lambda _: "@AshcombeDC (X)",
    draft=lambda _: ("Interim notice", "X"),
    step=lambda slug: slug.capitalize(),
    moment=lambda name: f"When was {name}?",
    earlier=lambda _: None,
)


def digest_of(number: int) -> Digest:
    return Digest(hashlib.sha256(str(number).encode()).digest())


def fact(number: int, body: Body, **more: object) -> Fact:
    at = SATURDAY + number * MINUTE
    known = {
        "digest": digest_of(number),
        "subject": b"i" * 16,
        "scope": ScopeId(b"s" * 16),
        "kind": "incident.any",
        "body": body,
        "at": at,
        "wall": at,
        "person": ASHA,
        "seat": SeatId(ASHA),
    }
    return Fact(**{**known, **more})


def told(*facts: Fact) -> list[str]:
    return [line.sentence for line in timeline(facts, NAMING)]


def all_kinds():
    kinds = full_catalogue()._by_key.values()
    return sorted(kinds, key=lambda kind: kind.name)


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.name)
def test_every_kind_of_entry_has_words(kind):
    assert kind.body in telling.TOLD or kind.body in telling_register.TOLD


def test_a_kind_without_words_is_shown_all_the_same():
    class Later(Body, frozen=True):
        """Of a later version."""

    (line,) = timeline([fact(1, Later(), kind="incident.later")], NAMING)
    assert line.sentence == "Wrote an entry of the kind “incident.later”."


def test_who_did_it_and_who_wrote_it_down_are_both_kept():
    body = e.StepDone("Ring ICT", by="Priya Patel", at_ms=SATURDAY)
    (line,) = timeline([fact(5, body, person=OWEN)], NAMING)
    assert (line.who, line.recorder) == ("Priya Patel", "Owen Officer")
    assert line.at_ms == SATURDAY
    assert line.sentence == "Finished “Ring ict”. Written down 21 Nov 2026 07:14:50."


def test_a_note_from_the_locked_screen_is_told_as_unsigned_and_by_who_recorded_it():
    body = e.LockedNoteFiled(bytes(16), "The page shows a prize", SATURDAY - MINUTE)
    (line,) = timeline([fact(5, body, person=OWEN)], NAMING)
    assert (line.who, line.recorder) == ("Somebody who did not sign", "Owen Officer")
    assert line.at_ms == SATURDAY - MINUTE
    assert line.sentence == (
        "Left an unsigned note at the locked screen of the machine that Owen Officer "
        "uses, Saturday 21 November 2026 at 07:08 by its clock. It reads: “The page "
        "shows a prize”. Written down 21 Nov 2026 07:14:50."
    )


def test_no_clock_moves_an_unsigned_note_past_its_recording():
    body = e.LockedNoteFiled(bytes(16), "From the future", SATURDAY + 10**9)
    (line,) = timeline([fact(5, body)], NAMING)
    assert line.at_ms == fact(5, body).wall


def test_things_stand_where_they_happened_not_where_they_were_written():
    early = e.Noted("Rang the network", at_ms=SATURDAY - MINUTE)
    sentences = told(fact(1, e.Noted("One")), fact(2, early), fact(3, e.Noted("Two")))
    assert [s.split(". ")[0] for s in sentences] == [
        "Noted: Rang the network",
        "Noted: One.",
        "Noted: Two.",
    ]


def test_the_journal_orders_what_a_wrong_clock_would_not():
    slow = fact(2, e.Noted("After"), wall=SATURDAY - 61 * MINUTE)
    lines = timeline([slow, fact(1, e.Noted("Before"))], NAMING)
    assert [line.sentence for line in lines] == [
        "Noted: Before.",
        "Noted: After. This machine's clock was 63 minutes behind what others had written.",
    ]
    assert lines[1].at_ms == SATURDAY - 61 * MINUTE


def test_what_was_taken_back_or_replaced_says_so_and_stays():
    first, second = e.Answered("log-in", "Yes"), e.Answered("log-in", "No")
    second = e.Answered("log-in", "No", replaces=(digest_of(1),))
    facts = [
        fact(1, first),
        fact(2, second),
        fact(3, e.StepDone("ring")),
        fact(4, e.Undone(digest_of(3), "Wrong number")),
    ]
    lines = timeline(facts, NAMING)
    assert [line.standing for line in lines] == [
        Standing.REPLACED,
        Standing.STANDS,
        Standing.UNDONE,
        Standing.STANDS,
    ]
    assert lines[0].sentence.startswith("Changed later: Answered")
    assert lines[2].sentence == "Taken back later: Finished “Ring”."
    undone = [*facts, fact(5, e.Undone(digest_of(2), "A slip"))]
    standings = [line.standing for line in timeline(undone, NAMING)]
    assert standings[:2] == [Standing.STANDS, Standing.UNDONE]


def test_a_stray_undoing_marks_nothing():
    facts = [
        fact(1, e.TextFiled("", "text", bytes(32))),
        fact(2, e.StepDone("ring"), subject=b"j" * 16),
        fact(3, e.Undone(digest_of(1), "x")),
        fact(4, e.Undone(digest_of(2), "x")),
        fact(5, e.Undone(digest_of(99), "x")),
    ]
    assert {line.standing for line in timeline(facts, NAMING)} == {Standing.STANDS}


def test_one_act_that_wrote_for_holders_and_for_everybody_is_told_once():
    holders = fact(1, a.RotationConfirmed(Item.SECRET, digest_of(9), tried=True))
    mark = a.SecretChanged(Item.SECRET, digest_of(9), confirmed=True, tried=True)
    everybody = fact(2, mark, at=holders.at + 1, wall=holders.wall + 1)
    said = ["Confirmed the new password of @AshcombeDC (X) after signing in with it."]
    assert told(holders, everybody) == said
    assert told(everybody) == said
    another = fact(3, mark, at=holders.at + 1, seat=SeatId(OWEN), person=OWEN)
    assert told(holders, another) == said * 2


EVERY_LINK = (
    PlatformRole("Owen Officer", "Admin"),
    ToolSeat("Hootsuite", "Owen Officer"),
    Phone("01632 960001", "Owen Officer", what="codes"),
    Agency("Lantern Media"),
    Factor(SecondStep.APP, "Owen Officer"),
    App("Poster"),
    Permission("Owen Officer", (May.POST, May.REPLY)),
    Hangs(Tie.MAILBOX, b"m" * 16),
)
REGISTER = (
    a.CredentialsSet(login="ashcombe", secret=SECRETS[0], codes=SECRETS[3:]),
    a.CredentialsSet(totp=SECRETS[2], note=SECRETS[1]),
    a.RotationBegun(Item.SECRET, SECRETS[1], Reason.LEAVER),
    a.RotationRolledBack(Item.TOTP, digest_of(1), "It was refused"),
    a.RotationSettled(Item.SECRET, digest_of(1)),
    a.SecretDropped(Item.SECRET, digest_of(1)),
    a.Revealed(Item.SECRET, digest_of(1), why="To post"),
    a.Revealed(Item.TOTP, digest_of(1), as_code=True),
    a.CodeUsed(digest_of(1), 3),
    a.StatusSet(Status.CLOSED, "Merged", "", "Marchford District Council"),
    a.StatusSet(Status.LIVE, "Needed"),
    a.Deleted((digest_of(1),), "Looked there"),
    a.Approved(True, "Agreed", "CT-12", "Head of communications"),
    a.Reviewed(False, "Nobody posts there", "2026-02-01"),
    a.CareGiven(OWEN, b""),
    a.RotationOwed(Item.SECRET, Reason.LEAVER, "Moves to the county"),
    a.OwedWaived(digest_of(1), "Closed on Friday"),
    *(a.LinkGiven(link) for link in EVERY_LINK),
    a.LinkRemoved(digest_of(1), "For now"),
    CouncilSet("keyring_days", "0", ()),
    CouncilSet("later_setting", "", ()),
)


@pytest.mark.parametrize("number", range(len(REGISTER)))
def test_nothing_is_told_of_what_only_holders_may_know(number):
    (sentence,) = told(fact(1, REGISTER[number]))
    assert sentence.endswith(".")
    assert not any(secret in sentence for secret in SECRETS)
    assert "ashcombe," not in sentence
