"""The parts of a message somebody wrote: greeting, question, signature, what it answers.

Only whole lines at the top and at the end are taken for a greeting or a signature, and
a message that is nothing else stays as it is.
"""

import re
from dataclasses import dataclass

_QUOTED = re.compile(
    r"^(>|on .{5,200} wrote:$|-{2,} ?original message|_{10,}$|from: |sent from my )",
    re.I,
)
_HELLO = r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|afternoon)"
_GREETING = re.compile(
    rf"^(?:{_HELLO}\b[^?\n,]{{0,60}}[,:!.]?|to whom it may concern[,:.]?)$", re.I
)
# A greeting that shares its line with the question: "Hi Sam, who posted this?"
_GREETING_BEFORE = re.compile(rf"^{_HELLO}\b(?: [^?\n,.:!]{{1,40}})?[,:!]\s+", re.I)
_KIND_WORDS = re.compile(
    r"^(?:i )?(?:trust|hope)\b[^?\n]{0,50}\b(?:well|good week|good day)[.!,]?$", re.I
)
_GOODBYE = re.compile(
    r"^(?:(?:with )?(?:kind|kindest|best|many|warm|all good)?\s*(?:regards|wishes)"
    r"|(?:with )?(?:many |best )?thanks(?: (?:again|in advance|and regards))?"
    r"|thank you(?: (?:again|in advance|very much))?"
    r"|yours(?: (?:sincerely|faithfully|truly))?|sincerely|all the best|best|cheers|kr)"
    r"[,.!]?(?P<rest>.*)$",
    re.I,
)
_NAMES = re.compile(r"\s*(?:[A-Z][\w'-]*\.?\s*){0,3}")
_DASHES = re.compile(r"^(?:--|__+|==+|\*\*+) ?$")


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in its parts. `written` is all but what it answers."""

    question: str
    signature: tuple[str, ...]
    written: str


def parts_of(body: str, name: str = "") -> Letter:
    """Return the parts of a message from somebody of that name."""
    lines = body.split("\n")
    quoted = (at for at, line in enumerate(lines) if _QUOTED.match(line.strip()))
    lines = lines[: next(quoted, len(lines))]
    written = "\n".join(lines).strip()
    asked = _without_greeting(lines)
    end = _end_of(asked, name)
    question = "\n".join(asked[:end]).strip() or written
    signature = tuple(line.strip() for line in asked[end:] if line.strip())
    return Letter(question, signature, written)


def _without_greeting(lines: list[str]) -> list[str]:
    rest = list(lines)
    while rest and _is_greeting(rest[0].strip()):
        rest.pop(0)
    if rest:
        rest[0] = _GREETING_BEFORE.sub("", rest[0].strip())
    return rest


def _is_greeting(line: str) -> bool:
    return not line or bool(_GREETING.match(line) or _KIND_WORDS.match(line))


def _end_of(lines: list[str], name: str) -> int:
    """Return where the signature begins."""
    for at, line in enumerate(lines):
        if _signs(line.strip(), name):
            return at
    return len(lines)


def _signs(line: str, name: str) -> bool:
    goodbye = _GOODBYE.match(line)
    if goodbye and _NAMES.fullmatch(goodbye["rest"]):
        return True
    names = {name.casefold(), name.partition(" ")[0].casefold()} - {""}
    return bool(_DASHES.match(line)) or line.rstrip(",.").casefold() in names
