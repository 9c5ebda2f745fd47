"""What goes out with a text: the channels, pictures with their alt text, the language."""

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from incidentkit.crypto.chunks import Sink
from incidentkit.drafting import entries as e
from incidentkit.drafting.content import text_digest
from incidentkit.drafting.drafts import (
    CHANNELS,
    LANGUAGE,
    PAIRED,
    PICTURE_ADDED,
    PICTURE_DESCRIBED,
    PICTURE_REMOVED,
)
from incidentkit.drafting.shelf import Shelf, replaced
from incidentkit.drafting.state import DraftState, Picture
from incidentkit.errors import (
    FileUnreadableError,
    InvalidValueError,
    UnknownNameError,
)
from incidentkit.platforms.platform import Platform
from incidentkit.vault.evidence import EvidenceFolder, SealedFile, durable
from incidentkit.vault.kinds import Digest, SubjectId
from incidentkit.vault.watching import Reading, Watch, Writing, unwatched

OTHER_CHANNELS = frozenset({"website", "email", "intranet", "press", "print"})
MOST_PICTURES = 10


@dataclass(frozen=True, slots=True)
class PairStanding:
    """The same message in the other language. It is stale when its source has changed."""

    other: SubjectId
    text: str
    language: str
    is_original: bool
    is_stale: bool


