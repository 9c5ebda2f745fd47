import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.accounts.model import Access
from incidentkit.errors import ImportRefusedError
from incidentkit.exchange.accounts_csv import (
    MOST_BYTES,
    MOST_ROWS,
    Notice,
    accounts_from,
    decoded,
    preview,
)
from incidentkit.exchange.columns import Column, Layout
from incidentkit.exchange.rows import Problem

KEEPASSXC = [
    "Group",
    "Title",
    "Username",
    "Password",
    "URL",
    "Notes",
    "TOTP",
    "Icon",
    "Last Modified",
    "Created",
]
BITWARDEN = [
    "folder",
    "favorite",
    "type",
    "name",
    "notes",
    "fields",
    "reprompt",
    "login_uri",
    "login_username",
    "login_password",
    "login_totp",
]
ORGANISATION = ["collections", *BITWARDEN[2:]]
PLAIN = ["platform", "handle", "login", "password", "totp", "notes", "url"]


def table(headings, *rows, delimiter=","):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([headings, *rows])
    return text.getvalue()


def plain(platform="x", handle="@ashcombedc", login="ashcombedc", password="Secret-1"):
    return [platform, handle, login, password, "", "", ""]


def refusal(act) -> tuple[int, str, str]:
    with pytest.raises(ImportRefusedError) as refused:
        act()
    return (refused.value.row, refused.value.column, refused.value.rule)


def test_a_table_of_ones_own_is_read():
    text = table(
        PLAIN,
        ["X", "@ashcombedc", "ashcombedc", " kept ", "JBSWY3DPEHPK3PXP", "n", "x.com"],
    )
    found = preview(text)
    assert found.layout is Layout.OTHER
    (account,) = accounts_from(found)
    assert (account.platform, account.handle) == ("x", "@ashcombedc")
    assert account.access is Access.OWN_LOGIN
    assert account.login.reveal() == "ashcombedc"
    assert account.secret.reveal() == " kept "
    assert account.totp.reveal() == "JBSWY3DPEHPK3PXP"
    assert account.url == "https://x.com"


def test_notes_of_a_password_store_are_for_holders_only():
    (account,) = accounts_from(preview(table(PLAIN, [*plain()[:5], "PIN 12345", ""])))
    assert account.notes == ""
    assert account.note.reveal() == "PIN 12345"


def test_a_table_from_keepassxc_is_known():
    row = ["Root/Social", "Ashcombe on X", "ashcombedc", "Secret-1"]
    row += ["https://twitter.com/login", "line 1\nline 2", "", "0", "2026-01-01", ""]
    row[6] = "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&period=30&digits=6"
    found = preview(table(KEEPASSXC, row))
    assert found.layout is Layout.KEEPASSXC
    assert found.mapping[0] is found.mapping[7] is Column.IGNORED
    (account,) = accounts_from(found)
    assert (account.platform, account.handle) == ("x", "ashcombedc")
    assert account.note.reveal() == "line 1\nline 2"


def test_a_table_from_an_older_keepassxc_is_known_too():
    row = ["Root", "Flickr", "ashcombe", "Secret-1", "", ""]
    found = preview(table(KEEPASSXC[:6], row))
    assert found.layout is Layout.KEEPASSXC
    assert accounts_from(found)[0].platform == "flickr"


