"""The whole window begins in Welsh, every room of it opens, and none speaks English."""

import json
import os
import subprocess
import sys
from pathlib import Path

IN_WELSH = (sys.executable, "-m", "tests.languages.in_welsh")
ROOT = Path(__file__).resolve().parents[2]


def test_every_room_opens_in_welsh_and_says_nothing_in_english(tmp_path):
    walk = subprocess.run(
        [*IN_WELSH, "tests.languages.walk", str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=120,
    )
    assert walk.returncode == 0, walk.stderr
    found = json.loads(walk.stdout.splitlines()[-1])
    assert found["rooms"] > 10
    assert (found["wrong"], found["english"]) == ([], [])
