"""What can be written about the approval of a draft. `content` names exact content."""

from enum import StrEnum

from incidentkit.vault.kinds import Body


class How(StrEnum):
    """How somebody approved who did not sign: the author wrote it down for them."""

    MESSAGE = "message"
    ALOUD = "aloud"


class ApprovalAsked(Body, frozen=True):
    """Whoever writes asks for approval. No role: of everybody who is needed."""

    content: bytes
    roles: tuple[str, ...] = ()
    note: str = ""


class Approved(Body, frozen=True):
    """Whoever signs this approves, for these roles. `asked` is the entry that asked."""

    content: bytes
    roles: tuple[str, ...]
    asked: bytes = b""
    note: str = ""


class ApprovalRecorded(Body, frozen=True):
    """Whoever signs this says that somebody else approved. It is no signature of theirs.

    `words` is their message as it was pasted, or what was said on the telephone.
    """

    content: bytes
    role: str
    name: str
    how: str
    words: str = ""


class ApproverTried(Body, frozen=True):
    """Somebody tried to reach an approver and did not. `how` is in words."""

    role: str
    name: str
    how: str
    at_ms: int
    note: str = ""
