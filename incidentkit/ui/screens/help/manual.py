"""The manual as parts, each under its own heading. Pure: it is given the text."""

import re
from dataclasses import dataclass

_HEADING = re.compile(r"^(#{2,3}) (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its heading, how deep it stands, and its text with what is under it."""

    title: str
    depth: int
    text: str

    @property
    def place(self) -> str:
        """What a link of the manual calls it."""
        return place_of(self.title)


def place_of(title: str) -> str:
    """Return how links name a heading."""
    return re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-")


def parts_of(text: str) -> tuple[Part, ...]:
    """Return every part of the manual in its order."""
    found = list(_HEADING.finditer(text))
    made = []
    for number, heading in enumerate(found):
        depth = len(heading[1])
        after = (h for h in found[number + 1 :] if len(h[1]) <= depth)
        end = next(after, None)
        body = text[heading.start() : end.start() if end else len(text)]
        made.append(Part(heading[2], depth, body))
    return tuple(made)
