"""The runner of X's suite tells what is met from what is not; the cases are ours.

X's own suite is not kept here. What it asks of an address by itself is tested with
addresses of our own.
"""

from pathlib import Path

import pytest

from incidentkit.drafting.link_validity import is_valid_link
from tests.drafting.conformance.__main__ import main

_VALIDATE = """\
tests:
  WeightedTweetsWithDiscountedEmojiCounterTest:
    - description: a link and a family
      text: "See example.org 👨‍👩‍👧"
      expected:
        weightedLength: 30
        valid: true
        permillage: 107
        displayRangeStart: 0
        displayRangeEnd: 23
        validRangeStart: 0
        validRangeEnd: 23
  urls:
    - description: a port
      text: "https://ashcombe.example:8443/bins"
      expected: {port}
"""


@pytest.mark.parametrize(("expected", "fails"), [("true", 0), ("false", 1)])
def test_a_case_of_the_suite_that_is_not_met_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], expected: str, fails: int
) -> None:
    told = _VALIDATE.replace("{port}", expected)
    (tmp_path / "validate.yml").write_text(told, encoding="utf-8")
    assert main(str(tmp_path)) == fails
    said = capsys.readouterr().out
    assert "1 of     1  WeightedTweetsWithDiscountedEmojiCounterTest" in said
    assert ("urls: a port" in said) == bool(fails)


def test_a_folder_without_the_suite_does_not_pass(tmp_path: Path) -> None:
    assert main(str(tmp_path)) == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://www.ashcombe.example",
        "http://ashcombe.example/bins?day=mon&week=2#list",
        "HTTP://ASHCOMBE.EXAMPLE/",
        "https://ashcombe.example:8443/",
        "https://post.box_1.ashcombe.example/",
        "https://10.1.2.3/a",
        "https://[::1]/a",
        "https://officer:word@ashcombe.example/",
        "https://tŷ.cymru/llwybr",
        "https://ashcombe.example/a%20b(c)",
    ],
)
def test_a_whole_address_is_valid(address: str) -> None:
    assert is_valid_link(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ashcombe.example/bins",
        "mailto:press@ashcombe.example",
        "https://ashcombe",
        "https://-ashcombe.example/",
        "https://ashcombe-.example/",
        "https://ash_combe.example/",
        "https://300.1.2.3/",
        "https://ashcombe.example/two words",
        "https://ashcombe.example/ ",
        'https://ashcombe.example/"',
        "https://ashcombe.example/100%",
        "https://ashcombe.example:123456/",
        "https://ashcombe.example/" + "a" * 4_096,
    ],
)
def test_what_is_no_whole_address_is_not_valid(address: str) -> None:
    assert not is_valid_link(address)


def test_an_address_may_go_without_its_protocol_where_that_is_said() -> None:
    assert is_valid_link("ashcombe.example/bins", bare=True)
    assert not is_valid_link("ftp://ashcombe.example/bins", bare=True)
