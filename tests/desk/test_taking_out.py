"""Taking the accounts out: logged before it is written, stopped in time, never half."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.accounts.entries import Reviewed
from incidentkit.accounts.model import Item, NewAccount, Reason
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.taken_out import REGISTER, TakenOut
from incidentkit.desk import taking_out
from incidentkit.desk.account_import import accounts_there, import_table, look_at
from incidentkit.desk.exchanging import remember_folder
from incidentkit.desk.services import Desk
from incidentkit.desk.taking_out import Form, Order, TakenFile, prove, take_out
from incidentkit.errors import InvalidValueError, StorageError
from incidentkit.exchange.accounts_csv import Notice
from incidentkit.vault.watching import unwatched
from tests.desk.test_home import Studio
from tests.ui.studio import NAME, PASSPHRASE, SECRET, many_accounts, one_page, one_x
from tests.vault.world import POLICY


class StoppedError(Exception):
    """Somebody pressed stop."""


def stop(*_: object) -> None:
    raise StoppedError


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    studio = Studio(tmp_path / "kit")
    studio.prepare(one_x, one_page)
    yield studio._desk
    studio.locked.close()


def order(tmp_path: Path, form: Form = Form.CSV, *, secret: bool = True) -> Order:
    return Order(form, tmp_path / "out", with_secrets=secret, reason="moving")


def take(desk: Desk, wanted: Order) -> TakenFile:
    return take_out(desk, wanted, unwatched)


def entries(desk: Desk) -> list[str]:
    return [line.kind for line in desk.records.everything()]


def test_the_passphrase_is_that_of_whoever_opened_the_kit(desk):
    prove(desk, PASSPHRASE, POLICY)
    for wrong in ("", PASSPHRASE + " ", NAME):
        with pytest.raises(InvalidValueError, match="not-your-passphrase"):
            prove(desk, wrong, POLICY)


def test_everything_is_in_the_log_before_a_byte_is_in_the_file(
    desk, tmp_path, monkeypatch
):
    sizes: list[int] = []
    commit = desk.session.commit

    def committing(change: object) -> object:
        sizes.append((tmp_path / "out.not-encrypted.csv").stat().st_size)
        return commit(change)

    monkeypatch.setattr(desk.session, "commit", committing)
    take(desk, order(tmp_path))
    assert sizes == [0]
    assert entries(desk).count("account.revealed") == 6
    assert entries(desk).count("register.taken_out") == 1


def test_when_the_log_cannot_be_written_no_file_is_left(desk, tmp_path, monkeypatch):
    def failing(_change: object) -> object:
        raise StorageError

    monkeypatch.setattr(desk.session, "commit", failing)
    with pytest.raises(StorageError):
        take(desk, order(tmp_path))
    assert not list(tmp_path.glob("out*"))


@pytest.mark.parametrize("where", ["watch", "settle"])
def test_stopped_in_time_it_leaves_neither_file_nor_entry(desk, tmp_path, where):
    watch, settle = (stop, unwatched) if where == "watch" else (unwatched, stop)
    with pytest.raises(StoppedError):
        take_out(desk, order(tmp_path), watch, settle)
    assert not list(tmp_path.glob("out*"))
    assert "account.revealed" not in entries(desk)
    assert "register.taken_out" not in entries(desk)


def test_what_cannot_be_written_to_the_end_is_taken_away_again(
    desk, tmp_path, monkeypatch
):
    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(taking_out, "_content", full)
    with pytest.raises(StorageError):
        take(desk, order(tmp_path))
    assert not list(tmp_path.glob("out*"))
    assert "account.revealed" in entries(desk)


def test_nothing_goes_into_the_folder_that_machines_share(desk, tmp_path):
    shared = tmp_path / "shared"
    (shared / "deep").mkdir(parents=True)
    remember_folder(desk.session.kit.places, str(shared))
    with pytest.raises(InvalidValueError, match="in-the-kits-folder"):
        take(desk, Order(Form.JSON, shared / "deep" / "out", reason="moving"))


def test_a_new_password_that_waits_comes_too_and_is_named(desk, tmp_path):
    account = next(r.subject for r in desk.accounts.rows() if r.platform == "x")
    desk.accounts.begin_rotation(account, Secret("Newer-Horse-9x"), Reason.POLICY)
    take(desk, order(tmp_path, Form.JSON))
    found = json.loads((tmp_path / "out.not-encrypted.json").read_text())
    x = next(a for a in found["accounts"] if a["platform"] == "x")
    passwords = {
        v["value"]: v["in_force"] for v in x["values"] if v["item"] == "secret"
    }
    assert passwords == {SECRET: True, "Newer-Horse-9x": False}
    assert found["holds_secrets"] is True
    assert found["by"] == NAME


def test_a_used_recovery_code_stays_where_it_is(desk, tmp_path):
    account = next(r.subject for r in desk.accounts.rows() if r.platform == "x")
    used = desk.accounts.use_recovery_code(account, 1).reveal()
    take(desk, order(tmp_path))
    assert used not in (tmp_path / "out.not-encrypted.csv").read_text()


def test_the_links_of_the_register_come_as_data(desk, tmp_path):
    take(desk, order(tmp_path, Form.JSON, secret=False))
    found = json.loads((tmp_path / "out.json").read_text())
    page = next(a for a in found["accounts"] if a["platform"] == "facebook")
    assert [link["what_it_is"] for link in page["links"]] == ["role", "role", "agency"]
    assert page["links"][0]["name"] == "Ben Carter"


def test_the_history_says_who_may_open_and_how_it_came_to_be_closed(desk, tmp_path):
    account = next(r.subject for r in desk.accounts.rows() if r.platform == "x")
    desk.accounts.review(account, Reviewed(is_wanted=False, note="Nobody reads it"))
    desk.accounts.close(account, "merged")
    take(desk, order(tmp_path, Form.JSON, secret=False))
    found = json.loads((tmp_path / "out.json").read_text())
    history = next(a for a in found["accounts"] if a["platform"] == "x")["history"]
    assert history["may_open"] == [NAME]
    assert history["reviewed"]["note"] == "Nobody reads it"
    closed = history["status_set"]
    assert (closed["status"], closed["reason"]) == ("closed", "merged")
    assert closed["at"].startswith("2026-11-21T07:00:0")


def test_a_time_that_no_calendar_has_stops_nothing():
    assert taking_out._instant(10**20) == ""


def test_an_entry_about_it_counts_and_names_no_folder(desk, tmp_path):
    take(desk, order(tmp_path))
    facts = [
        fact.body
        for fact in desk.session.facts(REGISTER)
        if isinstance(fact.body, TakenOut)
    ]
    assert facts == [TakenOut("out.not-encrypted.csv", 2, 6, "moving")]


def test_a_whole_register_comes_back_into_another_kit_letter_for_letter(tmp_path):
    here, there = Studio(tmp_path / "here"), Studio(tmp_path / "there")
    hard = ' "=1+1",\n'.replace("\n", "") + "é e\u0301' "
    with contextlib.closing(here.locked), contextlib.closing(there.locked):
        here.prepare(many_accounts)
        note = "Line 1\n\n=SUM(A1) 'x'"
        here._desk.accounts.add(
            NewAccount("flickr", "Hard", secret=Secret(hard), note=Secret(note))
        )
        path = take(here._desk, order(tmp_path)).path
        table = look_at(path, None, accounts_there(there._desk))
        assert import_table(there._desk, table, unwatched).written == 51
        assert _values(there._desk) == _values(here._desk)
        again = look_at(path, None, accounts_there(there._desk))
        assert again.written == ()
        assert {a.same_as for a in again.accounts} == {Notice.THERE_ALREADY}


def _values(desk: Desk) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for row in desk.accounts.rows():
        keeps = [
            i for i in (Item.LOGIN, Item.SECRET, Item.TOTP, Item.NOTE) if i in row.keeps
        ]
        texts = [desk.accounts.reveal(row.subject, item).reveal() for item in keeps]
        found[row.platform, row.handle] = [*map(str, keeps), *texts]
    return found


def test_an_account_that_a_colleague_wrote_down_meanwhile_is_not_written_twice(
    desk, tmp_path
):
    path = tmp_path / "in.csv"
    path.write_text("platform,handle\nbluesky,Ashcombe\nflickr,Ashcombe\n")
    table = look_at(path, None, accounts_there(desk))
    desk.accounts.add(NewAccount("flickr", "@ashcombe"))
    outcome = import_table(desk, table, unwatched)
    assert outcome.written == 0
    assert outcome.changed is not None
    assert import_table(desk, outcome.changed, unwatched).written == 1
