"""The tour, and a kept kit that opens afterwards; the bench."""

import json
import re
from pathlib import Path

import pytest

from incidentkit.cli.layout import columns_of
from incidentkit.playbooks.model import Verb
from tests.cli.office import Said, bare

# What only brackets other steps is never taken by itself.
TAKEN = set(Verb) - {Verb.TOGETHER, Verb.USE}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Said]:
    """Take the tour once, and keep what it leaves."""
    folder = tmp_path_factory.mktemp("tour") / "kept"
    return folder, bare("tour", "--keep", str(folder))


def passphrase_in(text: str) -> str:
    return next(word for word in text.split() if re.fullmatch(r"(\w+-){6}\w+", word))


def test_the_tour_plays_two_incidents_and_its_log_verifies(kept) -> None:
    folder, said = kept
    assert said.code == 0, said.all
    assert "The log is intact" in said.out
    assert len(re.findall(r"^INCIDENT ", said.out, re.MULTILINE)) == 2
    reports = sorted(path.suffix for path in (folder / "reports").iterdir())
    assert reports == [".md", ".md", ".pdf", ".pdf"]
    assert bare("--base-dir", str(folder), "log", "verify").code == 0


@pytest.mark.parametrize("verb", sorted(TAKEN))
def test_the_tour_shows_every_verb_of_the_playbooks(kept, verb) -> None:
    _, said = kept
    assert re.search(rf"^ +{verb} +\S", said.out, re.MULTILINE)


def test_the_kept_kit_opens_as_the_tour_says(kept) -> None:
    folder, said = kept
    told = next(line for line in said.out.splitlines() if line.startswith("Open it:"))
    assert f"--base-dir {folder}" in told or f'--base-dir "{folder}"' in told
    source = f"{passphrase_in(said.out)}\n"
    args = ("--base-dir", str(folder), "--officer", "Asha Patel", "--passphrase-stdin")
    listed = bare(*args, "incident", "list", "--json", source=source)
    incidents = json.loads(listed.out)["incidents"]
    assert [incident["open"] for incident in incidents] == [False, False]
    accounts = bare(*args, "account", "list", "--json", source=source).data["accounts"]
    changed = {row["handle"] for row in accounts if row["secret_changed_ms"]}
    assert changed == {"AshcombeDC", "Scheduler"}, "a page's password is nobody's here"
    ben = ("--base-dir", str(folder), "--officer", "Ben Hughes", "--passphrase-stdin")
    assert bare(*ben, "account", "who", source=source).code == 0


def test_what_the_tour_tells_fits_a_terminal(kept) -> None:
    _, said = kept
    for line in said.out.splitlines():
        assert columns_of(line) <= 100 or "/" in line or "incidentkit " in line, line


def test_no_password_is_in_what_the_tour_tells_or_reports(kept) -> None:
    folder, said = kept
    args = ("--base-dir", str(folder), "--officer", "Asha Patel", "--passphrase-stdin")
    source = f"{passphrase_in(said.out)}\n"
    reveal = (*args, "account", "reveal", "x/AshcombeDC")
    secret = bare(*reveal, source=source).out.strip()
    assert len(secret) == 24
    assert secret not in said.out
    for path in (folder / "reports").glob("*.md"):
        assert secret not in path.read_text()
        assert "JBSWY3DPEHPK3PXP" not in path.read_text()


def test_a_tour_that_is_not_kept_leaves_nothing_and_answers_as_data(
    tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    said = bare("tour", "--json")
    assert said.code == 0
    assert not said.err
    assert sorted(said.data) == ["base_dir", "intact", "kept", "reports"]
    assert said.data["intact"] is True
    assert len(said.data["reports"]) == 4
    assert not list(tmp_path.iterdir())


def test_the_tour_leaves_a_kit_that_is_there_already_alone(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    said = bare("tour", "--keep", str(tmp_path))
    assert said.code == 3
    assert list(tmp_path.iterdir()) == [tmp_path / "kit"]


def test_the_tour_says_so_when_its_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = bare("tour", "--keep", str(tmp_path / "file"))
    assert said.code == 7
    assert "Traceback" not in said.all


@pytest.fixture
def one_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start the window once and not three times: the figure is not looked at."""
    monkeypatch.setattr("incidentkit.app.first_paint._RUNS", 1)


@pytest.mark.usefixtures("one_start")
def test_the_bench_prints_each_figure_beside_its_floor() -> None:
    said = bare("bench", "--accounts", "5", "--entries", "10", "--json")
    assert said.code == 0, said.all
    rows = {row["what"]: row for row in said.data["rows"]}
    assert set(rows) >= {
        "import 5 accounts",
        "one durable change",
        "unlock to list",
        "find as you type",
        "first exchange",
        "exchange with nothing new",
        "verify the journal",
        "rebuild the states",
        "start to locked window",
    }
    for what in ("one durable change", "unlock to list", "verify the journal"):
        assert rows[what]["value"] > 0
        assert rows[what]["floor_value"] > 0
    assert rows["memory at its peak"]["unit"] == "MiB"


@pytest.mark.usefixtures("one_start")
def test_the_bench_prints_a_table_and_refuses_nothing_to_measure(tmp_path) -> None:
    said = bare("bench", "--accounts", "2", "--entries", "101")
    assert said.code == 0
    assert "one durable change" in said.out
    assert "bare floor" in said.out
    assert bare("bench", "--accounts", "0").code == 2
    assert bare("bench", "--entries", "many").code == 2
