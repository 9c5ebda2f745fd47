"""Filing what somebody left at the locked screen, once and as what it is."""

import pytest

from incidentkit.errors import SecretInTextError
from incidentkit.incidents import entries as e
from incidentkit.vault.kit import open_kit
from incidentkit.vault.locked_notes import drop_note, leave_note, read_notes
from tests.incidents.office import MINUTE, SECRET

TEXT = "07:04: the page shows a post about a prize"


def left(office, text):
    """Leave a note at the locked screen, and unlock."""
    office.machine.close()
    office.services.clear()
    office.machine.locked = open_kit(office.machine.around)
    leave_note(office.machine.locked, text)
    (note, *_) = read_notes(office.machine.reopen())
    return note


def filed(office, incident):
    bodies = [f.body for f in office.incidents.facts(incident)]
    return [b for b in bodies if isinstance(b, e.LockedNoteFiled)]


def test_a_note_is_filed_word_for_word_with_the_time_it_was_left(office):
    incident = office.start()
    note = left(office, TEXT)
    office.wait(20)
    office.incidents.file_locked_note(incident, note)
    assert filed(office, incident) == [
        e.LockedNoteFiled(note.id, TEXT, note.left_at_ms)
    ]
    assert note.left_at_ms < office.machine.clock.ms - 19 * MINUTE


def test_filing_again_after_a_crash_adds_no_second_line_in_any_incident(office):
    incident, other = office.start(), office.start("Another one")
    note = left(office, TEXT)
    office.incidents.file_locked_note(incident, note)
    (again,) = read_notes(office.machine.reopen())
    office.incidents.file_locked_note(incident, again)
    office.incidents.file_locked_note(other, again)
    assert len(filed(office, incident)) == 1
    assert not filed(office, other)
    drop_note(office.machine.here, again.id)
    assert read_notes(office.machine.here) == ()


def test_two_notes_that_say_the_same_are_two(office):
    incident = office.start()
    for _ in range(2):
        note = left(office, TEXT)
        office.incidents.file_locked_note(incident, note)
        drop_note(office.machine.here, note.id)
    assert len(filed(office, incident)) == 2


def test_a_note_with_a_stored_secret_is_not_filed_and_is_still_there(office):
    incident = office.start()
    note = left(office, f"the password is {SECRET}")
    with pytest.raises(SecretInTextError):
        office.incidents.file_locked_note(incident, note)
    assert not filed(office, incident)
    assert read_notes(office.machine.here) == (note,)


def test_a_note_can_be_filed_in_a_closed_incident(office):
    incident = office.start()
    office.incidents.close(incident, "Over", reason="rehearsal")
    note = left(office, TEXT)
    office.incidents.file_locked_note(incident, note)
    assert filed(office, incident)
