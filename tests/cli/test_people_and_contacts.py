"""People from outside, training, deputies and contacts, at the command line."""

from pathlib import Path

import pytest

from tests.cli.office import Officer

DAY_MS = 86_400_000
BEN = "violet harbour pencil mosaic"


@pytest.fixture
def asha(tmp_path: Path) -> Officer:
    officer = Officer(tmp_path / "asha")
    officer.found()
    return officer


def test_somebody_from_outside_is_written_down_with_an_end_date_and_never_in_the_kit(
    asha,
):
    refused = asha.try_("officer", "outside", "Ola Berg", "--firm", "Northlight Media")
    assert refused.code != 0
    assert "end date was not taken" in refused.err
    asha(
        *("officer", "outside", "Ola Berg", "--kind", "agency"),
        *("--firm", "Northlight Media", "--until", "2027-03-31"),
    )
    asha("officer", "contact", "Ola", "--mobile", "07700 900777")
    said = asha("officer", "list").out
    assert "Agency, Northlight Media, until 31 March 2027" in " ".join(said.split())
    (row,) = [
        r for r in asha.json("officer", "list")["officers"] if r["name"] == "Ola Berg"
    ]
    assert (row["role"], row["machines"], row["until"]) == (None, 0, "2027-03-31")
    asha.add_x()
    assert asha.try_("account", "access", "x", "Ola").code != 0
    assert asha.try_("officer", "role", "Ola", "lead").code != 0
    assert asha.try_("officer", "remove", "Ola", "--reason", "over").code != 0


def test_a_council_that_wants_nobody_from_outside_is_obeyed(asha):
    asha("officer", "outside", "Ola Berg", "--until", "2027-03-31")
    asha("council", "set", "external_users", "no")
    refused = asha.try_("officer", "outside", "Kim Ito", "--until", "2027-03-31")
    assert refused.code != 0
    assert "nobody from outside" in refused.err
    asha("officer", "outside", "Ola Berg", "--until", "2026-12-01")


@pytest.mark.parametrize("day", ["1899-12-31", "2100-01-01", "2026-02-30", "soon"])
def test_a_day_that_cannot_be_is_refused(asha, day):
    said = asha.try_("officer", "outside", "Ola Berg", "--until", day)
    assert said.code != 0
    assert "date of this century" in said.err


def test_training_and_policies_run_out_when_the_council_says_so(asha):
    asha("council", "set", "acknowledgements", "Social media policy")
    said = asha("officer", "show", "Asha").out
    assert "Training: never written down" in said
    asha("officer", "trained", "Asha", "Running the accounts", "--day", "2026-11-01")
    asha("officer", "read", "Asha", "Social media policy", "--by", "Ben Hughes")
    said = asha("officer", "show", "Asha").out
    assert "Training: counts until 01 Nov 2027" in said
    assert "Policy read, Social media policy: counts until 21 Nov 2027" in said
    later = asha.try_("officer", "trained", "Asha", "x", "--day", "2027-01-01")
    assert "future" in later.err
    asha.clock.ms += 400 * DAY_MS
    wanted = asha.json("officer", "show", "Asha")["wanted"]
    assert [one["standing"] for one in wanted] == ["expired", "expired"]


def test_what_was_written_down_by_mistake_is_taken_back(asha):
    asha("officer", "trained", "Asha", "Somebody else's course")
    entry = asha.json("officer", "show", "Asha")["proofs"][0]["entry"][:8]
    asha("officer", "take-back", "Asha", entry, "--reason", "it was Ben's")
    assert asha.json("officer", "show", "Asha")["proofs"] == []
    assert asha.try_("officer", "take-back", "Asha", entry, "--reason", "x").code != 0


def test_a_deputy_is_somebody_else(asha):
    asha("officer", "add", "Ben Hughes", secrets=(BEN,))
    asha("officer", "deputy", "Asha", "Ben")
    assert "Who stands in: Ben Hughes" in asha("officer", "show", "Asha").out
    assert asha.try_("officer", "deputy", "Asha", "Asha").code != 0
    asha("officer", "deputy", "Asha")
    assert "Who stands in" not in asha("officer", "show", "Asha").out


def test_numbers_that_were_tried_count_until_others_are_written_down(asha):
    assert asha.try_("officer", "verify", "Asha").code != 0
    number = ("--out-of-band", "07700 900900", "--hours", "Weekdays, 9 to 5")
    asha("officer", "contact", "Asha", *number)
    asha("officer", "verify", "Asha")
    said = asha("officer", "show", "Asha").out
    assert "Numbers tried on 21 Nov 2026 by Asha Patel" in said
    assert "Hours: Weekdays, 9 to 5" in said
    asha("officer", "contact", "Asha", "--mobile", "07700 900901")
    assert "Nobody has tried these numbers yet" in asha("officer", "show", "Asha").out


def test_whoever_alone_holds_a_second_step_is_said_before_they_are_removed(asha):
    asha("officer", "add", "Ben Hughes", secrets=(BEN,))
    asha.add_x()
    asha("account", "link", "x", "factor", "Ben Hughes", "--step", "app")
    refused = asha.try_("officer", "remove", "Ben", "--reason", "leaves")
    assert refused.code != 0
    assert "AshcombeDC" in refused.err
    assert "--anyway" in refused.err
    asha("officer", "remove", "Ben", "--reason", "leaves", "--anyway")


