"""The one entry that makes what people install, as far as it costs nothing to try."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from installers import build, bundle, workshop
from installers.workshop import CannotBuildError, Workshop

ROOT = Path(__file__).resolve().parents[2]


def test_the_entry_runs_as_a_script_and_names_every_system():
    command = [sys.executable, "-P", ROOT / "installers" / "build.py", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert all(name in said for name in build.SYSTEMS)


def test_every_system_has_its_readme():
    folders = [path.parent for path in (ROOT / "installers").glob("*/make.py")]
    assert folders
    assert all((folder / "README.md").is_file() for folder in folders)


def test_a_build_takes_its_date_from_outside_or_from_the_sources():
    assert workshop._date({"SOURCE_DATE_EPOCH": "1700000000"}) == 1700000000
    assert workshop._date({"SOURCE_DATE_EPOCH": "yesterday"}) > 1700000000


def test_what_is_missing_is_named_by_the_package_that_brings_it():
    with pytest.raises(CannotBuildError, match=r"install --yes a-package$"):
        workshop.needs({"no-such-program": "a-package", sys.executable: "python"})


def test_a_program_that_fails_stops_the_build(tmp_path):
    with pytest.raises(CannotBuildError, match="ended with 3"):
        Workshop(0).run(sys.executable, "-c", "raise SystemExit(3)")


def test_a_build_is_refused_when_the_second_differs(tmp_path, monkeypatch):
    def made(_workshop, _spec, name):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "same").write_text("same")
        (folder / "dated").write_text(name)
        return folder

    monkeypatch.setattr(bundle, "_built", made)
    with pytest.raises(CannotBuildError, match=r"differ in: dated$"):
        bundle.bundle(Workshop(0), tmp_path / "spec")


def test_the_workflow_builds_and_tries_on_three_systems_with_what_is_here():
    text = (ROOT / ".github" / "workflows" / "build.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    runs = {
        name: " ".join(step.get("run", "") for step in job["steps"])
        for name, job in jobs.items()
    }
    assert {name.split("-")[0] for name in runs} == set(build.SYSTEMS) - {"wheel"}
    for line in runs.values():
        places = re.findall(r"installers[\\/]\S+", line)
        assert places
        assert all((ROOT / place.replace("\\", "/")).is_file() for place in places)
    for name in ("windows/build.ps1", "macos/build.sh"):
        script = (ROOT / "installers" / name).read_text(encoding="utf-8")
        assert "build.py" in script
    assert "--self-test" in runs["linux"]
