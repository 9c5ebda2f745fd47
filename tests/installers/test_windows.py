"""The installers for Windows, as far as it costs nothing to see.

What they do is seen by `python installers/build.py windows --prove`.
"""

import argparse
import ast
import re
import struct
import zipfile
from pathlib import Path

import pytest

from incidentkit import __version__
from incidentkit.playbooks.pack import ENDING
from installers.windows import archive, identity, make, per_machine, per_user
from installers.windows.said_in_properties import said_in_properties
from installers.workshop import CannotBuildError, Workshop

HERE = Path(make.__file__).parent
SCRIPT = per_user.SCRIPT.read_text(encoding="utf-8")
README = (HERE / "README.md").read_text(encoding="utf-8")


def program(version: str, machine: int = 0x8664) -> bytes:
    """What is looked at of a program: its kind, and where it says its version."""
    major, minor, third = (int(part) for part in version.split("."))
    head = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40)
    kind = struct.pack("<4sH", b"PE\0\0", machine)
    said = struct.pack("<IIHHHH", 0xFEEF04BD, 0x10000, minor, major, 0, third)
    return head + kind + b"more" + said


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "made"
    resources = made / identity.INSIDE / "incidentkit" / "_resources"
    resources.mkdir(parents=True)
    (resources / "MANUAL.md").write_text("The manual")
    for name in identity.PROGRAMS:
        (made / name).write_bytes(program(__version__))
    return made


@pytest.fixture
def workshop(tmp_path):
    (tmp_path / "dist").mkdir()
    return Workshop(1_700_000_000, build=tmp_path / "build", dist=tmp_path / "dist")


def test_the_codes_windows_finds_older_versions_by_are_what_they_always_were():
    assert identity.UPGRADE_CODE == "06BC62C3-F786-5EBD-8C01-5146B029F768"
    assert identity.product_code("0.1.0") == "50086874-452A-5E88-9139-95658653C2A4"
    assert (
        identity.component_code("incidentkit.exe")
        == "697539EB-4CAB-577D-92DE-B228EA2C6E75"
    )


@pytest.mark.parametrize(
    "version", ["1.2", "1.2.3rc1", "1.2.3.4", "1.300.0", "256.0.0"]
)
def test_a_version_that_windows_cannot_compare_is_refused(version):
    with pytest.raises(ValueError, match=re.escape(version)):
        identity.four_parts(version)


def test_this_version_can_be_compared():
    assert identity.four_parts(__version__) == f"{__version__}.0"


def test_the_type_of_file_is_the_one_that_the_program_writes():
    assert identity.ENDING == ENDING


def test_the_script_uses_no_name_that_nobody_gives():
    used = set(re.findall(r"\$\{([A-Z][A-Z0-9_]*)\}", SCRIPT))
    defined = set(re.findall(r"!define (\w+)", SCRIPT))
    given = {*per_user.given(__version__), "PAYLOAD", "ICON", "OUT", "SIGN"}
    assert used <= defined | given
    assert set(per_user.given(__version__)) <= used


def test_the_readme_says_what_every_exit_code_means():
    codes = set(re.findall(r'REFUSE "\$\{\w+\}" (\d)', SCRIPT))
    assert codes
    assert codes == set(re.findall(r"^\| (\d) \|", README, flags=re.MULTILINE))


def test_nothing_that_is_deleted_lies_where_a_kit_does():
    deleted = re.findall(r"^\s*(?:Delete|RMDir(?: /r)?) (\S+)", SCRIPT, re.MULTILINE)
    assert deleted
    places = ('"$INSTDIR', '"$SMPROGRAMS\\${NAME}.lnk"')
    assert all(name.startswith(places) for name in deleted)
    homes = re.findall(r'StrCpy \$INSTDIR "(.*)"', SCRIPT)
    assert homes == [
        r"$LOCALAPPDATA\Programs\${NAME}"
    ]  # the kit: $LOCALAPPDATA\${NAME}


