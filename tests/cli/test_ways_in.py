"""The recovery sheet, this machine's keyring, and letting somebody in again."""

import pytest

from incidentkit.cli import exits
from incidentkit.vault.device import DeviceKeyring
from tests.cli.office import COUNCIL, SECRET, Officer, bare

DANA = "marble compass thirteen owls"


@pytest.fixture
def sheet_of(tmp_path) -> tuple[Officer, str]:
    asha = Officer(tmp_path / "asha")
    code = " ".join(asha.found())
    asha.add_x()
    return asha, code


def test_the_sheet_opens_the_kit_once_and_gives_a_new_one(sheet_of):
    asha, code = sheet_of
    assert asha.locked("vault", "check-sheet", secrets=[code]).code == 0
    recover = ("vault", "recover", "--name", "Dana Price")
    said = asha.locked(*recover, secrets=[code, DANA])
    assert said.code == 0, said
    assert "RECOVERY SHEET" in said.out
    dana = Officer(asha.base, "Dana Price", DANA, asha.clock)
    assert dana("account", "reveal", "x").out.strip() == SECRET
    roles = {o["name"]: o["role"] for o in dana.json("officer", "list")["officers"]}
    assert roles["Dana Price"] == "lead"
    assert asha.locked("vault", "check-sheet", secrets=[code]).code == exits.UNUSABLE
    again = asha.locked(*recover, secrets=[code, DANA])
    assert again.code == exits.CANNOT_OPEN
    assert "RECOVERY SHEET" not in again.out, "no sheet is shown that never counts"
    lines = [line.split() for line in said.out.splitlines()]
    new = " ".join(
        word
        for line in lines
        if len(line) == 4
        for word in line
        if (len(word) == 4 and word.isupper()) or word.isdigit()
    )
    assert asha.locked("vault", "check-sheet", secrets=[new]).code == 0


def test_a_lead_who_forgot_the_passphrase_gets_in_under_the_same_name(sheet_of):
    asha, code = sheet_of
    said = asha.locked("vault", "recover", "--name", asha.name, secrets=[code, DANA])
    assert said.code == 0, said
    asha.passphrase = DANA
    asha("account", "reveal", "x")


@pytest.mark.parametrize("slip", ["", "ABCD", "one two three"])
def test_a_mistyped_sheet_is_refused_before_anything_else_is_asked(sheet_of, slip):
    asha, _ = sheet_of
    for argv in (("vault", "check-sheet"), ("vault", "recover", "--name", "Dana")):
        said = asha.locked(*argv, secrets=[slip])
        assert said.code == exits.CANNOT_OPEN
        assert "group" in said.err


def test_a_weak_passphrase_keeps_the_old_sheet(sheet_of):
    asha, code = sheet_of
    said = asha.locked("vault", "recover", "--name", "Dana", secrets=[code, "short"])
    assert said.code == exits.UNUSABLE
    assert "RECOVERY SHEET" not in said.out
    assert asha.locked("vault", "check-sheet", secrets=[code]).code == 0


def test_a_sheet_in_a_file_is_not_printed(tmp_path):
    asha = Officer(tmp_path / "asha")
    path = tmp_path / "sheet.txt"
    who = ("--council", COUNCIL, "--name", asha.name, "--sheet", str(path), "--json")
    said = asha("vault", "create", *who)
    assert "recovery_sheet" not in said.data
    assert path.stat().st_mode & 0o077 == 0
    text = path.read_text()
    code = " ".join(text.split("\n\n")[3].split())
    assert code not in said.all
    assert asha.locked("vault", "check-sheet", secrets=[code]).code == 0


def test_a_name_that_cannot_be_kept_is_refused_before_a_sheet_is_shown(tmp_path):
    asha = Officer(tmp_path / "asha")
    for council, name in ((COUNCIL, ""), ("", "Asha Patel"), (COUNCIL, "A\nB" * 200)):
        said = asha.try_("vault", "create", "--council", council, "--name", name)
        assert said.code == exits.UNUSABLE, (council, name)
        assert "RECOVERY SHEET" not in said.out


def test_whoever_forgot_is_let_in_again_by_a_lead(asha):
    asha("officer", "add", "Ben Hughes", secrets=("violet harbour pencil mosaic",))
    asha("officer", "renew", "Ben", secrets=("copper window saddle ginger",))
    ben = Officer(asha.base, "Ben Hughes", "copper window saddle ginger", asha.clock)
    ben("account", "list")
    ben.passphrase = "violet harbour pencil mosaic"
    assert ben.try_("account", "list").code == exits.CANNOT_OPEN


class Keyring:
    """A keyring in memory, taken for the system's own."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, name: str, text: str) -> None:
        self.kept[service, name] = text

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


@pytest.fixture
def keyring(monkeypatch) -> Keyring:
    found = Keyring()
    monkeypatch.setattr(DeviceKeyring, "of_system", classmethod(lambda cls: cls(found)))
    return found


def opens_by_itself(asha: Officer, *options: str) -> bool:
    where = ("--base-dir", str(asha.base), "account", "list", *options)
    return bare(*where, clock=asha.clock).code == 0


def test_a_machine_remembers_for_a_while_and_forgets(asha, keyring):
    assert not opens_by_itself(asha)
    said = asha.json("vault", "remember", "--days", "3")
    assert said["days"] == 3
    assert opens_by_itself(asha)
    assert not opens_by_itself(asha, "--no-keyring")
    asha.clock.ms += 4 * 86_400_000
    assert not opens_by_itself(asha)
    asha("vault", "remember")
    assert opens_by_itself(asha)
    asha("vault", "forget")
    assert not opens_by_itself(asha)
    assert not keyring.kept


def test_the_council_may_shorten_or_forbid_it(asha, keyring):
    asha("vault", "setting", "keyring_days", "2")
    assert asha.json("vault", "remember", "--days", "30")["days"] == 2
    asha("vault", "forget")
    asha("vault", "setting", "keyring_days", "0")
    said = asha.try_("vault", "remember")
    assert said.code == exits.CANNOT_OPEN
    assert "Your council has decided" in said.err


def test_a_machine_without_a_keyring_says_so_and_goes_on(asha):
    said = asha.try_("vault", "remember")
    assert said.code == exits.CANNOT_OPEN
    assert "password store" in said.err
    asha("account", "list")


def test_two_people_on_one_machine_each_open_their_own(asha):
    asha("officer", "add", "Ben Hughes", secrets=("violet harbour pencil mosaic",))
    ben = Officer(asha.base, "ben hughes", "violet harbour pencil mosaic", asha.clock)
    assert ben.try_("account", "reveal", "x").code == exits.NOT_ALLOWED
    asha("account", "access", "x", "Ben")
    assert ben("account", "reveal", "x").out.strip() == SECRET
    said = asha.try_("officer", "add", "Ben Hughes", secrets=("copper window saddle",))
    assert said.code == exits.UNUSABLE


def test_the_sheet_means_a_change_of_all_it_opens(sheet_of):
    asha, code = sheet_of
    recover = ("vault", "recover", "--name", "Dana Price")
    assert asha.locked(*recover, secrets=[code, DANA]).code == 0
    rows = asha.json("exposure", "emergencies")["emergencies"]
    assert [(r["account"], r["person"], r["by_sheet"]) for r in rows] == [
        ("X @AshcombeDC", "Dana Price", True)
    ]
    assert "came in with the recovery sheet" in asha("exposure", "emergencies").out
    owed = asha.json("exposure", "owed")["owed"]
    assert [one["because"] for one in owed] == ["break-glass"]
