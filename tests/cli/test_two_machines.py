"""Two officers on their own machines, who meet only in a folder."""

from pathlib import Path

import pytest

from incidentkit.cli import exits
from tests.cli.office import SECRET, Officer, join, settle

CARYS = "copper window saddle ginger"


def office_of_two(folder: Path, *role: str) -> tuple[Officer, Officer]:
    """Return a lead and somebody who joined on a machine of their own."""
    lead = Officer(folder / "asha")
    lead.found()
    lead.add_x()
    lead.add_page()
    carys = Officer(folder / "carys", "Carys Morgan", CARYS, lead.clock)
    shared = folder / "shared"
    shared.mkdir()
    join(carys, lead, shared, *role)
    return lead, carys


@pytest.fixture
def two(tmp_path: Path) -> tuple[Officer, Officer]:
    return office_of_two(tmp_path)


def test_an_incident_is_run_on_two_machines_with_evidence_and_one_report(two, tmp_path):
    asha, carys = two
    picture = tmp_path / "shot.png"
    picture.write_bytes(bytes(range(256)) * 300)
    asha("incident", "start", "Odd posts", "--account", "x")
    asha("incident", "step", "is-anyone", "--answer", "No")
    settle(asha, carys)
    carys("incident", "step", "can-you-get-in", "--answer", "Yes")
    filed = carys.json("incident", "evidence", "--file", str(picture), "--what", "Post")
    settle(carys, asha)
    shown = asha.json("incident", "show")
    answered = {s["step"]: s["answer"] for s in shown["steps"]}
    assert answered["can-you-get-in"] == "Yes"
    assert [item["sha256"] for item in shown["evidence"]] == [filed["sha256"]]
    read = asha.json(
        "incident", "evidence", "--read", filed["entry"][:8], "--to", str(tmp_path)
    )
    assert Path(read["file"]).read_bytes() == picture.read_bytes()
    texts = [
        line["text"]
        for officer in two
        for line in officer.json("log", "show", "--incident", shown["reference"])[
            "lines"
        ]
    ]
    assert texts[: len(texts) // 2] == texts[len(texts) // 2 :]
    reports = asha.json("incident", "report", "--to", str(tmp_path / "reports"))
    markdown = Path(reports["files"][1]).read_text()
    assert filed["sha256"] in markdown
    assert "Carys Morgan" in markdown
    for officer in two:
        assert officer("log", "verify").code == 0
        assert officer("vault", "verify").code == 0
    heads = [{h["digest"] for h in o.json("log", "verify")["heads"]} for o in two]
    assert heads[0] & heads[1]


def test_evidence_that_has_not_arrived_or_was_changed_is_named(two, tmp_path):
    asha, carys = two
    asha("incident", "start", "Odd posts")
    asha("incident", "evidence", "--text", "a post")
    picture = tmp_path / "shot.png"
    picture.write_bytes(b"picture" * 1000)
    asha("incident", "evidence", "--file", str(picture))
    settle(asha, carys)
    (sealed,) = (carys.base / "kit" / "evidence").glob("*.ev")
    data = bytearray(sealed.read_bytes())
    data[len(data) // 2] ^= 1
    sealed.chmod(0o600)
    sealed.write_bytes(bytes(data))
    said = carys.try_("vault", "verify")
    assert said.code == exits.NOT_INTACT
    assert "1 file changed since." in said.out
    sealed.unlink()
    said = carys.try_("vault", "verify", "--json")
    assert said.code == exits.NOT_INTACT
    assert len(said.data["evidence"]["missing"]) == 1
    assert said.data["evidence"]["whole"] == 1
    assert said.data["intact"] is True


def test_whoever_is_given_access_opens_the_secret_and_leaves_with_a_list(two):
    asha, carys = two
    assert carys.try_("account", "reveal", "x").code == exits.NOT_ALLOWED
    asha("account", "access", "x", "Carys")
    settle(asha, carys)
    assert carys("account", "reveal", "x").out.strip() == SECRET
    settle(carys, asha)
    assert "Carys Morgan knows: password" in asha("account", "who", "x").out
    said = asha("officer", "remove", "Carys", "--reason", "left the council")
    assert "Change today: they have seen it" in said.out
    assert "  X @AshcombeDC: " in said.out
    settle(asha, carys)
    said = carys.try_("incident", "start", "from outside")
    assert said.code == exits.NOT_ALLOWED
    assert "no place in the kit" in said.err
    assert "Left" in asha("officer", "list").out


def test_wrong_words_let_nobody_in_and_a_part_of_the_name_will_do(tmp_path):
    asha = Officer(tmp_path / "asha")
    asha.found()
    shared = tmp_path / "shared"
    shared.mkdir()
    carys = Officer(tmp_path / "carys", "Carys Morgan", CARYS, asha.clock)
    where = ("--folder", str(shared))
    said = carys.try_("officer", "join", "Carys Morgan", *where)
    assert said.code == exits.CANNOT_OPEN
    assert "Ask a comms lead to type:" in said.err
    asha("vault", "exchange", *where)
    words = carys.json("officer", "join", "Carys Morgan", *where)["words"]
    again = carys.json("officer", "join", "Carys Morgan", *where)["words"]
    assert words == again, "asking twice makes no second request"
    assert carys.try_("incident", "list").code == exits.UNUSABLE
    assert "No comms lead has let this machine in" in carys("vault", "exchange").out
    listed = asha.json("officer", "accept", "carys")["requests"]
    assert listed == [{"name": "Carys Morgan", "words": " ".join(words)}]
    for heard in ("one two three", " ".join(reversed(words)), " ".join(words[:-1])):
        said = asha.try_("officer", "accept", "Carys", "--words", heard)
        assert said.code == exits.UNUSABLE, heard
    assert asha.try_("officer", "accept", "Dana").code == exits.UNUSABLE
    heard = f"  {' '.join(words).upper()} "
    asha("officer", "accept", "car", "--words", heard, "--role", "lead")
    assert "You are let in." in carys("vault", "exchange").out
    roles = {o["name"]: o["role"] for o in carys.json("officer", "list")["officers"]}
    assert roles == {"Asha Patel": "lead", "Carys Morgan": "lead"}


def test_a_request_in_somebody_elses_name_is_not_taken_for_theirs(tmp_path):
    asha = Officer(tmp_path / "asha")
    asha.found()
    shared = tmp_path / "shared"
    shared.mkdir()
    where = ("--folder", str(shared))
    asha("vault", "exchange", *where)
    machines = [
        Officer(tmp_path / name, "Carys Morgan", CARYS, asha.clock)
        for name in ("hers", "another")
    ]
    words = [m.json("officer", "join", m.name, *where)["words"] for m in machines]
    asha("officer", "accept", "Carys Morgan", "--words", " ".join(words[0]))
    machines[0]("vault", "exchange")
    machines[0]("incident", "list")
    assert machines[1].json("vault", "exchange")["received"] > 0
    assert machines[1].try_("incident", "list").code == exits.UNUSABLE


def test_two_answers_to_one_question_are_shown_and_settled(two):
    asha, carys = two
    asha("incident", "start", "Odd posts")
    settle(asha, carys)
    asha("incident", "step", "is-anyone", "--answer", "No")
    carys("incident", "step", "is-anyone", "--answer", "Yes")
    settle(asha, carys)
    assert "differently. Answer it once more" in asha("incident", "show").out
    asha("incident", "step", "is-anyone", "--answer", "Yes")
    settle(asha, carys)
    for officer in two:
        assert "differently" not in officer("incident", "show").out


def test_two_rotations_at_once_are_settled_by_somebody(two):
    asha, carys = two
    asha("account", "access", "x", "Carys")
    settle(asha, carys)
    values = []
    for officer in two:
        values.append(officer.json("account", "rotate", "x")["value"])
        officer("account", "rotate", "x", "--confirm", "--tried")
    settle(asha, carys)
    said = asha.try_("account", "reveal", "x")
    assert said.code == exits.UNUSABLE
    assert "version 2" in asha("account", "show", "x").out
    shown = [
        asha("account", "reveal", "x", "--version", n).out.strip() for n in ("1", "2")
    ]
    assert sorted(shown) == sorted(values)
    asha("account", "settle", "x", "2")
    settle(asha, carys)
    for officer in two:
        assert officer("account", "reveal", "x").out.strip() == shown[1]


def test_what_a_removed_machine_wrote_waits_for_a_decision(two):
    asha, carys = two
    asha("incident", "start", "Odd posts")
    settle(asha, carys)
    asha("officer", "remove", "Carys", "--reason", "seconded")
    carys("incident", "note", "I saw it at half past six")
    settle(carys, asha)
    assert "half past six" not in asha("log", "show").out
    held = asha.json("officer", "held")["held"]
    assert [h["by"] for h in held] == ["Carys Morgan"] * len(held)
    asha("officer", "admit", held[0]["chain"][:12])
    assert "half past six" in asha("log", "show").out
    assert "Nothing is held." in asha("officer", "held").out


def test_an_observer_reads_and_writes_nothing(tmp_path):
    asha, carys = office_of_two(tmp_path, "--role", "observer")
    asha("incident", "start", "Odd posts")
    settle(asha, carys)
    assert "Odd posts" in carys("incident", "list").out
    assert carys.try_("incident", "note", "hello").code == exits.NOT_ALLOWED
    said = carys.try_("incident", "report", "--to", str(tmp_path))
    assert said.code == exits.NOT_ALLOWED


def test_a_file_that_is_not_whole_is_left_alone_with_a_word(two, tmp_path):
    asha, carys = two
    asha("incident", "start", "Odd posts")
    asha("vault", "exchange")
    for path in (tmp_path / "shared").rglob("*.ik"):
        copy = path.with_name(f"{path.stem} (conflicted copy).ik")
        copy.write_bytes(path.read_bytes())
    said = carys("vault", "exchange")
    assert "Left alone:" in said.out
    assert "conflict copy" in said.out
    assert "Odd posts" in carys("incident", "list").out
