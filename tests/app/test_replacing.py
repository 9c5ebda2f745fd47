"""Locking replaces the process, and where that cannot be, at least ends it."""

import subprocess
import sys

import pytest

from incidentkit.app.start import Start, _arguments

REPLACE = """
import sys
from incidentkit.app.start import Start, replace_process
{given}
try:
    replace_process(Start("/nowhere", "idle"))
except BaseException as error:
    print("went on after", error, file=sys.stderr)
"""


def after(given: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", REPLACE.format(given=given)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "told", [Start(), Start("/a folder", "idle", lost=True, copied=True)]
)
def test_what_the_next_process_is_told_arrives(
    told: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    from incidentkit.app import window, wiring

    begun: list[Start] = []
    monkeypatch.setattr("incidentkit.app.start.has_screen", lambda: True)
    monkeypatch.setattr(window, "run", lambda start, *_: begun.append(start) or 0)
    assert wiring.main(_arguments(told)) == 0
    assert begun == [told]


@pytest.mark.parametrize("program", ["/nowhere/python", ""])
def test_where_no_fresh_process_can_be_had_this_one_ends(program: str) -> None:
    done = after(f"sys.executable = {program!r}")
    assert done.returncode == 70
    assert "went on" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a program to become")
@pytest.mark.parametrize(
    "given",
    ["sys.stdout = None", "sys.stdout.close()"],
    ids=["no output", "closed output"],
)
def test_without_an_output_it_is_replaced_all_the_same(given: str) -> None:
    done = after(f"{given}\nsys.executable = '/bin/true'")
    assert (done.returncode, done.stderr) == (0, "")
