"""To and from a real KeePassXC: values that a careless table would change.

Its command line takes XML in and gives CSV out; CSV it takes only in its window. So what
the kit writes is held against what KeePassXC itself writes of the same values.
"""

import dataclasses
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from incidentkit.accounts.model import Field, Item
from incidentkit.accounts.secret import Secret
from incidentkit.exchange.accounts_csv import accounts_from, decoded, preview
from incidentkit.exchange.accounts_out import OutAccount, OutValue, secrets_csv
from incidentkit.exchange.columns import Layout

NOTE = "PIN \"12\"\n\nthe 'second' line, with ; and \ttab\n=1+1\nDŵr, 漢字"
MODIFIED, CREATED = "2026-11-21T07:00:00Z", "2026-11-20T07:00:00Z"
PASSPHRASE = "a passphrase of one test"
HARD = (
    '  lead and trail  "quo""ted", \\back\\slash ',
    "=cmd|' /C calc'!A0",
    "'+-@;,|~^`$(x)%s{0}",
    "é e\u0301 漢字 🦦 \u202eright to left \u00a0",
    '"',
    "&amp;<b>&#65;]]>",
)


@dataclasses.dataclass(frozen=True)
class Entry:
    """One entry of a password store."""

    handle: str
    password: str

    @property
    def key(self) -> str:
        """The key of sign-in codes as KeePassXC names it, by the entry's title."""
        name = f"X%20%40{self.handle}"
        key = "secret=JBSWY3DPEHPK3PXP&period=30&digits=6"
        return f"otpauth://totp/{name}:{self.handle}?{key}&issuer={name}"

    @property
    def fields(self) -> dict[str, str]:
        return {
            "Title": f"X @{self.handle}",
            "UserName": self.handle,
            "Password": self.password,
            "URL": "https://x.example/?a=1&b=2",
            "Notes": NOTE,
            "otp": self.key,
        }


ENTRIES = tuple(Entry(f"Ashcombe{n}", text) for n, text in enumerate(HARD))


def as_xml(entries: tuple[Entry, ...]) -> str:
    """Return a store in KeePass's XML. A tab or line end is named, or XML folds it."""
    hard = {"\t": "&#9;", "\n": "&#10;", '"': "&quot;"}
    made = []
    for entry in entries:
        strings = "".join(
            f"<String><Key>{key}</Key><Value>{escape(text, hard)}</Value></String>"
            for key, text in entry.fields.items()
        )
        times = (
            f"<Times><LastModificationTime>{MODIFIED}</LastModificationTime>"
            f"<CreationTime>{CREATED}</CreationTime></Times>"
        )
        made.append(f"<Entry><IconID>0</IconID>{times}{strings}</Entry>")
    group = f"<Group><Name>Accounts</Name>{''.join(made)}</Group>"
    return f"<KeePassFile><Meta/><Root>{group}</Root></KeePassFile>"


@pytest.fixture
def exported(tmp_path: Path, peer: Callable[[str], str]) -> bytes:
    """Return the table that KeePassXC writes of its own store."""
    folder, program = tmp_path, peer("keepassxc-cli")
    (folder / "in.xml").write_text(as_xml(ENTRIES), encoding="utf-8")
    store = str(folder / "store.kdbx")

    def do(typed: str, *argv: str) -> bytes:
        ended = subprocess.run(
            [program, *argv], input=typed.encode(), capture_output=True, check=True
        )
        return ended.stdout

    twice = f"{PASSPHRASE}\n{PASSPHRASE}\n"
    do(twice, "import", "-q", "-p", "-t", "100", str(folder / "in.xml"), store)
    return do(f"{PASSPHRASE}\n", "export", "-q", "-f", "csv", store)


def test_what_keepassxc_writes_comes_in_byte_for_byte(exported: bytes) -> None:
    found = preview(decoded(exported))
    assert (found.layout, found.problems) == (Layout.KEEPASSXC, ())
    read = accounts_from(found)
    assert [one.handle for one in read] == [entry.handle for entry in ENTRIES]
    for one, entry in zip(read, ENTRIES, strict=True):
        assert one.secret.reveal() == entry.password
        assert one.note.reveal() == NOTE
        assert one.login.reveal() == entry.handle
        assert one.totp.reveal() == entry.key
        assert one.url == entry.fields["URL"]


def test_what_the_kit_writes_is_what_keepassxc_writes(exported: bytes) -> None:
    theirs = iter(exported.decode().split('"\n"'))
    ours = secrets_csv(map(taken_out, ENTRIES)).split('"\n"')
    for line in ours:
        assert line.strip('"\n').startswith(next(theirs).strip('"\n'))
    assert next(theirs, None) is None


def taken_out(entry: Entry) -> OutAccount:
    texts = {
        Field.PLATFORM: "x",
        Field.HANDLE: entry.handle,
        Field.URL: entry.fields["URL"],
    }
    values = {
        Item.LOGIN: entry.handle,
        Item.SECRET: entry.password,
        Item.NOTE: NOTE,
        Item.TOTP: entry.key,
    }
    kept = [OutValue(item, Secret(text)) for item, text in values.items()]
    return OutAccount(entry.handle, texts, values=kept, added=CREATED, changed=MODIFIED)
