"""A hijacked account contained from the command line, whatever is killed meanwhile."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from incidentkit.cli import exits
from tests.cli.office import SECRET, Officer

needs_kill = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")


def killed(officer: Officer, when: str, *argv: str) -> bool:
    """Run a command in a process that ends itself; says whether it did."""
    command = (sys.executable, "-m", "tests.cli.victim", when, str(officer.base))
    done = subprocess.run(
        [*command, str(officer.clock.now_ms()), *argv],
        input=f"{officer.passphrase}\n",
        text=True,
        capture_output=True,
        check=False,
        timeout=60,
    )
    officer.clock.ms += 1000
    assert done.returncode in {-signal.SIGKILL, 0}, done.stderr
    assert SECRET not in done.stdout
    return done.returncode != 0


def test_an_account_with_its_own_login_is_contained_and_reported(asha, tmp_path):
    start = ("Odd posts", "--account", "x/Ash", "--known", "10 minutes ago", "--alone")
    begun = asha.json("incident", "start", *start)
    titles = {s["title"]: s["status"] for s in begun["steps"]}
    assert titles["How do people get into this account?"] == "done", "the kit knew it"
    assert titles["Take away that person's roles for now"] == "not needed"
    asha("incident", "step", "can-you", "--answer", "yes")
    new = asha.json("account", "rotate", "x", "--reason", "compromise")["value"]
    asha("account", "rotate", "x", "--confirm", "--tried")
    asha("incident", "step", "change-the-accounts", "--done")
    assert asha.run_steps() > 30
    assert "You can close the incident" in asha("incident", "show").out
    asha("incident", "close", "Two posts were up for an hour", "--lessons", "Codes")
    files = asha.json("incident", "report", "--to", str(tmp_path / "r"))["files"]
    pdf, markdown = (Path(name).read_bytes() for name in files)
    assert pdf.startswith(b"%PDF")
    text = markdown.decode()
    assert "Two posts were up for an hour" in text
    assert "Changed" in text or "change" in text
    assert new not in text
    assert asha("account", "reveal", "x").out.strip() == new
    assert asha("log", "verify").code == 0


def test_a_page_held_through_roles_is_contained_without_any_password(asha, tmp_path):
    page = ("account", "link", "facebook", "role")
    asha(*page, "Asha Patel", "--what", "Full control", "--can-remove")
    gone = asha.json(*page, "Somebody Unknown", "--what", "Editor")["link"]
    begun = asha.json("incident", "start", "A bad link", "--account", "facebook")
    titles = {s["title"]: s["status"] for s in begun["steps"]}
    assert titles["Change the account's password"] == "not needed"
    said = asha.try_("account", "rotate", "facebook", "--reason", "compromise")
    assert said.code == exits.UNUSABLE
    assert "A personal password stays with its owner" in said.err
    assert "Somebody Unknown" in asha("account", "who", "facebook").out
    asha("account", "unlink", "facebook", gone[:8], "--reason", "taken off the page")
    assert "Somebody Unknown" not in asha("account", "who", "facebook").out
    assert asha.run_steps() > 30
    asha("incident", "close", "One link was up for a while")
    asha("incident", "report", "--to", str(tmp_path / "r"))
    assert asha("log", "verify").code == 0


@needs_kill
def test_killed_as_the_new_password_is_printed_it_is_still_there(asha):
    asha("incident", "start", "Odd posts", "--account", "x")
    rotate = ("account", "rotate", "x", "--reason", "compromise")
    assert killed(asha, "printing", *rotate)
    assert asha("account", "reveal", "x").out.strip() == SECRET
    waiting = asha("account", "reveal", "x", "--waiting").out.strip()
    assert len(waiting) == 20
    assert killed(asha, "printing", "account", "rotate", "x", "--confirm", "--tried")
    assert asha("account", "reveal", "x").out.strip() == waiting
    assert killed(asha, "printing", "incident", "step", "is-anyone", "--answer", "No")
    shown = asha.json("incident", "show")
    assert shown["next"]["step"] == "can-you-get-in"
    texts = [line["text"] for line in asha.json("log", "show")["lines"]]
    assert sum("Was shown the password" in text for text in texts) == 4
    assert asha("log", "verify").code == 0


# Enough of them to end a command at every stage; the last is past its end.
WRITES = (1, 2, 3, 4, 6, 9, 40)


def written(officer: Officer) -> list[str]:
    lines = officer.json("log", "show", "--last", "0")["lines"]
    return [line["digest"] for line in lines]


@needs_kill
@pytest.mark.parametrize(
    ("account", "deed"),
    [
        ("x", "account rotate x --reason compromise"),
        ("facebook", "incident step is-anyone --answer No"),
    ],
)
def test_killed_at_any_write_a_command_is_done_or_not_done(asha, account, deed):
    asha("incident", "start", "Odd posts", "--account", account)
    for number in WRITES:
        before = written(asha)
        ended = killed(asha, str(number), *deed.split())
        after = written(asha)
        assert after[: len(before)] == before
        assert asha.locked("log", "verify").code == exits.DONE
        if not ended or ("rotate" in deed and len(after) > len(before)):
            break  # what waits already is not begun a second time
    else:
        raise AssertionError("it never came to its end")
    assert asha.run_steps(3) == 3
    assert asha("vault", "verify").code == exits.DONE


def test_nothing_is_removed_before_it_is_captured_or_held_elsewhere(asha):
    asha("incident", "start", "Odd posts", "--account", "x")
    for slug, answer in (("is-anyone", "no"), ("can-you", "yes"), ("has-legal", "no")):
        asha("incident", "step", slug, "--answer", answer)
    said = asha.try_("incident", "step", "delete-the-posts", "--done")
    assert said.code == exits.UNUSABLE
    assert "Keep a copy before it goes" in said.err
    assert "--without-capture" in said.err
    held = ("--device", "my phone", "--person", "Asha Patel")
    said = asha.try_("incident", "evidence", "--held", "a picture", "--device", "phone")
    assert said.code == exits.UNUSABLE
    asha("incident", "evidence", "--held", "a picture", *held)
    asha("incident", "step", "delete-the-posts", "--done", "--second", "Ben Carter")
    shown = asha("incident", "show").out
    assert "Still to be filed: a picture: Asha Patel (my phone)" in shown
    said = asha.try_("incident", "close", "over")
    assert said.code == exits.UNUSABLE
    entry = asha.json("incident", "evidence", "--list")["evidence"][0]["entry"][:8]
    asha("incident", "evidence", "--text", "the picture", "--settles", entry)
    assert "Still to be filed" not in asha("incident", "show").out


def test_danger_goes_before_capture_and_is_written_down(asha):
    asha("incident", "start", "A threat is posted", "--account", "x")
    for slug, answer in (("is-anyone", "yes"), ("can-you", "yes"), ("has-legal", "no")):
        asha("incident", "step", slug, "--answer", answer)
    said = asha.try_("incident", "step", "delete-the-posts", "--without-capture")
    assert said.code == exits.UNUSABLE
    assert "--why" in said.err
    why = ("--why", "a child is named")
    asha("incident", "step", "delete-the-posts", "--without-capture", *why)
    asha("incident", "step", "delete-the-posts", "--done", "--second", "Ben Carter")
    assert "a child is named" in asha("log", "show").out


def test_alone_what_stops_the_harm_comes_before_pictures(asha):
    def order(*flags: str) -> list[str]:
        shown = asha.json("incident", "start", "Odd", "--account", "x", *flags)
        return [s["verb"] for s in shown["steps"] if s["status"] == "open"]

    together, alone = order(), order("--alone")
    assert together.index("capture") < alone.index("capture")


@pytest.mark.parametrize(
    "said", ["unknown", "Don't know yet", "dont know", "?", "UNKNOWN"]
)
def test_not_knowing_yet_is_always_an_answer(asha, said):
    asha("incident", "start", "Odd posts")
    shown = asha("incident", "step", "is-anyone", "--answer", said).out
    assert "Written down: Is anyone in danger right now? Don't know yet" in shown


def test_a_question_is_not_done_by_saying_nothing(asha):
    asha("incident", "start", "Odd posts")
    for what in ((), ("--done",), ("--already",)):
        said = asha.try_("incident", "step", "is-anyone", *what)
        assert said.code == exits.UNUSABLE
        assert "takes one of: Yes / No / Don't know yet" in said.err
        assert "--answer ANSWER" in said.err
    assert asha.json("incident", "show")["next"]["step"].startswith("is-anyone")


def test_a_wrong_answer_lists_the_answers_and_an_unknown_step_those_like_it(asha):
    asha("incident", "start", "Odd posts")
    said = asha.try_("incident", "step", "can-you", "--answer", "perhaps")
    assert "takes one of: Yes / No / Partly / Don't know yet" in said.err
    said = asha.try_("incident", "step", "mailbox", "--done")
    assert said.code == exits.NOT_FOUND
    assert "Did you mean: secure-the-recovery, had-somebody?" in said.err
    said = asha.try_("incident", "step", "take", "--done")
    assert "take-the-lead" in said.err
    said = asha.try_("incident", "step", "take-the-lead", "--answer", "yes")
    assert "asks nothing" in said.err


def test_a_step_that_waits_says_what_to_type_first(asha):
    asha("incident", "start", "Odd posts", "--account", "x")
    said = asha.try_("incident", "step", "log-out-every", "--done")
    assert said.code == exits.UNUSABLE
    assert "incident step can-you-get-in --answer ANSWER" in said.err


def test_a_step_can_be_ticked_skipped_taken_back_and_answered_again(asha):
    asha("incident", "start", "Odd posts", "--account", "x")
    asha("incident", "step", "can-you", "--answer", "no")
    asha("incident", "step", "can-you", "--answer", "yes")
    asha("incident", "step", "stay-logged-in", "--already", "--at", "5 minutes ago")
    said = asha.try_("incident", "step", "take-the-lead", "--skip")
    assert '--why "the reason"' in said.err
    asha("incident", "step", "take-the-lead", "--skip", "--why", "nobody is here")
    asha("incident", "step", "take-the-lead", "--undo", "--why", "Ben arrived")
    steps = {s["step"]: s for s in asha.json("incident", "show")["steps"]}
    lead = "take-the-lead-and-name-a-second-and-a-recorder"
    assert steps[lead]["status"] == "open"
    assert steps["can-you-get-in"]["answer"] == "Yes"
    assert steps["stay-logged-in-and-keep-that-screen-open"]["status"] == "done"


def test_only_the_law_and_our_own_promises_are_ever_overdue(asha):
    asha("incident", "start", "Odd posts", "--account", "x", "--known", "2 days ago")
    assert "OVERDUE" not in asha("incident", "show").out
    asha("incident", "promise", "give-the-next", "in 1 hour")
    assert "OVERDUE" not in asha("incident", "show").out
    asha.clock.ms += 2 * 3_600_000
    shown = asha("incident", "show").out
    assert "OVERDUE: Give the next update you promised" in shown
    overdue = [s for s in asha.json("incident", "show")["steps"] if s["overdue"]]
    assert {s["due_kind"] for s in overdue} <= {"law", "promise"}


def test_a_legal_deadline_that_may_not_concern_us_is_only_asked_about(asha):
    asha("incident", "start", "Odd posts", "--account", "x", "--known", "5 days ago")
    shown = asha("incident", "show").out
    assert "\nOVERDUE" not in shown
    shown = " ".join(shown.split())
    assert "PERHAPS OVERDUE: Report to the Information Commissioner." in shown
    assert "“Could somebody in the account see messages or personal data?”" in shown
    asha("incident", "step", "could-somebody", "--answer", "yes")
    part = "breach-assessment"
    lost = "Messages or records were lost and cannot be brought back"
    asha("incident", "step", f"{part}/what-kind-of-breach", "--answer", lost)
    asha("incident", "step", f"{part}/fill-in", "--done", "--note", "on paper")
    why = ("--why", "a risk")
    asha("incident", "step", f"{part}/do-we-report", "--answer", "yes", *why)
    shown = asha("incident", "show").out
    assert "\nOVERDUE: Report to the Information Commissioner" in shown
    assert "PERHAPS" not in shown


def test_the_next_step_is_shown_with_the_command_to_type(asha):
    shown = asha("incident", "start", "Odd posts", "--account", "x").out
    assert "NEXT  Is anyone in danger right now?" in shown
    typed = next(line for line in shown.splitlines() if "Answer it:" in line)
    argv = typed.split('"Asha Patel" ')[1].replace("ANSWER", "No").split()
    asha(*argv)
    asha("incident", "step", "can-you", "--answer", "yes")
    asha("incident", "step", "stay-logged", "--done")
    asha("incident", "step", "take-the-lead", "--done")
    shown = asha("incident", "show").out
    assert "File it:" in shown
    asha(
        "incident", "evidence", "--text", "a post", "--step", "take-screenshots-before"
    )
    asha("incident", "step", "take-screenshots-before", "--done")
    asha("incident", "step", "secure-the-recovery", "--done")
    asha("incident", "step", "had-somebody", "--answer", "no")
    assert (
        "account rotate x/AshcombeDC --reason compromise"
        in asha("incident", "show").out
    )


def test_short_names_lead_to_one_step_each():
    from incidentkit.cli.which import short_name
    from incidentkit.playbooks.library import shipped_playbooks

    for playbook in shipped_playbooks().values():
        slugs = [step.slug for step in playbook.steps()]
        for slug in slugs:
            short = short_name(playbook, slug)
            assert slug == short or [s for s in slugs if s.startswith(short)] == [slug]


def test_evidence_written_out_again_is_what_was_handed_in(asha, tmp_path):
    asha("incident", "start", "Odd posts")
    picture = tmp_path / "..hidden;rm -rf.PNG"
    picture.write_bytes(bytes(range(256)))
    filed = asha.json("incident", "evidence", "--file", str(picture))
    out = tmp_path / "out"
    out.mkdir()
    read = asha.json(
        "incident", "evidence", "--read", filed["entry"][:6], "--to", str(out)
    )
    assert Path(read["file"]).read_bytes() == picture.read_bytes()
    assert Path(read["file"]).name == f"evidence-{filed['entry'][:8]}.PNG"
    assert [path.parent for path in out.rglob("*")] == [out]


def test_what_went_before_its_copy_is_ticked_with_its_time_and_reason(asha):
    asha("incident", "start", "Odd posts", "--account", "x")
    tick = ("incident", "step", "delete-the-posts", "--already")
    said = asha.try_(*tick)
    assert said.code == exits.UNUSABLE
    assert '--at "07:10" --why "why it went first"' in said.err
    asha(*tick, "--at", "10 minutes ago", "--why", "It named a child")
    steps = {s["title"]: s["status"] for s in asha.json("incident", "show")["steps"]}
    assert steps["Delete the posts that are not ours"] == "done"
    assert "It named a child" in asha("log", "show").out


def test_a_password_that_nobody_changed_is_not_ticked_without_a_note(asha):
    asha("incident", "start", "Odd posts", "--account", "x")
    asha("incident", "step", "can-you", "--answer", "yes")
    tick = ("incident", "step", "change-the-accounts", "--done")
    said = asha.try_(*tick)
    assert said.code == exits.UNUSABLE
    assert "No new password yet" in said.err
    assert '--note "how it was done"' in said.err
    asha(*tick, "--note", "ICT changed it")
    assert "ICT changed it" in asha("log", "show").out


def test_a_text_that_nobody_wrote_is_not_ticked_without_a_note(asha):
    asha("incident", "start", "Odd posts", "--account", "x")
    tick = ("incident", "step", "brief-members", "--done")
    said = asha.try_(*tick)
    assert "No text yet" in said.err
    asha("draft", "new", "MT-04")
    asha(*tick)


def test_one_person_blocks_where_the_council_lets_them_and_is_told_so(asha):
    def two() -> dict[str, bool]:
        steps = asha.json("incident", "show")["steps"]
        return {s["step"]: s["second_person"] for s in steps}

    asha("incident", "start", "Abuse under a post", "--playbook", "offensive-comments")
    before = two()
    assert before["block-time"]
    asha("council", "set", "block-second-person", "no")
    after = two()
    assert not after["block-time"]
    changed = {slug for slug, wanted in before.items() if wanted != after[slug]}
    assert changed == {"block-time", "block-for-good"}


def test_taking_back_a_text_that_went_out_says_that_it_is_out(asha):
    asha("incident", "start", "Odd posts", "--account", "x")
    step, why = ("incident", "step", "brief-members"), ("--why", "it was wrong")
    draft = asha.json("draft", "new", "MT-04")["id"]
    asha("draft", "edit", draft, "--text", "We are looking into a post.")
    asha(*step, "--done")
    assert "went out" not in asha(*step, "--undo", *why).all
    asha(*step, "--done")
    asha("draft", "published", draft, "--where", "email to members")
    said = asha(*step, "--undo", *why).all
    assert "This text went out at 07:00" in " ".join(said.split())
