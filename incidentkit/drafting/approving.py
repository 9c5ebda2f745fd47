"""Asking for approval, giving it, and writing down how it was given or sought."""

from collections.abc import Callable
from dataclasses import dataclass

from incidentkit.drafting import approval_entries as a
from incidentkit.drafting.approval import Line, Standing, seen
from incidentkit.drafting.belongings import Belongings
from incidentkit.drafting.content import spoken_code
from incidentkit.drafting.drafts import APPROVED, ASKED, RECORDED, TRIED
from incidentkit.drafting.remarks import settled
from incidentkit.drafting.shelf import Shelf
from incidentkit.drafting.state import DraftState
from incidentkit.errors import (
    CannotApproveError,
    FileUnreadableError,
    InvalidValueError,
    UnknownNameError,
)
from incidentkit.playbooks.model import plain
from incidentkit.vault.acts import Countersigned
from incidentkit.vault.kinds import Digest, PersonId, SubjectId
from incidentkit.words.drafts_log import ANYBODY


@dataclass(frozen=True, slots=True)
class Told:
    """An approval that somebody gave without signing it.

    `words` is their message as it was pasted; `code` what they read back of a text
    that was read to them.
    """

    role: str
    name: str
    how: str
    words: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Trying:
    """Somebody who could not be reached. `at_ms` 0: just now."""

    role: str
    name: str
    how: str
    at_ms: int = 0
    note: str = ""


