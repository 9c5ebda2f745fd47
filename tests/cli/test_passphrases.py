"""Passphrases come by standard input or a descriptor, and are never printed."""

import os

import pytest

from incidentkit.app.wiring import EXTRA
from incidentkit.cli import exits
from incidentkit.cli.main import commands
from tests.cli.office import COUNCIL, PASSPHRASE, SECRET, Officer, bare
from tests.cli.test_console import console


def test_a_passphrase_comes_from_a_descriptor(asha):
    read, write = os.pipe()
    os.write(write, f"{PASSPHRASE}\n".encode())
    os.close(write)
    argv = ("--base-dir", str(asha.base), "--passphrase-fd", str(read))
    said = bare(*argv, "account", "list", clock=asha.clock)
    os.close(read)
    assert said.code == 0, said
    assert "X @AshcombeDC" in said.out


@pytest.mark.parametrize("source", ["", "\n", "wrong\n", f"{PASSPHRASE} \n"])
def test_without_the_right_passphrase_nothing_opens(asha, source):
    where = ("--base-dir", str(asha.base), "--passphrase-stdin", "account", "list")
    said = bare(*where, source=source, clock=asha.clock)
    assert said.code in {exits.CANNOT_OPEN, exits.UNUSABLE}
    assert "AshcombeDC" not in said.all


def test_nobody_at_the_keyboard_is_told_how_a_program_hands_it_in(asha):
    said = bare("--base-dir", str(asha.base), "account", "list", clock=asha.clock)
    assert said.code == exits.UNUSABLE
    assert "--passphrase-stdin" in said.err


def test_no_option_takes_a_passphrase_or_a_secret_itself():
    groups = commands(console(), EXTRA).parser.commands().values()
    for group in groups:
        for parser in (group.filled(), *group.filled().commands().values()):
            helped = parser.format_help()
            for name in ("PASSPHRASE", "PASSWORD", "SECRET", "CODE_KEY"):
                assert f" {name}\n" not in helped
                assert f" {name}]" not in helped


def test_a_weak_passphrase_is_refused_with_the_reason(tmp_path):
    new = Officer(tmp_path / "new", passphrase="password123")
    said = new.try_("vault", "create", "--council", COUNCIL, "--name", "Asha Patel")
    assert said.code == exits.UNUSABLE
    assert "fewer than 15 characters" in said.err
    assert not (tmp_path / "new" / "kit" / "kit.db").exists()
    new.passphrase = "ashcombe district council asha"
    said = new.try_("vault", "create", "--council", COUNCIL, "--name", "Asha Patel")
    assert "your name or the council's" in said.err


def test_no_passphrase_and_no_secret_is_ever_printed_unasked(asha):
    new = "violet harbour pencil mosaic"
    asha("incident", "start", "Odd", "--account", "x")
    for argv, secrets in (
        (("officer", "add", "Ben"), (new,)),
        (("account", "list"), ()),
        (("account", "show", "x"), ()),
        (("account", "who"), ()),
        (("incident", "show"), ()),
        (("log", "show"), ()),
        (("vault", "verify"), ()),
        (("officer", "renew", "Ben"), ("copper window saddle ginger",)),
        (("officer", "add", "Ben"), ("another harbour pencil mosaic",)),
        (("vault", "passphrase"), (new,)),
    ):
        for form in ((), ("--json",)):
            said = asha.try_(*argv, *form, secrets=secrets)
            for hidden in (asha.passphrase, SECRET, *secrets):
                assert hidden not in said.all, argv
            if argv == ("vault", "passphrase") and said.code == 0:
                asha.passphrase = new


def test_a_changed_passphrase_opens_and_the_old_one_does_not(asha):
    new = "violet harbour pencil mosaic"
    asha("vault", "passphrase", secrets=(new,))
    assert asha.try_("account", "list").code == exits.CANNOT_OPEN
    asha.passphrase = new
    asha("account", "list")


def test_a_new_passphrase_that_is_too_easy_changes_nothing(asha):
    said = asha.try_("vault", "passphrase", secrets=("short",))
    assert said.code == exits.UNUSABLE
    asha("account", "list")
