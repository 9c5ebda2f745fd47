"""What a confirmed cause of an incident means for its account."""

from incidentkit.accounts.entries import RotationOwed
from incidentkit.accounts.model import Item, Reason
from incidentkit.accounts.service import AccountsService
from incidentkit.council.service import CouncilService
from incidentkit.errors import UnknownNameError
from incidentkit.vault.change import Change
from incidentkit.vault.kinds import SubjectId

# The answer of the shipped playbooks that says what happened, and is no guess.
_FACT, _LABEL = "cause", "Confirmed"


def owed_when_confirmed(
    council: CouncilService,
    accounts: AccountsService,
    account: bytes,
    fact: str,
    label: str,
) -> Change:
    """Return the change that says that an incident's account has to be changed.

    Nothing of the incident is told: others may read of the account than of it.
    """
    is_event = Reason.COMPROMISE.value in council.upkeep().events
    if not account or not is_event or (fact, label) != (_FACT, _LABEL):
        return Change()
    body = RotationOwed(Item.SECRET, Reason.COMPROMISE)
    try:
        return accounts.plan.owe(SubjectId(account), body)
    except UnknownNameError:
        return Change()
