"""What the council's own rules say at a step, about an account and about a draft."""

from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list

BLOCKED_BY_ONE = "No second person: the council lets one person block"
NO_SIGNER = "Your council approved this wording beforehand. One person may send it."
NO_PAST = "The kit knows of none of this kind"


def own_question(question: str) -> str:
    """Ask one of the council's own questions."""
    return f"Your council also asks: {question}"


def outside(line: str) -> str:
    """Say whom outside the council tells."""
    return f"Your council's list: {line}"


def own_rule(line: str) -> str:
    """Say a line of the council's own rules."""
    return f"Your rules: {line}"


def speaks(line: str) -> str:
    """Say who speaks on what."""
    return f"Your spokespeople: {line}"


def terms(line: str) -> str:
    """Say what a term means here."""
    return f"Your terms: {line}"


def readers(roles: tuple[str, ...]) -> str:
    """Say whom to name as readers."""
    return f"Your council names {and_list(roles)} as those who may see it."


def cover(line: str) -> str:
    """Say whom to ring outside the hours."""
    return f"Nobody watches the channels at this hour. Your cover: {line}"


def naming(choice: str) -> str:
    """Say what holds about naming staff."""
    if choice == "never":
        return "Your council never names staff in public."
    return "Your council names staff only with their consent."


def past(months: int, titles: tuple[str, ...]) -> str:
    """List closed incidents of the same kind."""
    found = "; ".join(titles) if titles else NO_PAST
    return f"In the last {counted(months, 'month')}: {found}."


def review_route(contact: str, days: int) -> str:
    """Say in a message how somebody asks for a second look."""
    return (
        f"You can ask us to look again: {contact}. You will hear from us within "
        f"{counted(days, 'working day')}."
    )


# --- when somebody or something is written down ---------------------------------


NO_END = "This firm has no end date. Add the day on which its contract ends."
NO_OUTSIDERS = "Your council lets nobody from outside post."
SCHOOL = "Your council keeps no accounts of schools or partners in this kit."
SHARED = (
    "People have roles of their own on this platform. A shared login hides who posted."
)
DEVICE = {
    "no": "Your council lets nobody post from their own telephone. Make sure that this "
    "one is the council's.",
    "managed": "Make sure that the council manages this telephone.",
}
OTHER_MAILBOX = "The recovery mailbox is not at one of the council's own domains."
