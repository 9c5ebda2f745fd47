"""What is understood, what is not, and what is said then."""

import pytest

from incidentkit import __version__
from incidentkit.cli.exits import USAGE
from tests.cli.office import PASSPHRASE, Officer, bare


def test_the_version_is_said():
    assert bare("--version").out.strip() == __version__


@pytest.mark.parametrize(
    "argv",
    [("--help",), ("vault", "--help"), ("incident", "step", "-h"), ("tour", "-h")],
)
def test_help_is_given_at_every_level(argv):
    said = bare(*argv)
    assert said.code == 0
    assert said.out.startswith("usage: incidentkit")
    assert not said.err


@pytest.mark.parametrize(
    ("argv", "meant"),
    [
        (("inciden", "list"), "incident"),
        (("incident", "stepp"), "step"),
        (("account", "rotate", "x", "--reason", "compromised"), "compromise"),
        (("officer", "add", "Ben", "--role", "leader"), "lead"),
    ],
)
def test_a_slip_of_the_keys_is_answered_with_what_was_meant(argv, meant):
    said = bare(*argv)
    assert said.code == USAGE
    assert f"Did you mean: {meant}" in said.err
    assert "--help" in said.err


@pytest.mark.parametrize(
    "argv",
    [
        ("vault",),
        ("vault", "create"),
        ("vault", "info", "nonsense"),
        ("account", "add", "x"),
        ("account", "add", "x", "y", "--codes", "many"),
        ("incident", "step", "a", "--done", "--skip"),
        ("draft", "count", "--platform", "x"),
        ("log", "show", "--lst", "3"),
    ],
)
def test_what_is_not_understood_ends_with_2_in_words_and_as_data(argv):
    said = bare(*argv)
    assert said.code == USAGE
    assert said.err.splitlines()[0] == "This command was not understood."
    assert not said.out
    told = bare(*argv, "--json").data
    assert told["title"] == "This command was not understood."
    assert "Traceback" not in said.all


def test_what_does_not_belong_is_named_with_the_help_of_that_command():
    said = bare("vault", "info", "nonsense")
    assert "nonsense" in said.err
    assert "incidentkit vault info --help" in said.err


def test_the_options_of_every_command_may_stand_before_and_after_it(asha):
    where = ("--base-dir", str(asha.base), "--passphrase-stdin")
    for argv in (
        (*where, "account", "list", "--json"),
        ("account", "list", *where, "--json"),
        ("--json", "account", *("list", *where)),
    ):
        said = bare(*argv, source=f"{PASSPHRASE}\n", clock=asha.clock)
        assert said.code == 0, said
        assert len(said.data["accounts"]) == 2


def test_an_option_is_never_guessed_from_its_beginning(asha: Officer):
    assert asha.try_("vault", "create", "--coun", "A", "--name", "B").code == USAGE
