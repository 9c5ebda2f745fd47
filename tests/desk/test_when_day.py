"""Days as people in the United Kingdom type them."""

import pytest

from incidentkit.desk.when import day_iso


@pytest.mark.parametrize(
    "typed",
    [
        "31/3/2027",
        "31.03.2027",
        "31-3-2027",
        "31 Mar 2027",
        " 31 MARCH 2027 ",
        "2027-03-31",
    ],
)
def test_a_day_is_read_with_the_day_before_the_month(typed):
    assert day_iso(typed) == "2027-03-31"


@pytest.mark.parametrize(
    "typed", ["", "soon", "30/2/2027", "3/13/2027", "1 x 2027", "1/2/27"]
)
def test_what_is_no_such_day_stays_as_typed_to_be_refused(typed):
    assert day_iso(typed) == typed
