"""What steps of an incident show and do: evidence, texts, what was left unfinished."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.accounts.model import NewAccount, Reason
from incidentkit.accounts.secret import Secret
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.checking import check_kit, holds_head
from incidentkit.desk.checking_text import look_through, looked_at
from incidentkit.desk.evidence import check_evidence
from incidentkit.desk.filing import (
    LONGEST_TEXT,
    About,
    copy_of,
    file_bytes,
    file_text,
    read_shelf,
)
from incidentkit.desk.founding import found_kit
from incidentkit.desk.log_lines import read_log
from incidentkit.desk.services import Desk, open_desk
from incidentkit.desk.unfinished import keep_unfinished
from incidentkit.desk.writing import (
    Beginning,
    Out,
    begin_draft,
    choose_text,
    fill_again,
    publish_draft,
    read_draft,
    read_writing,
    save_draft,
)
from incidentkit.drafting.gaps import fill_gap, gaps_in
from incidentkit.errors import (
    ApprovalMissingError,
    InvalidValueError,
    SecretInTextError,
)
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.service import Opening
from incidentkit.incidents.state import EvidenceItem
from incidentkit.playbooks.library import find_playbook, shipped_playbooks
from incidentkit.playbooks.model import Verb
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import Digest, PersonId, SubjectId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from incidentkit.vault.locked_notes import MOST_BYTES, read_notes
from tests.vault.world import PASSPHRASE, POLICY, TickingClock

CAPTURE = "take-screenshots-before-anything-is-changed"
SECRET = "Correct-Horse-9x"
SATURDAY = 1_795_244_400_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = TickingClock(SATURDAY)
    where = Surrounding(under(tmp_path), clock, full_catalogue(), POLICY)
    founder = Founder(PersonId(b"a" * 16), "Asha Patel", PASSPHRASE)
    found_kit(where, founder, "Ashcombe District Council")
    kit = open_kit(where, "Asha Patel")
    yield open_desk(kit.unlock("Asha Patel", PASSPHRASE))
    kit.close()


@pytest.fixture
def incident(desk: Desk) -> SubjectId:
    account = desk.accounts.add(
        NewAccount("x", "AshcombeDC", login=Secret("c"), secret=Secret(SECRET))
    )
    playbook = find_playbook(shipped_playbooks(), "hacked-account")
    return desk.incidents.start(Opening("Odd posts", playbook, account))


def unwatched(done: int, of: int) -> None:
    """Nobody waits."""


# --- evidence ----------------------------------------------------------------


def test_a_step_shows_its_evidence_newest_first_and_what_is_owed(desk, incident):
    for name in ("one", "two"):
        about = About(CAPTURE, name)
        file_bytes(desk, incident, f"{name}.png", b"x", about, unwatched)
    file_bytes(desk, incident, "other.png", b"x", About(), unwatched)
    source = Source(CAPTURE, "The messages")
    desk.incidents.evidence.held_elsewhere(incident, source, "phone", "Ben Carter")
    shelf = read_shelf(desk, incident, CAPTURE)
    assert [i.what for i in shelf.here] == ["two", "one"]
    assert [i.name for i in shelf.elsewhere] == ["other.png"]
    assert [i.what for i in shelf.owed] == ["The messages"]
    assert shelf.title == "Take screenshots before anything is changed"


def test_a_very_long_text_is_kept_whole_as_a_file(desk, incident):
    for length in (LONGEST_TEXT, LONGEST_TEXT + 1):
        text = "ŵ" * length
        item = file_text(desk, incident, text, About(CAPTURE))
        assert item.sha256 == hashlib.sha256(text.encode()).digest()
        sink = io.BytesIO()
        desk.incidents.evidence.read(item, sink)
        assert sink.getvalue().decode() == text


def test_a_time_as_it_is_said_becomes_when_it_was_captured(desk, incident):
    about = About(CAPTURE, captured="10 minutes ago")
    item = file_text(desk, incident, "x", about)
    assert abs(SATURDAY - item.at_ms - 600_000) < 1000
    with pytest.raises(InvalidValueError):
        file_text(desk, incident, "x", About(CAPTURE, captured="soon"))


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("post.png", ".png"),
        ("../../etc/passwd", ""),
        ("a.tar.gz", ".gz"),
        ("x.p/../g", ""),
        ("", ".txt"),
        ("no ending", ""),
        ("evil.sh\n", ""),
    ],
)
def test_a_copy_is_named_by_its_entry_and_never_leads_out_of_its_folder(name, ending):
    digest = Digest(bytes.fromhex("ab" * 32))
    item = EvidenceItem(digest, "", name, "", "", b"x", 1, 0)
    assert copy_of(item, Path("/copies")) == Path(f"/copies/evidence-abababab{ending}")


def test_checking_evidence_tells_how_far_it_is_and_counts_what_is_gone(desk, incident):
    file_bytes(desk, incident, "a", bytes(200_000), About(), unwatched)
    file_bytes(desk, incident, "b", bytes(100_000), About(), unwatched)
    told: list[tuple[int, int]] = []
    found = check_evidence(desk, lambda *now: told.append(now))
    assert found.whole == 2
    assert told[-1][0] == told[-1][1] == 293  # 300,000 bytes in KiB
    for path in desk.session.kit.places.evidence.iterdir():
        path.unlink()
    assert len(check_evidence(desk).missing) == 2


# --- texts -------------------------------------------------------------------


@pytest.fixture
def draft(desk, incident):
    return begin_draft(desk, incident, "MT-01", Beginning("short", "x"))


def test_what_was_begun_is_found_for_its_incident_and_template(desk, incident, draft):
    page = read_writing(desk, incident, "MT-01")
    assert [d.draft for d in page.drafts] == [draft]
    assert {v.variant for v in page.versions} == {"short", "standard", "web"}
    assert page.channels[0] == ("website", "the website")
    assert read_writing(desk, incident, "MT-06").drafts == ()
    desk.drafts.withdraw(draft, "another one is used")
    assert read_writing(desk, incident, "MT-01").drafts == ()


def test_a_text_is_looked_through_before_it_is_kept(desk, draft):
    seen = looked_at(desk, draft)
    found = look_through(seen, "We were hacked at {{ time }}.")
    assert found.gaps == ("time",)
    assert [(one.name, one.fit.limit) for one in found.fits] == [("X", 280)]
    assert "cause-outside" in {f.reason for f in found.findings}
    assert "hacked" not in read_draft(desk, draft).text


def test_two_texts_made_from_the_same_one_stand_beside_each_other(desk, draft):
    seen = read_draft(desk, draft).seen
    save_draft(desk, draft, "Mine", seen)
    page = save_draft(desk, draft, "Theirs", seen)
    assert set(page.versions) == {"Mine", "Theirs"}
    settled = choose_text(desk, draft, "Mine")
    assert (settled.text, settled.versions) == ("Mine", ())


def test_ones_own_earlier_text_is_no_colleagues(desk, draft):
    seen = read_draft(desk, draft).seen
    save_draft(desk, draft, "Mine", seen)
    page = save_draft(desk, draft, "Mine and more", seen, mine="Mine")
    assert (page.text, page.versions) == ("Mine and more", ())
    before = read_draft(desk, draft).seen
    again = save_draft(desk, draft, "Mine and more", seen, mine="Mine and more")
    assert again.seen == before


def test_what_is_out_is_told_apart_from_what_was_changed_since(desk, draft):
    save_draft(desk, draft, "All is well.", read_draft(desk, draft).seen)
    with pytest.raises(ApprovalMissingError):
        publish_draft(desk, draft, Out("X", "", "https://x.com/1"))
    out = Out("X", "", "https://x.com/1", "It was out before anybody could be asked")
    page = publish_draft(desk, draft, out)
    assert page.publications[0].unapproved == out.unapproved
    assert page.is_out_as_it_stands
    changed = save_draft(desk, draft, "All is very well.", page.seen)
    assert not changed.is_out_as_it_stands
    assert len(changed.publications) == 1


@given(st.text(max_size=40))
def test_whatever_is_put_into_a_gap_stands_there_as_it_was_typed(value):
    text = "At {{ time }}, {{handle}}; again {{  time  }}."
    filled = fill_gap(text, "time", value)
    assert filled == f"At {value}, {{{{handle}}}}; again {value}."
    assert "handle" in gaps_in(filled)


def test_only_fields_there_are_count_as_gaps():
    assert gaps_in("{{ time }} {{ nonsense }} {{ time }} { time }") == ("time",)


# --- what was left unfinished --------------------------------------------------


@given(
    text=st.text(
        st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1
    ).filter(str.strip)
)
def test_a_text_of_any_length_is_cut_between_characters(text):
    from incidentkit.desk.unfinished import _parts

    long = text * (3 * MOST_BYTES // len(text.encode()) + 1)
    parts = list(_parts(long.encode()))
    assert all(len(part.encode()) <= MOST_BYTES for part in parts)
    assert long.startswith(parts[0])
    assert sum(map(len, parts)) <= len(long)


def test_what_was_left_unfinished_waits_as_notes_in_order(desk):
    keep_unfinished(desk, "word " * 2000)
    notes = read_notes(desk.session)
    assert len(notes) == 3
    assert "".join(note.text for note in notes) == "word " * 2000


def test_a_password_in_it_is_refused_and_nothing_waits(desk, incident):
    with pytest.raises(SecretInTextError):
        keep_unfinished(desk, f"It is {SECRET}")
    assert read_notes(desk.session) == ()


# --- the log -----------------------------------------------------------------


def test_the_log_is_read_newest_first_with_every_incident_by_name(desk, incident):
    desk.incidents.note(incident, "Rang Ben", by="Carys Evans")
    page = read_log(desk, incident)
    assert page.rows[0].what == "Noted: Rang Ben."
    assert page.rows[0].who == "Carys Evans, recorded by Asha Patel"
    assert [subject for subject, _ in page.incidents] == [incident]
    assert len(read_log(desk, None).rows) > len(page.rows)


def test_a_whole_kit_is_found_well_and_its_heads_are_there(desk, incident):
    verdict = check_kit(desk, unwatched)
    assert verdict.is_well
    (head,) = verdict.heads
    assert holds_head(desk, f" {head.digest[:32]} {head.digest[32:]}")
    assert not holds_head(desk, "ab" * 32)
    with pytest.raises(InvalidValueError):
        holds_head(desk, "ab")


def test_a_check_can_be_ended_between_its_parts(desk, incident):
    class EndedError(Exception):
        pass

    told: list[tuple[int, int]] = []

    def watch(done: int, of: int) -> None:
        told.append((done, of))
        if len(told) == 3:
            raise EndedError

    with pytest.raises(EndedError):
        check_kit(desk, watch)
    assert len(told) == 3


# --- whether the account is ours -----------------------------------------------

CONTROL = "can-you-get-in"
LOST = "The account is not under our control at the moment."
UNKNOWN = "We are checking whether the account is under our control."
CHANGED = "We have the account back, and are making sure that nobody else can use it."


def first_notices(desk: Desk, incident: SubjectId) -> list[str]:
    """Return every form of the first notice as the kit makes it now."""
    forms = read_writing(desk, incident, "MT-01").versions
    drafts = [
        begin_draft(desk, incident, "MT-01", Beginning(form.variant, "website"))
        for form in forms
    ]
    return [read_draft(desk, draft).text for draft in drafts]


def change_password(desk: Desk) -> None:
    account = desk.accounts.rows()[0].subject
    desk.accounts.begin_rotation(account, Secret("Other-Horse-7y"), Reason.COMPROMISE)
    desk.accounts.confirm_rotation(account, tried=True)


def test_a_notice_claims_no_loss_while_nobody_knows(desk, incident):
    for text in first_notices(desk, incident):
        assert UNKNOWN in text
        assert "not under our control" not in text


def test_a_notice_says_that_the_account_is_lost_once_somebody_said_so(desk, incident):
    desk.incidents.answer(incident, CONTROL, "No", reason="Wrong password")
    assert all(LOST in text for text in first_notices(desk, incident))


def test_a_notice_after_a_confirmed_change_says_that_we_have_it_back(desk, incident):
    desk.incidents.answer(incident, CONTROL, "No", reason="Wrong password")
    change_password(desk)
    for text in first_notices(desk, incident):
        assert CHANGED in text
        assert "not under our control" not in text
        assert "get the account back" not in text
    desk.incidents.answer(incident, CONTROL, "No", reason="Out again")
    assert all(LOST in text for text in first_notices(desk, incident))


def test_a_change_that_nobody_confirmed_gives_nothing_back(desk, incident):
    desk.incidents.answer(incident, CONTROL, "No", reason="Wrong password")
    account = desk.accounts.rows()[0].subject
    desk.accounts.begin_rotation(account, Secret("Other-Horse-7y"), Reason.COMPROMISE)
    assert all(LOST in text for text in first_notices(desk, incident))


def test_a_step_ticked_off_with_the_old_password_in_force_gives_nothing_back(
    desk, incident
):
    desk.incidents.answer(incident, CONTROL, "No", reason="Wrong password")
    changes = desk.incidents.run(incident).playbook.steps()
    slug = next(step.slug for step in changes if step.verb is Verb.ROTATE)
    desk.incidents.done(incident, slug)
    assert all(LOST in text for text in first_notices(desk, incident))


def test_the_account_is_called_ours_once_somebody_looked_that_it_is(desk, incident):
    desk.incidents.answer(incident, CONTROL, "Yes")
    assert all("that nobody else can." in t for t in first_notices(desk, incident))
    asked = next(
        step.slug
        for step in desk.incidents.run(incident).playbook.steps()
        if step.fact == "regained"
    )
    desk.incidents.answer(incident, asked, "Yes")
    said = first_notices(desk, incident)
    assert all("The account is back under our control." in text for text in said)


def test_a_password_that_was_only_written_down_meanwhile_gives_nothing_back(desk):
    playbook = find_playbook(shipped_playbooks(), "hacked-account")
    known = desk.session.clock.now_ms() - 3_600_000
    account = desk.accounts.add(NewAccount("x", "AshcombeDC", secret=Secret(SECRET)))
    opening = Opening("Odd posts", playbook, account, known_ms=known)
    found = desk.incidents.start(opening)
    assert all(UNKNOWN in text for text in first_notices(desk, found))


# --- what was true when it was written ------------------------------------------------


def lost_then_back(desk: Desk, incident: SubjectId) -> SubjectId:
    """Write a notice while the account is lost, and get it back."""
    desk.incidents.answer(incident, CONTROL, "No", reason="Wrong password")
    draft = begin_draft(desk, incident, "MT-01", Beginning("standard", "website"))
    assert read_draft(desk, draft).outdated == ()
    change_password(desk)
    return draft


def test_a_notice_from_before_control_came_back_says_so_and_is_filled_again(
    desk, incident
):
    draft = lost_then_back(desk, incident)
    page = read_draft(desk, draft)
    assert {o.field: o.now for o in page.outdated}["control_now"] == CHANGED
    page = fill_again(desk, draft, page.text, page.seen)
    assert CHANGED in page.text
    assert LOST not in page.text
    assert page.outdated == ()


def test_what_was_filled_again_is_outdated_again_when_control_is_lost_again(
    desk, incident
):
    draft = lost_then_back(desk, incident)
    page = read_draft(desk, draft)
    fill_again(desk, draft, page.text, page.seen)
    desk.incidents.answer(incident, CONTROL, "No", reason="Out again")
    found = {one.field: one for one in read_draft(desk, draft).outdated}
    assert (found["control_now"].was, found["control_now"].now) == (CHANGED, LOST)


def test_what_a_person_typed_over_or_published_is_not_called_outdated(desk, incident):
    draft = lost_then_back(desk, incident)
    page = read_draft(desk, draft)
    save_draft(desk, draft, page.text.replace(LOST, "We have it."), page.seen)
    fields = {one.field for one in read_draft(desk, draft).outdated}
    assert "control_now" not in fields


def test_the_passing_of_time_alone_makes_no_text_outdated(desk, incident):
    draft = begin_draft(desk, incident, "MT-01", Beginning("standard", "website"))
    desk.session.clock.ms += 26 * 3_600_000
    assert read_draft(desk, draft).outdated == ()
