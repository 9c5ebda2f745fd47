"""How hard a passphrase would be to guess, and why.

Length comes first: a short one is refused whatever it is made of. The guess of
how many tries it takes is zxcvbn's.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from incidentkit.errors import WeakPassphraseError

LEAST_CHARACTERS = 15
# Ten thousand million guesses: years for one fast machine against our key derivation.
LEAST_SCORE = 4
# The estimator takes no more. What follows is not counted, so that a long
# passphrase is at worst estimated too low.
_ESTIMATED_CHARACTERS = 72
# What is left when the worst part is taken off must still be worth something.
_LEAST_PERSONAL = 3


@dataclass(frozen=True, slots=True)
class Strength:
    """An estimate. `score` runs from 0, guessed at once, to 4, out of reach.

    `reason_key` and `suggestion_keys` are keys of `incidentkit.words.passphrases`.
    """

    score: int
    guesses_log10: float
    reason_key: str
    suggestion_keys: tuple[str, ...] = ()

    @property
    def is_enough(self) -> bool:
        """Whether a kit may be opened with it."""
        return self.score >= LEAST_SCORE and self.reason_key == "hard-to-guess"


def estimate(passphrase: str, personal: tuple[str, ...] = ()) -> Strength:
    """Return how hard a passphrase is to guess for somebody who knows the person.

    `personal` is what such a person would try first: names, the council's name.
    """
    from zxcvbn import zxcvbn  # only when it is needed

    text = unicodedata.normalize("NFKC", passphrase)
    if not text:
        return Strength(0, 0.0, "empty", ("more-words",))
    known = sorted({part for name in personal for part in _parts(name)})
    # The estimator takes the spaces between well-known words for hard guesses;
    # somebody who tries names and phrases does not.
    spellings = {text, _joined(text)} - {""}
    found = [zxcvbn(t[:_ESTIMATED_CHARACTERS], user_inputs=known) for t in spellings]
    return _strength(text, min(found, key=lambda one: one["guesses_log10"]))


def check(passphrase: str, personal: tuple[str, ...] = ()) -> Strength:
    """Return the estimate of a passphrase that is good enough.

    Raises:
        WeakPassphraseError: It is not, and why.
    """
    strength = estimate(passphrase, personal)
    if not strength.is_enough:
        raise WeakPassphraseError(strength.reason_key)
    return strength


def _strength(text: str, found: Mapping[str, Any]) -> Strength:
    score, guesses_log10 = int(found["score"]), float(found["guesses_log10"])
    if len(text) < LEAST_CHARACTERS:
        return Strength(
            min(score, LEAST_SCORE - 1), guesses_log10, "too-short", ("more-words",)
        )
    if score >= LEAST_SCORE:
        return Strength(score, guesses_log10, "hard-to-guess")
    reason = _weakest(found["sequence"])
    return Strength(score, guesses_log10, reason, _SUGGESTIONS[reason])


def _joined(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _parts(name: str) -> tuple[str, ...]:
    words = unicodedata.normalize("NFKC", name).casefold().split()
    whole = "".join(words)
    return tuple(w for w in (*words, whole) if len(w) >= _LEAST_PERSONAL)


def _weakest(sequence: Iterable[Mapping[str, Any]]) -> str:
    """What the longest part that can be guessed as one piece is."""
    parts = [part for part in sequence if part["pattern"] != "bruteforce"]
    if not parts:
        return "easy-to-guess"
    longest = max(parts, key=lambda part: len(part["token"]))
    if longest["pattern"] == "dictionary":
        return _DICTIONARIES.get(longest["dictionary_name"], "common-words")
    return _PATTERNS.get(longest["pattern"], "easy-to-guess")


_DICTIONARIES: Mapping[str, str] = MappingProxyType(
    {
        "user_inputs": "about-you",
        "passwords": "common-password",
        "male_names": "names",
        "female_names": "names",
        "surnames": "names",
    }
)
_PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        "spatial": "keyboard-row",
        "repeat": "repeats",
        "sequence": "sequence",
        "regex": "dates",
        "date": "dates",
    }
)
_SUGGESTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "about-you": ("nothing-about-you", "more-words"),
        "common-password": ("unrelated-words", "no-clever-spelling"),
        "common-words": ("more-words", "unrelated-words"),
        "names": ("unrelated-words", "more-words"),
        "keyboard-row": ("unrelated-words", "more-words"),
        "repeats": ("unrelated-words", "more-words"),
        "sequence": ("unrelated-words", "more-words"),
        "dates": ("unrelated-words", "nothing-about-you"),
        "easy-to-guess": ("more-words", "unrelated-words"),
    }
)
REASONS = frozenset({"empty", "too-short", "hard-to-guess", *_SUGGESTIONS})
SUGGESTIONS = frozenset(key for keys in _SUGGESTIONS.values() for key in keys)
