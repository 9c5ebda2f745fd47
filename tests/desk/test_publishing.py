"""Taking a text out to publish it, and what is left to do afterwards."""

import email
import email.policy
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.accounts.model import Field, NewAccount
from incidentkit.accounts.secret import Secret
from incidentkit.desk import published, publishing
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.founding import found_kit
from incidentkit.desk.services import Desk, open_desk
from incidentkit.desk.ways_out import read_publishing
from incidentkit.desk.writing import Out
from incidentkit.drafting.entries import About
from incidentkit.drafting.service import NewDraft
from incidentkit.errors import (
    ApprovalMissingError,
    ConflictError,
    ExerciseError,
    FileThereError,
    InvalidValueError,
    NoComposePageError,
    UnfilledFieldError,
    UnknownNameError,
)
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.library import shipped_playbook
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import PersonId, SubjectId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from incidentkit.words.drills import EXERCISE
from incidentkit.words.published import as_published
from tests.vault.world import PASSPHRASE, POLICY, TickingClock

TEXT = "Bins are late in Ashcombe — sorry. Tŷ'r Cyngor.\nNext update here in two hours."
MINUTE = 60_000
TWO_SERVERS = ("@ashcombe@social.example", "@news@other.example")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    base = tmp_path_factory.mktemp("kit")
    where = Surrounding(under(base), TickingClock(), full_catalogue(), POLICY)
    founder = Founder(PersonId(b"a" * 16), "Asha Patel", PASSPHRASE)
    found_kit(where, founder, "Ashcombe District Council")
    kit = open_kit(where, "Asha Patel")
    found = open_desk(kit.unlock("Asha Patel", PASSPHRASE))
    found.accounts.add(
        NewAccount("x", "AshcombeDC", login=Secret("c"), secret=Secret("S3cret-horse"))
    )

    found.council.set("apology_authority", "")
    for handle in TWO_SERVERS:
        found.accounts.add(NewAccount("mastodon", handle, login=Secret("c")))
    yield found
    kit.close()


@pytest.fixture(scope="module")
def incident(desk: Desk) -> SubjectId:
    account = x_of(desk)
    return desk.incidents.start(
        Opening("Odd posts", shipped_playbook("hacked-account"), account)
    )


@pytest.fixture
def draft(desk: Desk, incident: SubjectId) -> SubjectId:
    """A text in a council whose table of who signs is empty: nobody approves it."""
    return written(desk, incident)


def x_of(desk: Desk) -> SubjectId:
    accounts = (row.subject for row in desk.accounts.rows())
    return next(
        one
        for one in accounts
        if desk.accounts.known(one).account.text(Field.PLATFORM) == "x"
    )


def written(desk: Desk, incident: SubjectId, text: str = TEXT) -> SubjectId:
    desk.council.set("sign_off", "")
    draft = desk.drafts.begin(NewDraft(incident, "MT-29", "email"))
    desk.drafts.edit(draft, text)
    desk.drafts.belongings.choose_channels(draft, ["x", "mastodon", "website"])
    return draft


def public(desk: Desk, incident: SubjectId) -> SubjectId:
    desk.council.set("sign_off", "Critical: Head of communications")
    draft = desk.drafts.begin(NewDraft(incident, "MT-12", "website"))
    desk.drafts.edit(draft, "Our real accounts are on our website.")
    return draft


def test_every_channel_has_its_own_way_out(desk, draft):
    page = read_publishing(desk, draft)
    assert page.blocked is None
    assert [way.channel for way in page.ways] == ["x", "mastodon", "website"]
    x, mastodon, website = page.ways
    assert x.parts == (TEXT,)
    assert x.page is not None
    assert x.page.address.startswith("https://x.com/intent/tweet?text=Bins%20are")
    assert (x.account, x.in_other_hands) == ("AshcombeDC", True)
    assert (mastodon.page, mastodon.wants_server) == (None, True)
    assert (website.page, website.wants_server) == (None, False)


def test_an_account_that_was_taken_is_warned_of_until_it_is_ours(desk):
    account = x_of(desk)
    own = desk.incidents.start(
        Opening("Odd", shipped_playbook("hacked-account"), account)
    )
    draft = written(desk, own)
    assert read_publishing(desk, draft).way("x").in_other_hands
    other = desk.incidents.start(Opening("A post", shipped_playbook("press-enquiry")))
    assert not read_publishing(desk, written(desk, other)).way("x").in_other_hands


