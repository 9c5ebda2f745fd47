"""What nobody expected is told calmly, even where there is nowhere to tell it."""

import sys

import pytest

from incidentkit.ui.crash import CrashHook
from incidentkit.words.problems import Problem

SECRET = "Correct-Horse-9x"


def caught(monkeypatch: pytest.MonkeyPatch) -> list[Problem]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    shown: list[Problem] = []
    hook = CrashHook(shown.append)
    try:
        int(SECRET)
    except ValueError as error:
        hook.caught(type(error), error, error.__traceback__)
    return shown


def test_its_text_is_told_to_nobody(monkeypatch, capsys):
    (problem,) = caught(monkeypatch)
    told = capsys.readouterr().err
    assert "ValueError" in told
    assert SECRET not in f"{told}{problem}"


def test_without_an_error_stream_the_window_still_says_so(monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    assert len(caught(monkeypatch)) == 1
