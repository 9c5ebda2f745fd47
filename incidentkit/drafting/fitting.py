"""One message against all the channels it is meant for, at once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import msgspec

from incidentkit.drafting.counting import NO_LIMIT, byte_length, cut_at, length, measure
from incidentkit.drafting.cutting import Places, places_in
from incidentkit.drafting.domain_names import TopLevelNames, current_names
from incidentkit.drafting.links import find_links
from incidentkit.drafting.sms import wide_characters
from incidentkit.drafting.thread_split import Part, Thread, split_thread
from incidentkit.drafting.x_weight import LONGEST_TEXT
from incidentkit.platforms.platform import Confidence, Platform, TextLimit, Unit

_HASHTAG = re.compile(r"(?<![\w&/])#\w*[^\W\d_]\w*")


@dataclass(frozen=True, slots=True)
class Channel:
    """Where a message is to go.

    `server_limit` is what the server said of itself, for networks where each has its
    own; `warning` is a content warning, which counts too.
    """

    platform: Platform
    place: str = ""
    server_limit: int | None = None
    warning: str = ""

    @property
    def limit(self) -> TextLimit:
        """Return the limit that holds here."""
        known = self.platform.text(self.place) or NO_LIMIT
        if self.server_limit is None:
            return known
        return msgspec.structs.replace(known, limit=self.server_limit)

    def room(self, names: TopLevelNames) -> TextLimit:
        """Return the limit that is left beside the content warning."""
        limit, warning = self.limit, self.warning
        if not warning:
            return limit
        taken, in_bytes = length(warning, limit.unit, names), byte_length(warning)
        return msgspec.structs.replace(
            limit,
            limit=None if limit.limit is None else max(0, limit.limit - taken),
            most_bytes=limit.most_bytes and max(0, limit.most_bytes - in_bytes),
        )


@dataclass(frozen=True, slots=True)
class Fit:
    """How a message fits one channel.

    `used` and `limit` are in the channel's `unit`; `used_bytes` and `most_bytes` are a
    second limit, where there is one. `cut` is how many code points of the message fit.
    `parts` are the posts of it as they would go out: one when it fits, a numbered
    thread when it does not, none where it cannot be split, of which `blocked` says
    where. `wide` are the characters that make a text message dearer. `is_capped`: it
    was too long to be counted to its end.
    """

    slug: str
    place: str
    unit: Unit
    confidence: Confidence
    note: str
    used: int
    limit: int | None
    used_bytes: int
    most_bytes: int | None
    links: int
    most_links: int | None
    hashtags: int
    most_hashtags: int | None
    cut: int
    parts: tuple[str, ...]
    blocked: tuple[int, int] | None
    wide: tuple[str, ...]
    is_capped: bool

    @property
    def over_by(self) -> int:
        """How much too long it is in the channel's unit, 0 when it is not."""
        return _over(self.used, self.limit)

    @property
    def over_bytes(self) -> int:
        """How many bytes too long it is, 0 when it is not."""
        return _over(self.used_bytes, self.most_bytes)

    @property
    def fits(self) -> bool:
        """Whether it may go out as it is, as far as can be counted."""
        over = (
            self.over_by,
            self.over_bytes,
            _over(self.links, self.most_links),
            _over(self.hashtags, self.most_hashtags),
        )
        return not any(over) and not self.is_capped


@dataclass(frozen=True)
class _Message:
    """A text, and what is the same for every channel, found once."""

    text: str
    names: TopLevelNames

    @cached_property
    def counted(self) -> str:
        return self.text[:LONGEST_TEXT]

    @cached_property
    def places(self) -> Places:
        return places_in(self.counted, self.names)

    @cached_property
    def links(self) -> int:
        return len(find_links(self.counted, self.names))

    @cached_property
    def hashtags(self) -> int:
        return len(_HASHTAG.findall(self.counted))


def fit(
    text: str,
    channels: Iterable[Channel],
    names: TopLevelNames | None = None,
    *,
    with_parts: bool = True,
) -> tuple[Fit, ...]:
    """Count a message for every channel.

    Only its first `LONGEST_TEXT` characters are looked at. `with_parts` False leaves
    the threads out, which take longest: while somebody types.
    """
    message = _Message(text, names or current_names())
    return tuple(_fit(message, one, with_parts=with_parts) for one in channels)


def _fit(message: _Message, channel: Channel, *, with_parts: bool) -> Fit:
    limit, names, counted = channel.limit, message.names, message.counted
    room = channel.room(names)
    is_within = measure(message.text, room, names).fits
    thread = Thread((Part(0, len(message.text), message.text),))
    if not is_within:
        thread = _thread(message, room) if with_parts else Thread()
    beside = channel.warning
    return Fit(
        slug=channel.platform.slug,
        place=limit.place,
        unit=limit.unit,
        confidence=limit.confidence,
        note=limit.note,
        used=length(counted, limit.unit, names) + length(beside, limit.unit, names),
        limit=limit.limit,
        used_bytes=byte_length(counted) + byte_length(beside[:LONGEST_TEXT]),
        most_bytes=limit.most_bytes,
        links=message.links,
        most_links=channel.platform.most_links,
        hashtags=message.hashtags,
        most_hashtags=channel.platform.most_hashtags,
        cut=len(message.text) if is_within else _cut(message, room),
        parts=tuple(part.text for part in thread.parts),
        blocked=thread.blocked,
        wide=wide_characters(counted) if limit.unit is Unit.SMS_PARTS else (),
        is_capped=len(message.text) > LONGEST_TEXT,
    )


def _thread(message: _Message, room: TextLimit) -> Thread:
    return split_thread(message.text, room, message.names, message.places)


def _cut(message: _Message, room: TextLimit) -> int:
    return cut_at(message.counted, room, message.names, message.places.safe)


def _over(used: int, most: int | None) -> int:
    return 0 if most is None else max(0, used - most)
