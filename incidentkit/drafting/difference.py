"""What differs between two contents: words taken out and put in, channels, pictures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from incidentkit.drafting.content import Content

_WORDS = re.compile(r"\s+|[^\s]+")
_MOST = 4_000


class Part(StrEnum):
    """What became of some words."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words, and what became of them."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What was changed. `pictures` and `alts` count those that are not as before."""

    words: tuple[Words, ...] = ()
    channels_in: tuple[str, ...] = ()
    channels_out: tuple[str, ...] = ()
    pictures: int = 0
    alts: tuple[tuple[str, str], ...] = ()

    @property
    def is_in_words(self) -> bool:
        """Whether the text itself differs."""
        return any(one.part is not Part.SAME for one in self.words)


def difference(old: Content, new: Content) -> Difference:
    """Return what was changed from one content to another."""
    before, after = list(old.images), list(new.images)
    pictures = {i.sha256 for i in before} ^ {i.sha256 for i in after}
    alts = {image.sha256: image.alt for image in before}
    return Difference(
        words=tuple(words_changed(old.text, new.text)),
        channels_in=tuple(sorted(new.channels - old.channels)),
        channels_out=tuple(sorted(old.channels - new.channels)),
        pictures=len(pictures),
        alts=tuple(
            (alts[image.sha256], image.alt)
            for image in after
            if image.sha256 in alts and alts[image.sha256] != image.alt
        ),
    )


def words_changed(old: str, new: str) -> Iterator[Words]:
    """Yield the words of both texts in order, what was taken out before what came in.

    Texts of thousands of words are shown whole: one out, one in.
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if old == new or len(before) + len(after) > _MOST:
        yield from _whole(old, new)
        return
    for what, a1, a2, b1, b2 in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if what == "equal":
            yield Words(Part.SAME, "".join(before[a1:a2]))
            continue
        if a2 > a1:
            yield Words(Part.OUT, "".join(before[a1:a2]))
        if b2 > b1:
            yield Words(Part.IN, "".join(after[b1:b2]))


def _whole(old: str, new: str) -> Iterator[Words]:
    if old == new:
        yield Words(Part.SAME, new)
        return
    yield Words(Part.OUT, old)
    yield Words(Part.IN, new)
