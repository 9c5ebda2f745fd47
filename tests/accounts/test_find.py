import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.accounts.find import Name, find
from incidentkit.errors import SeveralMatchError, UnknownNameError
from incidentkit.vault.kinds import SubjectId


def name(number, platform, handle, is_live=True):
    return Name(SubjectId(bytes([number]) * 16), platform, handle, is_live)


NAMES = (
    name(1, "x", "@ashcombedc"),
    name(2, "x", "@ashcombenews"),
    name(3, "instagram", "ashcombedc"),
    name(4, "facebook", "Ashcombe District"),
    name(5, "tiktok", "ashcombe"),
    name(6, "tiktok", "old", is_live=False),
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("@ashcombenews", 2),
        ("ASHCOMBENEWS", 2),
        ("x/@ashcombedc", 1),
        ("x:ashcombedc", 1),
        ("x ashcombed", 1),
        ("instagram", 3),
        ("insta", 3),
        ("ashcombe", 5),
        ("ashcombe dis", 4),
        ("tiktok", 5),
        ("old", 6),
        ("ashcombe\u00a0district", 4),
        ("Facebook Page Ashcombe District", 4),
        ("X @ashcombedc", 1),
        ("01" * 16, 1),
        ("01" * 4, 1),
    ],
)
def test_a_few_letters_find_the_account(text, number):
    assert find(NAMES, text) == bytes([number]) * 16


def test_several_that_match_are_named():
    with pytest.raises(SeveralMatchError) as found:
        find(NAMES, "ashcombedc")
    assert found.value.matches == ("Instagram @ashcombedc", "X @ashcombedc")


@pytest.mark.parametrize("text", ["", "@", "/", "nobody", "0101010", "x/nobody"])
def test_what_matches_nothing_is_unknown(text):
    with pytest.raises(UnknownNameError):
        find(NAMES, text)


def test_a_great_many_matches_are_not_all_named():
    many = [name(n, "x", f"ashcombe{n}") for n in range(60)]
    with pytest.raises(SeveralMatchError) as found:
        find(many, "ashcombe")
    assert len(found.value.matches) == 20


@given(st.text(max_size=30))
def test_any_text_finds_or_says_why_not(text):
    with contextlib.suppress(UnknownNameError, SeveralMatchError):
        assert find(NAMES, text) in {n.subject for n in NAMES}
