"""Every kind of entry that is written about an account."""

from incidentkit.accounts import entries
from incidentkit.accounts.credentials import CREDENTIALS_FOLD
from incidentkit.accounts.public import ACCOUNT_FOLD
from incidentkit.vault.kinds import Kind, Role

ADDED = Kind("account.added", 1, entries.Added, ACCOUNT_FOLD)
EDITED = Kind("account.edited", 1, entries.Edited, ACCOUNT_FOLD)
RETIRED = Kind("account.retired", 1, entries.Retired, ACCOUNT_FOLD)
RESTORED = Kind("account.restored", 1, entries.Restored, ACCOUNT_FOLD)
ROLE_GIVEN = Kind("account.role_given", 1, entries.RoleGiven, ACCOUNT_FOLD)
ROLE_REMOVED = Kind("account.role_removed", 1, entries.LinkRemoved, ACCOUNT_FOLD)
TOOL_GIVEN = Kind("account.tool_given", 1, entries.ToolGiven, ACCOUNT_FOLD)
TOOL_REMOVED = Kind("account.tool_removed", 1, entries.LinkRemoved, ACCOUNT_FOLD)
PHONE_GIVEN = Kind("account.phone_given", 1, entries.PhoneGiven, ACCOUNT_FOLD)
PHONE_REMOVED = Kind("account.phone_removed", 1, entries.LinkRemoved, ACCOUNT_FOLD)
AGENCY_GIVEN = Kind("account.agency_given", 1, entries.AgencyGiven, ACCOUNT_FOLD)
AGENCY_REMOVED = Kind("account.agency_removed", 1, entries.LinkRemoved, ACCOUNT_FOLD)
SECRET_CHANGED = Kind("account.secret_changed", 1, entries.SecretChanged, ACCOUNT_FOLD)
SECRET_DROPPED = Kind("account.secret_dropped", 1, entries.SecretDropped, ACCOUNT_FOLD)
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
    RETIRED,
    RESTORED,
    ROLE_GIVEN,
    ROLE_REMOVED,
    TOOL_GIVEN,
    TOOL_REMOVED,
    PHONE_GIVEN,
    PHONE_REMOVED,
    AGENCY_GIVEN,
    AGENCY_REMOVED,
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