@pytest.mark.parametrize(
    ("headings", "layout", "first"),
    [
        pytest.param(BITWARDEN, Layout.BITWARDEN, ["Social", "1"], id="own"),
        pytest.param(
            ORGANISATION, Layout.BITWARDEN_ORGANISATION, ["Social"], id="organisation"
        ),
    ],
)
def test_a_table_from_bitwarden_is_known(headings, layout, first):
    login = [*first, "login", "Bluesky", "n", "PIN: 1", "0"]
    login += ["https://bsky.app", "press@ashcombe.example.org", "Secret-1", ""]
    note = [*first, "note", "Old", "text", "", "0", "", "", "", ""]
    found = preview(table(headings, login, note))
    assert found.layout is layout
    (account,) = accounts_from(found)
    assert (account.platform, account.handle) == ("bluesky", "Bluesky")
    assert account.note.reveal() == "n\nPIN: 1"
    assert [(r.row, r.notice) for r in found.remarks] == [(3, Notice.NOT_A_LOGIN)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semi", "tab"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "marked"])
def test_what_spreadsheets_write_is_read(delimiter, mark):
    data = mark + table(PLAIN, plain(handle="Cyngor Âc"), delimiter=delimiter).encode()
    assert accounts_from(preview(decoded(data)))[0].handle == "Cyngor Âc"


@pytest.mark.parametrize(
    ("url", "platform"),
    [
        ("https://www.instagram.com/ashcombe", "instagram"),
        ("studio.youtube.com", "youtube"),
        ("https://nextdoor.co.uk", "nextdoor"),
        ("https://notx.com", "notx"),
        ("https://login.planner.example", "planner"),
        ("https://www.ashcombe.gov.uk/login", "ashcombe"),
        ("http://[broken", ""),
    ],
)
def test_the_platform_is_told_from_the_address(url, platform):
    found = preview(table(["name", "username", "url"], ["", "a", url]))
    assert [r.account.platform for r in found.rows] == ([platform] if platform else [])


@pytest.mark.parametrize(
    ("title", "platform"),
    [("Our Twitter", "x"), ("TikTok main", "tiktok"), ("News letter", "news-letter")],
)
def test_without_an_address_the_platform_is_told_from_the_title(title, platform):
    found = preview(table(["title", "username", "password"], [title, "a", "Secret-1"]))
    assert found.rows[0].account.platform == platform


@pytest.mark.parametrize(
    "platform", ["facebook", "LinkedIn", "YouTube", "Facebook Page"]
)
def test_a_personal_password_is_refused_with_its_place(platform):
    rows = [plain(), plain(platform, "Ashcombe", "sam@example.org", "Secret-1")]
    found = preview(table(PLAIN, *rows))
    assert found.problems == (Problem(3, "password", "personal-password"),)
    assert refusal(lambda: accounts_from(found)) == (3, "password", "personal-password")


def test_a_personal_login_alone_is_left_out_and_said():
    found = preview(table(PLAIN, plain("facebook", "", "sam@example.org", "")))
    assert [r.notice for r in found.remarks] == [Notice.LOGIN_LEFT_OUT]
    found = preview(table(PLAIN, plain("facebook", "Ashcombe", "sam@example.org", "")))
    (account,) = accounts_from(found)
    assert account.login is None
    assert account.access is Access.ROLES


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        (plain(password="a\x00b"), "password", "control-characters"),
        (plain(password="a\nb"), "password", "control-characters"),
        (plain(handle="a\x1bb"), "handle", "not-one-line"),
        (plain(handle="a\u202eb"), "handle", "hidden-direction"),
        (plain(login="a\nb"), "login", "not-one-line"),
        (plain(platform="***"), "platform", "no-platform"),
        ([*plain()[:4], "no", "", ""], "totp", "one-time-secret"),
        (plain()[:5], "", "other-number-of-cells"),
        ([*plain(), "more"], "", "other-number-of-cells"),
        ([*plain()[:6], "ftp://a"], "url", "web-address"),
        (plain(password="a" * 5000), "password", "too-long"),
    ],
)
def test_a_problem_names_its_row_and_column(row, column, rule):
    found = preview(table(PLAIN, plain(), row))
    assert found.problems == (Problem(3, column, rule),)
    assert refusal(lambda: accounts_from(found)) == (3, column, rule)


def test_everything_that_is_wrong_with_a_row_is_named_at_once():
    row = [*plain(handle="a\u202eb", password="a" * 5000)[:4], "no", "", "ftp://a"]
    found = preview(table(PLAIN, plain(), row))
    assert {(p.row, p.column) for p in found.problems} == {
        *((3, "handle"), (3, "password"), (3, "totp"), (3, "url"))
    }
    assert len(found.problems) == 4
    assert len(found.rows) == 1


