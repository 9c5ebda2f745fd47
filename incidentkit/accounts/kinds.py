"""Every kind of entry that is written about an account."""

from incidentkit.accounts import entries
from incidentkit.accounts.credentials import CREDENTIALS_FOLD
from incidentkit.accounts.public import ACCOUNT_FOLD
from incidentkit.vault.kinds import Kind, Role

ADDED = Kind("account.added", 1, entries.Added, ACCOUNT_FOLD)
EDITED = Kind("account.edited", 1, entries.Edited, ACCOUNT_FOLD)
STATUS_SET = Kind("account.status_set", 1, entries.StatusSet, ACCOUNT_FOLD)
DELETED = Kind("account.deleted", 1, entries.Deleted, ACCOUNT_FOLD, least=Role.LEAD)
APPROVED = Kind("account.approved", 1, entries.Approved, ACCOUNT_FOLD, least=Role.LEAD)
REVIEWED = Kind("account.reviewed", 1, entries.Reviewed, ACCOUNT_FOLD)
CARE_GIVEN = Kind("account.care_given", 1, entries.CareGiven, ACCOUNT_FOLD)
LINK_GIVEN = Kind("account.link_given", 1, entries.LinkGiven, ACCOUNT_FOLD)
LINK_REMOVED = Kind("account.link_removed", 1, entries.LinkRemoved, ACCOUNT_FOLD)
ROTATION_OWED = Kind("account.rotation_owed", 1, entries.RotationOwed, ACCOUNT_FOLD)
OWED_WAIVED = Kind(
    "account.owed_waived", 1, entries.OwedWaived, ACCOUNT_FOLD, least=Role.LEAD
)
EMERGENCY = Kind("account.emergency", 1, entries.EmergencyOpened, ACCOUNT_FOLD)
EMERGENCY_ASKED = Kind(
    "account.emergency_asked", 1, entries.EmergencyAsked, ACCOUNT_FOLD
)
EMERGENCY_SEEN = Kind(
    "account.emergency_seen",
    1,
    entries.EmergencySeen,
    ACCOUNT_FOLD,
    least=Role.OBSERVER,
)
ATTACHED = Kind("account.attached", 1, entries.Attached, ACCOUNT_FOLD)
ATTACHMENT_REMOVED = Kind(
    "account.attachment_removed", 1, entries.AttachmentRemoved, ACCOUNT_FOLD
)
# Everybody reads them, and only holders know whether it is so.
SECRET_CHANGED = Kind(
    "account.secret_changed", 1, entries.SecretChanged, ACCOUNT_FOLD, vouched=True
)
SECRET_DROPPED = Kind(
    "account.secret_dropped", 1, entries.SecretDropped, ACCOUNT_FOLD, vouched=True
)
# Whoever can be shown a secret can write that they were: an observer too.
REVEALED = Kind(
    "account.revealed", 1, entries.Revealed, ACCOUNT_FOLD, least=Role.OBSERVER
)

SET = Kind("credentials.set", 1, entries.CredentialsSet, CREDENTIALS_FOLD)
BEGUN = Kind("rotation.begun", 1, entries.RotationBegun, CREDENTIALS_FOLD)
CONFIRMED = Kind("rotation.confirmed", 1, entries.RotationConfirmed, CREDENTIALS_FOLD)
ROLLED_BACK = Kind(
    "rotation.rolled_back", 1, entries.RotationRolledBack, CREDENTIALS_FOLD
)
SETTLED = Kind("rotation.settled", 1, entries.RotationSettled, CREDENTIALS_FOLD)
CODE_USED = Kind("recovery_code.used", 1, entries.CodeUsed, CREDENTIALS_FOLD)

KINDS = (
    ADDED,
    EDITED,
    STATUS_SET,
    DELETED,
    APPROVED,
    REVIEWED,
    CARE_GIVEN,
    LINK_GIVEN,
    LINK_REMOVED,
    ROTATION_OWED,
    OWED_WAIVED,
    EMERGENCY,
    EMERGENCY_ASKED,
    EMERGENCY_SEEN,
    ATTACHED,
    ATTACHMENT_REMOVED,
    SECRET_CHANGED,
    SECRET_DROPPED,
    REVEALED,
    SET,
    BEGUN,
    CONFIRMED,
    ROLLED_BACK,
    SETTLED,
    CODE_USED,
)
