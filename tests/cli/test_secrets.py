"""A secret is logged before it is shown, refused in texts, and in no file in clear."""

import base64
import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from incidentkit.cli import exits
from incidentkit.cli.console import Console
from incidentkit.errors import DiskFullError
from incidentkit.records import service as records
from incidentkit.vault.session import Session
from tests.cli.office import CODES, PASSPHRASE, SECRET, SEED, Officer, bare


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def spellings(secret: str) -> Iterator[bytes]:
    """Ways in which a secret could stand in a file."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        data = secret.encode(encoding)
        yield data
        yield data.hex().encode()
        yield base64.b64encode(data).rstrip(b"=")[:-1]


def holding(files: list[Path], secret: str) -> list[str]:
    """Return the files that hold a secret, also inside what they compress."""
    found = []
    for path in files:
        data = path.read_bytes()
        texts = [data, *unpacked(data)]
        if any(way in text for way in spellings(secret) for text in texts):
            found.append(path.name)
    return found


def unpacked(data: bytes) -> Iterator[bytes]:
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            yield zlib.decompressobj().decompress(match[1])
        except zlib.error:
            continue


def test_no_secret_is_in_any_file_nor_in_the_report(asha, tmp_path, monkeypatch):
    typeset: list[Any] = []
    real = records.typeset
    monkeypatch.setattr(
        records,
        "typeset",
        lambda data, *more: typeset.append(data) or real(data, *more),
    )
    shared = tmp_path / "shared"
    shared.mkdir()
    asha("incident", "start", "Odd posts about a prize", "--account", "x")
    made = asha.json("account", "rotate", "x", "--reason", "compromise")["value"]
    asha("account", "rotate", "x", "--confirm", "--tried")
    asha("account", "reveal", "x", "recovery-code", "--use")
    asha("incident", "note", "Rang the service desk")
    asha("incident", "close", "Two posts", "--reason", "rehearsal")
    asha("incident", "report", "--to", str(tmp_path / "reports"))
    asha("vault", "exchange", "--folder", str(shared))
    asha("vault", "backup")
    files = files_below(tmp_path)
    found = {Path(name).suffix for name in holding(files, "Odd posts about a prize")}
    assert found == {".md", ".pdf"}, "the search has to find what is there"
    assert len(typeset) == 1
    for secret in (SECRET, SEED, *CODES, made, PASSPHRASE):
        assert not holding(files, secret)
        assert secret not in str(typeset[0])


def test_a_report_is_refused_when_somebody_wrote_a_later_secret_down(asha, tmp_path):
    asha("incident", "start", "Odd posts", "--account", "x")
    asha("incident", "note", "They wrote violet-harbour-9 in the post")
    asha("account", "rotate", "x", "--given", secrets=("violet-harbour-9",))
    said = asha.try_("incident", "report", "--to", str(tmp_path / "reports"))
    assert said.code == exits.UNUSABLE
    assert "X @AshcombeDC" in said.err
    assert "violet-harbour-9" not in said.all
    assert not list((tmp_path / "reports").glob("*"))


@pytest.mark.parametrize(
    "argv",
    [
        ("incident", "note", f"the password is {SECRET}"),
        ("incident", "note", f"it was {SECRET.swapcase().swapcase()}, I think"),
        ("incident", "step", "is-anyone", "--answer", "No", "--why", SECRET),
        ("incident", "step", "take-the-lead", "--done", "--why", f"used {SECRET}"),
        ("incident", "sitrep", "--known", f"they use {SECRET}"),
        ("incident", "close", SECRET, "--reason", "over"),
        ("incident", "flag", "danger", "--why", SEED),
        ("incident", "evidence", "--text", "a post", "--what", SECRET),
        ("incident", "start", f"Posts with {SECRET}"),
        ("account", "edit", "x", "notes", f"password: {SECRET}"),
    ],
)
def test_a_secret_typed_into_a_text_is_refused_and_not_repeated(asha, argv):
    asha("incident", "start", "Odd posts")
    before = asha.json("log", "show", "--last", "0")["lines"]
    said = asha.try_(*argv)
    assert said.code == exits.UNUSABLE, said
    assert SECRET not in said.all
    assert SEED not in said.all
    assert asha.json("log", "show", "--last", "0")["lines"] == before


def test_a_recovery_code_typed_into_a_note_is_refused(asha):
    asha("incident", "start", "Odd posts")
    assert asha.try_("incident", "note", f"used {CODES[1]}").code == exits.UNUSABLE


@pytest.mark.parametrize(
    "item", [(), ("code-key",), ("sign-in-code",), ("recovery-code",), ("login",)]
)
def test_nothing_is_shown_when_the_log_cannot_be_written(asha, monkeypatch, item):
    def full(*_given: object) -> None:
        raise DiskFullError(reserve_released=True)

    shown = asha("account", "reveal", "x", *item).out.strip()
    monkeypatch.setattr(Session, "commit", full)
    for form in ((), ("--json",)):
        said = asha.try_("account", "reveal", "x", *item, *form)
        assert said.code == exits.STORAGE
        assert "The disk is full" in said.err
        assert shown not in said.all
        assert SECRET not in said.all


def test_the_log_has_the_line_before_the_secret_is_printed(asha):
    seen: list[int] = []
    kit = asha.base / "kit" / "kit.db"

    class Watching(io.StringIO):
        def write(self, text: str) -> int:
            if SECRET in text:
                seen.append(len(kit.read_bytes()))
                lines = Store.lines(asha)
                assert "Was shown the password" in lines[-1]
            return super().write(text)

    class Store:
        @staticmethod
        def lines(officer: Officer) -> list[str]:
            copy = officer.base.with_name("copy")
            (copy / "kit").mkdir(parents=True, mode=0o700, exist_ok=True)
            (copy / "kit" / "kit.db").write_bytes(kit.read_bytes())
            reader = Officer(copy, officer.name, officer.passphrase, officer.clock)
            return [line["text"] for line in reader.json("log", "show")["lines"]]

    who = ("--base-dir", str(asha.base), "--officer", asha.name, "--passphrase-stdin")
    source = f"{PASSPHRASE}\n"
    said = bare(
        *who, "account", "reveal", "x", source=source, clock=asha.clock, out=Watching()
    )
    assert said.code == 0, said
    assert len(seen) == 1


def test_recovery_codes_are_used_up_one_by_one(asha):
    first = asha("account", "reveal", "x", "recovery-code", "--use").out.strip()
    assert first == CODES[0]
    again = asha.try_("account", "reveal", "x", "recovery-code", "--use")
    assert again.code == exits.UNUSABLE
    assert CODES[0] not in again.all
    assert "2 of 3 not used: 2, 3" in asha("account", "show", "x").out
    looked = asha("account", "reveal", "x", "recovery-code", "--number", "2").out
    assert looked.strip() == CODES[1]
    assert "2 of 3 not used: 2, 3" in asha("account", "show", "x").out
    asha(
        "account", "edit", "x", "recovery-codes", "--codes", "2", secrets=("N-1", "N-2")
    )
    assert "2 of 2 not used: 1, 2" in asha("account", "show", "x").out


def test_every_reveal_is_in_the_log_with_its_reason(asha):
    asha("account", "reveal", "x", "--why", "to sign in at home")
    asha("account", "reveal", "x", "sign-in-code")
    texts = [line["text"] for line in asha.json("log", "show")["lines"]]
    assert texts[-2:] == [
        "Was shown the password of X @AshcombeDC. Reason: to sign in at home.",
        "Was shown the sign-in code of the moment for X @AshcombeDC.",
    ]


def test_a_secret_that_cannot_be_printed_exactly_says_so():
    from argparse import Namespace

    from incidentkit.accounts.secret import Secret
    from incidentkit.cli.account_secrets import _say_secret
    from incidentkit.cli.world import Call

    found = Console(io.StringIO(), io.StringIO(), io.StringIO())
    call = Call(None, found, Namespace())  # type: ignore[arg-type]
    _say_secret(call, Secret("pass\x07word"))
    assert "\x07" not in found.out.getvalue()
    assert "--json" in found.err.getvalue()


def test_a_new_password_waits_beside_the_old_one_until_it_is_confirmed(asha):
    new = asha.json("account", "rotate", "x")["value"]
    assert asha("account", "reveal", "x").out.strip() == SECRET
    assert asha("account", "reveal", "x", "--waiting").out.strip() == new
    assert asha.try_("account", "rotate", "x").code == exits.UNUSABLE
    asha("account", "rotate", "x", "--roll-back", "--why", "it was refused")
    assert asha.try_("account", "reveal", "x", "--waiting").code == exits.UNUSABLE
    assert asha("account", "reveal", "x").out.strip() == SECRET
    again = asha.json("account", "rotate", "x", "--words", "7")["value"]
    assert again.count("-") == 6
    asha("account", "rotate", "x", "--confirm", "--tried")
    assert asha("account", "reveal", "x").out.strip() == again
