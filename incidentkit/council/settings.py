"""The council's settings: what each is called, its default, and what it may be.

A setting travels and is kept as text, so that a later version of the app may
add some without this version losing them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from incidentkit.errors import InvalidValueError

LONGEST_LINE = 200
_DOMAIN = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))+")


@dataclass(frozen=True, slots=True)
class Setting:
    """One decision of the council's.

    `accept` returns the one spelling that is kept, and raises
    InvalidValueError for what the setting cannot be.
    """

    key: str
    default: str
    accept: Callable[[str], str]


def whole_number(text: str) -> int | None:
    """Return the number that plain digits spell, None for anything else."""
    stripped = text.strip()
    plain = stripped.isascii() and stripped.isdigit() and len(stripped) <= 9
    return int(stripped) if plain else None


def one_line(field: str, text: str, longest: int = LONGEST_LINE) -> str:
    """Return a line without spaces around it or doubled inside it.

    Raises:
        InvalidValueError: It is longer than that, or holds control characters.
    """
    line = " ".join(text.split())
    if len(line) > longest:
        raise InvalidValueError(field, "too-long")
    if not line.isprintable():
        raise InvalidValueError(field, "not-one-line")
    return line


def _keyring_days(text: str) -> str:
    days = whole_number(text)
    if days is None or days > 45:
        raise InvalidValueError("keyring_days", "days-0-to-45")
    return str(days)


def _next_update_minutes(text: str) -> str:
    minutes = whole_number(text)
    if minutes is None or not 5 <= minutes <= 1440:
        raise InvalidValueError("next_update_minutes", "minutes-5-to-1440")
    return str(minutes)


def _lock_minutes(text: str) -> str:
    minutes = whole_number(text)
    if minutes is None or not 1 <= minutes <= 60:
        raise InvalidValueError("lock_minutes", "minutes-1-to-60")
    return str(minutes)


def _web_address(text: str) -> str:
    line = one_line("official_accounts_page", text)
    if line and not _is_web_address(line):
        raise InvalidValueError("official_accounts_page", "web-address")
    return line


def _is_web_address(line: str) -> bool:
    try:
        parts = urlsplit(line)
        host, has_port = parts.hostname or "", parts.port is not None
    except ValueError:
        return False
    plain = line.isascii() and " " not in line and "@" not in parts.netloc
    return (
        plain and not has_port and parts.scheme == "https" and bool(_whole_domain(host))
    )


def _public_contact(text: str) -> str:
    return one_line("public_contact", text)


def _own_email_domains(text: str) -> str:
    return " ".join(email_domains(text))


def email_domains(text: str) -> tuple[str, ...]:
    """Return the domains in a text, each once, sorted, without a leading @.

    Raises:
        InvalidValueError: One of them is not a domain.
    """
    words = text.lower().replace(",", " ").replace(";", " ").split()
    domains = sorted({word.removeprefix("@") for word in words})
    if not all(_whole_domain(domain) for domain in domains):
        raise InvalidValueError("own_email_domains", "email-domains")
    return tuple(domains)


def _whole_domain(text: str) -> bool:
    return len(text) <= 253 and _DOMAIN.fullmatch(text) is not None


KEYRING_DAYS = Setting("keyring_days", "45", _keyring_days)
NEXT_UPDATE_MINUTES = Setting("next_update_minutes", "60", _next_update_minutes)
LOCK_MINUTES = Setting("lock_minutes", "10", _lock_minutes)
OFFICIAL_ACCOUNTS_PAGE = Setting("official_accounts_page", "", _web_address)
PUBLIC_CONTACT = Setting("public_contact", "", _public_contact)
OWN_EMAIL_DOMAINS = Setting("own_email_domains", "", _own_email_domains)

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        setting.key: setting
        for setting in (
            KEYRING_DAYS,
            NEXT_UPDATE_MINUTES,
            LOCK_MINUTES,
            OFFICIAL_ACCOUNTS_PAGE,
            PUBLIC_CONTACT,
            OWN_EMAIL_DOMAINS,
        )
    }
)


def find_setting(key: str) -> Setting:
    """Return the setting with this key.

    Raises:
        InvalidValueError: There is none; it is the key that is refused.
    """
    setting = SETTINGS.get(key)
    if setting is None:
        raise InvalidValueError("setting", "unknown-setting")
    return setting


def accepted(setting: Setting, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return those texts that the setting may be, or its default if none is.

    What a changed program wrote must not stop the app, only have no effect.
    """
    kept = tuple(text for text in texts if _is_accepted(setting, text))
    return kept or (setting.default,)


def _is_accepted(setting: Setting, text: str) -> bool:
    try:
        return setting.accept(text) == text
    except InvalidValueError:
        return False
