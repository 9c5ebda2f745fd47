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
    ACCESS = "access"
    STATUS = "status"
    AUDIENCE = "audience"
    LANGUAGE = "language"
    SERVICE_OWNER = "service_owner"
    BUSINESS_CASE = "business_case"
    APPROVAL = "approval"
    VERIFICATION = "verification"
    ADVERTS = "adverts"
    FALLBACK = "fallback"
    HOURS = "hours"
    ARCHIVING = "archiving"
    RISK = "risk"
    CODES_PLACE = "codes_place"
    ELSEWHERE = "elsewhere"
    PORTFOLIO = "portfolio"
    PUBLIC_NOTES = "public-notes"
    CODES = "codes"
    CHANGED = "changed"
    ARCHIVED = "archived"
    IGNORED = "ignored"


# Texts of an account that a column holds as they stand, by the name of the field.
TEXT_COLUMNS = (
    Column.PURPOSE,
    Column.AUDIENCE,
    Column.LANGUAGE,
    Column.SERVICE_OWNER,
    Column.BUSINESS_CASE,
    Column.APPROVAL,
    Column.VERIFICATION,
    Column.ADVERTS,
    Column.FALLBACK,
    Column.HOURS,
    Column.ARCHIVING,
    Column.RISK,
    Column.CODES_PLACE,
    Column.ELSEWHERE,
)


class Layout(StrEnum):
    """Whose table it is."""

    KEEPASSXC = "keepassxc"
    BITWARDEN = "bitwarden"
    BITWARDEN_ORGANISATION = "bitwarden-organisation"
    ONEPASSWORD = "1password"
    LASTPASS = "lastpass"
    CHROMIUM = "chromium"
    FIREFOX = "firefox"
    INCIDENTKIT = "incidentkit"
    OTHER = "other"


