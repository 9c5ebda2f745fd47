"""The licences, the sums and the parts that go out beside a program."""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

from incidentkit import __version__
from installers import licences as texts
from installers import parts
from installers.carried import CARRIED
from installers.licences import licences
from installers.parts import Part
from installers.sums import NAME, write_sums


def test_every_part_says_what_it_is_and_under_which_licence(tmp_path):
    contents = tmp_path / "contents"
    contents.write_text("([],)")
    found = {part.name: part for part in parts.parts(contents)}
    assert {
        "cpython",
        "qt",
        "openssl",
        "sqlite",
        "cryptography",
        "typst",
    } <= found.keys()
    assert found["cryptography"].version == metadata.version("cryptography")
    assert all(part.licence and part.version for part in found.values())
    assert all(part.purl.startswith("pkg:") for part in found.values())
    assert found["qt"].texts
    assert all(path.is_file() for part in found.values() for path in part.texts)


def test_a_licence_that_many_have_stands_there_once(tmp_path):
    text = tmp_path / "LICENSE"
    text.write_text("You may.\n")
    two = [Part(name, "1.0", "MIT", f"pkg:pypi/{name}@1.0", (text,)) for name in "ab"]
    said = licences(two)
    assert said.count("You may.") == 1
    assert "\na, b\n" in said
    assert "  a 1.0: MIT\n" in said


def test_the_sums_are_those_of_everything_there_and_can_be_checked(tmp_path):
    (tmp_path / f"incidentkit-{__version__}.deb").write_bytes(b"a package")
    (tmp_path / NAME).write_text("of an earlier build")
    said = write_sums(tmp_path).read_text(encoding="utf-8")
    digest, name = said.split()
    assert (len(digest), name) == (64, f"incidentkit-{__version__}.deb")


def test_programs_started_from_a_bundle_do_not_find_its_libraries():
    hook = "installers/linux/leave_children_alone.py"
    code = f"import os, runpy; runpy.run_path({hook!r}); print(dict(os.environ))"
    around = {"LD_LIBRARY_PATH": "/ours", "LD_LIBRARY_PATH_ORIG": "/theirs"}
    for given, left in ((around, "/theirs"), ({"LD_LIBRARY_PATH": "/ours"}, None)):
        command = [sys.executable, "-c", code]
        ended = subprocess.run(
            command, env=given, capture_output=True, text=True, check=True
        )
        said = eval(ended.stdout)
        assert said.get("LD_LIBRARY_PATH") == left
        assert "LD_LIBRARY_PATH_ORIG" not in said
        assert said["PYINSTALLER_RESET_ENVIRONMENT"] == "1"


def test_elsewhere_the_licences_are_written_while_the_bundle_is_made(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(texts.platform, "system", lambda: "Windows")
    monkeypatch.setattr(parts.sys, "platform", "win32")
    ((source, folder),) = texts.known_before(tmp_path)
    assert folder == str(CARRIED)
    assert "GNU GENERAL PUBLIC LICENSE" in Path(source).read_text(encoding="utf-8")
    monkeypatch.setattr(texts.platform, "system", lambda: "Linux")
    assert texts.known_before(tmp_path) == []
