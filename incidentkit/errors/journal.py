"""What can be wrong with the journal, and why a reader refuses bytes."""

from enum import StrEnum

from incidentkit.errors.root import IncidentKitError


class JournalError(IncidentKitError):
    """The journal is not what it should be."""


class Refusal(StrEnum):
    """Why a reader refuses bytes. The names are those of FORMAT.md."""

    NOT_CANONICAL = "not-canonical"
    TOO_LARGE = "too-large"
    UNKNOWN_VERSION = "unknown-version"
    UNKNOWN_CLASS = "unknown-class"
    WRONG_KIT = "wrong-kit"
    WRONG_SEAT = "wrong-seat"
    BAD_SIGNATURE = "bad-signature"
    BAD_NUMBER = "bad-number"
    BAD_LINK = "bad-link"
    BAD_TIME = "bad-time"
    BAD_HEADS = "bad-heads"
    BAD_GROUP = "bad-group"
    BAD_FRONTIER = "bad-frontier"
    BAD_ACT = "bad-act"
    BAD_COMMITMENT = "bad-commitment"
    BAD_SEAL = "bad-seal"
    BAD_PADDING = "bad-padding"
    BAD_DIGEST = "bad-digest"
    BAD_NAME = "bad-name"
    TRUNCATED = "truncated"
    NOT_GENESIS = "not-genesis"


class RefusedError(JournalError):
    """Bytes that a reader must not accept. `where` names the chain, file or row."""

    def __init__(self, reason: Refusal, where: str = "") -> None:
        super().__init__(reason, where)
        self.reason = reason
        self.where = where


class TamperedError(JournalError):
    """The journal was changed outside the app. `where` names the place."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class NewerEntriesError(JournalError):
    """The subject holds entries from a later version; only notes can be added."""


class NotYetOpenedError(JournalError):
    """There is a newer entry that this seat cannot open yet."""


class TwoPlacesError(JournalError):
    """Two people wrote down different places for the secrets of one account."""


class DisposedError(JournalError):
    """The text was disposed of under the council's retention rules."""
