"""The rules of the house as tests: the tools are content, and fire when a rule breaks."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "incidentkit"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MADE_BY_TOOLS = {"__pycache__", "build", "dist", "node_modules"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 40


def run_tool(
    tool: list[str], folder: Path, text: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *tool],
        cwd=folder,
        input=text,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def own_files() -> Iterator[Path]:
    """Every file of the project: no caches, no environment, no version control."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(p.startswith(".") and p != ".ci" for p in parts[:-1])
        hidden = hidden or path.name == ".git"  # a second tree of git has a file
        if path.is_file() and not hidden and MADE_BY_TOOLS.isdisjoint(parts):
            yield path


def texts() -> Iterator[tuple[Path, str]]:
    for path in own_files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


# The tools


@pytest.mark.timeout(600)  # mypy reads Qt's types the first time
@pytest.mark.parametrize("name", dev.CHECKS)
def test_a_checking_tool_is_content(name):
    ended = run_tool(dev.CHECKS[name], ROOT)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize(
    "line",
    [
        "import threading",
        "import concurrent.futures",
        "import multiprocessing",
        "import asyncio",
        "import random",
        "import uuid",
        "from time import sleep, monotonic",
        "import time; time.time()",
        "import time; time.time_ns()",
        "from datetime import UTC, datetime; datetime.now(UTC)",
        "from datetime import date; date.today()",
        "print('hello')",
        "from .vault import kinds",
        "assert 1",
        "def f(x): return x",
        "try: pass\nexcept Exception: pass",
    ],
)
def test_ruff_refuses_what_is_banned_in_every_room(line):
    command = ["-m", "ruff", "check", "--output-format", "concise"]
    command += ["--stdin-filename", "incidentkit/accounts/broken.py", "-"]
    broken = run_tool(command, ROOT, f'"""A module."""\n\n{line}\n')
    clean = run_tool(command, ROOT, '"""A module."""\n')
    assert broken.returncode == 1, broken.stdout
    assert clean.returncode == 0, clean.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("words/broken.py", "import incidentkit.vault", "Imports point down"),
        ("clock/broken.py", "import incidentkit.errors", "Imports point down"),
        ("newroom/__init__.py", "", "Imports point down"),
        ("newroom/__init__.py", "import PySide6.QtCore", "Qt stays in ui and app"),
        ("cli/broken.py", "import PySide6", "Qt stays in ui and app"),
        ("accounts/broken.py", "import sqlite3", "SQL and the keyring"),
        ("app/broken.py", "def f(): import keyring", "SQL and the keyring"),
        ("vault/broken.py", "import cryptography.fernet", "Cryptography stays"),
    ],
)
def test_an_import_contract_breaks_when_its_rule_does(tmp_path, module, line, contract):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    rooms = SETTINGS["tool"]["importlinter"]["contracts"][0]["layers"]
    for room in {
        "incidentkit/" + name for rooms in rooms for name in rooms.split(" | ")
    }:
        if "(" not in room:
            (tmp_path / room).mkdir(parents=True)
            (tmp_path / room / "__init__.py").touch()
    (tmp_path / "incidentkit/__init__.py").touch()
    tool = [*dev.CHECKS["import-linter"], "--no-cache"]
    before = run_tool(tool, tmp_path)
    (tmp_path / "incidentkit" / module).parent.mkdir(exist_ok=True)
    (tmp_path / "incidentkit" / module).write_text(f"{line}\n")
    after = run_tool(tool, tmp_path)
    assert before.returncode == 0, before.stdout
    assert after.returncode == 1
    assert any(
        row.startswith(contract) and "BROKEN" in row
        for row in after.stdout.splitlines()
    )


# What no tool looks at


def test_no_module_is_longer_than_a_person_reads():
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    ]
    assert not long


def test_no_function_is_longer_than_a_screen():
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in [*modules(), ROOT / "dev.py"]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long


def test_every_module_is_named_for_a_thing_in_the_product():
    vague = {"base", "common", "helpers", "manager", "misc", "shared", "util", "utils"}
    assert not [path for path in modules() if path.stem in vague]


def test_nothing_is_left_for_later():
    marks = ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")
    left = [
        f"{path.relative_to(ROOT)}: {mark}"
        for path, text in texts()
        if path.suffix == ".py"
        for mark in marks
        if mark in text
    ]
    assert not left


def test_no_file_names_a_place_on_some_machine():
    places = ["/" + name + "/" for name in ("work", "root", "opt/pypi", "tmp/venv")]
    places += [str(ROOT), "/home" + "/", "C:\\" + "Users"]
    found = [
        f"{path.relative_to(ROOT)}: {place}"
        for path, text in texts()
        for place in places
        if place in text
    ]
    assert not found
