"""The invariants of conftest.py, each seen to fire on a test that breaks it."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BREAKERS = {
    "left threads running": """
        import threading
        stop = threading.Event()
        def test_it():
            threading.Thread(target=stop.wait, daemon=True).start()
    """,
    "did not announce": """
        import logging
        def test_it():
            logging.getLogger("x").warning("odd")
    """,
    "is not installed": """
        def test_it(peer):
            peer("no-such-program")
    """,
    "DeprecationWarning": """
        import warnings
        def test_it():
            warnings.warn("old", DeprecationWarning)
    """,
}
KEEPERS = """
    import logging
    import os
    from pathlib import Path
    import pytest
    @pytest.mark.announced_warnings("odd")
    def test_announced():
        logging.getLogger("x").warning("odd")
    def test_home():
        assert str(Path.home()) == os.environ["HOME"] != os.environ["REAL_HOME"]
    def test_peer(peer):
        assert Path(peer("python3")).exists()
"""


def run_pytest(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    source = textwrap.dedent(text)
    (folder / "conftest.py").write_text((ROOT / "tests/conftest.py").read_text())
    (folder / "test_it.py").write_text(source)
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml")]
    command += ["-n0", "-p", "no:cacheprovider"]
    command += ["--rootdir", str(folder), str(folder)]
    env = {**os.environ, "CI": "true", "REAL_HOME": os.environ["HOME"]}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=env, cwd=folder
    )


@pytest.mark.parametrize("words", BREAKERS)
def test_a_test_that_breaks_an_invariant_fails(words, tmp_path):
    ended = run_pytest(tmp_path, BREAKERS[words])
    assert ended.returncode == 1, ended.stdout
    assert words in ended.stdout


def test_a_test_that_keeps_them_passes(tmp_path):
    ended = run_pytest(tmp_path, KEEPERS)
    assert ended.returncode == 0, ended.stdout
    assert "3 passed" in ended.stdout
