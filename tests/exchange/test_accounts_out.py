"""What is taken out comes back the same, letter for letter."""

import csv
import dataclasses
import io
import json

from hypothesis import example, given
from hypothesis import strategies as st

from incidentkit.accounts.model import (
    Access,
    Field,
    Item,
    NewAccount,
    Portfolio,
    Status,
)
from incidentkit.accounts.rules import checked
from incidentkit.accounts.secret import Secret
from incidentkit.errors import IncidentKitError
from incidentkit.exchange.accounts_csv import accounts_from, preview
from incidentkit.exchange.accounts_out import (
    OutAccount,
    OutValue,
    register_csv,
    register_json,
    secrets_csv,
)
from incidentkit.exchange.columns import Layout

HARD = " =1+1,\"'\t\u00e9e\u0301\u202e;é|\\n "  # a tab is refused, and left out below
EXACT = HARD.replace("\t", "").replace("\u202e", "")
NOTE = 'Line 1\n"Line 2", with =SUM(A1)\n\nlast é'
FIELDS = [
    f
    for f in Field
    if f
    not in {Field.PLATFORM, Field.HANDLE, Field.ACCESS, Field.STATUS, Field.PORTFOLIO}
]


def out(new: NewAccount) -> OutAccount:
    """Return an account as it would be taken out of a kit that keeps it."""
    texts = {field: getattr(new, field.value) for field in Field}
    values = [
        OutValue(item, value)
        for item in (Item.LOGIN, Item.SECRET, Item.TOTP, Item.NOTE)
        if (value := getattr(new, item.value)) is not None
    ]
    values += [OutValue(Item.CODES, code) for code in new.codes]
    return OutAccount("a1", {f: str(t) for f, t in texts.items() if t}, values=values)


def account(**more: object) -> NewAccount:
    known = {"platform": "x", "handle": "AshcombeDC", "secret": Secret(EXACT)}
    return checked(NewAccount(**{**known, **more}))


text = st.text(max_size=30)
secret = st.none() | text.map(Secret)


@st.composite
def accounts(draw: st.DrawFn) -> NewAccount | None:
    """Return an account that the kit would keep, or None for one that it refuses."""
    texts = {f.value: draw(text) for f in draw(st.sets(st.sampled_from(FIELDS)))}
    texts.pop("url", None)
    new = NewAccount(
        platform=draw(st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)),
        handle=draw(text),
        access=draw(st.sampled_from(Access)),
        status=draw(st.sampled_from(Status)),
        portfolio=draw(st.sampled_from(Portfolio)),
        url=draw(st.sampled_from(["", "https://a.example/?q=a,b", "http://a.example"])),
        login=draw(secret),
        secret=draw(secret),
        note=draw(secret),
        codes=tuple(draw(st.lists(text.map(Secret), max_size=3))),
        **texts,
    )
    try:
        return checked(new)
    except IncidentKitError:
        return None


def same(one: NewAccount, other: NewAccount) -> bool:
    return dataclasses.asdict(_plain(one)) == dataclasses.asdict(_plain(other))


def _plain(new: NewAccount) -> NewAccount:
    values = {
        item.value: value.reveal() if (value := getattr(new, item.value)) else None
        for item in (Item.LOGIN, Item.SECRET, Item.TOTP, Item.NOTE)
    }
    codes = tuple(code.reveal() for code in new.codes)
    same_way = {"is_imported": False, "said_ms": 0}
    return dataclasses.replace(new, **values, **same_way, codes=codes)


@given(new=accounts())
@example(new=account(note=Secret(NOTE), codes=(Secret("A-1"), Secret("'B\"2"))))
@example(new=account(secret=Secret("&amp;\u00a0\ufeff'\"")))
@example(new=account(platform="instagram", handle="=cmd|' /C calc'!A0"))
def test_what_is_written_with_secrets_is_read_back_the_same(new):
    if new is None:
        return
    found = preview(secrets_csv([out(new)]))
    assert found.layout is Layout.INCIDENTKIT
    assert not found.problems
    (back,) = accounts_from(found)
    assert same(new, back)


def test_the_table_with_secrets_begins_with_the_headings_of_keepassxc():
    (head, row) = csv.reader(io.StringIO(secrets_csv([out(account())])))
    assert head[:7] == [
        "Group",
        "Title",
        "Username",
        "Password",
        "URL",
        "Notes",
        "TOTP",
    ]
    assert row[3] == EXACT


def test_a_value_that_waits_and_one_in_conflict_have_rows_of_their_own():
    one = dataclasses.replace(
        out(account()),
        values=[
            OutValue(Item.SECRET, Secret("new-1"), waits=True),
            OutValue(Item.SECRET, Secret("old-1")),
            OutValue(Item.SECRET, Secret("old-2")),
            OutValue(Item.LOGIN, Secret("comms")),
        ],
    )
    rows = list(csv.reader(io.StringIO(secrets_csv([one]))))[1:]
    assert [row[3] for row in rows] == ["old-1", "old-2", "new-1"]
    assert [row[1] for row in rows] == [
        "X @AshcombeDC",
        "X @AshcombeDC (another value that is in force)",
        "X @AshcombeDC (new, not confirmed yet)",
    ]


def test_the_table_without_secrets_is_harmless_in_a_spreadsheet():
    new = account(handle="=HYPERLINK(1)", purpose="@SUM(A1)", hours="-2+3")
    written = register_csv([out(new)])
    assert EXACT.strip() not in written
    cells = next(csv.reader(io.StringIO(written.split("\n", 1)[1])))
    assert "'=HYPERLINK(1)" in cells
    assert "'@SUM(A1)" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_data_holds_values_exactly_and_only_when_they_are_given():
    new = out(account(note=Secret(NOTE)))
    held = json.loads(register_json([new], {"what": "x"}))["accounts"][0]
    assert {v["item"]: v["value"] for v in held["values"]} == {
        "secret": EXACT,
        "note": NOTE,
    }
    bare = json.loads(register_json([dataclasses.replace(new, values=())], {}))
    assert "values" not in bare["accounts"][0]
    assert bare["accounts"][0]["handle"] == "AshcombeDC"


def test_nothing_that_is_taken_out_prints_its_secrets():
    assert EXACT.strip() not in repr(out(account()))
