"""An account's record, the order of changing, and the list of genuine accounts."""

import csv
import io

import pytest

from incidentkit.accounts.entries import Reviewed
from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import Access, App, Hangs, NewAccount, Status, Tie
from incidentkit.accounts.secret import Secret
from incidentkit.desk.account_record import changing_order, read_record
from incidentkit.desk.genuine import genuine_accounts, list_text, write_list
from incidentkit.exchange.genuine_list import Form
from tests.desk.test_council_playbooks import desk

__all__ = ["desk"]

PRIVATE = (
    "Old-Horse-9",
    "comms-login",
    "social@ashcombe.example.org",
    "01632 960001",
    "Only Asha knows the PIN",
    "Runs on a shoestring",
)


@pytest.fixture
def x(desk):
    return desk.accounts.add(
        NewAccount(
            platform="x",
            handle="AshcombeDC",
            url="https://x.com/AshcombeDC",
            purpose="Runs on a shoestring",
            notes="Only Asha knows the PIN",
            login=Secret("comms-login"),
            secret=Secret("Old-Horse-9"),
            recovery_mailbox="social@ashcombe.example.org",
            recovery_phone="01632 960001",
        )
    )


@pytest.fixture
def mailbox(desk):
    return desk.accounts.add(
        NewAccount("mailbox", "social@ashcombe.example.org", Access.MAILBOX)
    )


def test_a_record_says_who_cares_what_it_hangs_on_and_when_to_look_again(
    desk, x, mailbox
):
    desk.accounts.give_care(x, Care(desk.session.me.person))
    desk.accounts.give_link(x, App("Weather bot"))
    before = read_record(desk, x).review_due_ms
    desk.session.clock.ms += 40 * 86_400_000
    desk.accounts.review(x, Reviewed(True))
    page = read_record(desk, x)
    assert page.owner == desk.officers.name_of(desk.session.me.person)
    assert page.review_due_ms > before
    (tied,) = page.ties
    assert (tied.tie, tied.other, tied.is_ours, tied.entry) == (
        Tie.MAILBOX,
        mailbox,
        True,
        None,
    )
    assert page.disconnects == ("Weather bot",)
    (back,) = read_record(desk, mailbox).ties
    assert (back.other, back.is_ours) == (x, False)


def test_a_tie_that_was_written_down_can_be_taken_away_by_its_entry(desk, x, mailbox):
    entry = desk.accounts.give_link(x, Hangs(Tie.MAILBOX, mailbox))
    (tied,) = read_record(desk, x).ties
    assert tied.entry == entry


def test_mailboxes_are_changed_before_what_they_open(desk, x, mailbox):
    assert [row.account for row in changing_order(desk)] == [mailbox, x]
    assert changing_order(desk, (x,))[0].after == ()


@pytest.mark.parametrize("form", Form)
def test_nothing_private_is_in_the_list_of_genuine_accounts(desk, x, mailbox, form):
    text = list_text(desk, form)
    assert "AshcombeDC" in text
    assert "x.com" in text
    assert not [secret for secret in PRIVATE if secret in text]
    assert "shoestring" in list_text(desk, form, purposes=True)


def test_what_is_closed_asked_for_or_hidden_is_not_on_the_list(desk, x, mailbox):
    quiet = desk.accounts.add(NewAccount("flickr", "Ashcombe", status=Status.DORMANT))
    desk.accounts.add(NewAccount("tiktok", "soon", status=Status.ASKED_FOR))
    gone = desk.accounts.add(NewAccount("bluesky", "old.example"))
    desk.accounts.close(gone)
    assert {one.handle for one in genuine_accounts(desk)} == {"@AshcombeDC", "Ashcombe"}
    assert quiet


HOSTILE = "=HYPERLINK(1)|<script>alert(1)</script>[a](javascript:x)"


@pytest.mark.parametrize("form", Form)
def test_a_handle_that_is_meant_to_do_harm_is_only_text(desk, form, tmp_path):
    desk.accounts.add(NewAccount("mastodon", HOSTILE, url="https://a.example/'><b>"))
    path = write_list(desk, form, tmp_path / "site")
    text = path.read_text(encoding="utf-8-sig")
    if form is Form.CSV:
        (_, row) = csv.reader(io.StringIO(text))
        assert row[1].startswith("'=")
    elif form is Form.HTML:
        assert "<script" not in text
        assert "'><b>" not in text
    else:
        assert "\\<script\\>" in text
        assert "](javascript" not in text
