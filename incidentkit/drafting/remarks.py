"""What people say about a draft: comments, what a second reader found, overrides."""

from incidentkit.drafting import entries as e
from incidentkit.drafting.checks.everything import CHECKS
from incidentkit.drafting.drafts import COMMENT, OVERRIDDEN, READ, RESOLVED
from incidentkit.drafting.shelf import Shelf
from incidentkit.drafting.state import DraftState, Override, Reading
from incidentkit.errors import ConflictError, InvalidValueError, UnknownNameError
from incidentkit.vault.kinds import Digest, SubjectId

NEVER_OVERRIDDEN = frozenset({"DC03", "DC06", "DC26"})
"""What nobody decides against: a stored secret, a cause that nobody confirmed, and an
approval, which is given, or it is said that there was none."""


class Remarks:
    """Writes down what people say. None of it changes what goes out."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def comment(self, draft: SubjectId, text: str, quoted: str = "") -> Digest:
        """Say something about a draft, perhaps about some words in it.

        Raises:
            InvalidValueError: It is empty, or far too long.
            SecretInTextError: It holds a stored secret.
        """
        if not text.strip():
            raise InvalidValueError("comment", "empty")
        self._shelf.accept(comment=text, quoted=quoted)
        return self._shelf.write(draft, COMMENT, e.CommentMade(text.strip(), quoted))

    def resolve(self, draft: SubjectId, comment: bytes, note: str = "") -> None:
        """Say that a comment is dealt with; said twice, it is said once.

        Raises:
            UnknownNameError: There is no such comment.
        """
        self._shelf.accept(note=note)
        comments = self._shelf.found(draft)[1].comments
        found = next((one for one in comments if one.entry == comment), None)
        if found is None:
            raise UnknownNameError("comment", comment.hex()[:8])
        if found.is_open:
            self._shelf.write(draft, RESOLVED, e.CommentResolved(comment, note))

    def read(
        self,
        draft: SubjectId,
        content: bytes,
        words: str = "",
        *,
        is_fine: bool,
    ) -> None:
        """Say, as a second reader, that content is fine or what should change.

        `content` is the digest of what was on the screen.

        Raises:
            InvalidValueError: It has changed meanwhile, or changes are wanted and
                nobody says which.
            ConflictError: Two people wrote different texts; one is chosen first.
        """
        self._shelf.accept(said=words)
        settled(self._shelf.found(draft)[1], content)
        if not is_fine and not words.strip():
            raise InvalidValueError("changes", "empty")
        self._shelf.write(draft, READ, e.DraftRead(content, is_fine, words.strip()))

    def override(
        self, draft: SubjectId, check: str, reason: str, content: bytes
    ) -> None:
        """Let content go out against a check, and say why.

        Raises:
            UnknownNameError: There is no such check.
            InvalidValueError: There is no reason, it can be overridden by nobody, or
                the content has changed meanwhile.
            ConflictError: Two people wrote different texts; one is chosen first.
        """
        if check not in CHECKS:
            raise UnknownNameError("check", check)
        if check in NEVER_OVERRIDDEN:
            raise InvalidValueError("check", "no-override")
        if not reason.strip():
            raise InvalidValueError("reason", "empty")
        self._shelf.accept(reason=reason)
        settled(self._shelf.found(draft)[1], content)
        body = e.CheckOverridden(check, reason.strip(), content)
        self._shelf.write(draft, OVERRIDDEN, body)


def settled(state: DraftState, content: bytes) -> None:
    """Refuse to say anything of content that is not the draft's own now.

    Raises:
        ConflictError: Two people wrote different texts; one is chosen first.
        InvalidValueError: It has changed meanwhile.
    """
    if state.in_conflict:
        raise ConflictError("text")
    if state.content.digest != content:
        raise InvalidValueError("content", "changed-since-shown")


def readings_of(state: DraftState) -> tuple[Reading, ...]:
    """Return what readers said of the content as it stands, each reader's last word.

    Whose hand is in it is no second reader.
    """
    if state.in_conflict:
        return ()
    now, authors = state.content.digest, state.authors
    last = {r.by: r for r in state.readings if r.content == now}
    return tuple(r for r in last.values() if r.by not in authors)


def overrides_of(state: DraftState) -> tuple[Override, ...]:
    """Return what was overridden for the content as it stands."""
    if state.in_conflict:
        return ()
    now = state.content.digest
    return tuple(one for one in state.overrides if one.content == now)
