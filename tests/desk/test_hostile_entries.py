"""One bad entry, pack or line takes the kit from nobody."""

import pytest

from incidentkit.desk.council_says import same_kind_before
from incidentkit.desk.governed import is_ended
from incidentkit.desk.home import read_home
from incidentkit.desk.log_lines import read_log
from incidentkit.desk.packs import Choice, Decision, look_into, take
from incidentkit.desk.response import read_response
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError
from incidentkit.incidents import entries as e
from incidentkit.incidents import kinds as k
from incidentkit.incidents.recorder import kept_parts
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.library import shipped_playbook
from incidentkit.playbooks.pack import PackItem
from incidentkit.vault.change import Write, write
from incidentkit.vault.kinds import Body, Kind, SubjectId
from tests.desk.test_council_playbooks import desk, their_pack

__all__ = ["desk"]
POST, HACKED = "inappropriate-post", "hacked-account"
NONSENSE = e.PlaybookJoined(playbook=HACKED, file="x.yaml", text="nonsense")


def begin(desk: Desk, title: str = "A post") -> SubjectId:
    return desk.incidents.start(Opening(title, shipped_playbook(POST)))


def say(desk: Desk, incident: SubjectId, kind: Kind, body: Body) -> None:
    """Write an entry as a program would that checks nothing."""
    scope = desk.session.standard.kit
    desk.session.commit(write(Write(incident, kind, body, scope)))


def test_a_joined_text_that_cannot_be_read_leaves_every_page_readable(desk):
    incident, other = begin(desk), begin(desk, "Another")
    desk.incidents.playbooks.link(other, incident)
    say(desk, incident, k.PLAYBOOK_JOINED, NONSENSE)
    page = read_response(desk, incident)
    assert any(HACKED in line for line in page.left_open)
    assert read_response(desk, other).together.linked
    assert read_log(desk, None).rows
    assert read_home(desk).open_incidents
    desk.incidents.note(incident, "It goes on")


def test_a_playbook_whose_text_cannot_be_read_is_joined_properly_or_left(desk):
    incident, other = begin(desk), begin(desk, "Another")
    for one in (incident, other):
        say(desk, one, k.PLAYBOOK_JOINED, NONSENSE)
    run = desk.incidents.playbooks.join(incident, shipped_playbook(HACKED))
    assert run.runs(HACKED)
    assert not run.unreadable
    assert not desk.incidents.playbooks.leave(other, HACKED, "No such text").unreadable


def test_no_later_entry_takes_the_place_of_the_playbook_it_began_with(desk):
    incident = begin(desk)
    book = shipped_playbook(POST)
    other = book.text.replace("goal: ", "goal: Not ours. ", 1)
    started = desk.incidents.state(incident).started
    say(desk, incident, k.PLAYBOOK_LEFT, e.PlaybookLeft(POST, "", (started,)))
    joined = e.PlaybookJoined("", book.file, other, kept_parts(book))
    say(desk, incident, k.PLAYBOOK_JOINED, joined)
    assert desk.incidents.run(incident).playbook.text == book.text


def test_an_incident_from_before_any_calendar_stands_in_no_others_way(desk):
    incident, old = begin(desk), SubjectId(bytes(16))
    book = shipped_playbook(POST)
    body = e.Started("R", "T", book.file, book.text, -(2**62), parts=kept_parts(book))
    say(desk, old, k.STARTED, body)
    say(desk, old, k.CLOSED, e.Closed("Over", "", (), "A test"))
    assert same_kind_before(desk, desk.incidents.run(incident), 12) == ()


@pytest.mark.parametrize("when", [2**62, -(2**62), 10**16])
def test_a_moment_beyond_any_calendar_leaves_the_incident_readable(desk, when):
    book = shipped_playbook("offensive-comments")
    incident = desk.incidents.start(Opening("Comments", book))
    for named in (*book.moments, *book.deadlines):
        say(desk, incident, k.MOMENT_SET, e.MomentSet(named.name, when))
    page = read_response(desk, incident)
    assert page.clocks.running
    assert read_home(desk).open_incidents


@pytest.mark.parametrize(
    "line",
    ["No disposal until the police say so", "None of it may go", "Over to legal", " "],
)
def test_a_hold_that_only_begins_with_a_no_goes_on(line):
    assert not is_ended(line)


@pytest.mark.parametrize("line", ["none", "No.", "Lifted by audit", "Ended, answered"])
def test_a_hold_that_says_that_it_is_over_is(line):
    assert is_ended(line)


@pytest.mark.parametrize(
    "name", ["Hacked-account", "hacked account!", "HACKED  Account"]
)
def test_a_text_kept_beside_ours_never_takes_its_place(desk, name):
    ours = desk.playbooks.text_in_use(HACKED).text
    theirs = ours.replace("goal: ", "goal: Theirs. ", 1)
    look = look_into(desk, their_pack(desk, PackItem("theirs.yaml", theirs)))
    chosen = [Decision("theirs.yaml", Choice.BESIDE, name)]
    with pytest.raises(InvalidValueError):
        take(desk, look, chosen, compared=True)
    assert desk.playbooks.text_in_use(HACKED).text == ours


def test_two_texts_of_one_name_are_not_taken_together(desk):
    ours = desk.playbooks.text_in_use(HACKED).text
    data = their_pack(desk, PackItem("a.yaml", ours), PackItem("b.yaml", ours + "\n"))
    look = look_into(desk, data)
    both = [Decision(found.file, Choice.TAKE) for found in look.found]
    with pytest.raises(InvalidValueError):
        take(desk, look, both, compared=True)


def test_a_playbook_that_only_looks_like_ours_is_refused_in_a_pack(desk):
    ours = desk.playbooks.text_in_use(HACKED).text
    theirs = ours.replace("playbook: Hacked", "playbook: H\u0430cked", 1)
    look = look_into(desk, their_pack(desk, PackItem("theirs.yaml", theirs)))
    assert [found.standing for found in look.found] == ["refused"]
    assert any("two alphabets" in remark.says for remark in look.found[0].remarks)


def test_a_joined_playbook_that_only_looks_like_ours_does_not_run(desk):
    incident, ours = begin(desk), desk.playbooks.text_in_use(HACKED).text
    theirs = ours.replace("playbook: Hacked", "playbook: H\u0430cked", 1)
    body = e.PlaybookJoined(playbook="h-cked-account", file="x.yaml", text=theirs)
    say(desk, incident, k.PLAYBOOK_JOINED, body)
    run = desk.incidents.run(incident)
    assert len(run.playbooks) == 1
    assert run.unreadable == ("h-cked-account",)
