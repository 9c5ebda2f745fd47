"""The set-up script: what it decides, and that it speaks in words when it cannot go on."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Put the environment that dev.py manages into a folder of the test's own."""
    monkeypatch.setattr(dev, "VENV", tmp_path / "env")
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "env" / "bin" / "python")
    monkeypatch.setattr(dev, "STAMP", tmp_path / "env" / "made-from")
    return tmp_path


@pytest.fixture
def done(monkeypatch):
    """Stand in for the slow steps, which the tests of the fresh checkout really take."""
    steps = []
    monkeypatch.setattr(dev, "create_environment", lambda: pretend(steps))
    monkeypatch.setattr(dev, "fill_environment", lambda lock: steps.append(lock.name))
    return steps


def pretend(steps):
    steps.append("create")
    dev.PYTHON.parent.mkdir(parents=True, exist_ok=True)
    dev.PYTHON.touch()


def test_an_old_python_can_read_the_script_that_refuses_it():
    source = (ROOT / "dev.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))


def test_an_old_python_is_refused_in_words(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 10, 12, "final", 0))
    assert dev.main(["run"]) == 1
    assert capsys.readouterr().err == (
        "incidentkit needs Python 3.11 or later; this is 3.10.\n"
    )
    dev.refuse_old_python((3, 11))
    dev.refuse_old_python((4, 0))


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["--help"]])
def test_without_a_known_command_it_shows_what_there_is(arguments, capsys):
    assert dev.main(arguments) == 2
    said = capsys.readouterr()
    assert "python3 dev.py test" in said.err
    assert said.out == ""


def test_an_environment_is_made_once(place, done):
    dev.prepare(dev.RUN_LOCK)
    dev.prepare(dev.RUN_LOCK)
    assert done == ["create", "requirements.lock"]


def test_the_tests_add_to_the_environment_of_a_run(place, done):
    dev.prepare(dev.RUN_LOCK)
    dev.prepare(dev.TEST_LOCK)
    dev.prepare(dev.RUN_LOCK)
    assert done == ["create", "requirements.lock", "requirements-dev.lock"]


def test_a_changed_lock_makes_a_new_environment(place, done, monkeypatch):
    lock = place / "requirements.lock"
    lock.write_text("one")
    dev.prepare(lock)
    lock.write_text("two")
    dev.prepare(lock)
    assert done == ["create", "requirements.lock"] * 2


def test_an_environment_that_was_not_finished_is_made_again(place, done, monkeypatch):
    def breaks(lock):
        done.append(lock.name)
        raise dev.CannotGoOnError("no network")

    monkeypatch.setattr(dev, "fill_environment", breaks)
    for _ in range(2):
        with pytest.raises(dev.CannotGoOnError):
            dev.prepare(dev.TEST_LOCK)
    assert done == ["create", "requirements-dev.lock"] * 2


def test_a_python_without_pip_is_told_where_to_get_it(place, monkeypatch):
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(dev.CannotGoOnError, match="apt-get install python3-pip"):
        dev.create_environment()


def test_a_python_without_ensurepip_fills_the_environment_from_outside(
    place, monkeypatch
):
    asked = []
    real = dev.importlib.util.find_spec
    monkeypatch.setattr(
        dev.importlib.util,
        "find_spec",
        lambda name: None if name == "ensurepip" else real("json"),
    )
    monkeypatch.setattr(
        dev.subprocess, "call", lambda command, **_: asked.append(command) or 0
    )
    dev.create_environment()
    dev.fill_environment(dev.RUN_LOCK)
    (command,) = asked
    assert command[:5] == [sys.executable, "-m", "pip", "--python", str(dev.PYTHON)]
    assert "--require-hashes" in command
    link = dev.library_folder() / "incidentkit.pth"
    assert link.read_text().strip() == str(ROOT)


def test_a_failing_pip_ends_in_words(place, monkeypatch):
    monkeypatch.setattr(dev.subprocess, "call", lambda command, **_: 1)
    with pytest.raises(dev.CannotGoOnError, match="pip could not fill"):
        dev.fill_environment(dev.RUN_LOCK)


def complain(place, words):
    """Make the environment's Python one that dies of a missing library."""
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.write_text(f"#!/bin/sh\necho 'Traceback' >&2\n{words}\nexit 1\n")
    dev.PYTHON.chmod(0o755)


