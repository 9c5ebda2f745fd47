"""An incident for named readers: nobody else is shown anything of it."""

import io

import pytest

from incidentkit.errors import InvalidValueError, NotAHolderError, UnknownNameError
from incidentkit.incidents import entries as e
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.kinds import INCIDENT
from incidentkit.incidents.service import Opening
from tests.incidents.books import hack, post
from tests.incidents.team import Team

TITLE = "Somebody of ours may have posted it"
RING = "ring-the-press-office"


def opening(*readers, **more):
    return Opening(TITLE, post(), readers=frozenset(readers), **more)


def test_whoever_is_no_reader_is_shown_nothing_of_it(team: Team):
    incident = team.lead.incidents.start(opening(team.second.me, also=(hack(),)))
    team.lead.incidents.note(incident, "We spoke with HR")
    team.lead.incidents.evidence.text(incident, "The rota", Source(what="The rota"))
    team.settle()
    second, outside = team.second.incidents, team.recorder.incidents
    assert [r.state.title for r in second.rows()] == [TITLE]
    assert second.rows()[0].is_restricted
    assert second.run(incident) == team.lead.run(incident)
    assert outside.rows() == ()
    reference = team.lead.run(incident).incident.reference
    for ask in (
        lambda: outside.find(reference),
        lambda: outside.run(incident),
        lambda: outside.note(incident, "x"),
        lambda: outside.readers.of(incident),
    ):
        with pytest.raises(UnknownNameError):
            ask()
    session = team.recorder.machine.here
    assert session.facts(incident) == ()
    assert list(session.states(INCIDENT)) == []
    for fact in team.lead.incidents.facts(incident):
        with pytest.raises(NotAHolderError):
            session.fact(fact.digest)


def test_both_readers_write_where_only_they_read(team: Team):
    incident = team.lead.incidents.start(opening(team.second.me))
    team.settle()
    team.second.incidents.done(incident, RING)
    team.second.incidents.circumstances.set_cause(
        incident, "suspected", "insider", "The rota"
    )
    team.second.incidents.roles.take(incident, "Second")
    team.settle()
    facts = team.lead.incidents.facts(incident)
    scope = team.lead.incidents.scope(incident)
    assert len(facts) == 4
    assert {fact.scope for fact in facts} == {scope}
    assert scope != team.lead.machine.here.standard.kit
    assert team.recorder.machine.here.facts(incident) == ()


def test_evidence_is_opened_by_readers_only(team: Team):
    incident = team.lead.incidents.start(opening(team.second.me))
    data = b"who was on shift" * 500
    item = team.lead.incidents.evidence.stream(
        incident, "rota.pdf", io.BytesIO(data), Source()
    )
    team.settle()
    sink = io.BytesIO()
    team.second.incidents.evidence.read(item, sink)
    assert sink.getvalue() == data
    (sealed,) = team.recorder.machine.places.evidence.iterdir()
    assert data[:64] not in sealed.read_bytes()
    with pytest.raises(NotAHolderError):
        team.recorder.incidents.evidence.read(item, io.BytesIO())


def test_a_reader_who_is_added_reads_it_from_the_beginning(team: Team):
    incident = team.lead.incidents.start(opening(team.second.me))
    team.lead.incidents.note(incident, "The first evening")
    team.settle()
    team.lead.incidents.readers.add(incident, team.recorder.me, "From HR")
    team.settle()
    assert team.recorder.run(incident) == team.lead.run(incident)
    assert set(team.recorder.incidents.readers.of(incident)) == {
        team.lead.me,
        team.second.me,
        team.recorder.me,
    }
    notes = [f.body for f in team.recorder.incidents.facts(incident)]
    assert any(isinstance(b, e.Noted) for b in notes)


def test_a_reader_who_is_taken_out_gets_and_is_shown_nothing_more(team: Team):
    incident = team.lead.incidents.start(opening(team.second.me, team.recorder.me))
    team.settle()
    team.lead.incidents.readers.remove(incident, team.recorder.me, "A friend of theirs")
    team.lead.incidents.note(incident, "After they were taken out")
    team.settle()
    assert team.recorder.incidents.rows() == ()
    with pytest.raises(UnknownNameError):
        team.recorder.run(incident)
    last = team.lead.incidents.facts(incident)[-1]
    with pytest.raises(NotAHolderError):
        team.recorder.machine.here.fact(last.digest)
    assert team.second.run(incident) == team.lead.run(incident)
    with pytest.raises(InvalidValueError):
        team.lead.incidents.readers.remove(incident, team.lead.me)
    with pytest.raises(UnknownNameError):
        team.lead.incidents.readers.remove(incident, team.recorder.me)


