"""Forms that were being filled in at a lock: kept once, read by people, put back exactly."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.founding import found_kit
from incidentkit.desk.services import Desk, open_desk
from incidentkit.desk.unfinished import (
    Form,
    Once,
    all_of,
    form_in,
    form_left,
    keep_form,
    keep_unfinished,
)
from incidentkit.errors import NotesFullError, WriteFailedError
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from incidentkit.vault.locked_notes import (
    MOST_BYTES,
    LockedNote,
    drop_note,
    read_notes,
)
from tests.vault.world import PASSPHRASE, POLICY, TickingClock

CAUSE = "Not saved: Cause, 261121-AAAA Odd posts"
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"))
NAMES = st.sampled_from(["What it rests on", "Mobile", "What happened, in a few words"])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    where = Surrounding(under(tmp_path), TickingClock(), full_catalogue(), POLICY)
    founder = Founder(PersonId(b"a" * 16), "Asha Patel", PASSPHRASE)
    found_kit(where, founder, "Ashcombe District Council")
    kit = open_kit(where, "Asha Patel")
    yield open_desk(kit.unlock("Asha Patel", PASSPHRASE))
    kit.close()


@given(fields=st.lists(st.tuples(NAMES, TEXT), min_size=1, unique_by=lambda f: f[0]))
def test_a_form_is_read_back_from_its_note_exactly(fields):
    form = Form(CAUSE, tuple(fields))
    assert form_in(LockedNote(b"n", 0, form.text)) == form


@pytest.mark.parametrize("text", ["Two odd posts", "Odd posts\nI rang Ben", "\nA: b"])
def test_any_other_note_is_no_form(text):
    assert form_in(LockedNote(b"n", 0, text)) is None


def test_a_form_waits_for_the_form_it_came_from_the_oldest_first(desk):
    first = Form(CAUSE, (("What it rests on", "The log-in\nat 06:12"),))
    second = Form(CAUSE, (("What it rests on", "A reused password"),))
    for form in (first, second, Form("Another", (("A", "b"),))):
        keep_form(desk, form)
    left = form_left(desk, CAUSE)
    assert left is not None
    assert left.form == first
    drop_note(desk.session, left.note)
    again = form_left(desk, CAUSE)
    assert again is not None
    assert again.form == second
    assert form_left(desk, "Nothing of the kind") is None


def test_it_is_a_note_that_a_person_can_read(desk):
    keep_form(desk, Form(CAUSE, (("What it rests on", "A log-in"), ("Mobile", ""))))
    (note,) = read_notes(desk.session)
    assert note.text == f"{CAUSE}\nWhat it rests on: A log-in\nMobile: "


def test_a_form_too_long_for_a_note_loses_nothing(desk):
    long, longer = "a" * (MOST_BYTES - 200), "b" * (2 * MOST_BYTES)
    keep_form(desk, Form(CAUSE, (("A", long), ("B", long), ("C", longer))))
    first = form_left(desk, CAUSE)
    assert first is not None
    assert first.form.fields == (("A", long),)
    drop_note(desk.session, first.note)
    second = form_left(desk, CAUSE)
    assert second is not None
    assert second.form.fields == (("B", long),)
    drop_note(desk.session, second.note)
    assert form_left(desk, CAUSE) is None, "a cut field is not put back as if whole"
    rest = "".join(note.text for note in read_notes(desk.session))
    assert longer in rest


def test_work_is_done_once_and_tried_again_only_when_it_failed(desk):
    done: list[str] = []
    once = Once(lambda _: done.append("x"))
    once(desk)
    once(desk)
    assert done == ["x"]

    def fails(_desk: Desk) -> None:
        done.append("y")
        raise WriteFailedError("")

    again = Once(fails)
    for _ in range(2):
        with pytest.raises(WriteFailedError):
            again(desk)
    assert done == ["x", "y", "y"]
    assert not again.is_done


def test_what_is_kept_already_is_not_kept_as_a_form(desk):
    once = Once(lambda _: None)
    once(desk)
    keep_form(desk, Form(CAUSE, (("A", "b"),)), once)
    assert read_notes(desk.session) == ()


def test_one_that_is_refused_keeps_no_other_from_being_kept(desk):
    def full(_desk: Desk) -> None:
        raise NotesFullError(50)

    work = all_of((None, full, lambda d: keep_unfinished(d, "They posted again")))
    assert work is not None
    with pytest.raises(NotesFullError):
        work(desk)
    assert [n.text for n in read_notes(desk.session)] == ["They posted again"]
    assert all_of((None, None)) is None