class Belongings:
    """Says what goes out with a text. Whatever is said here voids its approvals."""

    def __init__(self, shelf: Shelf, platforms: Mapping[str, Platform]) -> None:
        self._shelf = shelf
        self._platforms = platforms
        self._files = EvidenceFolder(shelf.session.kit.places)

    def choose_channels(
        self,
        draft: SubjectId,
        channels: Iterable[str],
        seen: Iterable[bytes] | None = None,
    ) -> None:
        """Say where the text goes out: all of it at once.

        `seen` are the entries that held what it was chosen from; by default all.

        Raises:
            InvalidValueError: There is none.
            UnknownNameError: There is no such channel.
        """
        wanted = tuple(dict.fromkeys(channels))
        if not wanted:
            raise InvalidValueError("channel", "empty")
        for channel in wanted:
            self.check_channel(channel)
        state = self._state(draft)
        if set(wanted) != set(state.channels) or state.chosen.in_conflict:
            replaces = replaced(state.chosen.digests, seen)
            self._shelf.write(draft, CHANNELS, e.ChannelsChosen(wanted, replaces))

    def check_channel(self, channel: str) -> None:
        """Refuse a channel that there is not.

        Raises:
            UnknownNameError: There is none of that name.
        """
        if channel not in self._platforms and channel not in OTHER_CHANNELS:
            raise UnknownNameError("channel", channel)

    def add_picture(
        self,
        draft: SubjectId,
        path: Path,
        about: e.About = e.About(),  # noqa: B008
        watch: Watch = unwatched,
    ) -> Picture:
        """Put a file with a text. `watch` counts in KiB and may end it by raising.

        Raises:
            FileUnreadableError: It cannot be read, or is no file.
            As `take_picture`.
        """
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise FileUnreadableError(str(path))
            with path.open("rb") as file:
                return self.take_picture(draft, path.name, file, about, watch)
        except OSError as cause:
            raise FileUnreadableError(str(path)) from cause

    def take_picture(
        self,
        draft: SubjectId,
        name: str,
        data: BinaryIO,
        about: e.About = e.About(),  # noqa: B008
        watch: Watch = unwatched,
    ) -> Picture:
        """Put what can be read with a text, under a name; it lies nowhere else.

        Raises:
            InvalidValueError: There are too many, or the alt text is too long.
            SecretInTextError: The alt text holds a stored secret.
            DiskFullError, ReadOnlyError, WriteFailedError: It was not kept.
        """
        if len(self._state(draft).pictures) >= MOST_PICTURES:
            raise InvalidValueError("picture", "too-many")
        self._shelf.accept(alt=about.alt)
        name = os.fsencode(name).decode("utf-8", "replace")
        kept = self._files.seal(Reading(data, name, watch))
        body = e.PictureAdded(name, kept.file, kept.key, kept.sha256, kept.size, about)
        return self.picture(draft, self._shelf.write(draft, PICTURE_ADDED, body))

    def describe_picture(
        self,
        draft: SubjectId,
        picture: bytes,
        about: e.About,
        seen: Iterable[bytes] | None = None,
    ) -> None:
        """Say what a picture shows, and whether it may be used: all of it at once.

        Raises:
            UnknownNameError: There is no such picture.
            InvalidValueError, SecretInTextError: As `take_picture`.
        """
        self._shelf.accept(alt=about.alt)
        found = self.picture(draft, picture)
        if about == found.about and not found.said.in_conflict:
            return
        body = e.PictureDescribed(picture, about, replaced(found.said.digests, seen))
        self._shelf.write(draft, PICTURE_DESCRIBED, body)

    def remove_picture(
        self, draft: SubjectId, picture: bytes, reason: str = ""
    ) -> None:
        """Say that a picture does not go out; the file itself stays in the kit.

        Raises:
            UnknownNameError: There is no such picture.
        """
        self._shelf.accept(reason=reason)
        self.picture(draft, picture)
        self._shelf.write(draft, PICTURE_REMOVED, e.PictureRemoved(picture, reason))

    def picture(self, draft: SubjectId, picture: bytes) -> Picture:
        """Return a picture by its entry.

        Raises:
            UnknownNameError: There is no such picture.
        """
        found = (p for p in self._state(draft).pictures if p.entry == picture)
        one = next(found, None)
        if one is None:
            raise UnknownNameError("picture", picture.hex()[:8])
        return one

    def is_here(self, picture: Picture) -> bool:
        """Whether the file of a picture is on this machine."""
        body = self._shelf.session.fact(Digest(picture.entry)).body
        return isinstance(body, e.PictureAdded) and self._files.holds(body.file)

    def read_picture(self, picture: Picture, sink: Sink) -> None:
        """Write a picture as it was handed in.

        Raises:
            FileUnreadableError: The file is not on this machine yet.
            RefusedError: It was changed; what reached `sink` must be thrown away.
        """
        body = self._shelf.session.fact(Digest(picture.entry)).body
        if not isinstance(body, e.PictureAdded):
            raise FileUnreadableError(picture.name)
        self._files.open(SealedFile(body.file, body.key, body.sha256, body.size), sink)

    def write_out(
        self, picture: Picture, target: Path, watch: Watch = unwatched
    ) -> None:
        """Write a picture to a file as it was handed in; it appears only when whole.

        Raises:
            As `read_picture`; no file is left.
        """
        with durable(target) as sink:
            self.read_picture(picture, Writing(sink, picture.size, watch))

    def set_language(self, draft: SubjectId, language: str) -> None:
        """Say which language the text is in.

        Raises:
            UnknownNameError: It is neither `en` nor `cy`.
        """
        if language not in e.LANGUAGES:
            raise UnknownNameError("language", language)
        state = self._state(draft)
        if language != state.language or state.spoken.in_conflict:
            body = e.LanguageSet(language, replaced(state.spoken.digests, None))
            self._shelf.write(draft, LANGUAGE, body)

    def translated_from(self, draft: SubjectId, other: SubjectId) -> None:
        """Say that a text is the translation of another as that stands now.

        Raises:
            InvalidValueError: It is the same draft, or in the same language.
            UnknownNameError: There is no such draft of the incident.
        """
        state, source = self._state(draft), self._state(other)
        if source.incident != state.incident:
            raise UnknownNameError("draft", other.hex()[:8])
        if other == draft or source.language == state.language:
            raise InvalidValueError("pair", "same-language")
        made_from = text_digest(source.current_text)
        body = e.Paired(other, made_from, replaced(state.pairing.digests, None))
        self._shelf.write(draft, PAIRED, body)

    def part_pair(self, draft: SubjectId) -> None:
        """Say that a text has no pair."""
        state = self._state(draft)
        if state.pair is not None:
            body = e.Paired(b"", replaces=replaced(state.pairing.digests, None))
            self._shelf.write(draft, PAIRED, body)

    def pair(self, draft: SubjectId) -> PairStanding | None:
        """Return how the same message in the other language stands, if there is one."""
        state = self._state(draft)
        rows = {r.draft: r.state for r in self._shelf.rows(state.incident)}
        said = state.pair
        if said is not None and said.other in rows:
            source = rows[SubjectId(said.other)]
            return _standing(SubjectId(said.other), source, said.made_from, source)
        for other, made in rows.items():
            if made.pair is not None and made.pair.other == draft:
                return _standing(other, made, made.pair.made_from, state)
        return None

    def _state(self, draft: SubjectId) -> DraftState:
        return self._shelf.found(draft)[1]


def _standing(
    other: SubjectId, its: DraftState, made_from: bytes, source: DraftState
) -> PairStanding:
    is_stale = source.text.in_conflict or text_digest(source.current_text) != made_from
    return PairStanding(other, its.current_text, its.language, its is source, is_stale)