def test_going_on_restricted_leaves_only_that_it_goes_on(team: Team):
    incident = team.begin()
    team.lead.incidents.done(incident, RING)
    new = team.lead.incidents.go_on_restricted(incident, opening(team.second.me))
    team.settle()
    for office in team.everybody():
        state = office.run(incident).incident
        assert state.course.went_on
        assert not state.is_open
        assert state.links == ()
    told = [f.body for f in team.recorder.incidents.facts(incident)]
    assert not any(TITLE in repr(body) or new in repr_bytes(body) for body in told)
    assert team.recorder.incidents.playbooks.linked(incident) == ()
    assert team.second.incidents.playbooks.linked(incident) == (new,)
    assert team.second.incidents.playbooks.linked(new) == (incident,)
    assert [r.incident for r in team.recorder.incidents.rows()] == [incident]


def repr_bytes(body):
    return [getattr(body, name) for name in body.__struct_fields__]


def test_it_may_go_on_in_both_and_never_without_readers(team: Team):
    incident = team.begin()
    new = team.lead.incidents.go_on_restricted(
        incident, opening(team.second.me), ends_here=False
    )
    assert team.lead.run(incident).incident.is_open
    assert team.lead.incidents.readers.is_restricted(new)
    with pytest.raises(InvalidValueError):
        team.lead.incidents.go_on_restricted(incident, Opening(TITLE, post()))


def test_a_restricted_incident_is_named_nowhere_that_others_read(team: Team):
    incident = team.begin()
    hidden = team.lead.incidents.start(opening(team.second.me))
    other = team.lead.incidents.start(opening(team.recorder.me))
    playbooks = team.lead.incidents.playbooks
    playbooks.link(incident, hidden, "The same evening")
    team.settle()
    assert team.recorder.run(incident).incident.links == ()
    assert playbooks.linked(incident) == (hidden,)
    with pytest.raises(InvalidValueError):
        playbooks.link(hidden, other)


def test_a_role_in_it_is_offered_to_readers_only(team: Team):
    incident = team.lead.incidents.start(opening(team.second.me))
    roles = team.lead.incidents.roles
    with pytest.raises(UnknownNameError):
        roles.offer(incident, "Lead", team.recorder.me)
    roles.offer(incident, "Lead", team.second.me)


def test_an_open_incident_has_no_readers_to_change(team: Team):
    incident = team.begin()
    readers = team.lead.incidents.readers
    assert len(readers.of(incident)) == 3
    with pytest.raises(InvalidValueError):
        readers.add(incident, team.second.me)
    with pytest.raises(InvalidValueError):
        readers.remove(incident, team.second.me)


def test_what_somebody_writes_for_everybody_opens_nothing(team: Team):
    """A reader's own slip, or malice, moves nobody else's entries into the open."""
    from incidentkit.incidents import kinds as k
    from incidentkit.vault.change import Write, write

    incident = team.lead.incidents.start(opening(team.second.me))
    team.settle()
    started = team.second.incidents.facts(incident)[0].body
    leaked = write(Write(incident, k.STARTED, started))
    team.second.machine.here.commit(leaked)
    team.settle()
    team.lead.machine.reopen()
    team.lead.incidents.note(incident, "Still between us")
    assert team.lead.incidents.readers.is_restricted(incident)
    team.settle()
    facts = team.recorder.machine.here.facts(incident)
    assert [type(f.body) for f in facts] == [e.Started]


def test_the_kit_rebuilt_and_reopened_says_the_same(team: Team):
    incident = team.lead.incidents.start(opening(team.second.me))
    team.lead.incidents.done(incident, RING)
    before = team.lead.run(incident)
    team.lead.machine.here.rebuild()
    assert team.lead.run(incident) == before
    team.lead.machine.reopen()
    assert team.lead.run(incident) == before
