"""Enumerations, roles, and people without a name, inside sentences."""

import pytest

from incidentkit.vault.kinds import Role
from incidentkit.words.lists import and_list, or_list
from incidentkit.words.roles import role_name, unnamed_officer


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ((), ""),
        (("one",), "one"),
        (("one", "two"), "one and two"),
        (("one", "two", "three"), "one, two and three"),
        (tuple("abcde"), "a, b, c, d and e"),
        (tuple("abcdefg"), "a, b, c, d, e and 2 more"),
    ],
)
def test_items_are_listed_as_one_says_them(items, said):
    assert and_list(items) == said
    assert or_list(items) == said.replace(" and ", " or ")


def test_every_role_has_a_name():
    assert {role: role_name(role.name) for role in Role} == {
        Role.OBSERVER: "Observer",
        Role.OFFICER: "Officer",
        Role.LEAD: "Comms lead",
    }


def test_somebody_without_a_name_is_told_from_others():
    assert unnamed_officer(b"\x01" * 16) == "Unnamed officer 01010101"
