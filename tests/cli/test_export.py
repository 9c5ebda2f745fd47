"""Taking the accounts out: asked for again, logged first, named as readable."""

import csv
import hashlib
import io
import json
import os
import stat
from pathlib import Path

import pytest

from incidentkit.cli import exits
from incidentkit.words import taking_out as words
from tests.cli.office import CODES, PASSPHRASE, SECRET, SEED, Officer

SECRETS = ("account", "export", "--with-secrets", "--reason", "moving to a new kit")


def export(who: Officer, *more: str, again: str = PASSPHRASE):
    return who.try_(*SECRETS, *more, secrets=(again,))


def log(who: Officer) -> list[str]:
    return [line["text"] for line in who.json("log", "show")["lines"]]


def test_a_table_with_secrets_says_so_in_its_name_and_is_its_owners_alone(
    asha, tmp_path
):
    said = export(asha, "--to", str(tmp_path / "out.csv"))
    assert said.code == 0, said
    assert words.WARNING in said.err
    (path,) = tmp_path.glob("out*")
    assert path.name == "out.not-encrypted.csv"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_bytes().decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    x = next(row for row in rows if row["Platform"] == "x")
    assert (x["Password"], x["TOTP"]) == (SECRET, SEED)
    assert x["Recovery codes"].split("\n") == list(CODES)


def test_every_value_is_in_the_log_as_shown_with_the_reason(asha, tmp_path):
    export(asha, "--to", str(tmp_path / "out.csv"))
    lines = log(asha)
    shown = [line for line in lines if line.startswith("Was shown")]
    assert len(shown) == 3 + len(CODES)
    assert all("moving to a new kit" in line for line in shown)
    assert any("Took 2 accounts out into out.not-encrypted.csv" in x for x in lines)
    assert SECRET not in "\n".join(lines)


def test_data_without_secrets_holds_the_register_and_no_value(asha, tmp_path):
    path = tmp_path / "out.json"
    asha(
        "account",
        "export",
        "--format",
        "json",
        "--to",
        str(path),
        secrets=(PASSPHRASE,),
    )
    text = path.read_text(encoding="utf-8")
    found = json.loads(text)
    assert found["holds_secrets"] is False
    assert [a["platform"] for a in found["accounts"]] == ["facebook", "x"]
    assert found["accounts"][1]["history"]["changes"][0]["item"] == "login"
    assert SECRET not in text
    assert SEED not in text
    assert not any(line.startswith("Was shown") for line in log(asha))
    assert any("without secrets" in line for line in log(asha))


@pytest.mark.parametrize(
    ("argv", "again", "code"),
    [
        ((), "not the passphrase", exits.UNUSABLE),
        (("--reason", ""), PASSPHRASE, exits.UNUSABLE),
    ],
)
def test_without_passphrase_or_reason_nothing_is_written_and_nothing_logged(
    asha, tmp_path, argv, again, code
):
    said = export(asha, "--to", str(tmp_path / "out.csv"), *argv, again=again)
    assert said.code == code
    assert not list(tmp_path.glob("out*"))
    assert not any("Took" in line or "Was shown" in line for line in log(asha))


def test_nothing_is_overwritten(asha, tmp_path):
    path = tmp_path / "out.not-encrypted.csv"
    path.write_text("mine")
    said = export(asha, "--to", str(path))
    assert said.code == exits.UNUSABLE
    assert path.read_text() == "mine"
    assert not any("Was shown" in line for line in log(asha))


@pytest.mark.parametrize("folder", ["kit", "kit/evidence", "state", "backups", "link"])
def test_nothing_is_written_into_the_kits_folders(asha, folder):
    base: Path = asha.base
    (base / "link").symlink_to(base / "kit", target_is_directory=True)
    said = export(asha, "--to", str(base / folder / "out.csv"))
    assert said.code == exits.UNUSABLE
    assert "folder of the kit" in said.err
    assert not list(base.rglob("out*"))


def test_a_folder_that_is_not_there_leaves_nothing_in_the_log(asha, tmp_path):
    said = export(asha, "--to", str(tmp_path / "nowhere" / "out.csv"))
    assert said.code != 0
    assert not any("Was shown" in line for line in log(asha))


def test_what_was_taken_out_is_read_into_another_kit(asha, tmp_path):
    export(asha, "--to", str(tmp_path / "out.csv"))
    ben = Officer(tmp_path / "ben", "Ben Hughes")
    ben.found()
    path = str(tmp_path / "out.not-encrypted.csv")
    assert "A table that a kit wrote" in ben("account", "import", path).out
    ben("account", "import", path, "--write")
    assert ben("account", "reveal", "x").out.strip() == SECRET
    assert ben.json("account", "show", "facebook")["access"] == "roles"


def test_an_observer_takes_out_only_what_they_may_open(asha, tmp_path):
    asha("officer", "add", "Ben Hughes", secrets=("violet harbour pencil mosaic",))
    ben = Officer(asha.base, "Ben Hughes", "violet harbour pencil mosaic", asha.clock)
    path = tmp_path / "out.csv"
    said = export(ben, "--to", str(path), again=ben.passphrase)
    assert said.code == 0, said
    assert SECRET not in (tmp_path / "out.not-encrypted.csv").read_text()
    assert "you cannot open anything" in said.out


def test_papers_and_links_stand_in_every_table(asha, tmp_path):
    paper = tmp_path / "approval.txt"
    paper.write_bytes(b"agreed on 3 March")
    asha("account", "attach", "x", str(paper))
    digest = hashlib.sha256(b"agreed on 3 March").hexdigest()
    for more in (("--with-secrets", "--reason", "moving"), ()):
        path = tmp_path / f"papers{len(more)}.csv"
        said = ("account", "export", "--to", str(path), *more)
        asha(*said, secrets=(PASSPHRASE,))
        (made,) = tmp_path.glob(f"papers{len(more)}*.csv")
        with made.open(encoding="utf-8-sig", newline="") as file:
            rows = {row["Handle"]: row for row in csv.DictReader(file)}
        found = [row["Papers"] for row in rows.values() if row["Papers"]]
        assert found == [f"approval.txt (SHA-256 {digest})"]
        assert all("Who and what is named" in row for row in rows.values())