def test_a_handle_that_is_the_password_is_refused():
    found = preview(table(PLAIN, plain(handle="Secret-1")))
    assert [p.rule for p in found.problems] == ["secret-in-text"]


def test_one_bad_row_stops_all():
    rows = [plain(handle=f"@a{n}") for n in range(5)]
    found = preview(table(PLAIN, *rows, plain(platform="***")))
    assert len(found.rows) == 5
    with pytest.raises(ImportRefusedError):
        accounts_from(found)


def test_blank_rows_and_accounts_there_twice_are_said_and_stop_nothing():
    rows = [plain(), [""] * 7, plain(handle="ASHCOMBEDC")]
    found = preview(table(PLAIN, *rows))
    assert [(r.row, r.notice) for r in found.remarks] == [
        (3, Notice.BLANK),
        (4, Notice.TWICE),
    ]
    assert len(accounts_from(found)) == 1
    assert len(accounts_from(preview(table(PLAIN, *rows), with_duplicates=True))) == 2


def test_a_given_mapping_is_used():
    text = table(["a", "b", "c"], ["x", "@ashcombedc", "Secret-1"])
    assert refusal(lambda: preview(text)) == (1, "", "no-platform-column")
    mapping = (Column.PLATFORM, Column.HANDLE, Column.PASSWORD)
    (account,) = accounts_from(preview(text, mapping))
    assert account.secret.reveal() == "Secret-1"
    assert refusal(lambda: preview(text, mapping[:2])) == (
        1,
        "",
        "columns-do-not-match",
    )


def test_of_two_columns_for_one_thing_the_first_is_taken():
    found = preview(table(["site", "username", "email"], ["x", "one", "two"]))
    assert found.mapping == (Column.PLATFORM, Column.LOGIN, Column.IGNORED)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "no-headings"),
        ("\n\n", "no-headings"),
        (",,\n", "no-headings"),
        ("platform,handle\n", "no-rows"),
        ('platform,handle\nx,"open', "broken-table"),
        ('platform,handle\nx,"a"b\n', "broken-table"),
        ("platform\n" + "a" * 200_000, "broken-table"),
        (",".join(["platform"] * 101) + "\n", "too-many-columns"),
        ("platform\n" + "x\n" * (MOST_ROWS + 1), "too-many-rows"),
        ("platform\n" + "x" * MOST_BYTES, "file-too-large"),
    ],
)
def test_what_is_no_table_of_accounts_is_refused(text, rule):
    assert refusal(lambda: accounts_from(preview(text)))[2] == rule


def test_a_file_that_is_no_text_is_refused_with_its_row():
    assert refusal(lambda: decoded(b"a\nb\xff")) == (2, "", "not-utf-8")
    assert refusal(lambda: decoded(b"a" * (MOST_BYTES + 1)))[2] == "file-too-large"


def test_as_many_rows_as_allowed_are_taken():
    text = "platform,handle\n" + "".join(f"x,@a{n}\n" for n in range(MOST_ROWS))
    assert len(accounts_from(preview(text))) == MOST_ROWS


def test_a_preview_prints_no_secret():
    text = table(PLAIN, plain(password="Secret-1"), plain(password="Secret-2\x00"))
    assert "Secret-" not in repr(preview(text))


cells = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=30
).filter(lambda text: text.strip())


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=5))
def test_secrets_come_out_of_a_table_exactly_as_they_went_in(rows):
    text = table(
        ["platform", "handle", "password", "notes"],
        *(["x", f"@a{n}", secret, note] for n, (_, secret, note) in enumerate(rows)),
    )
    found = preview(text)
    if found.problems:
        assert {p.rule for p in found.problems} <= {"secret-in-text", "too-long"}
        return
    accounts = accounts_from(found)
    assert [a.secret.reveal() for a in accounts] == [secret for _, secret, _ in rows]


@given(st.text(max_size=300) | st.text(alphabet='",;\n\r\tax ', max_size=300))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(ImportRefusedError):
        found = preview("platform,handle,password\n" + text)
        assert len(accounts_from(found)) == len(found.rows) > 0


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(ImportRefusedError):
        assert accounts_from(preview(decoded(data)))