class Approvals:
    """Writes down approvals. What they are worth is judged in `approval`."""

    def __init__(
        self,
        shelf: Shelf,
        standing: Callable[[SubjectId], Standing],
        name_of: Callable[[PersonId], str],
        belongings: Belongings,
    ) -> None:
        self._shelf = shelf
        self._standing = standing
        self._name_of = name_of
        self._belongings = belongings

    def ask(
        self,
        draft: SubjectId,
        content: bytes,
        roles: tuple[str, ...] = (),
        note: str = "",
    ) -> Digest:
        """Ask for what is missing; no role: everybody who is needed.

        Raises:
            InvalidValueError: The content has changed meanwhile.
            ConflictError: Two people wrote different texts; one is chosen first.
            UnknownNameError: Nobody in that role is needed.
            CannotApproveError: The draft was withdrawn.
        """
        self._shelf.accept(note=note)
        meant(self._state(draft), content)
        lines = self._standing(draft).lines
        named = tuple(_line_of(lines, role).required.name for role in roles)
        body = a.ApprovalAsked(content, named, note.strip())
        return self._shelf.write(draft, ASKED, body)

    def approve(self, draft: SubjectId, content: bytes, note: str = "") -> Digest:
        """Approve exactly this content, as whoever is at this machine.

        It is signed, and stands beside a countersignature of what it approves.

        Raises:
            InvalidValueError: The content has changed meanwhile.
            ConflictError: Two people wrote different texts; one is chosen first.
            CannotApproveError: Whoever it is wrote it, or has no role that is needed,
                or the draft was withdrawn.
            SecretInTextError: It holds a secret that whoever approves can open.
            FileUnreadableError: A picture of it is not on this machine yet.
        """
        self._shelf.accept(note=note)
        state = self._state(draft)
        meant(state, content)
        roles = self._my_roles(draft, state)
        self._refuse_unseen(state)
        shown = state.content
        self._shelf.refuse_secrets(shown.text, *(i.alt for i in shown.images))
        asked = self._standing(draft).asked
        body = a.Approved(content, roles, asked.entry if asked else b"", note.strip())
        change = self._shelf.change(draft, APPROVED, body)
        act = Countersigned(self._act(state))
        return self._shelf.session.commit_acts([act], change).digests[-1]

    def record(self, draft: SubjectId, content: bytes, told: Told) -> Digest:
        """Write down that somebody approved who did not sign.

        Raises:
            UnknownNameError: Nobody in that role is needed.
            CannotApproveError: It is the name of whoever wrote it, or writes this, or
                the draft was withdrawn.
            InvalidValueError: There is no name or message, the code is another
                text's, or the content has changed meanwhile.
            ConflictError: Two people wrote different texts; one is chosen first.
        """
        self._shelf.accept(name=told.name, said=told.words)
        state = self._state(draft)
        meant(state, content)
        line = _line_of(self._standing(draft).lines, told.role)
        self._check_told(state, told)
        role = told.role if line.required.roles else ""
        said = (told.name.strip(), told.how, told.words.strip())
        body = a.ApprovalRecorded(content, role, *said)
        return self._shelf.write(draft, RECORDED, body)

    def tried(self, draft: SubjectId, trying: Trying) -> Digest:
        """Write down that an approver was tried and not reached.

        Raises:
            UnknownNameError: Nobody in that role is needed.
            InvalidValueError: It does not say how, or is in the future.
        """
        self._shelf.accept(name=trying.name, how=trying.how, note=trying.note)
        now = self._shelf.session.clock.now_ms()
        if not trying.how.strip():
            raise InvalidValueError("how", "empty")
        if trying.at_ms > now:
            raise InvalidValueError("when", "not-in-future")
        line = _line_of(self._standing(draft).lines, trying.role)
        body = a.ApproverTried(
            trying.role if line.required.roles else "",
            trying.name.strip(),
            trying.how.strip(),
            trying.at_ms or now,
            trying.note.strip(),
        )
        return self._shelf.write(draft, TRIED, body)

    def _my_roles(self, draft: SubjectId, state: DraftState) -> tuple[str, ...]:
        me = self._shelf.session.me.person
        stands = self._standing(draft)
        if me in state.authors:
            raise CannotApproveError("author")
        open_lines = [one for one in stands.lines if not one.is_signed]
        if not open_lines:
            raise CannotApproveError("not-needed")
        roles = tuple(one.may[me] for one in open_lines if me in one.may)
        if not roles:
            names = (one.required.name or ANYBODY for one in open_lines)
            raise CannotApproveError("no-role", ", ".join(names))
        return tuple(dict.fromkeys(roles))

    def _refuse_unseen(self, state: DraftState) -> None:
        """Nobody approves a picture that is not on their machine yet."""
        for picture in state.pictures:
            if not self._belongings.is_here(picture):
                raise FileUnreadableError(picture.name)

    def _check_told(self, state: DraftState, told: Told) -> None:
        if not seen(told.name):
            raise InvalidValueError("name", "empty")
        hands = {seen(self._name_of(p)) for p in (*state.authors, self._me)}
        if seen(told.name) in hands:
            raise CannotApproveError("name", told.name.strip())
        if told.how not in tuple(a.How):
            raise UnknownNameError("way", told.how)
        if told.how == a.How.MESSAGE and not told.words.strip():
            raise InvalidValueError("said", "empty")
        if told.how == a.How.ALOUD:
            check_code(state, told.code)

    def _act(self, state: DraftState) -> Digest:
        """Return the entry that an approval countersigns: the words as they stand."""
        return state.text.digests[-1]

    def _state(self, draft: SubjectId) -> DraftState:
        return self._shelf.found(draft)[1]

    @property
    def _me(self) -> PersonId:
        return self._shelf.session.me.person


def meant(state: DraftState, content: bytes) -> None:
    """Refuse to say anything of content that is not the draft's own, or of none.

    Raises:
        CannotApproveError: The draft was withdrawn.
        As `settled`.
    """
    if state.withdrawn is not None:
        raise CannotApproveError("withdrawn")
    settled(state, content)


def check_code(state: DraftState, code: str) -> None:
    """Refuse a code that is not that of the content as it stands.

    Raises:
        InvalidValueError: It is another text's.
    """
    said = "".join(filter(str.isdigit, code))
    if said != spoken_code(state.content.digest).replace(" ", ""):
        raise InvalidValueError("code", "not-the-code")


def _line_of(lines: tuple[Line, ...], role: str) -> Line:
    """Return the approval that a role could give, one that is missing first.

    Raises:
        UnknownNameError: None of them.
    """
    found = [one for one in lines if _names(one, role)]
    if not found:
        raise UnknownNameError("role", role or ANYBODY)
    return min(found, key=lambda one: one.given is not None)


def _names(line: Line, role: str) -> bool:
    if not line.required.roles:
        return plain(role) in ("", plain(ANYBODY))
    return line.required.allows((role,))
