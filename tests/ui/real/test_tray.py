"""Somebody is told by a real tray icon over a real bus, and of counts only."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.ui.real import tray_app
from tests.ui.real.screen import a_screen
from tests.ui.real.tray_desktop import ICON, NOTE, READY

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs X")


@pytest.mark.timeout(60)
def test_a_desktop_with_a_tray_shows_what_is_due(peer: Callable[[str], str]) -> None:
    session = peer("dbus-run-session")
    with a_screen(peer) as screen:
        run = subprocess.run(
            [session, "--", sys.executable, "-m", tray_app.__name__],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
            env=screen.env,
        )
    assert run.stdout.splitlines() == [
        READY,
        ICON,
        f"{NOTE} 3 things due today | 1 of them late. Open the kit to see which.",
    ], run.stderr
