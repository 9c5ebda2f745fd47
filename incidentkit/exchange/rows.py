"""One row of another program's table, read as an account."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, TypeVar
from urllib.parse import urlsplit

from incidentkit.accounts.model import (
    ROLE_RUN,
    Access,
    NewAccount,
    Portfolio,
    Status,
)
from incidentkit.accounts.rules import checked
from incidentkit.accounts.secret import Secret
from incidentkit.errors import (
    InvalidValueError,
    PersonalPasswordError,
    SecretInTextError,
)
from incidentkit.exchange.columns import TEXT_COLUMNS, Column
from incidentkit.exchange.said_times import time_said

_PLATFORMS: Mapping[str, str] = MappingProxyType(
    {
        "x.com": "x",
        "twitter.com": "x",
        "facebook.com": "facebook",
        "fb.com": "facebook",
        "instagram.com": "instagram",
        "threads.net": "threads",
        "threads.com": "threads",
        "linkedin.com": "linkedin",
        "youtube.com": "youtube",
        "tiktok.com": "tiktok",
        "nextdoor.com": "nextdoor",
        "nextdoor.co.uk": "nextdoor",
        "bsky.app": "bluesky",
        "flickr.com": "flickr",
    }
)
_ALIASES: Mapping[str, str] = MappingProxyType(
    {"twitter": "x", "facebook-page": "facebook", "linkedin-page": "linkedin"}
)
_ACCESS: Mapping[str, Access] = MappingProxyType(
    {
        **dict.fromkeys(sorted(ROLE_RUN), Access.ROLES),
        "mailbox": Access.MAILBOX,
        "tool": Access.TOOL,
        "phone": Access.NUMBER,
        "whatsapp-channel": Access.NUMBER,
    }
)
_KNOWN_NAMES = frozenset({*_PLATFORMS.values(), *_ALIASES})
# Second-level labels under which names are given out, as in ashcombe.gov.uk.
_SECOND_LEVEL = frozenset({"ac", "co", "gov", "net", "nhs", "org", "police", "sch"})
# LastPass writes a note as a login at an address that does not exist.
_NOTE_ADDRESSES = frozenset({"http://sn", "http://group"})
_NO_PAGES = ("android://", "ios://", "androidapp://", "iosapp://")
_NEXT_ADDRESS = re.compile(r",\s*(?=[A-Za-z][A-Za-z0-9+.-]*://)")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


Choice = TypeVar("Choice", Access, Status, Portfolio)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken: the heading of its column, and the rule it breaks."""

    row: int
    column: str
    rule: str


@dataclass(frozen=True, slots=True, repr=False)
class Cells:
    """One row, with what its columns are taken for. It may hold secrets."""

    row: int
    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    values: tuple[str, ...]

    def get(self, column: Column) -> str:
        """Return what a column holds; several of one kind as lines."""
        found = [
            v for c, v in zip(self.columns, self.values, strict=False) if c is column
        ]
        return "\n".join(v for v in found if v.strip())

    def heading(self, column: Column) -> str:
        """Return how the table calls a column."""
        named = zip(self.columns, self.headings, strict=False)
        return next((heading for c, heading in named if c is column), "")

    def without(self, heading: str) -> "Cells":
        """Return the row with nothing in the columns that the table calls so."""
        named = zip_longest(self.values, self.headings, fillvalue="")
        left = tuple("" if heading == name else value for value, name in named)
        return replace(self, values=left) if heading else self

    @property
    def is_blank(self) -> bool:
        """Whether nothing is in the row at all."""
        return not any(value.strip() for value in self.values)

    @property
    def is_login(self) -> bool:
        """Whether the row holds a way to sign in; a stored note or card does not."""
        kind = self.get(Column.KIND).strip().casefold()
        is_note = self.get(Column.URL).strip().casefold() in _NOTE_ADDRESSES
        return kind in ("", "login") and not is_note

    @property
    def is_browsers_own(self) -> bool:
        """Whether it is what a browser keeps for itself, such as its own sync."""
        return self.get(Column.URL).strip().casefold().startswith("chrome://")

    @property
    def is_archived(self) -> bool:
        """Whether its owner put it away in the program it comes from."""
        return self.get(Column.ARCHIVED).strip().casefold() in ("true", "1", "yes")

    @property
    def is_account(self) -> bool:
        """Whether the row is one to import."""
        passed = self.is_blank or self.is_archived or self.is_browsers_own
        return self.is_login and not passed

    @property
    def platform(self) -> str:
        """The platform's short name, as far as the row tells."""
        named = self.get(Column.PLATFORM)
        if named.strip():
            return _slug(named)
        host = _host(self.get(Column.URL))
        return _of_host(host) if host else _of_title(self.get(Column.TITLE))

    @property
    def leaves_login_out(self) -> bool:
        """Whether a login is somebody's own, of a page that has none itself."""
        has_login = bool(self.get(Column.LOGIN).strip())
        return self.platform in ROLE_RUN and has_login and not self._has_secret

    @property
    def _has_secret(self) -> bool:
        return any(self.get(c).strip() for c in (Column.PASSWORD, Column.TOTP))


def read_row(cells: Cells) -> tuple[NewAccount | None, tuple[Problem, ...]]:
    """Return the account a row describes, checked, or everything that is wrong with it."""
    account, problem = _read_row(cells)
    problems: list[Problem] = []
    # What is wrong is left out, to find what else is: until nothing more can be.
    while problem is not None and problem.column not in {p.column for p in problems}:
        problems.append(problem)
        cells = cells.without(problem.column)
        account, problem = _read_row(cells)
    return (None if problems else account), tuple(problems)


