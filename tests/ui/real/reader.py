"""Somebody at the keyboard who knows of the screen only what a screen reader tells."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.ui.real.screen import Screen

DRIVER = Path(__file__).with_name("assistive.py")
_MOST_PLACES = 90


class ScreenReader:
    """Asks the accessibility bus what is on the screen."""

    def __init__(self, env: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            ["/usr/bin/python3", str(DRIVER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=env,
        )

    def ask(self, *words: str) -> object:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\t".join(words) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline() or "null")

    def focus(self, role: str, name: str) -> None:
        """Wait for the keyboard to be there.

        While somebody listens, Qt asks the bus about every key before it hands it to
        what had the keyboard when it came: keys sent faster than that go astray.
        """
        if self.ask("focus", role, name) is not True:
            pytest.fail(f"{self.ask('focused')} has the keyboard, not {role} {name!r}")

    def wait(self, role: str, name: str) -> None:
        seen = self.ask("wait", role, name)
        if seen is not True:
            pytest.fail(
                f"no {role} {name!r} ({seen}); {self.ask('focused')} has the keyboard in {self.ask('everything')}"
            )

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


class Person:
    """Somebody without a mouse, who goes on when they see what they wait for."""

    def __init__(self, screen: Screen, reader: ScreenReader) -> None:
        self.screen = screen
        self.reader = reader

    def go(self, role: str, name: str, key: str = "Tab") -> None:
        """Go from place to place until the keyboard is there."""
        seen = []
        for _ in range(_MOST_PLACES):
            now = self.reader.ask("focused")
            if now == [role, name]:
                return
            seen.append(now)
            self.screen.key(key)
            self.reader.ask("moved", *(now if isinstance(now, list) else ("", "")))
        pytest.fail(f"no way to {role} {name!r} with {key}; on the way: {seen}")

    def press(self, name: str, key: str = "Tab") -> None:
        """Go to a button and press it."""
        self.go("push button", name, key)
        self.screen.key("Return")

    def fill(self, name: str, text: str, key: str = "Tab") -> None:
        """Go to a field and type into it."""
        self.go("text", name, key)
        self.screen.type(text)

    def sees(self, *names: str) -> None:
        """Wait for these words."""
        for name in names:
            self.reader.wait("label", name)

    def finds_everything_named(self) -> None:
        """Whatever can have the keyboard has to say what it is."""
        assert self.reader.ask("nameless") == []
