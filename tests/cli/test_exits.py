"""Every exit code is reached, and what is said with it is calm."""

from pathlib import Path

import pytest

from incidentkit.cli import exits
from incidentkit.cli.exits import exit_code
from incidentkit.errors import IncidentKitError, UnexpectedError
from incidentkit.vault.session import Session
from tests.cli.office import COUNCIL, PASSPHRASE, SECRET, Officer, bare, settle
from tests.cli.test_two_machines import office_of_two

LOUD = ("!", "Traceback", "Error:", "error:", "failed", "invalid", "fatal", "illegal")


def calm(text: str) -> bool:
    return not any(word in text for word in LOUD)


def test_0_when_it_is_done(asha):
    assert asha.try_("account", "list").code == exits.DONE


def test_1_when_something_happens_that_nobody_expected(asha, monkeypatch):
    def broken(*_given: object) -> None:
        raise RuntimeError(f"holding {SECRET}")

    monkeypatch.setattr(Session, "commit", broken)
    said = asha.try_("account", "reveal", "x")
    assert said.code == exits.UNEXPECTED
    assert "RuntimeError" in said.err
    assert "account_secrets.py" in said.err
    assert SECRET not in said.all, "the words of an error may hold anything"
    assert asha.try_("account", "reveal", "x", "--json").data["error"] == "RuntimeError"


def test_2_when_the_command_is_not_understood():
    assert bare("frobnicate").code == exits.USAGE


def test_3_when_the_kit_cannot_be_opened(asha, tmp_path):
    assert bare("--base-dir", str(tmp_path / "no"), "vault", "info").code == 3
    wrong = Officer(asha.base, "Asha Patel", "not the passphrase", asha.clock)
    said = wrong.try_("account", "list")
    assert said.code == exits.CANNOT_OPEN
    who = ("--council", COUNCIL, "--name", "Other")
    assert asha.try_("vault", "create", *who).code == exits.CANNOT_OPEN


def test_4_when_somebody_may_not(asha):
    asha("officer", "add", "Ben", secrets=("violet harbour pencil mosaic",))
    ben = Officer(asha.base, "Ben", "violet harbour pencil mosaic", asha.clock)
    for argv in (
        ("account", "reveal", "x"),
        ("officer", "remove", "Asha", "--reason", "none"),
        ("officer", "role", "Asha", "observer"),
        ("vault", "setting", "public_contact", "me"),
    ):
        assert ben.try_(*argv).code == exits.NOT_ALLOWED, argv


@pytest.mark.parametrize(
    "argv",
    [
        ("account", "show", "nowhere"),
        ("account", "reveal", "x", "note"),
        ("account", "reveal", "x", "recovery-code", "--number", "9"),
        ("account", "unlink", "facebook", "ffff"),
        ("account", "settle", "x", "2"),
        ("officer", "contact", "Nobody"),
        ("officer", "admit", "ffff"),
        ("incident", "show"),
        ("incident", "show", "--incident", "999999"),
        ("incident", "start", "Odd", "--playbook", "nothing"),
        ("log", "show", "--incident", "nothing"),
        ("draft", "show", "ffff"),
        ("draft", "count", "--platform", "tiktoc", "--text", "a"),
        ("playbook", "show", "nothing"),
        ("vault", "restore"),
    ],
)
def test_5_when_what_was_named_is_not_there(asha, argv):
    said = asha.try_(*argv)
    assert said.code == exits.NOT_FOUND, said
    assert calm(said.err)


def test_5_when_several_things_are_called_that(asha):
    asha("account", "add", "x", "AshcombeEvents")
    said = asha.try_("account", "show", "x")
    assert said.code == exits.NOT_FOUND
    assert "X @AshcombeDC or X @AshcombeEvents" in said.err
    asha("incident", "start", "One")
    asha("incident", "start", "Two")
    said = asha.try_("incident", "note", "which")
    assert said.code == exits.NOT_FOUND
    assert "Add to the command:  --incident 26" in said.err


@pytest.mark.parametrize(
    "argv",
    [
        ("account", "add", "X Y", "a"),
        ("account", "add", "linkedin", "a", "--access", "roles", "--password"),
        ("account", "add", "x", ""),
        ("account", "rotate", "x", "--confirm"),
        ("account", "edit", "x", "password", "in-the-command"),
        ("account", "import", "/nowhere.csv"),
        ("account", "password", "--words", "2"),
        ("officer", "remove", "Asha", "--reason", "the last lead"),
        ("officer", "add", " "),
        ("vault", "setting", "keyring_days", "99"),
        ("vault", "setting", "nothing"),
        ("playbook", "check", "/nowhere.yaml"),
        ("draft", "new", "MT-01", "--field", "no sign"),
    ],
)
def test_6_when_what_was_given_cannot_be_used(asha, argv):
    said = asha.try_(*argv, secrets=("some password here",))
    assert said.code == exits.UNUSABLE, said
    assert calm(said.err)


def test_6_when_a_text_does_not_fit():
    said = bare("draft", "count", "--platform", "x", "--text", "a" * 281)
    first, _, _ = said.out.partition("\n")
    assert (said.code, first) == (
        exits.UNUSABLE,
        "281 of 280 characters as X counts them: it is too long.",
    )