def _read_row(cells: Cells) -> tuple[NewAccount | None, Problem | None]:
    """Return the account, or the first thing that is wrong with the row."""
    if len(cells.values) != len(cells.headings):
        return None, Problem(cells.row, "", "other-number-of-cells")
    if not cells.platform:
        column = cells.heading(Column.PLATFORM) or cells.heading(Column.URL)
        return None, Problem(cells.row, column, "no-platform")
    try:
        return checked(_account(cells)), None
    except InvalidValueError as error:
        column = cells.heading(_COLUMN_OF.get(error.field, Column.TITLE))
        return None, Problem(cells.row, column, error.rule)
    except PersonalPasswordError:
        has_password = bool(cells.get(Column.PASSWORD).strip())
        secret = Column.PASSWORD if has_password else Column.TOTP
        return None, Problem(cells.row, cells.heading(secret), "personal-password")
    except SecretInTextError:
        column = cells.heading(Column.PURPOSE) or cells.heading(Column.TITLE)
        return None, Problem(cells.row, column, "secret-in-text")


_COLUMN_OF: Mapping[str, Column] = MappingProxyType(
    {
        "platform": Column.PLATFORM,
        "handle": Column.HANDLE,
        "login": Column.LOGIN,
        "secret": Column.PASSWORD,
        "totp": Column.TOTP,
        "note": Column.NOTES,
        "url": Column.URL,
        "recovery_mailbox": Column.MAILBOX,
        "recovery_phone": Column.PHONE,
        "notes": Column.PUBLIC_NOTES,
        "access": Column.ACCESS,
        "status": Column.STATUS,
        "portfolio": Column.PORTFOLIO,
        "codes": Column.CODES,
        **{column.value: column for column in TEXT_COLUMNS},
    }
)


def _account(cells: Cells) -> NewAccount:
    platform = cells.platform
    login = "" if cells.leaves_login_out else cells.get(Column.LOGIN)
    texts: dict[str, Any] = {c.value: cells.get(c) for c in TEXT_COLUMNS}
    usual = _ACCESS.get(platform, Access.OWN_LOGIN)
    return NewAccount(
        platform=platform,
        handle=_handle(cells),
        access=_one_of(cells, Column.ACCESS, Access, usual),
        status=_one_of(cells, Column.STATUS, Status, Status.LIVE),
        portfolio=_one_of(cells, Column.PORTFOLIO, Portfolio, Portfolio.UNKNOWN),
        url=_address(cells.get(Column.URL)),
        notes=cells.get(Column.PUBLIC_NOTES),
        recovery_mailbox=cells.get(Column.MAILBOX),
        recovery_phone=cells.get(Column.PHONE),
        login=_secret(login),
        secret=_secret(cells.get(Column.PASSWORD)),
        totp=_secret(cells.get(Column.TOTP)),
        # Notes of a password store often hold secrets, so they are for holders.
        note=_secret(cells.get(Column.NOTES)),
        codes=tuple(
            Secret(code) for code in cells.get(Column.CODES).split("\n") if code.strip()
        ),
        is_imported=True,
        said_ms=time_said(cells.get(Column.CHANGED)),
        **texts,
    )


def _one_of(cells: Cells, column: Column, kind: type[Choice], usual: Choice) -> Choice:
    """Return a choice that a cell names as the kit or as a person would write it.

    Raises:
        InvalidValueError: It names none.
    """
    said = "-".join(cells.get(column).casefold().split())
    if not said:
        return usual
    found = next((choice for choice in kind if choice.value == said), None)
    if found is None:
        raise InvalidValueError(column.value, "not-a-choice")
    return found


def _secret(text: str) -> Secret | None:
    return Secret(text) if text.strip() else None


def _handle(cells: Cells) -> str:
    login, title = cells.get(Column.LOGIN).strip(), cells.get(Column.TITLE)
    plain_login = "" if "@" in login[1:] or cells.leaves_login_out else login
    return cells.get(Column.HANDLE).strip() or plain_login or title.strip() or login


def _address(text: str) -> str:
    # Some programs keep several addresses in one cell, with a comma between two.
    tidy = text.strip()
    parts = _NEXT_ADDRESS.split(tidy) if "://" in tidy else tidy.split(",")
    first = parts[0].strip()
    if first.casefold().startswith(_NO_PAGES):
        return ""
    return first if not first or "://" in first else f"https://{first}"


def _host(text: str) -> str:
    try:
        host = urlsplit(_address(text)).hostname or ""
    except ValueError:
        return ""
    return host.casefold().removeprefix("www.") if "." in host else ""


def _of_host(host: str) -> str:
    for known, platform in _PLATFORMS.items():
        if host == known or host.endswith(f".{known}"):
            return platform
    labels = host.split(".")
    place = -3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else -2
    return _slug(labels[place] if len(labels) >= -place else labels[0])


def _of_title(title: str) -> str:
    words = [_slug(word) for word in title.split()]
    known = next((word for word in words if word in _KNOWN_NAMES), "")
    return _ALIASES.get(known, known) if known else _slug(title)


def _slug(text: str) -> str:
    plain = text.strip()
    if not _SLUG.fullmatch(plain):
        plain = _NOT_IN_SLUG.sub("-", plain.casefold()).strip("-")[:40].strip("-")
    return _ALIASES.get(plain, plain)
