"""New secrets: drawn evenly, and honest about how hard they are to guess.

`draw(n)` gives a number below n, each equally likely; it is the operating
system's unless a test hands in another. Nothing is ever reduced by a remainder,
which would make some characters likelier than others.
"""

import math
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

from incidentkit.accounts.secret import Secret
from incidentkit.errors import InvalidValueError

Draw = Callable[[int], int]

LOWER = "abcdefghijklmnopqrstuvwxyz"
UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
# Left out are those that platforms are known to refuse or change: quotes,
# backslash, angle brackets, ampersand, space.
SYMBOLS = "!#$%*+-./:=?@^_~"
# Easily taken for one another when somebody reads them from paper.
LOOKALIKES = frozenset("0O1lI5S2Z8B.:")

LEAST_CHARACTERS = 12
MOST_CHARACTERS = 128
LEAST_WORDS = 6
MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class CharacterPolicy:
    """A password of characters, with at least one of every class asked for."""

    length: int = 24
    lower: bool = True
    upper: bool = True
    digits: bool = True
    symbols: bool = True
    lookalikes: bool = False

    @property
    def classes(self) -> tuple[str, ...]:
        """The characters of each class asked for."""
        asked = (
            (self.lower, LOWER),
            (self.upper, UPPER),
            (self.digits, DIGITS),
            (self.symbols, SYMBOLS),
        )
        return tuple(self._kept(letters) for wanted, letters in asked if wanted)

    def _kept(self, letters: str) -> str:
        if self.lookalikes:
            return letters
        return "".join(c for c in letters if c not in LOOKALIKES)


@dataclass(frozen=True, slots=True)
class WordPolicy:
    """A passphrase of words from a list of 1,024 that differ in four letters.

    A sign stands between the words, or nothing when they have capitals. The digit is for platforms that insist on one.
    """

    words: int = 8
    between: str = "-"
    capitals: bool = False
    digit: bool = False


@dataclass(frozen=True, slots=True)
class Generated:
    """A new secret, and the bits somebody who knows the policy has to guess."""

    secret: Secret
    bits: float


def generate(
    policy: CharacterPolicy | WordPolicy | None = None,
    draw: Draw = secrets.randbelow,
) -> Generated:
    """Return a new secret; of 24 characters unless another policy is given.

    Raises:
        InvalidValueError: The policy asks for too little, too much, or nothing.
    """
    if isinstance(policy, WordPolicy):
        return _words(policy, draw)
    return _characters(policy or CharacterPolicy(), draw)


def _characters(policy: CharacterPolicy, draw: Draw) -> Generated:
    if not LEAST_CHARACTERS <= policy.length <= MOST_CHARACTERS:
        raise InvalidValueError("length", "characters-12-to-128")
    classes = policy.classes
    if not classes:
        raise InvalidValueError("characters", "no-characters")
    alphabet = "".join(classes)
    # Drawing whole passwords until one has every class leaves all those that
    # do equally likely; placing one of each class first would not.
    while True:
        text = "".join(alphabet[draw(len(alphabet))] for _ in range(policy.length))
        if all(any(c in letters for c in text) for letters in classes):
            return Generated(
                Secret(text, is_made=True), math.log2(_count(classes, policy.length))
            )


def _count(classes: tuple[str, ...], length: int) -> int:
    """How many texts of a length hold every class: by inclusion and exclusion."""
    total = sum(map(len, classes))
    return sum(
        (-1) ** n * (total - sum(map(len, left_out))) ** length
        for n in range(len(classes) + 1)
        for left_out in combinations(classes, n)
    )


def _words(policy: WordPolicy, draw: Draw) -> Generated:
    if not LEAST_WORDS <= policy.words <= MOST_WORDS:
        raise InvalidValueError("words", "words-6-to-16")
    # Words run together could be cut in more than one way, and fewer different
    # passphrases would come out than the bits claim; capitals show the cuts.
    if policy.between.isalnum() or len(policy.between) != (not policy.capitals):
        raise InvalidValueError("between", "one-sign-or-capitals")
    from shamir_mnemonic.wordlist import WORDLIST  # only when it is needed

    drawn = [WORDLIST[draw(len(WORDLIST))] for _ in range(policy.words)]
    shown = [word.capitalize() if policy.capitals else word for word in drawn]
    bits = policy.words * math.log2(len(WORDLIST))
    if policy.digit:
        shown.append(str(draw(10)))
        bits += math.log2(10)
    return Generated(Secret(policy.between.join(shown), is_made=True), bits)
