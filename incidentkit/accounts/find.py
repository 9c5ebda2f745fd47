"""Finding the account somebody means by a few letters."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from incidentkit.errors import SeveralMatchError, UnknownNameError
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.accounts import account_name

_LEAST_OF_AN_ID = 8
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Name:
    """What one account answers to."""

    subject: SubjectId
    platform: str
    handle: str
    is_live: bool = True

    @property
    def label(self) -> str:
        """What the account is called in a list."""
        return account_name(self.platform, self.handle)


def find(names: Iterable[Name], text: str) -> SubjectId:
    """Return the one account that `text` means.

    It may be a handle, with or without @; a platform; both with a slash, colon
    or space between; what lists call it; the beginning of any of these; or of an account's id. What
    matches wholly goes before what only begins so, and live before closed.

    Raises:
        UnknownNameError: Nothing matches.
        SeveralMatchError: More than one account does, and none more than others.
    """
    asked = _plain(text)
    known = tuple(names)
    for is_live in (True, False):
        among = tuple(name for name in known if name.is_live is is_live)
        for matches in (_is_called, _begins):
            found = _matching(among, asked, matches)
            if len(found) == 1:
                return found[0].subject
            if found:
                labels = tuple(sorted(n.label for n in found)[:_MOST_NAMED])
                raise SeveralMatchError("account", text, labels)
    return _by_id(known, text)


def _matching(
    names: Iterable[Name], asked: str, matches: Callable[[Name, str], bool]
) -> tuple[Name, ...]:
    return tuple(name for name in names if asked and matches(name, asked))


def _by_id(names: tuple[Name, ...], text: str) -> SubjectId:
    start = text.strip().casefold()
    found = [n for n in names if n.subject.hex().startswith(start)]
    if len(start) >= _LEAST_OF_AN_ID and len(found) == 1:
        return found[0].subject
    raise UnknownNameError("account", text)


def _is_called(name: Name, asked: str) -> bool:
    return asked in _spellings(name)


def _begins(name: Name, asked: str) -> bool:
    return any(spelling.startswith(asked) for spelling in _spellings(name))


def _spellings(name: Name) -> tuple[str, ...]:
    platform, handle = _plain(name.platform), _plain(name.handle)
    return (handle, platform, f"{platform} {handle}", _plain(name.label))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(folded.replace("/", " ").replace(":", " ").replace("@", "").split())
