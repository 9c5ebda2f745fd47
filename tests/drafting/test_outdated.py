"""What a text says that was true when the kit filled it in."""

from incidentkit.drafting.entries import DraftEdited, DraftStarted
from incidentkit.drafting.outdated import Outdated, outdated, refilled
from tests.drafting.test_drafts import INCIDENT, digest, fact, fold

LOST = "The account is not under our control at the moment."
BACK = "The account is back under our control."
FILLED = {"control_now": LOST, "council": "Ashcombe", "time": "07:00"}
TEXT = f"{LOST} Ashcombe, 07:00."


def test_what_still_holds_is_not_outdated():
    assert outdated(FILLED, {**FILLED, "time": "09:00"}, TEXT) == ()


def test_what_changed_since_is_named_with_what_it_was_and_is():
    found = outdated(FILLED, {**FILLED, "control_now": BACK}, TEXT)
    assert found == (Outdated("control_now", LOST, BACK),)


def test_what_somebody_wrote_differently_since_is_theirs():
    assert outdated(FILLED, {"control_now": BACK}, "We have it back. Ashcombe") == ()


def test_a_part_of_a_longer_word_is_not_what_was_filled_in():
    assert outdated({"platform": "X"}, {"platform": "Bluesky"}, "Xylophone") == ()
    assert outdated({"platform": "X"}, {"platform": "Bluesky"}, "on X.") != ()


def test_a_text_is_filled_again_in_one_go():
    found = (Outdated("a", "one", "two"), Outdated("b", "two", "three"))
    assert refilled("one, two, onerous", found) == "two, three, onerous"
    assert refilled("one", ()) == "one"


def test_words_that_two_fields_share_are_left_for_a_person():
    filled = {"known": "07:00", "said": "07:00"}
    (found,) = outdated(filled, {"known": "06:00", "said": "07:00"}, "At 07:00")
    assert not found.can_fill
    assert refilled("At 07:00", (found,)) == "At 07:00"


def test_what_was_filled_in_anew_counts_from_then_on_in_any_order():
    started = DraftStarted(INCIDENT, "MT-01", "short", "x", LOST, filled=FILLED)
    edited = DraftEdited(BACK, (digest(1),), {"control_now": BACK})
    facts = [fact(1, started), fact(2, edited)]
    for order in (facts, facts[::-1]):
        assert fold(*order).filled == {**FILLED, "control_now": BACK}
