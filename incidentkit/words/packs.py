"""What is said about packs: what was refused, who signed, and what became of each text."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from incidentkit.words.counts import counted

# Each follows "because".
PACK_RULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "not-a-pack": "it is no pack, or not all of it arrived",
        "too-large": "it is larger than a pack may be, in MiB",
        "later-version": "it was made by a later version of this program",
        "bad-signature": "it was changed after it was signed",
        "nothing-in-it": "there is nothing in it",
        "too-many": "it holds more texts than a pack may",
        "no-maker": "it does not say who made it",
        "maker-mixed": "letters of two alphabets stand together in its maker's name, so "
        "that it can pass for another",
        "bad-file-name": "one file in it has a name that is not used here",
        "file-twice": "two files in it have the same name",
        "item-too-large": "one text in it is too long",
    }
)

STANDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "new": "New here",
        "same": "The same as yours",
        "differs": "Differs from yours",
        "refused": "Cannot be used",
    }
)
OUR_OWN = "Signed on a machine of this kit"
UNKNOWN = "Nobody here knows this signature"
RING = (
    "Anybody can write a council's name into a pack. Ring them on a number that you "
    "know, and have them read these words to you:"
)
READ_OUT = "Whoever opens it will ring you. Read these words to them:"
NOT_TAKEN = "left"


def mixed_title(word: str) -> str:
    """Say that a title could pass for another."""
    return f"In “{word}” letters of two alphabets stand together"


def known_since(who: str, when: str) -> str:
    """Say that a signature was met before."""
    return f"You took texts with this signature before, from {who} on {when}"


def made(council: str, when: str, texts: int) -> str:
    """Say what a pack says of itself."""
    return f"It says that {council} made it on {when}, with {counted(texts, 'text')}."


def said_words(words: Sequence[str]) -> str:
    """Return the words of a fingerprint as they are read aloud."""
    return " ".join(words)


def origin(maker: str, words: str, *, compared: bool) -> str:
    """Say where a text came from."""
    how = "somebody compared the words" if compared else "nobody compared the words"
    return f"From a pack of {maker} ({words}; {how})"


KEPT_BESIDE = "Kept beside ours under another name"
TAKEN_FROM = "Taken from a pack"
OTHER_FILE_NAME = "The file is not named after the message in it"


def refused_line(line: int, said: str) -> str:
    """Say at which line a text is refused."""
    told = said.rstrip(".")
    return f"Line {line}: {told}." if line else f"{told}."