def test_missing_qt_libraries_are_one_message_with_the_command(place, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    complain(
        place,
        "echo 'ImportError: libGL.so.1: cannot open shared object file: "
        "No such file or directory' >&2",
    )
    advice = dev.qt_advice(dev.qt_complaint())
    assert advice.startswith("Qt cannot start on this machine: libGL.so.1 is missing.")
    assert "apt-get install --yes --no-install-recommends libgl1 libegl1" in advice
    assert "Traceback" not in advice


def test_other_trouble_with_qt_is_passed_on(place, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    complain(place, "echo 'ImportError: bad image' >&2")
    assert dev.qt_advice(dev.qt_complaint()) == (
        "Qt cannot start on this machine: ImportError: bad image."
    )


@pytest.fixture
def machine(monkeypatch):
    """A Debian with nothing on it, on which packages can be installed by noting them."""
    installed = []
    monkeypatch.setattr(dev, "is_debian", lambda: True)
    monkeypatch.setattr(dev, "install", installed.extend)
    monkeypatch.setattr(
        dev, "qt_complaint", lambda: "" if "libgl1" in installed else "libGL.so.1: no"
    )
    monkeypatch.setattr(
        dev,
        "missing_peers",
        lambda: sorted({*dev.PEERS.values()} - {*installed}),
    )
    return installed


def test_as_root_the_test_command_installs_what_lacks(machine, monkeypatch, capsys):
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    dev.prepare_system()
    assert {*dev.QT_PACKAGES, *dev.PEERS.values()} == set(machine)
    assert capsys.readouterr().err == ""


def test_as_somebody_else_missing_qt_stops_with_the_command(machine, monkeypatch):
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    with pytest.raises(
        dev.CannotGoOnError, match=r"apt-get update && apt-get install .* libgl1"
    ):
        dev.prepare_system()
    assert machine == []


def test_as_somebody_else_missing_peers_are_named(machine, monkeypatch, capsys):
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev, "qt_complaint", lambda: "")
    dev.prepare_system()
    assert "are skipped" in (said := capsys.readouterr().err)
    assert "--no-install-recommends at-spi2-core dbus gnome-keyring" in said


def test_a_peer_is_a_program_on_the_path_or_a_file_in_its_place(tmp_path):
    there = tmp_path / "launcher"
    assert not dev.is_there(str(there))
    there.touch()
    assert dev.is_there(str(there))
    assert dev.is_there("sh")
    assert not dev.is_there("a-program-that-nobody-has")


def test_a_lock_with_an_address_is_refused(tmp_path, monkeypatch):
    target = tmp_path / "requirements.lock"
    target.write_text("segno @ https" + "://example.org/segno.whl\n")
    monkeypatch.setattr(dev.subprocess, "call", lambda command, **_: 0)
    with pytest.raises(dev.CannotGoOnError, match="holds an address"):
        dev.compile_lock("uv", target, [])


def test_without_qt_the_window_is_not_started_and_a_command_is(monkeypatch, capsys):
    given = []
    monkeypatch.setattr(dev, "prepare", given.append)
    monkeypatch.setattr(dev, "become", lambda command: given.append(command) or 0)
    monkeypatch.setattr(dev, "qt_complaint", lambda: "libGL.so.1: not found")
    assert dev.run([]) == 1
    assert given == [dev.RUN_LOCK]
    assert "Qt cannot start on this machine" in capsys.readouterr().err
    assert dev.run(["tour"]) == 0


def test_the_kit_runs_with_the_arguments_where_the_user_stands(monkeypatch):
    given = []
    monkeypatch.setattr(dev, "prepare", given.append)
    monkeypatch.setattr(dev, "become", lambda command: given.append(command) or 7)
    assert dev.run(["tour", "--keep", "here"]) == 7
    assert given == [
        dev.RUN_LOCK,
        [str(dev.PYTHON), "-P", "-m", "incidentkit", "tour", "--keep", "here"],
    ]


def test_the_tests_run_without_a_display_unless_told_otherwise(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "prepare", lambda lock: None)
    monkeypatch.setattr(dev, "prepare_system", lambda: None)
    monkeypatch.setattr(dev, "become", lambda command: dev.os.environ.get(name) or 0)
    name = "QT_QPA_PLATFORM"
    monkeypatch.delenv(name, raising=False)
    assert dev.test(["-q"]) == "offscreen"
    monkeypatch.setenv(name, "xcb")
    assert dev.test(["-q"]) == "xcb"


def test_check_names_the_tools_that_are_not_content(monkeypatch, capsys):
    monkeypatch.setattr(dev, "prepare", lambda lock: None)
    monkeypatch.setattr(dev, "passes", lambda name, tool: name != "mypy")
    assert dev.main(["check"]) == 1
    assert capsys.readouterr().err == "Not content: mypy.\n"


def test_the_script_ends_with_the_code_of_what_it_did():
    ended = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), "nothing"],
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 2
