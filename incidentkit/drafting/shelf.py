"""Where drafts are found and written: beside their incident, and nowhere else."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from incidentkit.drafting.drafts import DRAFT
from incidentkit.drafting.state import DraftState
from incidentkit.errors import (
    InvalidValueError,
    SecretInTextError,
    SeveralMatchError,
    UnknownNameError,
)
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.kinds import Body, Digest, Fact, Kind, ScopeId, SubjectId
from incidentkit.vault.session import Session

LONGEST_REMARK = 4_000


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft in a list."""

    draft: SubjectId
    state: DraftState


class Shelf:
    """The drafts of one kit, as whoever reads an incident reads its drafts.

    `scope_of` says who reads an incident. Its drafts are kept there too.
    """

    def __init__(
        self,
        session: Session,
        secrets_in: Callable[[str], tuple[str, ...]],
        scope_of: Callable[[SubjectId], ScopeId],
    ) -> None:
        self.session = session
        self.secrets_in = secrets_in
        self._scope_of = scope_of

    def scope(self, incident: bytes) -> ScopeId:
        """Return who reads an incident, and so its drafts."""
        return self._scope_of(SubjectId(incident))

    def found(self, draft: SubjectId) -> tuple[ScopeId, DraftState]:
        """Return a draft and where it is kept.

        Raises:
            UnknownNameError: There is none.
        """
        for subject, scope, state in self._readable():
            if subject == draft:
                return scope, state
        raise UnknownNameError("draft", draft.hex()[:8])

    def rows(self, incident: bytes | None = None) -> tuple[DraftRow, ...]:
        """Return the drafts of an incident, or all, oldest first."""
        rows = [
            DraftRow(subject, state)
            for subject, _, state in self._readable()
            if incident is None or state.incident == incident
        ]
        return tuple(sorted(rows, key=lambda row: row.state.started_at))

    def find(self, reference: str) -> SubjectId:
        """Return the draft whose short name begins like this.

        Raises:
            UnknownNameError, SeveralMatchError: None, or more than one.
        """
        wanted = reference.strip().lower()
        found = [
            r.draft for r in self.rows() if wanted and r.draft.hex().startswith(wanted)
        ]
        if not found:
            raise UnknownNameError("draft", reference)
        if len(found) > 1:
            names = tuple(draft.hex()[:8] for draft in found)
            raise SeveralMatchError("draft", reference, names)
        return found[0]

    def facts(self, draft: SubjectId) -> tuple[Fact, ...]:
        """Return every entry about a draft, in order."""
        scope, _ = self.found(draft)
        return tuple(f for f in self.session.facts(draft) if f.scope == scope)

    def change(self, draft: SubjectId, kind: Kind, body: Body) -> Change:
        """Return the change that writes one entry where the draft is."""
        scope, _ = self.found(draft)
        return write(Write(draft, kind, body, scope))

    def write(self, draft: SubjectId, kind: Kind, body: Body) -> Digest:
        """Write one entry where the draft is, and return its digest."""
        return self.session.commit(self.change(draft, kind, body)).digests[0]

    def refuse_secrets(self, *texts: str) -> None:
        """Refuse what holds a secret that whoever writes can open.

        Raises:
            SecretInTextError: One of them does.
        """
        accounts = [a for text in texts if text for a in self.secrets_in(text)]
        if accounts:
            raise SecretInTextError(tuple(dict.fromkeys(accounts)))

    def accept(self, **texts: str) -> None:
        """Refuse remarks that are far too long, or hold a secret.

        Raises:
            InvalidValueError, SecretInTextError: One of them does.
        """
        for name, text in texts.items():
            if len(text) > LONGEST_REMARK:
                raise InvalidValueError(name, "too-long")
        self.refuse_secrets(*texts.values())

    def _readable(self) -> Iterator[tuple[SubjectId, ScopeId, DraftState]]:
        """Yield the drafts that stand where their incident does.

        One that is written elsewhere was not written by this program: whoever
        reads the incident is who reads its words.
        """
        for subject, scope, state in self.session.states(DRAFT):
            if isinstance(state, DraftState) and scope == self.scope(state.incident):
                yield SubjectId(subject), scope, state


def replaced(
    known: Iterable[Digest], seen: Iterable[bytes] | None
) -> tuple[bytes, ...]:
    """Return what a new version replaces: what was seen of what is known, or all."""
    wanted = None if seen is None else frozenset(seen)
    return tuple(d for d in known if wanted is None or d in wanted)
