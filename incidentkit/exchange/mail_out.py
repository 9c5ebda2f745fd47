"""An e-mail that a person still has to send: as a file, or as an address to open.

The file has `X-Unsent: 1`, with which mail programs open it as a draft of whoever
opens it. It has no sender and no date: those are of whoever sends it.
"""

import email.policy
import unicodedata
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Final

from incidentkit.errors import InvalidValueError
from incidentkit.exchange.compose_link import LONGEST_ADDRESS, encoded

LONGEST_SUBJECT: Final = 200
LARGEST_MAIL: Final = 20 * 1024 * 1024
_LONGEST_NAME: Final = 80
_TYPES: Final = {
    ".gif": ("image", "gif"),
    ".jpeg": ("image", "jpeg"),
    ".jpg": ("image", "jpeg"),
    ".mp4": ("video", "mp4"),
    ".png": ("image", "png"),
    ".webp": ("image", "webp"),
}
_UNKNOWN: Final = ("application", "octet-stream")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A picture that goes with it, and what it shows in words."""

    name: str
    data: bytes
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What an e-mail says. Without a recipient, whoever sends it puts one in."""

    subject: str
    body: str
    to: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()


def unsent_mail(letter: Letter) -> bytes:
    """Return an e-mail as a file that opens as an unsent draft.

    Raises:
        InvalidValueError: A recipient is no e-mail address, or it is too large.
    """
    if sum(len(one.data) for one in letter.enclosures) > LARGEST_MAIL:
        raise InvalidValueError("pictures", "too-large-to-mail")
    message = EmailMessage(policy=email.policy.SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = one_line(letter.subject)[:LONGEST_SUBJECT]
    if letter.to:
        message["To"] = tuple(_recipient(one) for one in letter.to)
    message.set_content(_body(letter.body))
    for enclosure in letter.enclosures:
        _enclose(message, enclosure)
    return message.as_bytes()


def mail_link(letter: Letter) -> str:
    """Return the address that opens a mail program with it, nothing when too long.

    No picture can go along (RFC 6068).

    Raises:
        InvalidValueError: A recipient is no e-mail address.
    """
    to = ",".join(
        "@".join(map(encoded, one.addr_spec.rsplit("@", 1)))
        for one in map(_recipient, letter.to)
    )
    subject = encoded(one_line(letter.subject)[:LONGEST_SUBJECT])
    body = encoded(letter.body, "\r\n")
    link = f"mailto:{to}?subject={subject}&body={body}"
    return link if len(link) <= LONGEST_ADDRESS else ""


def one_line(text: str) -> str:
    """Return a text that can end no header early: one line, and nothing unseen."""
    return " ".join("".join(map(_seen, text)).split())


def _seen(sign: str) -> str:
    return " " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign


def _body(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines.encode("utf-8", "replace").decode()


def _recipient(address: str) -> Address:
    try:
        found = Address(addr_spec=address.strip())
    except (MessageError, ValueError, IndexError) as cause:
        raise InvalidValueError("to", "not-a-mail-address") from cause
    plain = address.isascii() and address.isprintable()
    if not plain or not found.username or "." not in found.domain:
        raise InvalidValueError("to", "not-a-mail-address")
    return found


def _enclose(message: EmailMessage, enclosure: Enclosure) -> None:
    name = file_name(enclosure.name)
    ending = name[name.rfind(".") :].casefold() if "." in name else ""
    main, sub = _TYPES.get(ending, _UNKNOWN)
    message.add_attachment(enclosure.data, maintype=main, subtype=sub, filename=name)
    if enclosure.alt.strip():
        part = list(message.iter_attachments())[-1]
        part["Content-Description"] = one_line(enclosure.alt)


def file_name(name: str) -> str:
    """Return a name that leads into no folder and hides nothing."""
    kept = "".join("-" if sign in '/\\:*?"<>|' else sign for sign in one_line(name))
    return kept.strip(" .")[-_LONGEST_NAME:] or "picture"
