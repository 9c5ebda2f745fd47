"""Words heard over the telephone, and parts of a sheet typed back."""

from pathlib import Path

import pytest

from incidentkit.desk.joining import Newcomer, ask, waiting, words_of
from incidentkit.desk.listening import Heard, listen
from incidentkit.desk.newcomers import own_words
from incidentkit.desk.sheet_check import groups_to_ask, is_typed_back
from incidentkit.errors import RequestMissingError
from incidentkit.vault.kit import open_kit
from incidentkit.vault.recovery import GROUPS, RecoverySheet
from tests.vault.world import Machine

THEIRS = "violet harbour pencil mosaic"
SHEET = RecoverySheet("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


@pytest.fixture
def lead(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path / "asha", "Asha")
    machine.found()
    (tmp_path / "shared").mkdir()
    machine.exchange(tmp_path / "shared")
    yield machine
    machine.close()


def request_of(lead: Machine, tmp_path: Path, base: str = "ben"):
    newcomer = Machine(tmp_path / base, "Ben Carter")
    folder = tmp_path / "shared"
    said = ask(newcomer.around, folder, Newcomer("Ben Carter", THEIRS))
    asking = waiting(lead.here, folder)
    (request,) = [r for r in asking if words_of(lead.here, r) == said]
    return request, said


def test_the_right_words_are_recognised_however_they_are_typed(lead, tmp_path):
    request, said = request_of(lead, tmp_path)
    found = listen(lead.here, [request], ", ".join(said).upper())
    assert found == Heard(said, 8, (), request)
    assert found.is_whole


def test_words_that_differ_are_named_by_place_and_never_given(lead, tmp_path):
    request, said = request_of(lead, tmp_path)
    typed = (said[0], "otters", *said[2:5])
    found = listen(lead.here, [request], " ".join(typed) + " ")
    assert (found.differing, found.request) == ((2,), None)
    assert not found.is_other
    assert said[1] not in found.typed


def test_a_word_that_is_still_being_typed_is_not_wrong_yet(lead, tmp_path):
    request, said = request_of(lead, tmp_path)
    begun = listen(lead.here, [request], f"{said[0]} {said[1][:2]}")
    assert (begun.typed, begun.differing) == (said[:1], ())
    ended = listen(lead.here, [request], f"{said[0]} {said[1][:2]} ")
    assert ended.differing == (2,)


def test_too_many_words_are_not_the_words(lead, tmp_path):
    request, said = request_of(lead, tmp_path)
    found = listen(lead.here, [request], " ".join((*said, "more")) + " ")
    assert (found.differing, found.request) == ((9,), None)


def test_of_two_requests_in_one_name_the_one_that_is_read_out_is_meant(lead, tmp_path):
    first, said = request_of(lead, tmp_path)
    second, others = request_of(lead, tmp_path, "somebody else")
    assert listen(lead.here, [first, second], " ".join(others)).request == second
    assert listen(lead.here, [first, second], " ".join(said)).request == first
    wrong = listen(lead.here, [first], " ".join(others))
    assert wrong.is_other
    assert wrong.request is None


def test_nobody_asks_and_nothing_is_said(lead, tmp_path):
    assert listen(lead.here, [], "some words ") == Heard(("some", "words"))
    request, _ = request_of(lead, tmp_path)
    assert listen(lead.here, [request], "") == Heard((), 8)


def test_the_newcomers_own_machine_knows_the_words_again(lead, tmp_path):
    _, said = request_of(lead, tmp_path)
    kit = open_kit(Machine(tmp_path / "ben", "Ben").around)
    assert own_words(kit) == said
    kit.close()
    with pytest.raises(RequestMissingError):
        own_words(lead.locked)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("4567 CDEF", True),
        ("4567cdef", True),
        ("45-67 c.d.e.f", True),
        ("CDEF 4567", False),
        ("4567", False),
        ("", False),
        ("4567 CDEF 0123", False),
    ],
)
def test_a_part_is_typed_back_in_order_whatever_stands_between(typed, right):
    assert is_typed_back(SHEET, (2, 4), typed) is right


def test_letters_that_look_like_digits_are_taken_for_them():
    assert is_typed_back(SHEET, (1, 2), "o123 4567")


def test_two_different_groups_are_asked_for():
    for _ in range(50):
        first, second = groups_to_ask()
        assert 1 <= first < second <= GROUPS
