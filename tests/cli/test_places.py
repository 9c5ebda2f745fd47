"""All state of a kit stays in the folder that was named."""

import os
from pathlib import Path

import pytest

from incidentkit.app.wiring import main, places_of
from incidentkit.cli.world import World
from tests.cli.office import COUNCIL, Officer, world_with
from tests.vault.world import TickingClock


def everything_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_a_whole_day_writes_nothing_outside_the_base_folder(tmp_path, monkeypatch):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    home = Path(os.environ["HOME"])
    before = everything_below(home)
    asha = Officer(tmp_path / "base")
    asha.found()
    asha.add_x()
    asha("incident", "start", "Odd posts", "--account", "x")
    asha("incident", "evidence", "--text", "a post")
    asha("account", "rotate", "x")
    asha("vault", "backup")
    asha("vault", "restore")
    asha("vault", "verify")
    asha("account", "list")
    asha("playbook", "list")
    assert everything_below(home) == before
    assert not everything_below(elsewhere)
    assert {path.name for path in tmp_path.iterdir()} == {"base", "elsewhere"}
    assert {path.name for path in asha.base.iterdir()} == {"backups", "kit", "state"}


@pytest.mark.skipif(os.name != "posix", reason="other systems keep other rights")
def test_nothing_in_the_base_folder_is_open_to_others(tmp_path):
    asha = Officer(tmp_path / "base")
    asha.found()
    asha.add_x()
    asha("incident", "start", "Odd posts")
    asha("incident", "evidence", "--text", "a post")
    asha("vault", "backup")
    for path in asha.base.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_without_a_base_folder_the_places_are_the_systems_own(monkeypatch):
    home = Path(os.environ["HOME"]).resolve()
    found = places_of(None)
    for path in (found.kit, found.state, found.backups):
        assert home in path.resolve().parents or "HOME" not in os.environ
    assert found.kit != found.state


def test_the_real_world_uses_the_named_folder(tmp_path, monkeypatch, capsys):
    seen: list[World] = []
    monkeypatch.setattr(
        "incidentkit.app.wiring.real_world",
        lambda: seen.append(world_with(TickingClock())) or seen[0],
    )
    before = os.umask(0o022)
    try:
        code = main(["--base-dir", str(tmp_path / "no"), "vault", "info"])
        assert os.umask(0o022) == 0o077, "what is written is nobody else's"
    finally:
        os.umask(before)
    assert code == 3
    assert str(tmp_path / "no" / "kit") in capsys.readouterr().err


def test_a_relative_base_folder_is_the_one_below_where_one_stands(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    asha = Officer(Path("here"))
    asha.found()
    monkeypatch.chdir(tmp_path / "here")
    assert (tmp_path / "here" / "kit" / "kit.db").exists()
    assert COUNCIL
