import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.accounts.numbers import checked_number, spoken_number
from incidentkit.errors import InvalidValueError


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("07700 900123", "+447700900123"),
        ("(07700) 900-123", "+447700900123"),
        ("+44 7700 900123", "+447700900123"),
        ("+44 (0)7700 900123", "+447700900123"),
        ("0044 7700 900123", "+447700900123"),
        ("020 7946 0000", "+442079460000"),
        ("01632 96001", "+44163296001"),
        ("01632 960001 ext 12", "+441632960001 ext 12"),
        ("01632 960001 x12", "+441632960001 ext 12"),
        ("+353 1 555 0100", "+35315550100"),
        ("  ", ""),
    ],
)
def test_a_number_that_can_be_dialled_is_kept_with_its_country(typed, kept):
    assert checked_number(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "7700 900123",
        "0770",
        "07700 9001234",
        "07700 90012a",
        "+44 0770 900123",
        "+1234567890123456",
        "٠٧٧٠٠٩٠٠١٢٣",
        "ask Sam",
        "07700 900123 or 07700 900124",
        "+",
        "ext 5",
    ],
)
def test_what_cannot_be_dialled_is_refused(typed):
    with pytest.raises(InvalidValueError) as refused:
        checked_number(typed, "mobile")
    assert (refused.value.field, refused.value.rule) == ("mobile", "phone-number")


@given(st.from_regex(r"\A0[1-9][0-9]{8,9}( ext [0-9]{1,6})?\Z"))
def test_a_kept_number_is_kept_again_as_it_is(number):
    kept = checked_number(number)
    assert checked_number(kept) == kept
    assert checked_number(spoken_number(kept)) == kept


@given(st.text(max_size=40))
def test_any_text_is_kept_or_refused(text):
    try:
        kept = checked_number(text)
    except InvalidValueError:
        return
    assert not kept or (kept.startswith("+") and kept.isascii())


def test_a_number_is_shown_as_people_write_it():
    assert spoken_number("+447700900123") == "07700 900123"
    assert spoken_number("+441632960001 ext 12") == "01632 960001 ext 12"
    assert spoken_number("+35315550100") == "+35315550100"
    assert spoken_number("") == ""
