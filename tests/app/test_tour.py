"""The tour, and a kept kit that opens afterwards."""

import json
import re
from pathlib import Path

from tests.cli.office import bare


def test_the_tour_plays_two_incidents_and_its_log_verifies(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    said = bare("tour", "--keep", str(kept))
    assert said.code == 0, said.all
    for verb in ("ask", "do", "capture", "rotate", "write", "notify", "close"):
        assert re.search(rf"^ +{verb}\b", said.out, re.MULTILINE), verb
    assert "intact" in said.out
    reports = sorted(path.suffix for path in (kept / "reports").iterdir())
    assert reports == [".md", ".md", ".pdf", ".pdf"]

    passphrase = next(
        word for word in said.out.split() if re.fullmatch(r"(\w+-){6}\w+", word)
    )
    args = ("--base-dir", str(kept), "--officer", "Asha Patel", "--passphrase-stdin")
    listed = bare(*args, "incident", "list", "--json", source=f"{passphrase}\n")
    assert listed.code == 0
    incidents = json.loads(listed.out)["incidents"]
    assert [incident["open"] for incident in incidents] == [False, False]
    assert bare("--base-dir", str(kept), "log", "verify").code == 0


def test_the_tour_leaves_a_kit_that_is_there_already_alone(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    said = bare("tour", "--keep", str(tmp_path))
    assert said.code == 3
    assert list(tmp_path.iterdir()) == [tmp_path / "kit"]


def test_the_bench_prints_each_figure_beside_its_floor() -> None:
    said = bare("bench", "--accounts", "5", "--entries", "10", "--json")
    assert said.code == 0, said.all
    rows = {row["what"]: row for row in said.data["rows"]}
    for what in ("one durable change", "unlock to list", "verify the journal"):
        assert rows[what]["value"] > 0
        assert rows[what]["floor_value"] > 0
    assert rows["memory at its peak"]["unit"] == "MiB"
