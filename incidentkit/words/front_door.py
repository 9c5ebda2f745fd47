"""The first question of every response, and what a response is called before much is known."""

from collections.abc import Mapping
from types import MappingProxyType

SEEN = "What have you seen?"
FROM_WHAT_WAS_SEEN = "Taken from what was seen at the start"
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "locked-out": "We cannot get into one of our accounts",
        "not-us": "An account of ours posts or sends things that none of us did",
        "our-mistake": "Something was posted that should not have been, "
        "and we know how",
        "nobody-knows": "Something was posted, and nobody knows who did it",
        "fake-account": "There is a fake account in our name",
        "press": "A reporter is asking us about something",
        "comments": "Comments threaten, abuse, mislead or pile up",
    }
)
WHICH = "Which account is it?"
_WHICH_OF: Mapping[str, str] = MappingProxyType(
    {
        "fake-account": "Which of our accounts does it copy?",
        "comments": "Which account are they under?",
    }
)
ENQUIRY = "Who asks, what, and by when?"
BEGUN_TOGETHER = "Both were begun together, because nobody knows who did it."
MESSAGE = "The message as it was sent to us"
_TITLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "locked-out": ("We cannot get into {}", "We cannot get into an account"),
        "not-us": (
            "Somebody else may be using {}",
            "Somebody else may be using one of our accounts",
        ),
        "our-mistake": (
            "A post on {} that should not be there",
            "A post that should not be there",
        ),
        "nobody-knows": (
            "A post on {} that nobody can explain",
            "A post that nobody can explain",
        ),
        "fake-account": ("A fake of {}", "A fake account in our name"),
        "comments": ("Comments under {}", "Comments that harm"),
    }
)


def second(key: str) -> str:
    """Return the second question for what was seen."""
    return ENQUIRY if key == "press" else _WHICH_OF.get(key, WHICH)


def title(key: str, says: str, account: str = "", outlet: str = "") -> str:
    """Return what a response is called: without a name or a cause nobody is sure of."""
    if key == "press":
        return f"Enquiry from {outlet}" if outlet else "An enquiry from the press"
    named, unnamed = _TITLES.get(key, (f"{says}: {{}}", says))
    return named.format(account) if account else unnamed