def test_a_long_text_goes_out_in_numbered_posts_where_it_has_to(desk, incident):
    draft = written(desk, incident, f"{TEXT} " * 8)
    content = desk.drafts.state(draft).content.digest
    desk.drafts.remarks.override(draft, "DC02", "It goes out as a thread", content)
    page = read_publishing(desk, draft)
    assert len(page.way("x").parts) > 1
    assert page.way("x").parts[0].endswith(f" 1/{len(page.way('x').parts)}")
    assert len(page.way("website").parts) == 1
    assert publishing.text_for(desk, draft, "x") == page.way("x").parts


def test_what_is_not_approved_is_not_handed_over(desk, incident, tmp_path):
    draft = public(desk, incident)
    page = read_publishing(desk, draft)
    assert isinstance(page.blocked, ApprovalMissingError)
    for take in (
        lambda: publishing.text_for(desk, draft),
        lambda: publishing.page_for(desk, draft, "website"),
        lambda: publishing.mail_file(desk, draft),
        lambda: publishing.mail_address(desk, draft),
        lambda: publishing.paper(desk, draft),
        lambda: publishing.file_bytes(desk, draft),
    ):
        with pytest.raises(ApprovalMissingError):
            take()


def test_a_gap_and_a_second_text_stand_in_the_way(desk, incident, draft):
    desk.drafts.edit(draft, "We will ring [the reporter's name].")
    assert isinstance(read_publishing(desk, draft).blocked, UnfilledFieldError)
    desk.drafts.edit(draft, "One text.", seen=())
    assert isinstance(read_publishing(desk, draft).blocked, ConflictError)


def test_an_exercise_is_marked_and_opens_nothing(desk):
    exercise = desk.incidents.start(
        Opening("Odd posts", shipped_playbook("hacked-account"), exercise="x-hijack")
    )
    draft = written(desk, exercise, f"{TEXT} " * 8)
    page = read_publishing(desk, draft)
    assert page.is_exercise
    assert all(EXERCISE in part for part in page.way("x").parts)
    assert len(page.way("x").parts) > 1
    with pytest.raises(ExerciseError):
        publishing.page_for(desk, draft, "x")
    with pytest.raises(ExerciseError):
        publishing.mail_address(desk, draft)
    sent = email.message_from_bytes(publishing.mail_file(desk, draft))
    assert EXERCISE in sent["Subject"]
    assert EXERCISE.encode() in publishing.file_bytes(desk, draft)
    assert publishing.suggested_name(page, ".txt").startswith(EXERCISE)
    assert published.read_aftermath(desk, draft) == published.Aftermath()


def test_without_a_page_to_open_somebody_is_told_what_to_do(desk, draft):
    with pytest.raises(NoComposePageError) as server:
        publishing.page_for(desk, draft, "mastodon")
    assert server.value.wants_server
    with pytest.raises(NoComposePageError) as none:
        publishing.page_for(desk, draft, "website")
    assert not none.value.wants_server
    with pytest.raises(UnknownNameError):
        publishing.page_for(desk, draft, "bluesky")


def test_of_several_accounts_the_one_it_is_about_has_the_server(desk):
    ours = next(
        row.subject
        for row in desk.accounts.rows()
        if desk.accounts.known(row.subject).account.text(Field.HANDLE) == TWO_SERVERS[0]
    )
    about = desk.incidents.start(
        Opening("Odd", shipped_playbook("hacked-account"), ours)
    )
    way = read_publishing(desk, written(desk, about)).way("mastodon")
    assert way.page is not None
    assert way.page.address.startswith("https://social.example/share?text=")


def test_an_e_mail_has_the_text_and_its_pictures(desk, draft):
    about = About(alt="Arfbais y cyngor", has_rights=True)
    desk.drafts.belongings.take_picture(draft, "tŷ.png", io.BytesIO(b"p"), about)
    data = publishing.mail_file(desk, draft, ("press@ashcombe.example",), "Hysbysiad")
    said = email.message_from_bytes(data, policy=email.policy.default)
    (part,) = said.iter_attachments()
    assert (said["X-Unsent"], said["Subject"]) == ("1", "Hysbysiad")
    assert said.get_body().get_content().replace("\r\n", "\n").strip() == TEXT
    assert (part.get_filename(), part.get_content()) == ("tŷ.png", b"p")
    assert part["Content-Description"] == "Arfbais y cyngor"


