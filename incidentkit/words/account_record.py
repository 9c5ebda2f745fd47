"""What is said of an account's way from a request to its closing, and of its ties."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from incidentkit.words.accounts import TIES, TIES_BACK
from incidentkit.words.lists import and_list

_MOVED: Mapping[str, str] = MappingProxyType(
    {
        "asked-for": "{} is asked for.",
        "planned": "{} is planned.",
        "live": "{} is in use.",
        "dormant": "{} is dormant. It is ours and has to be looked after.",
        "closed": "{} is closed. It stays for the record.",
    }
)


def asked_for(label: str) -> str:
    """Say that somebody asked for an account, and what happens next."""
    return f"{label} is asked for. A comms lead answers the request."


def answered(label: str, *, granted: bool) -> str:
    """Say how a request was answered."""
    if granted:
        return f"The request for {label} is agreed. It is planned now."
    return f"The request for {label} is refused."


def moved(label: str, status: str) -> str:
    """Say where an account is now."""
    return _MOVED[status].format(label)


def deleted(label: str) -> str:
    """Say that nobody can post with an account any more, and what follows."""
    return (
        f"{label} is gone: nobody can post with it. It is off the lists of who can post "
        "and what to change, and stays for the record."
    )


def reviewed(label: str, *, wanted: bool) -> str:
    """Say what a review came to."""
    if wanted:
        return f"{label} is reviewed and still wanted."
    return f"{label} is reviewed and no longer wanted. Close it there, then here."


def cared_for(label: str, owner: str, deputy: str) -> str:
    """Say who looks after an account."""
    who = f"{owner or 'Nobody'} looks after {label}."
    return f"{who} {deputy} stands in." if deputy else who


def tied(label: str, tie: str, other: str) -> str:
    """Say that one account hangs on another."""
    return f"{label}: {TIES[tie].lower()} {other}."


def order_reasons(after: Sequence[str], together: Sequence[str]) -> Iterator[str]:
    """Yield why an account has its place in the order of changing."""
    if after:
        yield f"After {and_list(after)}, because whoever has that can take this."
    if together:
        yield f"The same login opens {and_list(together)}, so this changes both."


def standing(owner: str, deputy: str) -> Iterator[str]:
    """Yield who looks after an account; nothing when nobody does."""
    if owner:
        yield f"Looked after by {owner}" + (f", then {deputy}" if deputy else "")


def approval(by: str, *, granted: bool) -> str:
    """Say how the request was answered."""
    answer = "Request agreed" if granted else "Request refused"
    return f"{answer} by {by}" if by else answer


def last_review(date: str) -> str:
    """Say when somebody last looked whether it is wanted."""
    return f"Last reviewed on {date}"


def tie(kind: str, label: str, *, is_ours: bool) -> str:
    """Say how two accounts hang together, from this one's side."""
    return f"{(TIES if is_ours else TIES_BACK)[kind]} {label}"


def paper(entry: str, name: str, what: str) -> str:
    """Name a paper in a list, with the short name that a command takes."""
    return f"Paper {entry}  {name}" + (f": {what}" if what else "")


def attached(name: str, label: str) -> str:
    """Say that a paper was put with an account."""
    return f"{name} is sealed and put with {label}. Everybody in the kit can read it."


def detached(name: str) -> str:
    """Say that a paper no longer belongs to an account."""
    return f"{name} no longer belongs to the account. What was kept of it stays sealed."
