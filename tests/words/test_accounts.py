"""What accounts are called: one way, everywhere."""

import pytest

from incidentkit.platforms.load import load_platforms
from incidentkit.words.accounts import PLATFORMS, account_name, handle_name


def test_platforms_are_called_as_their_files_say() -> None:
    assert {p.slug: p.name for p in load_platforms().values()} == PLATFORMS


@pytest.mark.parametrize(
    ("platform", "handle", "name"),
    [
        ("x", "AshcombeDC", "X @AshcombeDC"),
        ("x", "@AshcombeDC", "X @AshcombeDC"),
        ("facebook", "Ashcombe", "Facebook Page Ashcombe"),
        ("youtube", "Ashcombe District Council", "YouTube Ashcombe District Council"),
        ("mailbox", "press@ashcombe.example", "Mailbox press@ashcombe.example"),
        ("pigeon-post", "Ashcombe", "pigeon-post Ashcombe"),
    ],
)
def test_an_account_is_its_platform_and_its_handle(platform, handle, name) -> None:
    assert account_name(platform, handle) == name


@pytest.mark.parametrize(
    ("handle", "name"),
    [("AshcombeDC", "@AshcombeDC"), ("@AshcombeDC", "@AshcombeDC"), ("", "")],
)
def test_a_handle_is_read_with_its_sign(handle, name) -> None:
    assert handle_name("x", handle) == name
