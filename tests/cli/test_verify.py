"""log verify: 0 only for an intact journal, otherwise what was changed, and where."""

import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from incidentkit.cli import exits
from incidentkit.cli.console import Console
from incidentkit.cli.verdict import say_report
from incidentkit.vault.verify import Report
from incidentkit.words import disposal
from incidentkit.words import verification as words
from tests.cli.office import Officer

Tamper = Callable[[sqlite3.Connection], None]


def change(officer: Officer, how: Tamper) -> None:
    with closing(sqlite3.connect(officer.base / "kit" / "kit.db")) as connection:
        how(connection)
        connection.commit()


def flip_entry(db: sqlite3.Connection) -> None:
    number, data = db.execute(
        "SELECT number, data FROM entry ORDER BY number"
    ).fetchall()[3]
    changed = data[:-1] + bytes([data[-1] ^ 1])
    db.execute("UPDATE entry SET data=? WHERE number=?", (changed, number))


def drop_last(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM entry WHERE number=(SELECT max(number) FROM entry)")


def drop_one(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM entry WHERE number=4")


def drop_text(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM payload WHERE rowid=(SELECT max(rowid) FROM payload)")


def empty(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM entry")


def test_an_intact_journal_ends_with_0_needs_no_key_and_says_what_it_cannot_prove(asha):
    said = asha.locked("log", "verify")
    assert said.code == exits.DONE
    assert said.out.startswith("The log is intact: ")
    assert "in 1 record." in said.out
    assert words.CANNOT_PROVE in said.out
    for item in ("tail", "clocks", "meaning", "one-machine"):
        assert words.UNPROVED[item] in said.out
    data = asha.locked("log", "verify", "--json").data
    assert data["intact"] is True
    assert data["heads"][0]["digest"] in said.out
    assert "tail" in data["not_proved"]


@pytest.mark.parametrize(
    ("how", "troubles"),
    [
        (flip_entry, {"altered"}),
        (drop_last, {"unfinished", "older-than-seen", "missing"}),
        (drop_one, {"missing", "out-of-chain"}),
        (drop_text, {"payload-missing"}),
        (empty, {"empty"}),
    ],
)
def test_a_changed_journal_ends_with_8_and_says_what_and_where(asha, how, troubles):
    change(asha, how)
    data = asha.locked("log", "verify", "--json")
    assert data.code == exits.NOT_INTACT
    found = {item["trouble"] for item in data.data["found"]}
    assert found & troubles
    said = asha.locked("log", "verify")
    assert said.code == exits.NOT_INTACT
    assert said.out.startswith(words.NOT_INTACT)
    for trouble in found:
        assert words.TROUBLES[trouble].rstrip(":") in said.out
    assert words.WHAT_NOW in said.out
    assert words.CANNOT_PROVE in said.out


def test_what_was_changed_is_named_by_its_place(asha):
    change(asha, flip_entry)
    said = asha.locked("log", "verify").out
    part = asha.locked("log", "verify", "--json").data["found"][0]["chain"][:8]
    assert f"Changed after it was written: entry 4 of record {part}." in said


def test_an_older_copy_is_noticed_and_can_be_accepted_knowingly(asha, tmp_path):
    kit = asha.base / "kit" / "kit.db"
    older = kit.read_bytes()
    asha("incident", "start", "Odd posts")
    kit.write_bytes(older)
    said = asha.try_("account", "list")
    assert said.code == exits.CANNOT_OPEN
    assert "This is an older copy of the kit" in said.err
    assert "vault accept-older" in said.err
    assert asha.locked("log", "verify").code == exits.NOT_INTACT
    assert "is accepted" in asha.locked("vault", "accept-older").out
    asha("account", "list")
    assert asha.locked("vault", "accept-older", "--json").data == {"accepted": False}


def test_a_backup_is_put_back_and_the_kit_goes_on(asha):
    asha("incident", "start", "Odd posts")
    backup = asha.json("vault", "backup")["backup"]
    asha("incident", "note", "after the backup")
    (asha.base / "kit" / "kit.db").write_bytes(b"damaged")
    said = asha.try_("account", "list")
    assert said.code == exits.CANNOT_OPEN
    back = asha.json("vault", "restore")
    assert back["restored"] == backup
    assert Path(back["kept"]).read_bytes() == b"damaged"
    assert "Odd posts" in asha("incident", "list").out
    asha("incident", "note", "after the restore")
    assert asha("log", "verify").code == exits.DONE
    assert asha("vault", "verify").code == exits.DONE


def test_the_states_can_be_made_again(asha):
    before = asha.json("account", "list")
    asha("vault", "rebuild")
    assert asha.json("account", "list") == before


def test_a_kit_in_use_says_by_whom(asha):
    from incidentkit.cli.world import Call
    from tests.cli.office import world_with
    from tests.cli.test_console import console

    arguments = type("Args", (), {"base_dir": str(asha.base), "officer": "Asha Patel"})
    call = Call(world_with(asha.clock), console(), arguments())  # type: ignore[arg-type]
    with call.locked():
        said = asha.try_("account", "list")
    assert said.code == exits.CANNOT_OPEN
    assert "The kit is open somewhere else" in said.err
    asha("account", "list")


def test_states_that_were_put_back_are_made_again_and_the_officer_is_told(asha):
    asha("incident", "start", "Odd posts")
    database = asha.base / "kit" / "kit.db"
    copy = asha.base / "copy.db"
    copy.write_bytes(database.read_bytes())
    asha("vault", "rebuild")
    with closing(sqlite3.connect(database)) as sql:
        sql.execute("ATTACH ? AS old", (str(copy),))
        for table in ("page", "cache"):
            sql.execute(f"DELETE FROM {table}")
            sql.execute(f"INSERT INTO {table} SELECT * FROM old.{table}")
        sql.commit()
    said = asha("incident", "list")
    assert " ".join(said.err.split()) == words.STATES_WERE_STALE
    assert "Odd posts" in said.out
    assert not asha("incident", "list").err


def test_what_a_newer_version_wrote_and_who_can_be_given_nothing_is_said():
    console = Console(io.StringIO(), io.StringIO(), io.StringIO())
    report = Report(entries=9, chains=1, unknown_class=2, unreachable=1)
    say_report(console, report, kept=1)
    said = " ".join(console.out.getvalue().split())
    assert words.unknown_class(2) in said
    assert words.unreachable(1) in said
    assert disposal.kept(1) in said
    assert words.unknown_class(1) not in said
