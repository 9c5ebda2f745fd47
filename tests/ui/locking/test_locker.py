"""Locking: saved, cleared, replaced, whatever fails on the way."""

import threading

import pytest

from incidentkit.desk.services import Desk
from incidentkit.errors import DiskFullError
from incidentkit.ui.locking.locker import Aftermath, Keep, Locker
from tests.ui.studio import NAME, PASSPHRASE, Studio


class Clipboard:
    """Remembers what happened in which order. Some other program may not let go."""

    def __init__(self, order: list[str]) -> None:
        self._order = order
        self.holds_ours = False

    def clear_now(self) -> None:
        self._order.append("cleared")


class Writer:
    """Holds one half-written thing."""

    def __init__(self, keep: Keep | None) -> None:
        self._keep = keep

    def unsaved(self) -> Keep | None:
        return self._keep


class Broken:
    def unsaved(self) -> Keep | None:
        raise ZeroDivisionError


class Scene:
    """A locker over an open kit, and the order of what it does."""

    def __init__(self, studio: Studio) -> None:
        self.order: list[str] = []
        self.ends: list[tuple[str, bool]] = []
        self.after: list[Aftermath] = []
        self.clipboard = Clipboard(self.order)
        self.locker = Locker(studio.kit, self.clipboard, self._replace)
        self.locker.locking.connect(lambda: self.order.append("curtain"))

    def _replace(self, after: Aftermath) -> None:
        self.order.append("replaced")
        self.ends.append((after.reason, after.lost))
        self.after.append(after)

    def saves(self, name: str) -> Keep:
        return lambda _desk: self.order.append(name)


@pytest.fixture
def scene(studio: Studio) -> Scene:
    studio.prepare()
    return Scene(studio)


def test_what_is_unsaved_is_saved_before_the_clipboard_and_the_process(
    studio: Studio, scene: Scene
) -> None:
    scene.locker.watch(Writer(scene.saves("draft")), Writer(None))
    scene.locker.watch(Writer(scene.saves("note")))
    scene.locker.lock("idle")
    studio.qtbot.waitUntil(lambda: bool(scene.ends))
    assert scene.order == ["curtain", "draft", "note", "cleared", "replaced"]
    assert scene.ends == [("idle", False)]


def test_with_nothing_unsaved_it_is_over_at_once(scene: Scene) -> None:
    scene.locker.lock()
    assert scene.order == ["curtain", "cleared", "replaced"]


def test_a_failed_save_prevents_nothing_and_is_told_afterwards(
    studio: Studio, scene: Scene
) -> None:
    def fails(_desk: Desk) -> None:
        raise DiskFullError(reserve_released=False)

    scene.locker.watch(Writer(fails), Writer(scene.saves("other")))
    scene.locker.lock()
    studio.qtbot.waitUntil(lambda: bool(scene.ends))
    assert scene.order == ["curtain", "other", "cleared", "replaced"]
    assert scene.ends == [("person", True)]


def test_a_writer_with_a_bug_prevents_nothing(studio: Studio, scene: Scene) -> None:
    scene.locker.watch(Broken(), Writer(scene.saves("other")))
    scene.locker.lock()
    studio.qtbot.waitUntil(lambda: bool(scene.ends))
    assert scene.ends == [("person", True)]
    assert "other" in scene.order


def test_work_that_hangs_is_not_waited_for(studio: Studio, scene: Scene) -> None:
    hold = threading.Event()
    scene.locker.watch(Writer(lambda _desk: hold.wait(20)))
    scene.locker._patience.setInterval(50)
    scene.locker.lock()
    studio.qtbot.waitUntil(lambda: bool(scene.ends))
    hold.set()
    assert scene.ends == [("person", True)]


def test_a_failing_clipboard_prevents_nothing(studio: Studio, scene: Scene) -> None:
    def fails() -> None:
        raise OSError("no clipboard")

    scene.locker._clipboard.clear_now = fails
    with pytest.raises(OSError, match="no clipboard"):
        scene.locker.lock()
    assert scene.ends == [("person", False)]


