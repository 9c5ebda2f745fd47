"""Evidence: taken in, hashed, sealed, and never changed afterwards."""

import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from incidentkit.crypto.chunks import Sink
from incidentkit.errors import (
    FileUnreadableError,
    SeveralMatchError,
    UnknownNameError,
)
from incidentkit.incidents import entries as e
from incidentkit.incidents import kinds as k
from incidentkit.incidents.recorder import Recorder, require_text
from incidentkit.incidents.state import EvidenceItem
from incidentkit.vault.evidence import EvidenceFolder, SealedFile, durable
from incidentkit.vault.kinds import Body, Kind, SubjectId
from incidentkit.vault.watching import Reading, Writing, unwatched


@dataclass(frozen=True, slots=True)
class Source:
    """Where evidence comes from: the step it is for, what it is and where it stood.

    `shown` is what the platform showed of a post: whose, when, how often it was seen.
    """

    step: str = ""
    what: str = ""
    address: str = ""
    by: str = ""
    at_ms: int = 0
    settles: bytes = b""
    shown: e.AsShown = field(default_factory=e.AsShown)


class Custody:
    """Takes evidence in for an incident, and gives it out again."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._evidence = EvidenceFolder(recorder.session.kit.places)

    def file(
        self,
        incident: SubjectId,
        path: Path,
        source: Source,
        watch: Callable[[int, int], None] = unwatched,
    ) -> EvidenceItem:
        """Take a file into evidence.

        Also after the closing: evidence is never refused for coming late.

        Raises:
            FileUnreadableError: It cannot be read, or is no file.
            As `stream`.
        """
        try:
            # What never ends, or waits for somebody to write into it, is no evidence.
            if not stat.S_ISREG(path.stat().st_mode):
                raise FileUnreadableError(str(path))
            with path.open("rb") as file:
                return self.stream(incident, path.name, file, source, watch)
        except OSError as cause:
            raise FileUnreadableError(str(path)) from cause

    def stream(
        self,
        incident: SubjectId,
        name: str,
        data: BinaryIO,
        source: Source,
        watch: Callable[[int, int], None] = unwatched,
    ) -> EvidenceItem:
        """Take what can be read into evidence, under a name; it lies nowhere else.

        `watch` is told how much is sealed, in KiB, and may end it by raising: then
        nothing was filed and nothing is left.

        Raises:
            FileUnreadableError: It cannot be read to its end.
            UnknownNameError: There is no such step, or nothing of the kind is owed.
            SecretInTextError: Its description holds a stored secret.
            DiskFullError, ReadOnlyError, WriteFailedError: It was not kept.
        """
        step = self._checked(incident, source)  # before anything is sealed
        name = os.fsencode(name).decode("utf-8", "replace")
        sealed = self._evidence.seal(Reading(data, name, watch))
        body = _file_body(step, name, sealed, source)
        return self._filed(incident, k.EVIDENCE_FILED, body)

    def text(self, incident: SubjectId, text: str, source: Source) -> EvidenceItem:
        """Take a text into evidence, with the address it stood at.

        A stored secret in the text itself is no reason to refuse it: that
        somebody published one is what has to be proved.
        """
        require_text("text", text)
        body = e.TextFiled(
            step=self._checked(incident, source),
            text=text,
            sha256=hashlib.sha256(text.encode()).digest(),
            what=source.what,
            address=source.address,
            by=source.by,
            at_ms=source.at_ms,
            settles=source.settles,
            shown=source.shown,
        )
        return self._filed(incident, k.TEXT_FILED, body)

    def held_elsewhere(
        self, incident: SubjectId, source: Source, device: str, person: str
    ) -> EvidenceItem:
        """Write down that somebody has the evidence; it stays open until it is filed."""
        for name, value in (
            ("what", source.what),
            ("device", device),
            ("person", person),
        ):
            require_text(name, value)
        self._recorder.check_texts(device=device, person=person)
        step = self._checked(incident, source)
        at_ms = source.at_ms or self._recorder.session.clock.now_ms()
        body = e.HeldElsewhere(
            step, source.what, device, person, at_ms, source.address, source.shown
        )
        return self._filed(incident, k.HELD_ELSEWHERE, body)

    def find(self, incident: SubjectId, entry: str) -> EvidenceItem:
        """Return the item whose entry begins like this.

        Raises:
            UnknownNameError, SeveralMatchError: None, or more than one.
        """
        items = self._recorder.state(incident).evidence
        found = [i for i in items if entry and i.digest.hex().startswith(entry.lower())]
        if not found:
            raise UnknownNameError("evidence", entry)
        if len(found) > 1:
            names = tuple(item.digest.hex()[:8] for item in found)
            raise SeveralMatchError("evidence", entry, names)
        return found[0]

    def write_out(
        self,
        item: EvidenceItem,
        target: Path,
        watch: Callable[[int, int], None] = unwatched,
    ) -> None:
        """Write evidence to a file as it was handed in; it appears only when it is whole.

        `watch` is told how much is written, in KiB, and may end it by raising.

        Raises:
            FileUnreadableError, RefusedError: As `read`; no file is left.
        """
        with durable(target) as sink:
            self.read(item, Writing(sink, item.size, watch))

    def read(self, item: EvidenceItem, sink: Sink) -> None:
        """Write evidence as it was handed in.

        Raises:
            FileUnreadableError: The file is not on this machine yet.
            RefusedError: It was changed; what reached `sink` must be thrown away.
        """
        body = self._recorder.session.fact(item.digest).body
        match body:
            case e.EvidenceFiled(file=file, key=key, sha256=sha256, size=size):
                self._evidence.open(SealedFile(file, key, sha256, size), sink)
            case e.TextFiled(text=text):
                sink.write(text.encode())
            case _:
                raise FileUnreadableError(item.what)

    def _filed(self, incident: SubjectId, kind: Kind, body: Body) -> EvidenceItem:
        digest = self._recorder.write(incident, kind, body)
        state = self._recorder.state(incident)
        return next(item for item in state.evidence if item.digest == digest)

    def _checked(self, incident: SubjectId, source: Source) -> str:
        """Return the step that evidence is for, once all that is said of it is right."""
        run = self._recorder.run(incident)
        self._recorder.check_past(source.at_ms)
        self._recorder.check_texts(
            what=source.what, address=source.address, by=source.by
        )
        owed = {item.digest for item in run.incident.evidence if item.is_owed}
        if source.settles and source.settles not in owed:
            raise UnknownNameError("evidence", source.settles.hex()[:8])
        return self._recorder.slug(run, source.step) if source.step else ""


def _file_body(
    step: str, name: str, sealed: SealedFile, source: Source
) -> e.EvidenceFiled:
    return e.EvidenceFiled(
        step=step,
        name=name,
        file=sealed.file,
        key=sealed.key,
        sha256=sealed.sha256,
        size=sealed.size,
        what=source.what,
        address=source.address,
        by=source.by,
        at_ms=source.at_ms,
        settles=source.settles,
        shown=source.shown,
    )
