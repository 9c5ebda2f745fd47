"""What the log says of an account beside its secrets: its way, who and what is on it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from incidentkit.words.accounts import MAY, SECOND_STEPS
from incidentkit.words.counts import counted
from incidentkit.words.incidents import labelled, sentence
from incidentkit.words.lists import and_list

AGENCY = "an agency that can post"
CONNECTED = "connected to it"
VIEW_DROPPED = "Removed a saved view of the list of accounts."

_MOVED: Mapping[str, str] = MappingProxyType(
    {
        "asked-for": "Asked for {}",
        "planned": "Set {} down as planned",
        "live": "Set {} down as in use",
        "dormant": "Set {} down as dormant",
        "closed": "Closed {}",
    }
)

TIES: Mapping[str, str] = MappingProxyType(
    {
        "same-login": "the same login as",
        "mailbox": "a mailbox that can take it:",
        "scheduler": "a tool that posts to it:",
        "cross-post": "posts repeated from",
    }
)


def status_set(account: str, status: str, reason: str, successor: str) -> str:
    """Say that an account was moved on."""
    said = _MOVED[status].format(account)
    went = f"It went over to {successor}" if successor else ""
    return sentence(said, went, labelled("Reason", reason))


def deleted(account: str, reason: str) -> str:
    """Say that nobody can post with an account any more."""
    said = (
        f"Noted that {account} is deleted or handed over, and nobody can post with it"
    )
    return sentence(said, labelled("Reason", reason))


def request_answered(account: str, reason: str, by: str, *, granted: bool) -> str:
    """Say how a request for an account was answered."""
    said = f"{'Agreed to' if granted else 'Refused'} the request for {account}"
    return sentence(said, labelled("Agreed by", by), labelled("Reason", reason))


def reviewed(account: str, note: str, *, wanted: bool) -> str:
    """Say that somebody looked whether an account is still wanted."""
    outcome = "It is still wanted" if wanted else "It is no longer wanted"
    return sentence(f"Reviewed {account}", outcome, labelled("Note", note))


def care_given(account: str, owner: str, deputy: str) -> str:
    """Say who looks after an account."""
    who = f"{owner or 'Nobody'} looks after {account}"
    return sentence(who, f"{deputy} stands in" if deputy else "")


def rotation_owed(account: str, item: str, because: str, why: str) -> str:
    """Say that a secret has to be changed."""
    said = f"The {item} of {account} has to be changed because {because}"
    return sentence(said, labelled("What happened", why))


def owed_waived(account: str, reason: str) -> str:
    """Say that a secret is not changed after all."""
    said = f"Decided that what is kept of {account} need not be changed"
    return sentence(said, labelled("Reason", reason))


def taken_out(name: str, accounts: int, values: int, reason: str) -> str:
    """Say that the register was written into a file that anybody can read."""
    what = f"with {counted(values, 'value')} readable" if values else "without secrets"
    said = f"Took {counted(accounts, 'account')} out into {name}, {what}"
    return sentence(said, labelled("Reason", reason))


def named(account: str, who: str, what: str) -> str:
    """Say that somebody or something belongs to an account."""
    return sentence(f"Recorded for {account}: {both(who, what)}")


def hangs(account: str, tie: str, other: str) -> str:
    """Say that one account hangs on another."""
    return sentence(f"Recorded for {account}: {TIES[tie]} {other}")


def named_no_longer(account: str, who: str, what: str, reason: str) -> str:
    """Say that what was recorded is gone."""
    gone = both(who, what) or "a way in"
    return sentence(f"No longer on {account}: {gone}", labelled("Reason", reason))


def attached(account: str, what: str) -> str:
    """Say that a paper was put with an account."""
    return sentence(f"Put a paper with {account}: {what}")


def detached(account: str, reason: str) -> str:
    """Say that a paper no longer belongs to an account."""
    said = f"Recorded that a paper no longer belongs to {account}"
    return sentence(said, labelled("Reason", reason))


def view_saved(name: str) -> str:
    """Say that a view of the list was saved."""
    return sentence(f"Saved the view {name} of the list of accounts")


def seat_in(tool: str) -> str:
    """Say that somebody has a seat in a tool."""
    return f"a seat in {tool}"


def phone_for(what: str) -> str:
    """Say what a telephone is for."""
    return f"a telephone for {what}" if what else "a telephone"


def second_step(step: str) -> str:
    """Say which second step there is at sign-in."""
    return f"second step: {SECOND_STEPS[step].lower()}"


def permitted(may: Iterable[str]) -> str:
    """Say what somebody may do."""
    return f"may {and_list([MAY[one].lower() for one in may])}"


def both(*parts: str) -> str:
    """Return what is said of somebody or something, without what is empty."""
    return ", ".join(part for part in parts if part)


def until(date: str) -> str:
    """Say when it ends."""
    return f"until {date}" if date else ""


def batch_run(looked: int, shared: int, stolen: int) -> str:
    """Say that passwords were compared with each other, and how many were found."""
    said = f"Compared the passwords of {counted(looked, 'account')}"
    share = f"{counted(shared, 'account')} share one" if shared else "No two share one"
    taken = f"{stolen} in the list of stolen passwords" if stolen else ""
    return sentence(said, share, taken)
