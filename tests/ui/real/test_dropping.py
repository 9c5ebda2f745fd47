"""Evidence dragged from another program and dropped, with a real mouse on a real screen."""

import contextlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.real.drag_source import PLACE
from tests.ui.real.screen import Screen, _end, a_screen

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs X")
STEPS = 12


@pytest.mark.timeout(120)
def test_a_file_dragged_from_another_program_is_filed(
    peer: Callable[[str], str], tmp_path: Path
) -> None:
    picture = tmp_path / "the-second-post.txt"
    picture.write_text("You have won a prize")
    with a_screen(peer) as screen, contextlib.ExitStack() as stack:
        target = started(stack, screen, "drop_target", str(tmp_path / "kit"))
        source = started(stack, screen, "drag_source", str(picture))
        said = line_of(target).split()
        assert said[0] == "ready"
        assert line_of(source) == "ready"
        screen.window("Files to drag")
        drag(screen, (PLACE[0] + 100, PLACE[1] + 100), (int(said[1]), int(said[2])))
        assert line_of(target) == f"lies ready: {picture.name}"
        assert line_of(target) == f"filed: {picture.name}"
        screen.shot(tmp_path / "dropped.png")


def started(
    stack: contextlib.ExitStack, screen: Screen, name: str, *words: str
) -> "subprocess.Popen[str]":
    made = subprocess.Popen(
        [sys.executable, "-m", f"tests.ui.real.{name}", *words],
        stdout=subprocess.PIPE,
        env=screen.env,
        text=True,
    )
    assert made.stdout is not None
    stack.callback(made.stdout.close)
    stack.callback(_end, made)
    return made


def line_of(program: "subprocess.Popen[str]") -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def drag(screen: Screen, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press, go there in steps as a hand does, and let go."""
    screen.mouse("mousemove", *start)
    screen.mouse("mousedown", 1)
    for step in range(1, STEPS + 1):
        between = (a + (b - a) * step // STEPS for a, b in zip(start, end, strict=True))
        screen.mouse("mousemove", *between)
    screen.mouse("mouseup", 1)
