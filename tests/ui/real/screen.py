"""A screen of its own for one test: Xvfb, a window manager, and xdotool for keys."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SIZE = "1280x800x24"
PATIENCE = 40


@dataclass
class Screen:
    """An X server without a monitor. `env` is what a program on it needs."""

    number: int
    env: dict[str, str] = field(default_factory=dict)

    def key(self, *keys: str) -> None:
        """Press keys, as on a keyboard."""
        self._xdotool("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type a text, as on a keyboard."""
        self._xdotool("type", "--delay", "5", text)

    def mouse(self, act: str, *numbers: int) -> None:
        """Move the mouse to a place, or press or let go of a button."""
        self._xdotool(act, *map(str, numbers))

    def window(self, title: str) -> str:
        """Wait for a window whose title holds this, and give it the keyboard."""
        found = self._xdotool("search", "--sync", "--onlyvisible", "--name", title)
        window = found.split()[-1]
        self._xdotool("windowactivate", "--sync", window)
        return window

    def title(self) -> str:
        """Return the title of the window that has the keyboard."""
        return self._xdotool("getactivewindow", "getwindowname").strip()

    def shot(self, path: Path) -> None:
        """Take a picture of the whole screen."""
        subprocess.run(
            ["import", "-window", "root", str(path)], check=True, env=self.env
        )

    def copy_picture(self, path: Path) -> None:
        """Have another program put a picture on the clipboard."""
        subprocess.run(
            ["xclip", "-selection", "clipboard", "-t", "image/png", "-i", str(path)],
            check=True,
            stdout=subprocess.DEVNULL,  # it goes on in the background, until it is asked
            stderr=subprocess.DEVNULL,
            env=self.env,
        )

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
            env=self.env,
        )
        return done.stdout


@contextlib.contextmanager
def a_screen(peer: Callable[[str], str]) -> Iterator[Screen]:
    """Give a screen of its own, with a window manager on it."""
    for program in ("Xvfb", "openbox", "xdotool"):
        peer(program)
    with contextlib.ExitStack() as stack:
        number = _xvfb(stack)
        env = dict(os.environ, DISPLAY=f":{number}", QT_QPA_PLATFORM="xcb")
        env.pop("WAYLAND_DISPLAY", None)
        _start(stack, ["openbox"], env)
        yield Screen(number, env)


def _xvfb(stack: contextlib.ExitStack) -> int:
    """Start a server on a number that is free; it says which."""
    read, write = os.pipe()
    with os.fdopen(read) as said:
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", SIZE]
        _start(stack, [*command, "-nolisten", "tcp"], dict(os.environ), (write,))
        os.close(write)
        return int(said.readline())


def _start(
    stack: contextlib.ExitStack,
    command: list[str],
    env: dict[str, str],
    keep: tuple[int, ...] = (),
    log: Path = Path(os.devnull),
) -> subprocess.Popen[bytes]:
    out = stack.enter_context(log.open("wb"))
    process = subprocess.Popen(command, stdout=out, stderr=out, env=env, pass_fds=keep)
    stack.callback(_end, process)
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextlib.contextmanager
def the_program(
    screen: Screen, base: Path, log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Give the program as people start it, on that screen; what it says is in `log`."""
    with contextlib.ExitStack() as stack:
        command = [sys.executable, "-m", "incidentkit", "--base-dir", str(base)]
        process = _start(stack, command, screen.env, log=log)
        yield process
        assert process.poll() is None, f"it ended by itself:\n{log.read_text()}"
