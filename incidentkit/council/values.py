"""Reading the texts that settings are kept as."""

import re
from urllib.parse import urlsplit

from incidentkit.errors import InvalidValueError

LONGEST_LINE = 200
LONGEST_TEXT = 4_000
MOST_ITEMS = 60
_DOMAIN = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))+")
_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


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


def lines_of(field: str, text: str) -> tuple[str, ...]:
    """Return the lines of a text that say something, each tidied.

    Raises:
        InvalidValueError: They are too many or too long, or hide something.
    """
    found = (one_line(field, line) for line in _BREAKS.split(text))
    lines = tuple(line for line in found if line)
    if len(lines) > MOST_ITEMS:
        raise InvalidValueError(field, "too-many")
    return lines


def several_lines(field: str, text: str) -> str:
    """Return a text of several lines, tidied, with at most one empty line together.

    Raises:
        InvalidValueError: It is too long, or hides something.
    """
    kept: list[str] = []
    for line in _BREAKS.split(text.strip()):
        tidy = one_line(field, line, LONGEST_TEXT)
        if tidy or (kept and kept[-1]):
            kept.append(tidy)
    whole = "\n".join(kept).strip("\n")
    if len(whole) > LONGEST_TEXT:
        raise InvalidValueError(field, "too-long")
    return whole


def web_address(field: str, text: str) -> str:
    """Return a secure address of a web page, or nothing.

    Raises:
        InvalidValueError: It is something else.
    """
    line = one_line(field, text)
    if line and not _is_web_address(line):
        raise InvalidValueError(field, "web-address")
    return line


def domains_of(field: str, text: str) -> tuple[str, ...]:
    """Return the domains in a text, each once, sorted, without a leading @.

    Raises:
        InvalidValueError: One of them is not a domain.
    """
    words = text.lower().replace(",", " ").replace(";", " ").split()
    domains = sorted({word.removeprefix("@") for word in words})
    if not all(_whole_domain(domain) for domain in domains):
        raise InvalidValueError(field, "email-domains")
    return tuple(domains)


def email_domains(text: str) -> tuple[str, ...]:
    """Return the council's own domains in a text; as `domains_of` refuses."""
    return domains_of("own_email_domains", text)


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


def _whole_domain(text: str) -> bool:
    return len(text) <= 253 and _DOMAIN.fullmatch(text) is not None
