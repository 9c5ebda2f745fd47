"""What holds for every test: it stays in its own folder and leaves nothing behind."""

import logging
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
HOMES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_RUNTIME_DIR": "run",
    "XDG_STATE_HOME": "state",
}

settings.register_profile(
    "incidentkit", deadline=None, derandomize=IN_CI, database=None, print_blob=True
)
settings.load_profile("incidentkit")


@pytest.fixture(autouse=True)
def a_home_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Keep the real home and the real keyring out of reach, in child processes too."""
    home = tmp_path_factory.mktemp("home")
    for name, folder in HOMES.items():
        (home / folder).mkdir(mode=0o700, exist_ok=True)
        monkeypatch.setenv(name, str(home / folder))
    for name in ("DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    # Some hundred programs are started: none of them compiles everything anew.
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(ROOT / ".pytest_cache" / "bytecode"))
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def no_thread_left_running() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert not left, f"the test left threads running: {left}"


@pytest.fixture(autouse=True)
def no_warning_unannounced(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    yield
    marks = request.node.iter_markers("announced_warnings")
    announced = [fragment for mark in marks for fragment in mark.args]
    logged = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    stray = [text for text in logged if not any(part in text for part in announced)]
    assert not stray, f"the test logged warnings it did not announce: {stray}"


@pytest.fixture
def peer() -> Callable[[str], str]:
    """Find a program of another make that a test compares ours with.

    Where it is not installed the test is skipped, except in CI, where it fails.
    """

    def find(program: str) -> str:
        path = shutil.which(program)
        if path is None and IN_CI:
            pytest.fail(f"{program} is not installed; python3 dev.py test names it")
        if path is None:
            pytest.skip(f"{program} is not installed")
        return path

    return find
