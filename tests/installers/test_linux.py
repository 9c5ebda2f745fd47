"""What a Linux desktop and Debian are told of the program, as far as no build is needed."""

import configparser
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from incidentkit.app import window
from incidentkit.app.wiring import EXTRA
from incidentkit.cli.main import commands
from installers.linux import clean_system, package, tree
from installers.linux.man_page import man_page
from installers.linux.prove import staying
from installers.workshop import CannotBuildError, Workshop
from tests.cli.test_console import console

HERE = Path(tree.__file__).parent
WORKSHOP = Workshop(epoch=1_795_000_000, version="3.2.1")


def desktop():
    found = configparser.ConfigParser(interpolation=None)
    found.optionxform = str
    found.read(HERE / f"{tree.ID}.desktop", encoding="utf-8")
    return found["Desktop Entry"]


def test_a_desktop_finds_the_window_its_icon_and_its_files():
    assert desktop()["Icon"] == tree.ID == window.DESKTOP_FILE
    assert desktop()["Exec"] == "incidentkit --open %f"
    mime = ET.parse(HERE / f"{tree.ID}.mime.xml").getroot()[0]
    assert desktop()["MimeType"] == mime.get("type") + ";"


def test_what_a_shop_is_told_agrees_with_the_version_and_the_desktop(tmp_path):
    target = tmp_path / "share" / f"{tree.ID}.metainfo.xml"
    tree._metainfo(WORKSHOP, target)
    said = ET.parse(target).getroot()
    assert said.findtext("id") == tree.ID
    assert said.findtext("launchable") == f"{tree.ID}.desktop"
    assert said.find("releases/release").attrib == {
        "version": "3.2.1",
        "date": "2026-11-18",
    }


@pytest.mark.parametrize(
    "command",
    [
        ["desktop-file-validate", HERE / f"{tree.ID}.desktop"],
        ["appstreamcli", "validate", "--no-net"],
    ],
    ids=lambda command: command[0],
)
def test_the_tools_of_the_desktops_are_content(command, tmp_path):
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not here; the build itself insists on it")
    if len(command) > 2:
        command.append(tmp_path / "share" / f"{tree.ID}.metainfo.xml")
        tree._metainfo(WORKSHOP, command[-1])
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_the_man_page_tells_of_every_group_and_every_action():
    top = commands(console(), EXTRA).parser
    page = man_page(top, "2026-11-18").replace(r"\-", "-")
    for name, group in top.commands().items():
        assert f".SS {name}\n" in page
        for action in group.filled().commands():
            assert f"\\fB{action}\\fR" in page
    assert "\\fB--passphrase-stdin\\fR" in page
    assert "SUPPRESS" not in page


def test_no_sentence_is_read_as_a_request_to_the_formatter():
    page = man_page(commands(console(), EXTRA).parser, "2026-11-18")
    known = {"TH", "SH", "SS", "TP", "PP", "B", "I", "BR"}
    assert set(re.findall(r"^\.([A-Za-z]+)", page, flags=re.MULTILINE)) <= known
    assert not re.search(r"^'", page, flags=re.MULTILINE)


def test_two_packings_of_a_text_are_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).write_text("the same")
        tree.packed(tmp_path / name)
    one, two = ((tmp_path / f"{name}.gz").read_bytes() for name in ("one", "two"))
    assert one == two


def test_only_the_program_may_be_run_and_all_has_one_date(tmp_path):
    home = tmp_path / "lib" / "incidentkit"
    (home / "_internal" / "incidentkit").mkdir(parents=True)
    for name in ("incidentkit", "_internal/library.so"):
        (home / name).write_text("x")
        (home / name).chmod(0o777)
    tree.settle(WORKSHOP, tmp_path)
    assert (home / "incidentkit").stat().st_mode & 0o777 == 0o755
    assert (home / "_internal" / "library.so").stat().st_mode & 0o777 == 0o644
    assert {int(p.stat().st_mtime) for p in tmp_path.rglob("*")} == {WORKSHOP.epoch}


def test_debian_gets_a_changelog_in_its_own_form():
    first, *_, last = package._changelog(WORKSHOP).splitlines()
    assert first == "incidentkit (3.2.1) stable; urgency=medium"
    assert re.fullmatch(r" -- .+ <.+@.+>  \w{3}, \d{2} Nov 2026 .+ \+0000", last)


def test_every_kind_of_override_has_a_reason():
    lines = (HERE / "lintian-overrides").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert all(line.startswith(("# ", "incidentkit: ")) for line in lines)


def test_the_mirrors_are_those_of_the_machine(monkeypatch):
    said = "there|http://mirror.example/debian|main\nthere|http://x.example|contrib\n"
    monkeypatch.setattr(clean_system, "_answer", lambda *_: said)
    monkeypatch.setattr(clean_system, "_release", lambda: "there")
    line = "deb http://mirror.example/debian there main"
    assert clean_system._sources() == {"there": line}
    monkeypatch.setattr(clean_system, "_release", lambda: "elsewhere")
    with pytest.raises(CannotBuildError, match="no mirror of elsewhere"):
        clean_system._sources()


def test_a_folder_that_others_use_stays_when_the_program_goes():
    there = frozenset({"/usr", "/usr/bin", "/usr/bin/sh", "/usr/ours", "/usr/ours/a"})
    own = frozenset({"/usr", "/usr/bin", "/usr/ours", "/usr/ours/a"})
    assert staying(there, own) == {"/usr", "/usr/bin", "/usr/bin/sh"}
