"""Hearing words over the telephone: which of them are not those of a request."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from incidentkit.desk.joining import words_of
from incidentkit.vault.joining import JoinRequest
from incidentkit.vault.session import Session


@dataclass(frozen=True, slots=True)
class Heard:
    """What was typed while somebody read their words out.

    `differing` are the places, from 1, where the word typed is not the request's
    (places where nothing was typed are not among them). `request` is set when every
    word is right.
    """

    typed: tuple[str, ...] = ()
    of: int = 0
    differing: tuple[int, ...] = ()
    request: JoinRequest | None = None

    @property
    def is_whole(self) -> bool:
        """Whether as many words were typed as are read out."""
        return len(self.typed) == self.of

    @property
    def is_other(self) -> bool:
        """Whether so many differ that another request must be meant."""
        return 2 * len(self.differing) >= max(2, len(self.typed))


def listen(session: Session, asking: Sequence[JoinRequest], said: str) -> Heard:
    """Compare what was typed with the nearest of the requests under one name.

    Anybody can leave a request in a name, so there may be more than one. The words
    of a request are never returned: they have to come over the telephone. A last
    word that may still be being typed counts only when it is right.
    """
    plain = said.lower().replace(",", " ")
    typed = tuple(plain.split())
    found = [_compared(typed, words_of(session, one), one) for one in asking]
    nearest = min(found, key=lambda one: len(one.differing), default=Heard(typed))
    if plain[-1:].isspace() or len(typed) not in nearest.differing:
        return nearest
    return replace(nearest, typed=typed[:-1], differing=nearest.differing[:-1])


def _compared(
    typed: tuple[str, ...], words: tuple[str, ...], request: JoinRequest
) -> Heard:
    padded = (*words, *("",) * (len(typed) - len(words)))
    pairs = zip(typed, padded, strict=False)
    differing = tuple(n for n, (one, other) in enumerate(pairs, 1) if one != other)
    whole = request if typed == words else None
    return Heard(typed, len(words), differing, whole)