def test_a_contact_is_written_down_tried_and_printed_without_a_personal_number(asha):
    asha(
        *("contact", "set", "Data protection officer", "--name", "Mina Rao"),
        *("--work-phone", "01632 960200", "--out-of-band", "07700 900333"),
        *("--personal", "yes", "--mailbox", "dpo@ashcombe.example"),
    )
    assert asha.json("contact", "list")["stale"] == ["Data protection officer"]
    assert asha.json("contact", "list")["no_deputy"] == ["Data protection officer"]
    asha("contact", "verify", "dpo")
    assert asha.json("contact", "list")["stale"] == []
    asha.clock.ms += 91 * DAY_MS
    assert asha.json("contact", "list")["stale"] == ["Data protection officer"]
    paper = asha("contact", "print").out
    assert "Data protection officer: Mina Rao, 01632 960200" in paper
    assert "07700 900333" not in paper
    assert "0300 123 2040" in paper
    assert "07700 900333" in asha("contact", "print", "--personal").out


def test_a_role_of_the_councils_own_is_added_and_left_out_again(asha):
    assert asha.try_("contact", "set", "Town crier", "--name", "Tom Bell").code != 0
    asha("contact", "set", "Town crier", "--new", "--name", "Tom Bell")
    asha("contact", "set", "Town crier", "--work-phone", "01632 960444")
    assert "Town crier: Tom Bell, 01632 960444" in asha("contact", "print").out
    asha("contact", "set", "Town crier", "--not-here")
    assert "Town crier" not in asha("contact", "print").out


def test_the_next_step_says_whom_to_ring(asha):
    asha("contact", "set", "ICT security", "--name", "Sol Vega")
    asha("contact", "set", "ICT security", "--out-of-band", "07700 900555")
    asha("incident", "start", "Odd posts", "--playbook", "hacked-account")
    steps = asha.json("incident", "show", "--all")["steps"]
    names = {name for s in steps for name in s}
    assert names
    found = ""
    for _ in range(60):
        shown = asha.json("incident", "show")
        found = asha("incident", "show").out
        if shown["ring"] or shown["next"] is None:
            break
        step = shown["next"]["step"]
        asha("incident", "cannot", step, "--why", "trying the rest first")
    assert "Ring: " in found


def test_a_table_of_contacts_is_looked_at_first_and_taken_in_as_a_whole(asha, tmp_path):
    table = tmp_path / "contacts.csv"
    table.write_text(
        "Role,Name,Work phone,Shared mailbox,Fax\n"
        "Data protection officer,Mina Rao,01632 960200,,1\n"
        "Town crier,Si\u00e2n,,crier@ashcombe.example,2\n",
        encoding="utf-8-sig",
    )
    asha("contact", "set", "dpo", "--mailbox", "dpo@ashcombe.example")
    looked = asha.json("contact", "import", str(table))
    assert looked["unknown"] == ["Fax"]
    assert [(r["role"], r["new"]) for r in looked["rows"]] == [
        ("Data protection officer", False),
        ("Town crier", True),
    ]
    assert asha.json("contact", "show", "dpo")["name"] == ""
    asha("contact", "import", str(table), "--write")
    shown = asha.json("contact", "show", "dpo")
    assert (shown["name"], shown["mailbox"]) == ("Mina Rao", "dpo@ashcombe.example")
    assert asha.json("contact", "show", "Town crier")["name"] == "Si\u00e2n"
    again = asha.json("contact", "import", str(table), "--write")
    assert again["written"] == 0, "what is there already is not written twice"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Name,Phone\nMina,1\n", "headings"),
        (b"Role,Name\n", "no contacts below the headings"),
        (b"Role,Name\nTown crier,Tom,more\n", "cells"),
        (b"Role,Name\nCrier,Tom\ncrier,Ann\n", "there twice"),
        (
            b"Role,Work phone\nLegal duty solicitor,01632 960200\nCrier,the desk\n",
            "telephone number",
        ),
        (b"Role,Name\nCrier,\xff\n", "older encoding"),
        (b'Role,Name\nCrier,"Tom\n', "cannot be told from the next"),
        (b"", "headings"),
    ],
)
def test_a_table_that_cannot_be_taken_in_whole_is_not_taken_in_at_all(
    asha, tmp_path, data, said
):
    table = tmp_path / "contacts.csv"
    table.write_bytes(data)
    refused = asha.try_("contact", "import", str(table), "--write")
    assert refused.code != 0
    assert said in " ".join(refused.err.split())
    assert asha.json("contact", "list")["contacts"] == []


def test_every_row_that_cannot_be_kept_is_named(asha, tmp_path):
    table = tmp_path / "contacts.csv"
    table.write_text(
        "Role,Work phone,Mailbox\nTown crier,01632 960200,\n\nPiper,the desk,his own\n"
        "town crier,01632 960201,\nBeadle,1\n"
    )
    found = asha.json("contact", "import", str(table))["bad"]
    assert [(one["number"], one["role"], one["rule"]) for one in found] == [
        (4, "Piper", "phone-number"),
        (4, "Piper", "email-address"),
        (5, "town crier", "role-twice"),
        (6, "", "other-number-of-cells"),
    ]
    said = " ".join(asha("contact", "import", str(table)).out.split())
    assert "Row 4, Piper: work phone:" in said


def test_the_log_tells_what_was_written_down_and_never_a_number(asha):
    number = ("--out-of-band", "07700 900333", "--personal", "yes")
    asha("contact", "set", "dpo", "--name", "Mina Rao", *number)
    asha("contact", "verify", "dpo")
    asha("officer", "outside", "Ola Berg", "--until", "2027-03-31")
    asha("officer", "trained", "Ola", "Running the accounts")
    asha("officer", "contact", "Ola", "--out-of-band", "07700 900444")
    said = " ".join(asha("log", "show").out.split())
    assert "Recorded whom to ring for: Data protection officer." in said
    assert "Tried the numbers of: Data protection officer." in said
    assert "Recorded Ola Berg, from outside the council: agency." in said
    assert "Until: 31 March 2027" in said
    assert "Recorded that Ola Berg was trained on 21 November 2026" in said
    assert "07700" not in said