_KEEPASSXC = {
    "title": Column.TITLE,
    "username": Column.LOGIN,
    "password": Column.PASSWORD,
    "url": Column.URL,
    "notes": Column.NOTES,
    "totp": Column.TOTP,
    "last modified": Column.CHANGED,
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
_ONEPASSWORD = {
    "title": Column.TITLE,
    "url": Column.URL,
    "username": Column.LOGIN,
    "password": Column.PASSWORD,
    "otpauth": Column.TOTP,
    "archived": Column.ARCHIVED,
    "notes": Column.NOTES,
}
_LASTPASS = {
    "url": Column.URL,
    "username": Column.LOGIN,
    "password": Column.PASSWORD,
    "totp": Column.TOTP,
    "extra": Column.NOTES,
    "name": Column.TITLE,
}
# Edge writes the table of Chrome; both left the note out in earlier years.
_CHROMIUM = {
    "name": Column.TITLE,
    "url": Column.URL,
    "username": Column.LOGIN,
    "password": Column.PASSWORD,
    "note": Column.NOTES,
}
_FIREFOX = {
    "url": Column.URL,
    "username": Column.LOGIN,
    "password": Column.PASSWORD,
    "timepasswordchanged": Column.CHANGED,
}
# What the kit itself writes: KeePassXC's headings first, then what that has none for.
OWN_HEADINGS: Mapping[str, Column] = MappingProxyType(
    {
        "Platform": Column.PLATFORM,
        "Handle": Column.HANDLE,
        "How people get in": Column.ACCESS,
        "Status": Column.STATUS,
        "Purpose": Column.PURPOSE,
        "Audience": Column.AUDIENCE,
        "Language": Column.LANGUAGE,
        "Service owner": Column.SERVICE_OWNER,
        "Business case": Column.BUSINESS_CASE,
        "Approval": Column.APPROVAL,
        "Verification": Column.VERIFICATION,
        "Adverts": Column.ADVERTS,
        "Fallback": Column.FALLBACK,
        "Hours": Column.HOURS,
        "Archiving": Column.ARCHIVING,
        "Risk": Column.RISK,
        "Place of recovery codes": Column.CODES_PLACE,
        "Notes for everybody": Column.PUBLIC_NOTES,
        "Recovery mailbox": Column.MAILBOX,
        "Recovery phone": Column.PHONE,
        "Held elsewhere": Column.ELSEWHERE,
        "Portfolio": Column.PORTFOLIO,
        "Recovery codes": Column.CODES,
    }
)
_OWN = {name.casefold(): column for name, column in OWN_HEADINGS.items()}
_MAPS: Mapping[Layout, Mapping[str, Column]] = MappingProxyType(
    {
        Layout.KEEPASSXC: _KEEPASSXC,
        Layout.BITWARDEN: _BITWARDEN,
        Layout.BITWARDEN_ORGANISATION: _BITWARDEN,
        Layout.ONEPASSWORD: _ONEPASSWORD,
        Layout.LASTPASS: _LASTPASS,
        Layout.CHROMIUM: _CHROMIUM,
        Layout.FIREFOX: _FIREFOX,
        # The title is made from platform and handle, which have columns of their own.
        Layout.INCIDENTKIT: {**_KEEPASSXC, **_OWN, "title": Column.IGNORED},
    }
)
# A table is a program's own when it has all of these headings, the first that fits.
_SIGNS: Mapping[Layout, frozenset[str]] = MappingProxyType(
    {
        Layout.INCIDENTKIT: frozenset({"group", "title", *_OWN}),
        Layout.KEEPASSXC: frozenset(
            {"group", "title", "username", "password", "url", "notes"}
        ),
        Layout.BITWARDEN: frozenset({"folder", *_BITWARDEN}),
        Layout.BITWARDEN_ORGANISATION: frozenset({"collections", *_BITWARDEN}),
        Layout.ONEPASSWORD: frozenset({"favorite", "tags", *_ONEPASSWORD}),
        Layout.LASTPASS: frozenset(
            {"url", "username", "password", "extra", "name", "grouping", "fav"}
        ),
        Layout.FIREFOX: frozenset(
            {"url", "username", "password", "httprealm", "formactionorigin", "guid"}
        ),
    }
)
# Chrome's headings are anybody's words, so the table must have them and no others.
_CHROMIUM_TABLES = (frozenset(_CHROMIUM), frozenset(_CHROMIUM) - {"note"})
# Those of many tables by other names, and those with choices that are the kit's own.
_NOT_GUESSED = frozenset(
    {
        "platform",
        "handle",
        "purpose",
        "recovery mailbox",
        "recovery phone",
        "how people get in",
        "status",
        "portfolio",
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
            Column.TOTP: (
                "totp",
                "otp",
                "otpauth",
                "2fa",
                "one-time code",
                "one-time password",
                "otpurl",
            ),
            Column.NOTES: ("notes", "note", "comment", "comments", "extra"),
            Column.URL: ("url", "website", "web site", "link", "address", "uri"),
            Column.MAILBOX: ("recovery mailbox", "recovery email", "mailbox"),
            Column.PHONE: ("recovery phone", "phone", "telephone", "mobile"),
            Column.PURPOSE: ("purpose", "description"),
            **{c: (name,) for name, c in _OWN.items() if name not in _NOT_GUESSED},
            Column.AUDIENCE: ("audience", "target audience", "readers"),
            Column.LANGUAGE: ("language", "languages"),
            Column.SERVICE_OWNER: ("service owner", "department"),
            Column.APPROVAL: ("approval", "approved by", "approval reference"),
            Column.HOURS: ("hours", "monitoring hours", "monitored"),
            Column.CODES: ("recovery codes", "backup codes"),
            Column.CHANGED: (
                "password changed",
                "last changed",
                "last modified",
                "modified",
                "modified date",
                "revision date",
                "updated",
            ),
            Column.ARCHIVED: ("archived",),
        }.items()
        for name in names
    }
)
# Several columns may be these; of any other the first is taken.
_SEVERAL = frozenset({Column.NOTES, Column.IGNORED})


def layout_of(headings: tuple[str, ...]) -> Layout:
    """Return whose table has these headings."""
    names = frozenset(_plain(heading) for heading in headings)
    if names in _CHROMIUM_TABLES:
        return Layout.CHROMIUM
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
