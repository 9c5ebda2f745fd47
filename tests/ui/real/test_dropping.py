"""Evidence dragged from another program and dropped, with a real mouse on a real screen."""

import contextlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO

import pytest

from tests.ui.real.drag_source import PLACE
from tests.ui.real.screen import Screen, _end, a_screen

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs X")
STEPS = 12
TRIES, A_MOMENT = 8, 5


@pytest.mark.timeout(300)  # seconds by itself, and longer on a machine at work
def test_a_file_dragged_from_another_program_is_filed(
    peer: Callable[[str], str], tmp_path: Path
) -> None:
    picture = tmp_path / "the-second-post.txt"
    picture.write_text("You have won a prize")
    with a_screen(peer) as screen, contextlib.ExitStack() as stack:
        target = started(stack, screen, "drop_target", str(tmp_path / "kit"))
        source = started(stack, screen, "drag_source", str(picture))
        word, across, down = target.next().split()
        assert (word, source.next()) == ("ready", "ready")
        screen.window("Files to drag")
        start, end = (PLACE[0] + 100, PLACE[1] + 100), (int(across), int(down))
        assert dropped(screen, target, start, end) == f"lies ready: {picture.name}"
        assert target.next() == f"filed: {picture.name}"
        screen.shot(tmp_path / "dropped.png")


def dropped(
    screen: Screen, target: "Saying", start: tuple[int, int], end: tuple[int, int]
) -> str:
    """Drag as a person does: who lets go before the other program looked does it again."""
    for _ in range(TRIES):
        drag(screen, start, end)
        if said := target.next(A_MOMENT):
            return said
    return "nothing arrived"


class Saying:
    """What a program says, line by line. Nothing when it says nothing for too long."""

    def __init__(self, program: "subprocess.Popen[str]") -> None:
        self._lines: Queue[str] = Queue()
        Thread(target=self._read, args=(program.stdout,), daemon=True).start()

    def next(self, patience: float = 60) -> str:
        try:
            return self._lines.get(timeout=patience)
        except Empty:
            return ""

    def _read(self, lines: IO[str]) -> None:
        with contextlib.suppress(ValueError):  # it was closed at the end
            for line in lines:
                self._lines.put(line.strip())


def started(
    stack: contextlib.ExitStack, screen: Screen, name: str, *words: str
) -> Saying:
    made = subprocess.Popen(
        [sys.executable, "-m", f"tests.ui.real.{name}", *words],
        stdout=subprocess.PIPE,
        env=screen.env,
        text=True,
    )
    assert made.stdout is not None
    stack.callback(made.stdout.close)
    stack.callback(_end, made)
    return Saying(made)


def drag(screen: Screen, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press, go there in steps as a hand does, and let go."""
    screen.mouse("mousemove", *start)
    screen.mouse("mousedown", 1)
    for step in range(1, STEPS + 1):
        between = (a + (b - a) * step // STEPS for a, b in zip(start, end, strict=True))
        screen.mouse("mousemove", *between)
    screen.mouse("mouseup", 1)
