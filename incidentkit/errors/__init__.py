"""Every failure the kit expects. Anything else is a bug.

An error carries facts, never prose: `incidentkit.words.problems` holds what a
person reads, and a test proves that no class here is without words.

    IncidentKitError
    ├── OpeningError        the kit could not be opened
    ├── StorageError        the disk or the folder let us down
    ├── JournalError        the journal is not what it should be
    ├── AuthorityError      this person may not do that
    ├── JoiningError        a newcomer could not be let in
    ├── CourierError        the shared folder could not be used
    ├── RequestError        what was asked for cannot be done as asked
    ├── DocumentError       a file that people write could not be read
    └── UnexpectedError     a bug, in the words of one
"""

from incidentkit.errors.authority import (
    AuthorityError,
    NotAHolderError,
    RankTooLowError,
    RoleNeededError,
    SeatRemovedError,
)
from incidentkit.errors.courier import (
    CourierError,
    CourierFolderError,
)
from incidentkit.errors.documents import (
    DocumentError,
    FileUnreadableError,
    ImportRefusedError,
    PackRefusedError,
    PlatformFactsRefusedError,
    PlaybookRefusedError,
    TemplateRefusedError,
    TranslationWaitsError,
    TypesettingError,
)
from incidentkit.errors.joining import (
    JoiningError,
    NotAcceptedYetError,
    RequestMissingError,
    WordsDifferError,
)
from incidentkit.errors.journal import (
    DisposedError,
    JournalError,
    NewerEntriesError,
    NotYetOpenedError,
    Refusal,
    RefusedError,
    TamperedError,
)
from incidentkit.errors.opening import (
    KdfRefusedError,
    KeyringExpiredError,
    KeyringForbiddenError,
    KitDamagedError,
    KitExistsError,
    KitInUseError,
    KitMissingError,
    KitNewerError,
    NoKeyringError,
    OlderCopyError,
    OpeningError,
    SheetMistypedError,
    SheetRefusedError,
    WrongPassphraseError,
)
from incidentkit.errors.requests import (
    AlreadyUsedError,
    CaptureFirstError,
    CauseNotConfirmedError,
    ClosedAccountError,
    ClosedIncidentError,
    ConflictError,
    DetailsMissingError,
    ExerciseError,
    InvalidValueError,
    NobodyReadsHereError,
    NotesFullError,
    NothingPendingError,
    NothingShownError,
    OfferedToAnotherError,
    OnHoldError,
    PersonalPasswordError,
    ProofMissingError,
    ReasonNeededError,
    RequestError,
    RotationPendingError,
    SecondPersonNeededError,
    SecretInTextError,
    SeveralMatchError,
    StepNotOpenError,
    StillNeededError,
    StillOpenError,
    UnfilledFieldError,
    UnknownNameError,
    WeakPassphraseError,
)
from incidentkit.errors.root import (
    IncidentKitError,
    UnexpectedError,
)
from incidentkit.errors.rounds import (
    NotChangedError,
    RoundClosedError,
    RoundOpenError,
    RoundsOffError,
)
from incidentkit.errors.storage import (
    BackupFailedError,
    DiskFullError,
    ReadOnlyError,
    StorageError,
    UnsafeFolderError,
    WriteFailedError,
)

__all__ = [
    "AlreadyUsedError",
    "AuthorityError",
    "BackupFailedError",
    "CaptureFirstError",
    "CauseNotConfirmedError",
    "ClosedAccountError",
    "ClosedIncidentError",
    "ConflictError",
    "CourierError",
    "CourierFolderError",
    "DetailsMissingError",
    "DiskFullError",
    "DisposedError",
    "DocumentError",
    "ExerciseError",
    "FileUnreadableError",
    "ImportRefusedError",
    "IncidentKitError",
    "InvalidValueError",
    "JoiningError",
    "JournalError",
    "KdfRefusedError",
    "KeyringExpiredError",
    "KeyringForbiddenError",
    "KitDamagedError",
    "KitExistsError",
    "KitInUseError",
    "KitMissingError",
    "KitNewerError",
    "NewerEntriesError",
    "NoKeyringError",
    "NobodyReadsHereError",
    "NotAHolderError",
    "NotAcceptedYetError",
    "NotChangedError",
    "NotYetOpenedError",
    "NotesFullError",
    "NothingPendingError",
    "NothingShownError",
    "OfferedToAnotherError",
    "OlderCopyError",
    "OnHoldError",
    "OpeningError",
    "PackRefusedError",
    "PersonalPasswordError",
    "PlatformFactsRefusedError",
    "PlaybookRefusedError",
    "ProofMissingError",
    "RankTooLowError",
    "ReadOnlyError",
    "ReasonNeededError",
    "Refusal",
    "RefusedError",
    "RequestError",
    "RequestMissingError",
    "RoleNeededError",
    "RotationPendingError",
    "RoundClosedError",
    "RoundOpenError",
    "RoundsOffError",
    "SeatRemovedError",
    "SecondPersonNeededError",
    "SecretInTextError",
    "SeveralMatchError",
    "SheetMistypedError",
    "SheetRefusedError",
    "StepNotOpenError",
    "StillNeededError",
    "StillOpenError",
    "StorageError",
    "TamperedError",
    "TemplateRefusedError",
    "TranslationWaitsError",
    "TypesettingError",
    "UnexpectedError",
    "UnfilledFieldError",
    "UnknownNameError",
    "UnsafeFolderError",
    "WeakPassphraseError",
    "WordsDifferError",
    "WriteFailedError",
    "WrongPassphraseError",
]
