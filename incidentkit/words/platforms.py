"""What people read about what a network lets a page do with comments."""

from collections.abc import Mapping
from types import MappingProxyType

RUNG_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "hide": "Hide the comment",
        "delete": "Delete the comment",
        "limit": "Limit who can reply",
        "close": "Close replies",
        "filter": "Filter words",
        "mute": "Mute the author",
        "restrict": "Restrict the author",
        "report": "Report it to the network",
        "block": "Block the author",
    }
)

SEES_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "nobody": "Nobody sees it any more.",
        "author": "Only whoever wrote it still sees it.",
        "author-and-friends": "Whoever wrote it and their friends still see it.",
        "whoever-looks": "Anybody who opens the hidden replies still sees it.",
        "everyone": "Everybody else still sees it.",
    }
)

POSSIBLE_WORDS: Mapping[bool | None, str] = MappingProxyType(
    {
        True: "This network has it.",
        False: "This network does not have it.",
        None: "Not confirmed. Look on the network before you rely on it.",
    }
)

TOLD_WORDS: Mapping[bool | None, str] = MappingProxyType(
    {
        True: "The network tells the author.",
        False: "The network does not tell the author.",
        None: "Whether the network tells the author is not confirmed.",
    }
)