def test_it_is_saved_as_a_file_and_printed_and_nothing_is_written_over(
    desk, draft, tmp_path: Path
):
    page = read_publishing(desk, draft)
    target = tmp_path / "new" / publishing.suggested_name(page, ".txt")
    publishing.save(target, publishing.file_bytes(desk, draft))
    assert target.read_text(encoding="utf-8") == f"{TEXT}\n"
    with pytest.raises(FileThereError):
        publishing.save(target, b"another")
    assert publishing.paper(desk, draft).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("address", "doubt"),
    [
        ("", ""),
        ("https://x.com/AshcombeDC/status/1", ""),
        ("https://twitter.com/AshcombeDC/status/1", ""),
        ("https://bsky.app/profile/ashcombe", "elsewhere"),
        ("x.com/AshcombeDC", "not-whole"),
        ("AshcombeDC", "not-whole"),
    ],
)
def test_an_address_on_another_site_is_doubted(desk, draft, address, doubt):
    hosts = read_publishing(desk, draft).way("x").hosts
    assert published.doubt_about(address, hosts) == doubt
    assert published.doubt_about(address, ()) in ("", "not-whole")


def test_once_out_it_is_to_be_captured_and_its_promise_kept(desk, draft, tmp_path):
    assert published.read_aftermath(desk, draft) == published.Aftermath()
    address = "https://x.com/AshcombeDC/status/1"
    page = published.mark_published(desk, draft, Out("X", "", address))
    assert page.way("x").is_current
    assert [one.address for one in page.way("x").out] == [address]
    assert page.way("website").out == ()

    left = published.read_aftermath(desk, draft)
    (owed,) = left.owed
    (promise,) = left.promises
    assert (owed.where, owed.address) == ("X", address)
    assert promise.sentence == "Next update here in two hours."
    assert promise.at_ms == owed.when_ms + 120 * MINUTE
    assert promise.title == "Give the next update you promised"

    seen = tmp_path / "seen.png"
    seen.write_bytes(b"a screenshot")
    item = published.file_capture(desk, draft, owed.entry, seen)
    assert item.what == as_published("X", owed.when_ms)
    assert item.address == address
    left = published.keep_promise(desk, draft, promise.sentence, promise.at_ms)
    assert (left.owed, left.open_promises) == ((), ())
    run = desk.incidents.run(SubjectId(desk.drafts.state(draft).incident))
    assert run.incident.promises[promise.step].value == promise.at_ms


def test_a_promise_that_no_step_keeps_stands_in_the_log_with_its_owner(desk):
    other = desk.incidents.start(Opening("A post", shipped_playbook("press-enquiry")))
    draft = written(desk, other, "We will publish the review tomorrow at 3 pm.")
    published.mark_published(desk, draft, Out("the council's website"))
    (promise,) = published.read_aftermath(desk, draft).promises
    assert (promise.step, promise.is_tracked) == ("", False)
    with pytest.raises(InvalidValueError, match="not-a-time"):
        published.keep_promise(desk, draft, promise.sentence, 0)
    with pytest.raises(InvalidValueError, match="not-a-choice"):
        published.keep_promise(desk, draft, "We will resign.", 1)
    left = published.keep_promise(
        desk, draft, promise.sentence, promise.at_ms, "Ben Hughes"
    )
    assert left.open_promises == ()
    bodies = [fact.body for fact in desk.incidents.facts(other)]
    (note,) = [b.text for b in bodies if getattr(b, "text", "").startswith("Promised")]
    assert "Ben Hughes sees to it." in note
    assert " 15:00. " in note


def test_what_is_out_is_told_from_what_was_changed_since(desk, draft):
    published.mark_published(desk, draft, Out("X"))
    assert not read_publishing(desk, draft).changed_since
    desk.drafts.edit(draft, "Bins are late. We were wrong about the day.")
    page = read_publishing(desk, draft)
    assert page.changed_since
    assert not page.way("x").is_current
    assert page.way("x").out
    published.mark_published(desk, draft, Out("A noticeboard"))
    page = read_publishing(desk, draft)
    assert [one.where for one in page.elsewhere] == ["A noticeboard"]
    assert not page.way("x").is_current
