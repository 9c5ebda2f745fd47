"""What macOS would be told of the application. It has never been made."""

import argparse
import plistlib
import shutil
import subprocess
from pathlib import Path

import pytest

from incidentkit import __version__
from incidentkit.playbooks.pack import ENDING
from installers.macos import make
from installers.macos.property_list import PACK, property_list
from installers.workshop import CannotBuildError, Workshop

HERE = Path(make.__file__).parent


def application(folder: Path, said: object) -> Path:
    contents = folder / "incidentkit.app" / "Contents"
    contents.mkdir(parents=True)
    (contents / "Info.plist").write_bytes(plistlib.dumps(said))
    return contents.parent


def test_the_property_list_comes_back_as_it_was_and_agrees_with_the_version(tmp_path):
    said = property_list(__version__, ENDING)
    made = application(tmp_path, said)
    assert plistlib.loads((made / "Contents" / "Info.plist").read_bytes()) == said
    assert said["CFBundleVersion"] == said["CFBundleShortVersionString"] == __version__
    assert make.look_at(made, __version__) is None


def test_packs_belong_to_it():
    said = property_list(__version__, ENDING)
    (document,) = said["CFBundleDocumentTypes"]
    (declared,) = said["UTExportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [declared["UTTypeIdentifier"]] == [PACK]
    tags = declared["UTTypeTagSpecification"]
    assert tags["public.filename-extension"] == [ENDING.removeprefix(".")]


def test_an_application_of_another_version_or_without_a_list_is_refused(tmp_path):
    made = application(tmp_path, property_list("9.8.7", ENDING))
    with pytest.raises(CannotBuildError, match=r"9\.8\.7"):
        make.look_at(made, __version__)
    (made / "Contents" / "Info.plist").write_text("no list")
    with pytest.raises(CannotBuildError, match="cannot be read"):
        make.look_at(made, __version__)


def test_the_entitlements_give_one_thing_only():
    said = plistlib.loads((HERE / "entitlements.plist").read_bytes())
    assert said == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


def test_the_specification_is_python_and_the_script_is_bash():
    text = (HERE / "incidentkit.spec").read_text(encoding="utf-8")
    compile(text, "incidentkit.spec", "exec")
    bash = shutil.which("bash")
    if bash is not None:
        subprocess.run([bash, "-n", HERE / "build.sh"], check=True)


def test_elsewhere_it_says_that_it_is_made_on_macos(monkeypatch):
    monkeypatch.setattr(make.sys, "platform", "linux")
    with pytest.raises(CannotBuildError, match="made on macOS"):
        make.build(Workshop(0), argparse.Namespace())


def test_a_signed_build_is_one_more_and_is_compared_with_nothing(tmp_path, monkeypatch):
    built = []

    def run(_workshop, *command, where, **more):
        folder = Path(command[command.index("--distpath") + 1])
        built.append((folder.parent.name, more.get("INCIDENTKIT_SIGN_AS")))
        application(folder, property_list(__version__, ENDING))
        (folder / "incidentkit").mkdir()
        (folder / "incidentkit" / "library").write_text(
            more.get("INCIDENTKIT_SIGN_AS", "")
        )

    tried = []
    monkeypatch.setattr(make, "write_bill", lambda *_: tmp_path / "bill")
    monkeypatch.setattr(make, "say_figures", lambda *_: None)
    monkeypatch.setattr(
        Workshop,
        "run",
        lambda _, *words, **more: (
            run(_, *words, **more) if "PyInstaller" in words else tried.append(words[0])
        ),
    )
    make._make(Workshop(0, build=tmp_path), "Developer ID")
    assert built == [("first", None), ("second", None), ("signed", "Developer ID")]
    assert set(tried) == {
        tmp_path / "macos/signed/made/incidentkit.app/Contents/MacOS/incidentkit"
    }
