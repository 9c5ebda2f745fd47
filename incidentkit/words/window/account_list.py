"""The list of accounts: which are shown, saved views, and changing several at once."""

from collections.abc import Mapping
from types import MappingProxyType

from incidentkit.words.counts import counted

SHOW = "Show"
SHOW_HINT = "Or a view that somebody saved."
SIEVES: Mapping[str, str] = MappingProxyType(
    {
        "all": "All accounts",
        "open": "Accounts in use",
        "mine": "Accounts I look after",
        "uncared": "Nobody looks after them",
        "to-do": "Something to do",
        "owed": "Password to be changed after an event",
        "requests": "Asked for",
        "dormant": "Dormant",
        "closed": "Closed",
    }
)
COLUMNS = "Columns"
COLUMN_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "platform": "Platform",
        "handle": "Name there",
        "standing": "To do",
        "changed": "Password changed",
        "who": "Who can post",
        "access": "How people get in",
        "owner": "Who looks after it",
        "service": "Service",
        "language": "Language",
        "status": "Status",
    }
)
SAVE_VIEW = "Save this view"
SAVE_VIEW_BODY = (
    "What is shown now, with its words and columns, for everybody in the kit."
)
VIEW_NAME = "Name"
SAVE = "Save"
DROP_VIEW = "Remove this view"
GO_BACK = "Go back"
OWED = "Change the password"
ANSWER_IT = "Answer the request"

CHANGE_SEVERAL = "Change several"
SEVERAL_BODY = "Choose accounts with Ctrl or Shift, or Ctrl+A. Closed ones stay as is."
WHAT_TO_CHANGE = "What do they get?"
NEW_VALUE = "For all of them"
OWNER = "Who looks after them"
DEPUTY = "Who stands in"
STATUS = "Status"
STAYS = "As it is"
NOBODY = "Nobody"
GIVE_TO_ALL = "Change them"


def view_saved(name: str) -> str:
    """Say that a view is kept."""
    return f"The view {name} is saved for everybody."


def view_dropped(name: str) -> str:
    """Say that a view is gone."""
    return f"The view {name} is removed."


def many_changed(number: int) -> str:
    """Say that several accounts were changed."""
    return f"{counted(number, 'account')} changed."


def chosen(number: int) -> str:
    """Say how many accounts are chosen."""
    return f"{counted(number, 'account')} chosen."
