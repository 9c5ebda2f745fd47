"""Qt objects are let go of on the main thread only."""

import gc

import pytest
from pytestqt.qtbot import QtBot

from incidentkit.ui.garbage import GarbageCollector


def test_collection_is_off_while_it_lives_and_happens_when_there_is_much(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gc.enable()
    collector = GarbageCollector()
    assert not gc.isenabled()
    collected: list[bool] = []
    monkeypatch.setattr(gc, "collect", lambda: collected.append(True))
    monkeypatch.setattr(gc, "get_count", lambda: (10, 0, 0))
    collector.look()
    assert not collected
    monkeypatch.setattr(gc, "get_count", lambda: (1_000_000, 0, 0))
    collector.look()
    assert collected == [True]
    collector.stop()
    assert gc.isenabled()
