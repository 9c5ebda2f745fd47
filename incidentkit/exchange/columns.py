"""What the columns of other programs' tables hold."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Column(StrEnum):
    """What a column is taken for. The last is left out of the import."""

    PLATFORM = "platform"
    HANDLE = "handle"
    TITLE = "title"
    KIND = "kind"
    LOGIN = "login"
    PASSWORD = "password"  # noqa: S105  the name of a column
    TOTP = "totp"
    NOTES = "notes"
    URL = "url"
    MAILBOX = "mailbox"
    PHONE = "phone"
    PURPOSE = "purpose"
    IGNORED = "ignored"


class Layout(StrEnum):
    """Whose table it is."""

    KEEPASSXC = "keepassxc"
    BITWARDEN = "bitwarden"
    BITWARDEN_ORGANISATION = "bitwarden-organisation"
    OTHER = "other"


_KEEPASSXC = {
    "title": Column.TITLE,
    "username": Column.LOGIN,
    "password": Column.PASSWORD,
    "url": Column.URL,
    "notes": Column.NOTES,
    "totp": Column.TOTP,
}
_BITWARDEN = {
    "type": Column.KIND,
    "name": Column.TITLE,
    "notes": Column.NOTES,
    "fields": Column.NOTES,
    "login_uri": Column.URL,
    "login_username": Column.LOGIN,
    "login_password": Column.PASSWORD,
    "login_totp": Column.TOTP,
}
_MAPS: Mapping[Layout, Mapping[str, Column]] = MappingProxyType(
    {
        Layout.KEEPASSXC: _KEEPASSXC,
        Layout.BITWARDEN: _BITWARDEN,
        Layout.BITWARDEN_ORGANISATION: _BITWARDEN,
    }
)
# A table is a program's own when it has all of these headings.
_SIGNS: Mapping[Layout, frozenset[str]] = MappingProxyType(
    {
        Layout.KEEPASSXC: frozenset(
            {"group", "title", "username", "password", "url", "notes"}
        ),
        Layout.BITWARDEN: frozenset({"folder", *_BITWARDEN}),
        Layout.BITWARDEN_ORGANISATION: frozenset({"collections", *_BITWARDEN}),
    }
)
_GUESSES: Mapping[str, Column] = MappingProxyType(
    {
        name: column
        for column, names in {
            Column.PLATFORM: ("platform", "network", "service", "site", "channel"),
            Column.HANDLE: ("handle", "account", "account name", "page", "profile"),
            Column.TITLE: ("title", "name", "item"),
            Column.LOGIN: (
                "login",
                "login name",
                "username",
                "user name",
                "user",
                "email",
                "email address",
                "e-mail",
            ),
            Column.PASSWORD: ("password", "pass", "secret"),
            Column.TOTP: ("totp", "otp", "otpauth", "2fa", "one-time code", "otpurl"),
            Column.NOTES: ("notes", "note", "comment", "comments", "extra"),
            Column.URL: ("url", "website", "web site", "link", "address", "uri"),
            Column.MAILBOX: ("recovery mailbox", "recovery email", "mailbox"),
            Column.PHONE: ("recovery phone", "phone", "telephone", "mobile"),
            Column.PURPOSE: ("purpose", "description", "audience"),
        }.items()
        for name in names
    }
)
# Several columns may be these; of any other the first is taken.
_SEVERAL = frozenset({Column.NOTES, Column.IGNORED})


def layout_of(headings: tuple[str, ...]) -> Layout:
    """Return whose table has these headings."""
    names = {_plain(heading) for heading in headings}
    return next((lay for lay, signs in _SIGNS.items() if signs <= names), Layout.OTHER)


def map_columns(headings: tuple[str, ...], layout: Layout) -> tuple[Column, ...]:
    """Return what each column is taken for; unknown ones are left out."""
    known = _MAPS.get(layout, _GUESSES)
    columns: list[Column] = []
    for heading in headings:
        column = known.get(_plain(heading), Column.IGNORED)
        is_free = column in _SEVERAL or column not in columns
        columns.append(column if is_free else Column.IGNORED)
    return tuple(columns)


def _plain(heading: str) -> str:
    text = heading.strip().casefold()
    return (
        text if text.startswith("login_") else " ".join(text.replace("_", " ").split())
    )
