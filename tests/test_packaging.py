"""What pip and the packagers see: locks, one version, a wheel that stands alone."""

import importlib
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

import incidentkit

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")


def locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, flags=re.MULTILINE))


def plain(requirement: str) -> str:
    return re.split(r"[=<>;\s]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_hashes_and_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_locks_cover_what_the_project_asks_for():
    asked = {plain(line) for line in PROJECT["dependencies"]}
    assert asked <= locked("requirements.lock").keys()
    for extra, lines in PROJECT["optional-dependencies"].items():
        tools = {re.split(r"[\[]", plain(line))[0] for line in lines}
        assert asked | tools <= locked(f"requirements-{extra}.lock").keys()


@pytest.mark.parametrize("name", LOCKS[1:])
def test_the_locks_agree_with_each_other(name):
    assert locked("requirements.lock").items() <= locked(name).items()


def test_the_cryptography_vectors_are_those_of_the_library():
    versions = locked("requirements-dev.lock")
    assert versions["cryptography-vectors"] == versions["cryptography"]
    assert metadata.version("cryptography") == metadata.version("cryptography_vectors")


def test_qt_is_the_release_that_keeps_its_references():
    assert "PySide6-Essentials==6.11.3" in PROJECT["dependencies"]
    assert locked("requirements.lock")["pyside6-essentials"] == "6.11.3"


def test_the_version_is_written_down_once():
    assert "version" not in PROJECT
    assert PROJECT["dynamic"] == ["version"]
    number = re.escape(incidentkit.__version__)
    assert re.fullmatch(r"\d+\.\d+\.\d+", incidentkit.__version__)
    code = [*ROOT.glob("*.py"), *ROOT.glob("*.toml"), *ROOT.glob("incidentkit/**/*.py")]
    places = [
        str(path.relative_to(ROOT))
        for path in code
        if re.search(rf"(?<![\d.]){number}(?![\d.])", path.read_text(encoding="utf-8"))
    ]
    assert places == [str(Path("incidentkit", "__init__.py"))]


@pytest.mark.parametrize("kind", ["scripts", "gui-scripts"])
def test_the_commands_lead_somewhere(kind):
    (place,) = PROJECT[kind].values()
    module, _, function = place.partition(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_the_ci_runs_the_test_command_of_the_readme():
    script = ROOT / ".ci" / "run"
    command = script.read_text(encoding="utf-8").splitlines()[-1]
    assert command.removeprefix("exec ") == "python3 dev.py test"
    assert os.access(script, os.X_OK)
    assert "python3 dev.py test" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_holds_the_package_its_resources_and_the_licence(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    info = f"incidentkit-{incidentkit.__version__}.dist-info"
    sources = {
        str(path.relative_to(ROOT).as_posix())
        for path in ROOT.glob("incidentkit/**/*")
        if path.suffix in {".py", ".md", ".typed"}
    }
    resources = {
        "incidentkit/_resources/" + path.relative_to(ROOT / "resources").as_posix()
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    assert {"incidentkit/py.typed", f"{info}/licenses/LICENSE"} <= names
    assert sources | resources <= names
    assert {name.split("/")[0] for name in names} == {"incidentkit", info}


def test_the_wheel_says_what_the_project_says(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith("/METADATA"))
        said = archive.read(name).decode("utf-8")
    assert f"\nVersion: {incidentkit.__version__}\n" in said
    assert "\nLicense-Expression: GPL-3.0-or-later\n" in said
    assert "\nRequires-Python: >=3.11\n" in said


def test_an_unpacked_wheel_finds_its_own_resources(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        "from incidentkit.resources import resource_path as find\n"
        "print(find('playbooks'), find('playbooks').is_dir())"
    )
    ended = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    place = tmp_path.resolve() / "incidentkit" / "_resources" / "playbooks"
    assert ended.stdout.split() == [str(place), "True"]
