"""Kits that released programs made: whatever comes later opens them.

Each was made by the program itself at its real cost, and stays for ever.
`installers/build.py linux --prove` opens them in the built program too.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).with_name("golden")
MUST_OPEN = sorted(GOLDEN.glob("*/must-open/*"))


def answered(base: Path, typed: str, *words: str) -> dict[str, object]:
    command = (sys.executable, "-m", "incidentkit", "--base-dir", str(base), "--json")
    run = subprocess.run(
        (*command, "--no-keyring", "--passphrase-stdin", *words),
        input=f"{typed}\n",
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=60,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    found = json.loads(run.stdout)
    assert isinstance(found, dict)
    return found


def test_there_is_a_kit_of_every_format():
    assert {path.parents[1].name for path in MUST_OPEN} == {"v1"}


@pytest.mark.parametrize("golden", MUST_OPEN, ids=lambda path: path.name)
def test_a_kit_of_a_released_format_opens_with_all_it_keeps(golden, tmp_path):
    told = json.loads((golden / "told.json").read_text())
    kit = tmp_path / "base" / "kit"
    kit.mkdir(parents=True, mode=0o700)
    shutil.copy(golden / "kit.db", kit)
    for folder in (kit, kit.parent):
        folder.chmod(0o700)
    secret = answered(
        kit.parent, told["passphrase"], "account", "reveal", told["account"]
    )
    assert secret["value"] == told["password"]
    incidents = answered(kit.parent, told["passphrase"], "incident", "list")
    assert len(incidents["incidents"]) == told["incidents"]
    assert answered(kit.parent, told["passphrase"], "log", "verify")["intact"] is True