def test_the_package_has_every_file_once_and_opens_packs(folder):
    root = per_machine.described(folder, "0.1.0", "../made", "icon.ico")
    sources = [file.attrib["Source"] for file in root.iter("File")]
    files = (path for path in folder.rglob("*") if path.is_file())
    wanted = {f"../made/{path.relative_to(folder).as_posix()}" for path in files}
    assert sorted(sources) == sorted(wanted)
    components = [one.attrib["Id"] for one in root.iter("Component")]
    assert [one.attrib["Id"] for one in root.iter("ComponentRef")] == components
    ids = [
        one.attrib["Id"] for kind in ("File", "Directory") for one in root.iter(kind)
    ]
    assert len(set(ids)) == len(ids)
    window = next(f for f in root.iter("File") if f.attrib["Name"] == identity.WINDOW)
    values = [value.attrib["Value"] for value in root.iter("RegistryValue")]
    assert f'"[#{window.attrib["Id"]}]" --open "%1"' in values


def test_a_file_keeps_its_code_from_version_to_version(folder):
    older, newer = (
        per_machine.described(folder, version, "x", "icon.ico")
        for version in ("0.1.0", "0.2.0")
    )
    codes = [
        [c.attrib["Guid"] for c in root.iter("Component")] for root in (older, newer)
    ]
    assert codes[0] == codes[1]
    products = [root.find("Product").attrib["Id"] for root in (older, newer)]
    assert products[0] != products[1]


def test_the_archive_is_the_same_twice_and_comes_out_as_it_went_in(folder, workshop):
    first = archive.pack(workshop, folder).read_bytes()
    made = archive.pack(workshop, folder)
    assert made.read_bytes() == first
    unpacked = archive.unpack(workshop, made)
    assert archive.look_at(unpacked, __version__) is None
    for path in (p for p in folder.rglob("*") if p.is_file()):
        there = unpacked / path.relative_to(folder)
        assert there.read_bytes() == path.read_bytes()
        assert there.stat().st_mtime == workshop.epoch


def test_another_version_or_machine_or_half_a_program_is_refused(folder):
    def refused(words):
        with pytest.raises(CannotBuildError, match=words):
            archive.look_at(folder, __version__)

    window = folder / identity.WINDOW
    window.write_bytes(program("9.8.7"))
    refused(r"9\.8\.7\.0")
    window.write_bytes(program(__version__, machine=0x14C))
    refused("64-bit")
    window.write_bytes(b"no program")
    refused("64-bit")
    window.unlink()
    refused("missing")


def test_a_stand_in_is_never_made_into_what_goes_out_to_people(folder):
    with pytest.raises(CannotBuildError, match="stand-in"):
        archive.refuse_stand_in(folder)
    (folder / identity.INSIDE / "python311.dll").write_bytes(b"Python")
    assert archive.refuse_stand_in(folder) is None


def test_what_is_no_archive_is_refused_in_words(workshop, tmp_path):
    (tmp_path / "x.zip").write_text("no archive")
    for name in ("x.zip", "none.zip"):
        with pytest.raises(CannotBuildError, match="cannot be unpacked"):
            archive.unpack(workshop, tmp_path / name)


def test_an_archive_of_something_else_is_refused(workshop, tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as other:
        other.writestr("readme.txt", "something else")
    with pytest.raises(CannotBuildError, match="missing"):
        archive.look_at(archive.unpack(workshop, tmp_path / "x.zip"), __version__)


def test_without_an_archive_it_says_where_the_program_is_made(workshop, monkeypatch):
    monkeypatch.setattr(make.sys, "platform", "linux")
    parser = argparse.ArgumentParser()
    make.declare(parser)
    with pytest.raises(CannotBuildError, match="made on Windows"):
        make.build(workshop, parser.parse_args([]))


@pytest.mark.parametrize("name", identity.PROGRAMS)
def test_a_program_says_its_version_in_its_properties(name):
    said = said_in_properties(name, "1.2.3")
    tree = ast.parse(said, mode="eval")
    constants = [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)
    ]
    assert name in constants
    assert constants.count("1.2.3") == 2
    assert "filevers=(1, 2, 3, 0)" in said


def test_the_specification_is_python_and_names_both_programs():
    text = (HERE / "incidentkit.spec").read_text(encoding="utf-8")
    compile(text, "incidentkit.spec", "exec")
    assert "identity.WINDOW, console=False" in text
    assert "identity.CONSOLE, console=True" in text
