"""How long a text is on Mastodon and its kind: each server has a limit of its own."""

import re

from incidentkit.drafting.domain_names import TopLevelNames
from incidentkit.drafting.emoji import grapheme_ends
from incidentkit.drafting.links import find_links

_LINK = "x" * 23
_PROTOCOL = re.compile(r"https?://", re.IGNORECASE | re.ASCII)
# A server's name ends in a letter or digit: the full stop after it is the sentence's.
_MENTION = re.compile(r"(?<![\w/=@])(@\w(?:[\w.-]{0,255}\w)?)@[\w.-]{0,255}\w")


def fediverse_length(text: str, names: TopLevelNames) -> int:
    """Count a text: a link with its protocol is 23, a full address only its name."""
    for link in reversed(find_links(text, names)):
        if _PROTOCOL.match(link.text):
            text = text[: link.start] + _LINK + text[link.end :]
    return len(grapheme_ends(_MENTION.sub(r"\1", text)))
