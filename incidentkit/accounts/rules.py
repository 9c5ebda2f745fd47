"""What the values of an account must be like.

Texts are tidied (spaces around them go, letters and their accents are joined);
secrets are kept exactly as they were given.
"""

import dataclasses
import datetime
import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import msgspec

from incidentkit.accounts.model import (
    ROLE_RUN,
    Access,
    Agency,
    AnyLink,
    App,
    Edits,
    Factor,
    Field,
    Hangs,
    Item,
    NewAccount,
    Permission,
    Phone,
    PlatformRole,
    Portfolio,
    ToolSeat,
)
from incidentkit.accounts.numbers import checked_number
from incidentkit.accounts.one_time import read_one_time_secret
from incidentkit.accounts.secret import Secret
from incidentkit.errors import (
    InvalidValueError,
    PersonalPasswordError,
    SecretInTextError,
)
from incidentkit.words.accounts import account_name

LONGEST = {
    Field.HANDLE: 200,
    Field.URL: 2000,
    Field.PURPOSE: 500,
    Field.AUDIENCE: 300,
    Field.BUSINESS_CASE: 5000,
    Field.RISK: 2000,
    Field.FALLBACK: 500,
    Field.ARCHIVING: 300,
    Field.ADVERTS: 300,
    Field.NOTES: 65_536,
    Field.ELSEWHERE: 300,
    Field.RECOVERY_MAILBOX: 320,
    Field.RECOVERY_PHONE: 40,
}
LONGEST_LINE = 200
LONGEST_SECRET = 4096
LONGEST_NOTE = 65_536
MOST_CODES = 100
# Below this a secret is likely to be an everyday word, found in any text.
_LEAST_TO_LOOK_FOR = 6

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>.]+(?:\.[^@\s,;<>.]+)+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_DAY, _LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)
# They turn the direction of the text that follows, so that a handle can be made
# to look like another. Right-to-left scripts themselves need none of them.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def checked(new: NewAccount) -> NewAccount:
    """Return a new account, tidied.

    Raises:
        InvalidValueError: A value is not acceptable.
        PersonalPasswordError: A page run through people's profiles has secrets.
        SecretInTextError: A text that everybody reads holds one of the secrets.
    """
    texts: dict[str, Any] = {
        field.value: checked_text(field, getattr(new, field.value))
        for field in (Field.PLATFORM, Field.HANDLE, *_OPTIONAL)
    }
    tidy = dataclasses.replace(
        new, **texts, links=tuple(checked_link(link) for link in new.links)
    )
    check_access(tidy.platform, tidy.access, items_of(tidy))
    tidy = dataclasses.replace(tidy, **_checked_secrets(tidy))
    public = (tidy.handle, *(getattr(tidy, f.value) for f in _OPTIONAL))
    check_holds_no_secret(
        account_name(tidy.platform, tidy.handle), public, _secrets(tidy)
    )
    return tidy


# Texts of several lines.
_BLOCKS = frozenset({Field.BUSINESS_CASE, Field.RISK, Field.NOTES})
_CHOSEN = frozenset({Field.ACCESS, Field.STATUS, Field.PORTFOLIO})
_OPTIONAL = tuple(
    field for field in Field if field not in {Field.PLATFORM, Field.HANDLE, *_CHOSEN}
)


def items_of(values: NewAccount | Edits) -> frozenset[Item]:
    """Return which items come with values."""
    given = {item for item in Item if getattr(values, item.value, None)}
    return frozenset(given)


def check_access(platform: str, access: Access, items: frozenset[Item]) -> None:
    """Refuse secrets where there can be none of the council's own.

    Raises:
        PersonalPasswordError: The page is run through people's own profiles.
        InvalidValueError: The secrets are kept in another vault.
    """
    if not items - {Item.NOTE}:
        return
    if platform in ROLE_RUN or access is Access.ROLES:
        raise PersonalPasswordError
    if access is Access.ELSEWHERE:
        raise InvalidValueError("secret", "held-elsewhere")


def checked_text(field: Field, text: str) -> str:
    """Return a public text, tidied.

    Raises:
        InvalidValueError: It breaks the rule of its field.
    """
    if field in _BLOCKS:
        return block(field.value, text, LONGEST[field])
    tidy = line(field.value, text, LONGEST.get(field, LONGEST_LINE))
    if field in (Field.PLATFORM, Field.HANDLE) and not tidy:
        raise InvalidValueError(field.value, "not-empty")
    return _shaped(field, tidy) if tidy else tidy


def _shaped(field: Field, tidy: str) -> str:
    if field is Field.RECOVERY_PHONE:
        return checked_number(tidy, field.value)
    for shape, rule in _SHAPES.get(field, ()):
        if not shape.fullmatch(tidy):
            raise InvalidValueError(field.value, rule)
    return tidy


def _one_of(values: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, values)))


_SHAPES = {
    Field.PLATFORM: ((_SLUG, "platform-name"),),
    Field.URL: ((re.compile(r"https?://\S+", re.IGNORECASE), "web-address"),),
    Field.RECOVERY_MAILBOX: ((_EMAIL, "email-address"),),
    Field.ACCESS: ((_one_of(Access), "access-model"),),
    Field.PORTFOLIO: ((_one_of(Portfolio), "portfolio-owner"),),
    # It is changed by moving the account on, which gives a reason.
    Field.STATUS: ((re.compile(r"(?!)"), "move-it-on-instead"),),
}


def line(field: str, text: str, longest: int = LONGEST_LINE) -> str:
    """Return one line of text, tidied.

    Raises:
        InvalidValueError: It is too long, not one line, or not plain text.
    """
    tidy = unicodedata.normalize("NFC", text).strip()
    if len(tidy) > longest:
        raise InvalidValueError(field, "too-long")
    if _has_controls(tidy):
        raise InvalidValueError(field, "not-one-line")
    if _TURNING.search(tidy):
        raise InvalidValueError(field, "hidden-direction")
    return tidy


