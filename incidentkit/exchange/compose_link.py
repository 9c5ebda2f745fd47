"""The page where a network has a person write a post, with the words in it already.

Nothing is opened here, and nothing is sent: a person opens the page, looks at it, and
posts. The words stand in the address, so the address has to stay as short as every
system hands over to a browser.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from incidentkit.platforms.platform import Compose

# Windows hands no longer address to a browser than 2,083 characters.
LONGEST_ADDRESS: Final = 2_000

_SERVER: Final = re.compile(
    r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+"
    r"[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?"
)


@dataclass(frozen=True, slots=True)
class ComposePage:
    """A page to open. `has_text`: the words stand on it; otherwise they are pasted.

    `is_too_long`: they would, if there were fewer of them.
    """

    address: str
    has_text: bool
    is_too_long: bool = False


def compose_page(compose: Compose, text: str, server: str = "") -> ComposePage | None:
    """Return the page for a text, None where the account's server is not known."""
    if compose.needs_server and not _SERVER.fullmatch(server):
        return None
    address = compose.address.replace("{server}", server, 1)
    if not compose.takes_text:
        return ComposePage(address, has_text=False)
    full = address.replace("{text}", encoded(text), 1)
    if len(full) <= LONGEST_ADDRESS:
        return ComposePage(full, has_text=True)
    empty = address.replace("{text}", "", 1)
    return ComposePage(empty, has_text=False, is_too_long=True)


def encoded(text: str, line_end: str = "\n") -> str:
    """Return a text as it stands in an address: its UTF-8, byte by byte.

    Only what RFC 3986 never has a meaning for stays as it is.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", line_end)
    return quote(lines.encode("utf-8", "replace"), safe="")


def server_of(handle: str, address: str = "") -> str:
    """Return the server of an account: from `@us@server`, or from its web address."""
    named = handle.strip().removeprefix("@").partition("@")[2]
    try:
        host = named or urlsplit(address.strip()).hostname or ""
        server = host.casefold().encode("idna").decode("ascii")
    except (UnicodeError, ValueError):
        return ""
    return server if _SERVER.fullmatch(server) else ""


def is_on(address: str, hosts: tuple[str, ...]) -> bool:
    """Whether a web address is on one of these hosts, or on a part of one."""
    try:
        host = (urlsplit(address.strip()).hostname or "").rstrip(".")
    except ValueError:
        return False
    return any(host == one or host.endswith(f".{one}") for one in hosts)
