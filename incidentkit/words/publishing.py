"""What people read where a text goes out, and after it did."""

import re

from incidentkit.words.counts import counted

HERE = "here"
PAPER_KIND = "Message"
PAPER_TEXT = "The message"
PAPER_ABOUT = "About this message"
PAPER_CHANNELS = "For"
PAPER_PICTURE = "Picture"
PAPER_CODE = "Code of exactly this text"
PAPER_MARK = "Exercise"

_LONGEST_NAME = 40


def pictured(name: str, alt: str) -> str:
    """Return a picture with what it shows."""
    return f"{name}: {alt}" if alt else name


def file_name(title: str) -> str:
    """Return a title as the beginning of a file's name."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")
    return plain[:_LONGEST_NAME].strip("-") or "message"


def in_parts(number: int) -> str:
    """Say in how many posts a text goes out."""
    return f"It goes out as {counted(number, 'post')}, one under the other."


NOT_WHOLE = (
    "This does not look like a whole address. Copy it from the browser's address line."
)
CHANGED_SINCE = (
    "The text was changed since it went out. What is out are the words as they were. "
    "Publish the correction where it stands, or put the words back."
)
OLDER_THERE = "The words there are older than these."
WITHDRAWN_BUT_OUT = (
    "This text is put aside, and it is still out. Take it down where it stands, and "
    "write down that you did."
)
IN_OTHER_HANDS = (
    "This account was taken, and nobody has said for certain that it is ours again. "
    "Whoever has it may change or delete what you post. Use another channel first."
)
NEXT_PART = "--- the next post ---"
CANNOT_SPLIT = "It is too long for a post, and cannot be split. Shorten it first."
PAGE_EMPTY = (
    "This page takes no words from outside. Copy the text first and paste it there."
)
PAGE_TOO_LONG = (
    "The text is too long for a page's address. Copy it first and paste it there."
)
MAIL_TOO_LONG = (
    "It is too long for an address that opens a mail program. Save it as an e-mail "
    "instead."
)
NOTHING_LEFT = "Nothing is left to do about it."


def doubt(key: str, name: str) -> str:
    """Say what speaks against an address; nothing for no doubt."""
    said = {"not-whole": NOT_WHOLE, "elsewhere": elsewhere(name)}
    return said.get(key, "")


def elsewhere(name: str) -> str:
    """Say that an address is on another site than the channel's."""
    return f"This address is not on {name}. Is it the right one?"


def way_line(name: str, account: str, parts: int) -> str:
    """Name a channel, our account there, and in how many posts it goes out."""
    ours = f", as {account}" if account else ""
    if not parts:
        return f"{name}{ours}: too long"
    return f"{name}{ours}: {counted(parts, 'post')}" if parts > 1 else f"{name}{ours}"


def is_out(when: str, address: str) -> str:
    """Say that it is out, since when and where."""
    return f"Out since {when}. {address}".rstrip()


def capture_owed(where: str, when: str) -> str:
    """Ask for a picture of what went out."""
    return (
        f"Take a picture of it as it stands on {where}, and file it. Out since {when}."
    )


def promise_line(sentence: str, when: str, *, tracked: bool) -> str:
    """Tell of a promise, when it is due, and whether somebody keeps it in view."""
    due = f" Due {when}." if when else ""
    return f"It promises: “{sentence}”{due}{' It is kept in view.' if tracked else ''}"
