"""Saying that a closed account is deleted, or that another council has it."""

from incidentkit.accounts.entries import Deleted
from incidentkit.accounts.kinds import DELETED
from incidentkit.accounts.known import Known
from incidentkit.accounts.model import Field, Status
from incidentkit.accounts.rules import line
from incidentkit.errors import InvalidValueError
from incidentkit.vault.change import Change, Write, write


def say_deleted(known: Known, reason: str) -> Change:
    """Return the change that says so; empty where it was said.

    Raises:
        InvalidValueError: The account is not closed, as far as everybody is agreed, or
            there is no reason.
    """
    account = known.account
    if account.is_gone:
        return Change()
    register = account.field(Field.STATUS)
    if {v.value for v in register.versions} != {Status.CLOSED.value}:
        raise InvalidValueError("status", "not-closed")
    text = line("reason", reason)
    if not text:
        raise InvalidValueError("reason", "not-empty")
    return write(Write(known.subject, DELETED, Deleted(register.digests, text)))