def block(field: str, text: str, longest: int = LONGEST_NOTE) -> str:
    """Return text of several lines, with its line ends made alike.

    Raises:
        InvalidValueError: It is too long, or holds control characters.
    """
    tidy = unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()
    if len(tidy) > longest:
        raise InvalidValueError(field, "too-long")
    if _has_controls(tidy.replace("\n", "").replace("\t", "")):
        raise InvalidValueError(field, "control-characters")
    return tidy


def _has_controls(text: str) -> bool:
    return any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in text)


def checked_secret(item: Item, secret: Secret) -> Secret:
    """Return a secret that can be kept; only a login loses the spaces around it.

    Raises:
        InvalidValueError: It is empty, too long, or holds control characters.
    """
    text = secret.reveal()
    if item is Item.LOGIN:
        return Secret(_filled(item, line(item.value, text, 320)))
    if item is Item.NOTE:
        return Secret(_filled(item, block(item.value, text)))
    if len(_filled(item, text)) > LONGEST_SECRET:
        raise InvalidValueError(item.value, "too-long")
    if _has_controls(text):
        raise InvalidValueError(item.value, "control-characters")
    if item is Item.TOTP:
        read_one_time_secret(text)
    return secret


def _filled(item: Item, text: str) -> str:
    if not text.strip():
        raise InvalidValueError(item.value, "not-empty")
    return text


def checked_codes(codes: tuple[Secret, ...]) -> tuple[Secret, ...]:
    """Return recovery codes without spaces around them.

    Raises:
        InvalidValueError: One is empty or comes twice, or there are too many.
    """
    tidy = tuple(line(Item.CODES.value, code.reveal()) for code in codes)
    if len(tidy) > MOST_CODES:
        raise InvalidValueError(Item.CODES.value, "too-many")
    if len(set(tidy)) < len(tidy):
        raise InvalidValueError(Item.CODES.value, "twice")
    return tuple(Secret(_filled(Item.CODES, code)) for code in tidy)


def _checked_secrets(new: NewAccount) -> dict[str, Any]:
    found: dict[str, Any] = {"codes": checked_codes(new.codes)}
    for item in (Item.LOGIN, Item.SECRET, Item.TOTP, Item.NOTE):
        secret = getattr(new, item.value)
        if secret is not None:
            found[item.value] = checked_secret(item, secret)
    return found


def checked_edits(edits: Edits) -> Edits:
    """Return edits, tidied.

    Raises:
        InvalidValueError: A value is not acceptable.
    """
    fields = tuple((f, checked_text(f, text)) for f, text in edits.fields)
    if len({f for f, _ in fields}) < len(fields):
        raise InvalidValueError("field", "twice")
    tidy = dataclasses.replace(edits, fields=fields, codes=checked_codes(edits.codes))
    secrets: dict[str, Any] = {
        item.value: checked_secret(item, getattr(edits, item.value))
        for item in (Item.LOGIN, Item.TOTP, Item.NOTE)
        if getattr(edits, item.value) is not None
    }
    return dataclasses.replace(tidy, **secrets)


def checked_link(link: AnyLink) -> AnyLink:
    """Return what an account names beside its holders, tidied.

    Raises:
        InvalidValueError: A name is missing, a number cannot be dialled, nothing is
            permitted, or somebody from outside has no last day.
    """
    kept: dict[str, Any] = {}
    for name in link.__struct_fields__:
        text = getattr(link, name)
        if isinstance(text, str) and not isinstance(text, StrEnum):
            kept[name] = _link_text(name, text)
    for name in _NEEDED[type(link)]:
        if not kept.get(name, getattr(link, name)):
            raise InvalidValueError(name, "not-empty")
    return msgspec.structs.replace(link, **kept)


_NEEDED: dict[type[AnyLink], tuple[str, ...]] = {
    PlatformRole: ("name", "role"),
    ToolSeat: ("tool", "name"),
    Phone: ("number", "name"),
    Agency: ("name",),
    Factor: ("step",),
    App: ("name",),
    Permission: ("name", "may"),
    Hangs: ("account",),
}


def _link_text(name: str, text: str) -> str:
    if name in ("mobile", "number", "ring_number"):
        return checked_number(text, name)
    tidy = line(name, text)
    return date_or_nothing(name, tidy) if name == "until" else tidy


def date_or_nothing(field: str, text: str) -> str:
    """Return a date of this century as YYYY-MM-DD, or nothing.

    Raises:
        InvalidValueError: It is no such date.
    """
    tidy = text.strip()
    if not tidy:
        return ""
    try:
        day = datetime.date.fromisoformat(tidy)
    except ValueError:
        raise InvalidValueError(field, "date") from None
    if not (_DATE.fullmatch(tidy) and _FIRST_DAY <= day <= _LAST_DAY):
        raise InvalidValueError(field, "date")
    return tidy


def check_holds_no_secret(
    label: str, texts: Iterable[str], secrets: Iterable[Secret]
) -> None:
    """Refuse a text for everybody that holds what only holders may see.

    Raises:
        SecretInTextError: One of them does; it names the account alone.
    """
    looked_for = [s.reveal() for s in secrets]
    looked_for = [s for s in looked_for if len(s) >= _LEAST_TO_LOOK_FOR]
    if any(secret in text for text in texts for secret in looked_for):
        raise SecretInTextError((label,))


def _secrets(new: NewAccount) -> tuple[Secret, ...]:
    found = (new.secret, new.totp, *new.codes)
    return tuple(secret for secret in found if secret is not None)
