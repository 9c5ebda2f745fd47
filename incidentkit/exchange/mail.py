"""An e-mail saved as a file: `.eml`, or `.msg` as Outlook writes it.

Only what a person would read is taken: who wrote, when, what about, and the words.
Nothing in a message is opened, fetched or run; attachments are named, not read.
"""

import email.policy
import io
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser

from incidentkit.errors import FileUnreadableError

MOST_BYTES = 20 * 1024 * 1024
LONGEST_BODY = 20_000
_OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Mail:
    """A message as far as it could be read; what is not in it is empty.

    `sent_ms` is what the sender's machine said, 0 when it said nothing.
    """

    name: str
    address: str
    subject: str
    sent_ms: int
    body: str
    attachments: tuple[str, ...] = ()


def read_mail(data: bytes, file: str) -> Mail:
    """Return the message in a file.

    Raises:
        FileUnreadableError: It is too large, or no message.
    """
    if len(data) > MOST_BYTES:
        raise FileUnreadableError(file)
    try:
        return _outlook(data) if data.startswith(_OUTLOOK) else _plain(data, file)
    except FileUnreadableError:
        raise
    # A hostile file can make either library stumble in ways it does not name.
    except Exception as error:
        raise FileUnreadableError(file) from error


def _plain(data: bytes, file: str) -> Mail:
    message = BytesParser(policy=email.policy.default).parsebytes(data)
    if not message["From"]:
        raise FileUnreadableError(file)
    name, address = parseaddr(str(message["From"]))
    return Mail(
        name=_line(name),
        address=_line(address),
        subject=_line(message.get("Subject", "")),
        sent_ms=_sent_ms(message.get("Date", "")),
        body=_plain_body(message),
        attachments=tuple(
            _line(part.get_filename() or "") for part in message.iter_attachments()
        ),
    )


def _plain_body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    text = str(part.get_content())
    return _tidy(_words_of(text) if part.get_content_subtype() == "html" else text)


def _outlook(data: bytes) -> Mail:
    from oxmsg import Message

    message = Message.load(io.BytesIO(data))
    name, address = parseaddr(message.sender or "")
    body = message.body or _words_of(message.html_body or "")
    sent = message.sent_date
    return Mail(
        name=_line(name),
        address=_line(address),
        subject=_line(message.subject or ""),
        sent_ms=int(sent.timestamp() * 1000) if sent else 0,
        body=_tidy(body),
        attachments=tuple(_line(a.file_name or "") for a in message.attachments),
    )


def _sent_ms(date: str) -> int:
    try:
        return max(0, int(parsedate_to_datetime(date).timestamp() * 1000))
    except (ValueError, OverflowError):
        return 0


def _line(text: str) -> str:
    kept = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(kept.split())[:500]


def _tidy(text: str) -> str:
    lines = (line.rstrip() for line in text.replace("\r\n", "\n").split("\n"))
    shown = ("".join(c for c in line if c.isprintable()) for line in lines)
    return _BLANK_LINES.sub("\n\n", "\n".join(shown)).strip()[:LONGEST_BODY]


def _words_of(html: str) -> str:
    words = _Words()
    words.feed(html[: 40 * LONGEST_BODY])
    return "".join(words.found)


class _Words(HTMLParser):
    """Keeps the words of a page, without anything that is not shown."""

    _BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3"})
    _HIDDEN = frozenset({"script", "style", "head", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self._hidden += tag in self._HIDDEN
        if tag in self._BREAKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in self._HIDDEN))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(" ".join(data.split()) + " " if data.strip() else "")
