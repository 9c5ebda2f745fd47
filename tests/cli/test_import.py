"""The monthly check: fifty accounts from a table, all or nothing, found and revealed."""

import json
import re
from pathlib import Path

import pytest

from incidentkit.cli import exits
from tests.cli.office import Officer

HEAD = "platform,handle,login,password,purpose"


def table(folder: Path, rows: list[str], head: str = HEAD) -> str:
    path = folder / "accounts.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return str(path)


def fifty() -> list[str]:
    names = ("x", "bluesky", "mailbox", "tool", "tiktok")
    return [
        f"{names[n % 5]},Ashcombe{n},comms{n},secret-of-{n:02}-kept,Area {n}"
        for n in range(50)
    ]


def test_a_preview_says_what_it_would_do_and_writes_nothing(asha, tmp_path):
    path = table(tmp_path, fifty())
    before = (asha.base / "kit" / "kit.db").read_bytes()
    said = asha("account", "import", path)
    assert said.code == 0
    assert re.search(r"^password +password$", said.out, re.MULTILINE)
    assert "51   TikTok @Ashcombe49" in said.out
    assert "To import 50 accounts" in said.out
    assert "secret-of-01" not in said.out
    assert (asha.base / "kit" / "kit.db").read_bytes() == before
    data = asha.json("account", "import", path)
    assert (data["accounts"], data["imported"]) == (50, False)


def test_fifty_accounts_are_imported_listed_found_revealed_and_changed(asha, tmp_path):
    asha("account", "import", table(tmp_path, fifty()), "--write")
    rows = asha.json("account", "list")["accounts"]
    assert len(rows) == 52
    assert sum(row["may_open"] for row in rows) >= 50
    found = asha.json("account", "list", "area 17")["accounts"]
    assert [row["handle"] for row in found] == ["Ashcombe17"]
    said = asha.try_("account", "reveal", "combe17")
    assert said.code == exits.NOT_FOUND
    assert "Did you mean: Mailbox Ashcombe17?" in said.err
    revealed = asha("account", "reveal", "ashcombe17").out.strip()
    assert revealed == "secret-of-17-kept"
    asha("account", "rotate", "Ashcombe17", "--reason", "policy")
    listed = asha("account", "list", "Ashcombe17").out
    assert "yes; a new one waits" in listed
    asha("account", "rotate", "Ashcombe17", "--confirm", "--tried")
    who = asha("account", "who", "Ashcombe17").out
    assert "Asha Patel knows: password since" in who
    assert all(len(line) <= 100 for line in asha("account", "list").out.splitlines())


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("facebook,Ashcombe,me@example.org,my-own-password,News", "password"),
        ("x,Ashcombe,comms,secret-of-me-kept,it is secret-of-me-kept", "purpose"),
        (",,comms,secret,News", "platform"),
        ("x,Ashcombe,comms", "Row 52"),
    ],
)
def test_one_bad_row_and_nothing_is_imported(asha, tmp_path, row, where):
    path = table(tmp_path, [*fifty(), row])
    for form in ((), ("--write",)):
        said = asha.try_("account", "import", path, *form)
        assert said.code == exits.UNUSABLE
        assert "Nothing was imported" in said.err
        assert "row 52" in said.err.lower()
        assert where in said.err
        assert "my-own-password" not in said.all
    assert len(asha.json("account", "list")["accounts"]) == 2


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"a,b\n", b"platform\n"])
def test_a_file_that_is_no_table_of_accounts_is_refused(asha, tmp_path, data):
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    assert asha.try_("account", "import", str(path), "--write").code == exits.UNUSABLE


def test_a_closed_account_stays_for_the_record_and_comes_back(asha: Officer):
    asha("account", "close", "x", "--reason", "merged with another")
    assert "X @AshcombeDC (closed)" in asha("account", "list").out
    for argv in (("rotate", "x"), ("edit", "x", "purpose", "News")):
        said = asha.try_("account", *argv)
        assert said.code == exits.UNUSABLE
        assert "account reopen x" in said.err
    asha("account", "reveal", "x")
    asha("account", "reopen", "x", "--reason", "still used")
    assert "(closed)" not in asha("account", "list").out
    texts = [line["text"] for line in asha.json("log", "show")["lines"]]
    assert any("merged with another" in text for text in texts)


def test_an_account_kept_elsewhere_says_where(asha):
    where = ("--access", "held-elsewhere", "--elsewhere", "ICT vault, ref 112")
    asha("account", "add", "mailbox", "press@example.org", *where)
    assert "ICT vault, ref 112" in asha("account", "show", "press").out
    assert "ICT vault, ref 112" in asha("account", "who", "press").out
    assert asha.try_("account", "rotate", "press").code == exits.UNUSABLE


def test_who_can_still_post_names_everybody_and_whom_to_ring(asha):
    asha("officer", "contact", "Asha", "--mobile", "07700 900101")
    role = ("account", "link", "facebook", "role")
    asha(*role, "Asha Patel", "--what", "Full control", "--can-remove")
    asha(*role, "Carys Morgan", "--what", "Moderator", "--mobile", "07700 900103")
    asha("account", "link", "facebook", "agency", "Bright", "--ring", "Sam Lee")
    asha("account", "link", "facebook", "tool", "Ben", "--what", "Scheduler")
    said = " ".join(asha("account", "who", "facebook").out.split())
    assert "(Moderator): Carys Morgan 07700 900103" in said
    assert "To end it, ring Asha Patel 07700 900101" in said
    assert "Bright (no number noted)" in said
    assert "(Scheduler): Ben" in said


def test_accounts_that_are_there_already_are_passed_over_unless_wanted(asha, tmp_path):
    path = table(tmp_path, ["x,@ashcombedc,comms,other-secret,", *fifty()[:2]])
    said = asha("account", "import", path)
    assert "Row 2: The kit has this account already" in said.out
    assert "in the kit" in said.out
    assert asha.json("account", "import", path)["passed_over"] == 1
    asha("account", "import", path, "--write")
    assert len(asha.json("account", "list")["accounts"]) == 4
    again = asha.try_("account", "import", path, "--write")
    assert again.code == exits.UNUSABLE
    assert "does not have" in again.err
    said = asha("account", "import", path, "--duplicates")
    assert "--duplicates --write" in said.out
    asha("account", "import", path, "--duplicates", "--write")
    assert len(asha.json("account", "list")["accounts"]) == 7


def test_every_row_that_cannot_be_taken_is_named_and_none_is_written(asha, tmp_path):
    bad = [f",,comms{n},secret-{n}-kept," for n in range(30)]
    path = table(tmp_path, ["x,Ashcombe,comms,secret-one-kept,News", *bad])
    before = (asha.base / "kit" / "kit.db").read_bytes()
    said = asha.try_("account", "import", path, "--write")
    assert said.code == exits.UNUSABLE
    assert 'Row 3, column "platform": not taken, because ' in said.err
    assert 'Row 22, column "platform"' in said.err
    assert "Row 23" not in said.err
    assert "And 10 more rows." in said.err
    assert (asha.base / "kit" / "kit.db").read_bytes() == before
    answer = json.loads(asha.try_("account", "import", path, "--write", "--json").out)
    problems = answer["problems"]
    assert [one["row"] for one in problems] == list(range(3, 33))
    assert {(one["column"], one["rule"]) for one in problems} == {
        ("platform", "no-platform")
    }
