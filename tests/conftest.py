"""What holds for every test: it stays in its own folder and leaves nothing behind."""

import gc
import logging
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.kept_kits import KeptKits

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

MEMORY = Path("/dev/shm")
ENOUGH = 2 << 30  # far more than is ever there at once: see `tmp_path_retention_policy`


def has_room_for_kits(folder: Path) -> bool:
    """Whether kits, and programs that stand in for others, can live in a folder."""
    if not (sys.platform.startswith("linux") and os.access(folder, os.W_OK)):
        return False
    found = os.statvfs(folder)
    room = found.f_bavail * found.f_frsize >= ENOUGH
    return room and not found.f_flag & os.ST_NOEXEC


# A kit waits for the disk at every change, which was a quarter of the suite's time.
# Every call for it is made in memory just the same, where it takes none.
if has_room_for_kits(MEMORY):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

settings.register_profile(
    "incidentkit", deadline=None, derandomize=IN_CI, database=None, print_blob=True
)
settings.load_profile("incidentkit")


LONGEST = (
    "tests/ui/real/",
    "tests/ui/test_main_thread.py",
    "tests/app/",
    "tests/vault/test_flips.py",
    "tests/vault/test_kill.py",
    "tests/vault/test_histories.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker has it left at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_collection_finish() -> None:
    """Leave what is there before the first test out of every search for garbage.

    It is a million objects that live as long as the tests, and looking through them
    again and again was a tenth of the suite's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def kits(tmp_path_factory: pytest.TempPathFactory) -> KeptKits:
    """Give the kits that tests with the same beginning share."""
    return KeptKits(tmp_path_factory.mktemp("kits"))


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Give an empty home: a new one, or the last one if nobody put anything there."""
    base = tmp_path_factory.mktemp("homes")
    homes: list[Path] = []

    def empty_home() -> Path:
        if not homes or found_in(homes[-1]) != set(HOMES.values()) - {""}:
            homes.append(Path(tempfile.mkdtemp(dir=base)))
            for folder in HOMES.values():
                (homes[-1] / folder).mkdir(mode=0o700, exist_ok=True)
        return homes[-1]

    return empty_home


def found_in(folder: Path) -> set[str]:
    """Return the name of everything in a folder and the folders in it."""
    return {name for _, inside, files in os.walk(folder) for name in (*inside, *files)}


@pytest.fixture(autouse=True)
def a_home_of_its_own(
    homes: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Keep the real home and the real keyring out of reach, in child processes too."""
    home = homes()
    for name, folder in HOMES.items():
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
