"""How easy a passphrase would be to guess, why, and what would be better."""

from collections.abc import Mapping
from types import MappingProxyType

# Each follows 'because'.
WHY_WEAK: Mapping[str, str] = MappingProxyType(
    {
        "empty": "there is nothing in it",
        "too-short": "it has fewer than 15 characters",
        "about-you": "it is made of your name or the council's, which are tried first",
        "common-password": "it is among the first that a program would try",
        "common-words": "its words are common ones and there are too few of them",
        "names": "it is made of names, and lists of names are quickly tried",
        "keyboard-row": "it follows the keys of a keyboard",
        "repeats": "it repeats itself, which adds next to nothing",
        "sequence": "it holds letters or digits in their usual order",
        "dates": "it holds a date or a year, and those are quickly tried",
        "easy-to-guess": "a program could guess it in a short time",
    }
)

# Each is a whole sentence.
WHAT_HELPS: Mapping[str, str] = MappingProxyType(
    {
        "more-words": "Add another word or two.",
        "unrelated-words": "Take words that have nothing to do with each other.",
        "no-clever-spelling": "Signs in place of letters do not help, so leave them out.",
        "nothing-about-you": "Leave out names, places and dates of yours or the "
        "council's.",
    }
)

GOOD_ENOUGH = "This would take too long to guess, even for somebody who has the kit."


def why_weak(reason: str) -> str:
    """Return why a passphrase is weak, in general words for a reason without any."""
    return WHY_WEAK.get(reason, WHY_WEAK["easy-to-guess"])


def what_helps(suggestion: str) -> str:
    """Return a suggestion for a better passphrase as a sentence."""
    return WHAT_HELPS.get(suggestion, WHAT_HELPS["more-words"])


def strength_sentence(reason: str) -> str:
    """Return what to say of a passphrase as it is typed, weak or not."""
    if reason == "hard-to-guess":
        return GOOD_ENOUGH
    return f"This would be too easy to guess, because {why_weak(reason)}."
