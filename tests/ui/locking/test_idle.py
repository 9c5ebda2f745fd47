"""Nobody there, or asleep: both by the wall clock."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from incidentkit.ui.locking.idle import IdleWatch
from tests.vault.world import TickingClock

MINUTE = 60_000


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock(step=0)


@pytest.fixture
def watch(qtbot: QtBot, qapp: QApplication, clock: TickingClock) -> Iterator[IdleWatch]:
    made = IdleWatch(qapp, clock, 10)
    yield made
    qapp.removeEventFilter(made)
    made.deleteLater()


def pass_time(watch: IdleWatch, clock: TickingClock, minutes: float) -> list[str]:
    """Let time pass as a running machine sees it: looked at every few seconds."""
    seen: list[str] = []
    watch.idle.connect(lambda: seen.append("idle"))
    watch.slept.connect(lambda: seen.append("slept"))
    for _ in range(int(minutes * 12)):
        clock.ms += 5_000
        watch.look()
    return seen


def test_nobody_there_for_the_time_allowed_is_idle(watch, clock) -> None:
    assert pass_time(watch, clock, 9.9) == []
    assert pass_time(watch, clock, 0.2)[0] == "idle"


def test_a_key_in_any_window_starts_the_count_again(qtbot, watch, clock) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    assert pass_time(watch, clock, 9) == []
    qtbot.keyClick(line, Qt.Key.Key_A)
    assert pass_time(watch, clock, 9) == []


def test_the_council_may_allow_less(watch, clock) -> None:
    watch.allow(1)
    assert "idle" in pass_time(watch, clock, 1.1)


def test_a_clock_that_jumped_means_the_machine_slept(watch, clock) -> None:
    clock.ms += 3 * MINUTE
    seen: list[str] = []
    watch.slept.connect(lambda: seen.append("slept"))
    watch.look()
    assert seen == ["slept"]


def test_a_clock_put_back_gives_nobody_more_time(watch, clock) -> None:
    clock.ms -= 60 * MINUTE
    assert "idle" in pass_time(watch, clock, 10.2)
