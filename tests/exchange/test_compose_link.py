"""The network's own page with the words on it, byte by byte."""

from urllib.parse import parse_qs, unquote_to_bytes, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.exchange.compose_link import (
    LONGEST_ADDRESS,
    compose_page,
    encoded,
    is_on,
    server_of,
)
from incidentkit.platforms.load import load_platforms
from incidentkit.platforms.platform import Compose, PlatformKind

SHIPPED = load_platforms()
SOCIAL = sorted(s for s, p in SHIPPED.items() if p.kind is PlatformKind.SOCIAL)
X = SHIPPED["x"].compose
FEDIVERSE = SHIPPED["mastodon"].compose
assert X is not None
assert FEDIVERSE is not None


@pytest.mark.parametrize("slug", SOCIAL)
def test_every_network_has_a_page_to_write_on(slug: str) -> None:
    compose = SHIPPED[slug].compose
    assert compose is not None
    page = compose_page(compose, "Bins", "social.example")
    assert page is not None
    assert page.address.startswith("https://")
    assert page.has_text == compose.takes_text
    assert compose.note.endswith(".") or not compose.note


def test_only_networks_that_document_it_get_the_words() -> None:
    with_text = {s for s in SOCIAL if (c := SHIPPED[s].compose) and c.takes_text}
    assert with_text == {"x", "bluesky", "threads", "mastodon"}
    assert all(SHIPPED[s].compose.sources for s in with_text)


@pytest.mark.parametrize(
    ("text", "bytes_of_it"),
    [
        ("Tŷ a dŵr", "T%C5%B7%20a%20d%C5%B5r"),
        ("a&b=c#d?e+f%g", "a%26b%3Dc%23d%3Fe%2Bf%25g"),
        ("one\r\ntwo\rthree\nfour", "one%0Atwo%0Athree%0Afour"),
        (
            "“so”, £5 👍🏽",
            "%E2%80%9Cso%E2%80%9D%2C%20%C2%A35%20%F0%9F%91%8D%F0%9F%8F%BD",
        ),
        ("it's (all) *fine* ~ /a", "it%27s%20%28all%29%20%2Afine%2A%20~%20%2Fa"),
    ],
)
def test_words_are_encoded_byte_by_byte(text: str, bytes_of_it: str) -> None:
    page = compose_page(X, text)
    assert page is not None
    assert page.address == f"https://x.com/intent/tweet?text={bytes_of_it}"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_whatever_the_words_are_they_arrive_and_change_nothing_else(text: str) -> None:
    page = compose_page(X, text)
    assert page is not None
    parts = urlsplit(page.address)
    assert (parts.scheme, parts.hostname, parts.path) == (
        "https",
        "x.com",
        "/intent/tweet",
    )
    assert parts.fragment == ""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert parse_qs(parts.query, keep_blank_values=True) == {"text": [plain]}
    assert unquote_to_bytes(encoded(text)) == plain.encode()


def test_a_sign_that_is_half_a_character_stops_nothing() -> None:
    assert encoded("a\ud800b") == "a%3Fb"


def test_what_is_too_long_for_an_address_is_pasted_instead() -> None:
    room = LONGEST_ADDRESS - len("https://x.com/intent/tweet?text=")
    fits, over = compose_page(X, "x" * room), compose_page(X, "x" * (room + 1))
    assert fits is not None
    assert over is not None
    assert (len(fits.address), fits.has_text) == (LONGEST_ADDRESS, True)
    assert over.address == "https://x.com/intent/tweet?text="
    assert (over.has_text, over.is_too_long) == (False, True)


@pytest.mark.parametrize(
    ("handle", "address", "server"),
    [
        ("@ashcombe@social.example", "", "social.example"),
        ("ashcombe@Social.Example", "", "social.example"),
        ("@ashcombe", "https://social.example/@ashcombe", "social.example"),
        ("@cyngor@tŷ.example", "", "xn--t-foa.example"),
        ("@ashcombe", "", ""),
        ("@a@social.example/x?y=", "", ""),
        ("@a@evil.example#social.example", "", ""),
        ("@a@localhost", "", ""),
        ("@a@x.com:8080", "", ""),
        ("@a@" + "a" * 300 + ".example", "", ""),
        ("@a", "https://[::1", ""),
    ],
)
def test_the_server_is_that_of_the_account(handle, address, server) -> None:
    assert server_of(handle, address) == server


def test_without_a_server_there_is_no_page() -> None:
    assert compose_page(FEDIVERSE, "Bins") is None
    assert compose_page(FEDIVERSE, "Bins", "a/b") is None
    page = compose_page(FEDIVERSE, "{server} {text}", "social.example")
    assert page is not None
    assert page.address == (
        "https://social.example/share?text=%7Bserver%7D%20%7Btext%7D"
    )


@pytest.mark.parametrize(
    ("address", "is_there"),
    [
        ("https://x.com/AshcombeDC/status/1", True),
        ("https://mobile.twitter.com/AshcombeDC/status/1", True),
        ("https://X.COM./a", True),
        ("https://x.com.evil.example/a", False),
        ("https://evil.example/x.com", False),
        ("https://x.com@evil.example/a", False),
        ("https://notx.com/a", False),
        ("x.com/a", False),
        ("https://[::1", False),
        ("", False),
    ],
)
def test_an_address_is_on_the_network_or_not(address: str, is_there: bool) -> None:
    assert is_on(address, SHIPPED["x"].hosts) == is_there


@pytest.mark.parametrize(
    "address",
    [
        "http://x.com/?text={text}",
        "javascript:alert({text})",
        "https://x.com/{text}{other}",
        "https://x.com/?text={text}{text}",
        "https://x.com/\n",
        "",
    ],
)
def test_a_page_is_on_the_web_and_holds_the_words_once(address: str) -> None:
    with pytest.raises(ValueError, match="https"):
        Compose(address, X.confidence, X.checked, sources=X.sources)
