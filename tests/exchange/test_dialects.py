"""The tables that other programs write, with their real headings."""

import pytest

from incidentkit.exchange.accounts_csv import (
    Notice,
    accounts_from,
    identity,
    preview,
)
from incidentkit.exchange.columns import Column, Layout
from tests.exchange.test_accounts_csv import PLAIN, plain, refusal, table

ONEPASSWORD = [
    "Title",
    "Url",
    "Username",
    "Password",
    "OTPAuth",
    "Favorite",
    "Archived",
    "Tags",
    "Notes",
]
LASTPASS = ["url", "username", "password", "totp", "extra", "name", "grouping", "fav"]
OLD_LASTPASS = ["url", "username", "password", "extra", "name", "grouping", "fav"]
CHROME = ["name", "url", "username", "password", "note"]
FIREFOX = [
    "url",
    "username",
    "password",
    "httpRealm",
    "formActionOrigin",
    "guid",
    "timeCreated",
    "timeLastUsed",
    "timePasswordChanged",
]
SEED = "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP"
URL = "https://x.com/login"


@pytest.mark.parametrize(
    ("headings", "row", "layout"),
    [
        pytest.param(
            ONEPASSWORD,
            ["X", URL, "ashcombedc", " p,\"'é ", SEED, "false", "false", "", "n\nm"],
            Layout.ONEPASSWORD,
            id="1password",
        ),
        pytest.param(
            LASTPASS,
            [URL, "ashcombedc", " p,\"'é ", SEED, "n\nm", "X", "Social", "0"],
            Layout.LASTPASS,
            id="lastpass",
        ),
        pytest.param(
            CHROME,
            ["x.com", URL, "ashcombedc", " p,\"'é ", "n\nm"],
            Layout.CHROMIUM,
            id="chrome-and-edge",
        ),
    ],
)
def test_a_table_is_known_by_its_headings_and_read_exactly(headings, row, layout):
    found = preview(table(headings, row))
    assert found.layout is layout
    (account,) = accounts_from(found)
    assert (account.platform, account.handle) == ("x", "ashcombedc")
    assert account.url == URL
    assert account.secret.reveal() == " p,\"'é "
    assert account.note.reveal() == "n\nm"
    if layout is not Layout.CHROMIUM:
        assert account.totp.reveal() == SEED


def test_a_table_from_firefox_is_known_and_says_when_a_password_was_changed():
    times = ["1690000000000", "1690000000001", "1690000000002"]
    row = [URL, "ashcombedc", "Secret-1", "", "https://x.com", "{a-guid}", *times]
    own = ["chrome://FirefoxAccounts", "a", "{}", "Firefox", "", "{b}", *times]
    found = preview(table(FIREFOX, row, own))
    assert found.layout is Layout.FIREFOX
    assert set(found.mapping[3:-1]) == {Column.IGNORED}
    assert [a.said_ms for a in accounts_from(found)] == [1690000000002]
    assert [(r.row, r.notice) for r in found.remarks] == [(3, Notice.BROWSERS_OWN)]
    assert [a.secret.reveal() for a in accounts_from(found)] == ["Secret-1"]


@pytest.mark.parametrize("headings", [OLD_LASTPASS, CHROME[:4]], ids=str)
def test_tables_of_earlier_versions_are_known(headings):
    layout = Layout.LASTPASS if "fav" in headings else Layout.CHROMIUM
    row = {"url": URL, "username": "ashcombedc", "password": "Secret-1"}
    found = preview(table(headings, [row.get(h, "") for h in headings]))
    assert found.layout is layout
    assert accounts_from(found)[0].handle == "ashcombedc"


def test_notes_of_lastpass_are_no_logins():
    row = ["http://sn", "", "", "", "NoteType:Server", "Router", "Office", "0"]
    login = [URL, "ashcombedc", "Secret-1", "", "", "X", "", "0"]
    found = preview(table(LASTPASS, row, login))
    assert [(r.row, r.notice) for r in found.remarks] == [(2, Notice.NOT_A_LOGIN)]
    assert len(accounts_from(found)) == 1


def test_what_was_archived_in_1password_stays_there():
    row = ["X", URL, "ashcombedc", "Secret-1", "", "false", "true", "", ""]
    other = ["Bluesky", "https://bsky.app", "b", "Secret-2", "", "", "false", "", ""]
    found = preview(table(ONEPASSWORD, row, other))
    assert [(r.row, r.notice) for r in found.remarks] == [(2, Notice.ARCHIVED)]
    assert [a.platform for a in accounts_from(found)] == ["bluesky"]


def test_an_app_on_a_telephone_is_no_web_address():
    address = "android://hash==@com.flickr.android/"
    (account,) = accounts_from(
        preview(table(CHROME, ["Flickr", address, "ashcombedc", "Secret-1", ""]))
    )
    assert (account.platform, account.url) == ("flickr", "")


def test_a_password_with_the_signs_of_a_web_page_is_kept_and_said():
    found = preview(table(PLAIN, plain(password="Fish&amp;Chips-1")))
    assert [r.notice for r in found.remarks] == [Notice.CHANGED_LETTERS]
    assert accounts_from(found)[0].secret.reveal() == "Fish&amp;Chips-1"


def test_of_several_addresses_the_first_is_taken_and_a_comma_in_one_stays():
    for text, address in (
        ("https://x.com/a,https://x.com/b", "https://x.com/a"),
        ("https://x.com/a,b", "https://x.com/a,b"),
        ("x.com, twitter.com", "https://x.com"),
    ):
        row = [*plain()[:6], text]
        assert accounts_from(preview(table(PLAIN, row)))[0].url == address


def test_a_table_of_ones_own_fills_the_whole_record():
    headings = [*PLAIN[:2], "Audience", "Department", "Monitoring hours", "Risk"]
    row = ["x", "AshcombeDC", "Residents", "Leisure", "Mon-Fri", "Busy in floods"]
    (account,) = accounts_from(preview(table(headings, row)))
    assert account.audience == "Residents"
    assert account.service_owner == "Leisure"
    assert account.hours == "Mon-Fri"
    assert account.risk == "Busy in floods"


def test_an_account_that_the_kit_has_is_passed_over_unless_somebody_wants_it():
    there = {identity("x", "AshcombeDC")}
    text = table(PLAIN, plain(), plain(handle="@other"))
    found = preview(text, None, there)
    assert [(r.row, r.notice) for r in found.remarks] == [(2, Notice.THERE_ALREADY)]
    assert [a.handle for a in accounts_from(found)] == ["@other"]
    wanted = preview(text, None, there, with_duplicates=True)
    assert len(accounts_from(wanted)) == 2
    assert wanted.remarks == found.remarks


def test_a_table_of_which_the_kit_has_everything_is_refused():
    found = preview(table(PLAIN, plain()), None, {identity("x", "ashcombedc")})
    assert refusal(lambda: accounts_from(found)) == (0, "", "all-there-already")