def test_a_secret_that_stays_on_the_clipboard_is_told_afterwards(scene: Scene) -> None:
    scene.clipboard.holds_ours = True
    scene.locker.lock()
    assert scene.after == [Aftermath("person", lost=False, copied=True)]


def test_it_locks_once(studio: Studio, scene: Scene) -> None:
    scene.locker.watch(Writer(scene.saves("draft")))
    scene.locker.lock("idle")
    scene.locker.lock("sleep")
    studio.qtbot.waitUntil(lambda: bool(scene.ends))
    assert scene.ends == [("idle", False)]


def test_long_work_is_cancelled_for_it(studio: Studio, scene: Scene) -> None:
    begun, seen = threading.Event(), []

    def work(_desk, watch):
        begun.set()
        for number in range(10_000_000):
            watch(number, 10_000_000)
        seen.append("ran to its end")

    studio.kit.ask_watched(work, seen.append, seen.append)
    assert begun.wait(10)
    scene.locker.watch(Writer(scene.saves("draft")))
    scene.locker.lock()
    studio.qtbot.waitUntil(lambda: bool(scene.ends))
    assert scene.ends == [("person", False)]
    assert not seen


def test_a_locked_kit_is_not_locked_again(studio: Studio) -> None:
    studio.found()
    scene = Scene(studio)
    scene.locker.lock()
    assert not scene.order


def test_leaving_for_good_saves_and_clears_as_well(
    studio: Studio, scene: Scene
) -> None:
    left: list[bool] = []
    scene.locker.watch(Writer(scene.saves("draft")))
    scene.locker.end(lambda: left.append(True))
    studio.qtbot.waitUntil(lambda: bool(left))
    assert scene.order == ["curtain", "draft", "cleared"]


def test_what_was_asked_for_before_the_lock_is_shown_to_nobody(
    studio: Studio, scene: Scene
) -> None:
    hold, told = threading.Event(), []
    studio.kit.ask(lambda _desk: hold.wait(10), told.append, told.append)
    scene.locker.lock()
    hold.set()
    studio.settle()
    assert scene.ends
    assert not told


def test_what_was_being_written_before_the_lock_is_written(
    studio: Studio, scene: Scene
) -> None:
    hold, written = threading.Event(), []
    studio.kit.ask(lambda _desk: hold.wait(10), written.append, written.append)
    studio.kit.ask(lambda _desk: scene.order.append("entry"), print, print)
    scene.locker.watch(Writer(scene.saves("draft")))
    scene.locker.lock()
    hold.set()
    studio.qtbot.waitUntil(lambda: bool(scene.ends))
    assert scene.order == ["curtain", "entry", "draft", "cleared", "replaced"]


def test_a_kit_that_is_being_unlocked_is_locked_as_soon_as_it_is_open(
    studio: Studio,
) -> None:
    studio.found()
    scene = Scene(studio)
    studio.kit.unlock(NAME, PASSPHRASE, failed=studio.refusals.append)
    scene.locker.lock("session")
    assert not scene.ends
    studio.qtbot.waitUntil(lambda: bool(scene.ends))
    assert scene.ends == [("session", False)]


def test_a_lock_that_found_nothing_open_does_not_lock_whoever_comes_back(
    studio: Studio,
) -> None:
    studio.found()
    scene = Scene(studio)
    studio.kit.unlock(NAME, "not the passphrase", failed=studio.refusals.append)
    scene.locker.lock("session")
    studio.settle()
    assert studio.refusals
    studio.open()
    assert not scene.ends


def test_a_program_told_to_end_at_once_still_saves_first(
    studio: Studio, scene: Scene
) -> None:
    scene.locker.watch(Writer(scene.saves("draft")))
    scene.locker.end(lambda: scene.order.append("left"))
    scene.locker.wait()
    assert scene.order == ["curtain", "draft", "cleared", "left"]


def test_a_code_typed_at_a_locked_kit_does_not_outlast_its_reader(
    studio: Studio,
) -> None:
    studio.found()
    scene, typed = Scene(studio), [True]
    scene.locker.watch(Writer(scene.saves("draft")))
    scene.locker.watch_locked(lambda: bool(typed))
    scene.locker.lock("idle")
    assert scene.ends == [("idle", False)]
    assert "draft" not in scene.order