def test_7_when_a_folder_lets_us_down(asha, tmp_path):
    assert asha.try_("vault", "exchange").code == exits.STORAGE
    gone = ("--folder", str(tmp_path / "gone"))
    said = asha.try_("vault", "exchange", *gone)
    assert said.code == exits.STORAGE
    assert asha.json("vault", "info")["shared_folder"] is None, "it never worked"
    asha("incident", "start", "Odd")
    (tmp_path / "file").touch()
    said = asha.try_("incident", "report", "--to", str(tmp_path / "file" / "below"))
    assert said.code == exits.STORAGE


def test_8_when_the_journal_is_not_intact(asha):
    data = bytearray((asha.base / "kit" / "kit.db").read_bytes())
    place = data.index(b"Begin") if b"Begin" in data else len(data) // 2
    data[place] ^= 1
    (asha.base / "kit" / "kit.db").write_bytes(bytes(data))
    assert asha.locked("log", "verify").code in {exits.NOT_INTACT, exits.CANNOT_OPEN}


def subclasses(kind: type[IncidentKitError]) -> set[type[IncidentKitError]]:
    below = {s for k in kind.__subclasses__() for s in subclasses(k)}
    return {kind, *below}


def test_every_expected_failure_has_a_code_of_its_own_branch():
    for kind in subclasses(IncidentKitError) - {IncidentKitError, UnexpectedError}:
        error = kind.__new__(kind)
        assert exit_code(error) not in {exits.DONE, exits.UNEXPECTED, exits.USAGE}, kind


def test_a_failure_as_data_has_the_words_and_what_to_type(asha):
    found = asha.try_("account", "show", "nowhere", "--json").data
    assert sorted(found) == ["advice", "error", "title", "what_happened", "what_to_do"]
    assert found["error"] == "UnknownNameError"
    assert found["advice"] == [
        f'Type:  incidentkit --base-dir {asha.base} --officer "Asha Patel" account list'
    ]


# --- what to type next ------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "advised"),
    [
        (("incident", "show"), "incident start"),
        (("incident", "start", "a", "--account", "no"), "without --account"),
        (("account", "reveal", "x", "note"), "account show x"),
        (("account", "rotate", "x", "--confirm"), "account rotate x"),
        (("draft", "show", "ffff"), "draft list"),
        (("vault", "exchange"), "--folder"),
        (("vault", "restore"), "vault backup"),
        (("vault", "setting", "no"), "vault setting"),
        (("officer", "contact", "Nobody"), "officer list"),
        (("draft", "count", "--platform", "no", "--text", "a"), "bluesky, facebook"),
    ],
)
def test_whoever_is_stuck_is_told_what_to_type(asha, argv, advised):
    assert advised in asha.try_(*argv).err


def test_a_closed_incident_says_how_to_go_on(asha):
    asha("incident", "start", "Odd")
    said = asha.try_("incident", "close", "nothing")
    assert "and " in said.err
    assert "--reason" in said.err
    asha("incident", "close", "nothing", "--reason", "handed on")
    said = asha.try_("incident", "step", "take-the-lead", "--done")
    assert said.code == exits.UNUSABLE
    assert "incident reopen" in said.err
    asha("incident", "note", "later")
    asha("incident", "reopen", "again")
    asha("incident", "step", "take-the-lead", "--done")


def test_a_wrong_passphrase_without_a_name_asks_who_one_is(asha):
    asha("officer", "add", "Ben", secrets=("violet harbour pencil mosaic",))
    where = ("--base-dir", str(asha.base), "--passphrase-stdin", "account", "list")
    said = bare(*where, source=f"{PASSPHRASE}\n", clock=asha.clock)
    assert said.code == exits.CANNOT_OPEN
    assert '--officer "Your name"' in said.err


def test_a_reader_that_goes_away_is_no_failure(asha):
    class Closed:
        def write(self, _text: str) -> int:
            raise BrokenPipeError

        def fileno(self) -> int:
            raise OSError

        def getvalue(self) -> str:
            return ""

    where = ("--base-dir", str(asha.base), "vault", "info")
    assert bare(*where, clock=asha.clock, out=Closed()).code == exits.DONE


def test_being_stopped_says_that_what_was_saved_is_safe(asha, monkeypatch):
    def stopped(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Session, "commit", stopped)
    said = asha.try_("vault", "setting", "public_contact", "me")
    assert said.code == exits.UNEXPECTED
    assert "What was saved before is safe." in said.err


def test_names_that_steer_a_terminal_come_from_colleagues_too(tmp_path, monkeypatch):
    asha, carys = office_of_two(tmp_path)
    # A modified client writes what the services refuse.
    monkeypatch.setattr(
        "incidentkit.incidents.service.require_text", lambda *_given: None
    )
    carys("incident", "start", "Odd\x1b[2J\nFAKE ROW\u202e posts")
    monkeypatch.undo()
    settle(carys, asha)
    for argv in (
        ("incident", "list"),
        ("incident", "show"),
        ("incident", "list", "--json"),
        ("log", "show"),
        ("log", "show", "--json"),
    ):
        said = asha(*argv)
        assert "Odd" in said.out
        assert "\x1b" not in said.all
        assert "\u202e" not in said.all
        assert not any(line.startswith("FAKE") for line in said.out.splitlines()), argv


def test_a_kit_in_a_place_that_is_a_file_is_refused_calmly(tmp_path: Path):
    (tmp_path / "file").touch()
    who = ("--council", COUNCIL, "--name", "Asha Patel")
    said = Officer(tmp_path / "file").try_("vault", "create", *who)
    assert said.code == exits.STORAGE
    assert "RECOVERY SHEET" not in said.out
    assert calm(said.err)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
