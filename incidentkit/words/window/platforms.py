"""What the page on platforms says."""

from incidentkit.words.counts import counted

TITLE = "Where things are on platforms"
BODY = (
    "Menus move and links die. What came with the kit is dated, and a comms lead can "
    "correct it for everybody. Steps and accounts then show the corrected place."
)
READ_ONLY = "Only a comms lead can change this. Tell one what you found."
PLATFORM = "Platform"
PLATFORMS = "Platforms"
OPEN = "Open the page"
EDIT = "Correct it"
CORRECT = "See or correct these"
TELL = "Write it down"
PUT_BACK = "Put back what came with the kit"
ALL_RIGHT = "I have looked: all of this is right"
ALL_RIGHT_DONE = "It counts as looked at today."
LINK = "Link"
LINK_HINT = "An address that begins with https."
MENU = "Way through the menus"
NOTE = "What to know about it"
CONFIDENCE = "How sure it is"
CHECKED = "The day somebody looked"
CHECKED_HINT = "As in 21/11/2026 or 21 November 2026."
KEEP = "Keep it"
LEAVE = "Leave it as it was"
OURS = "Our own"
CAME = "What came with the kit"
ELSEWHERE = "Opens in your browser. Nothing else goes online."


def choice(name: str, accounts: int, own: int, *, past: bool) -> str:
    """Name a platform in the list, with what to know before it is chosen."""
    said = [
        counted(accounts, "account") if accounts else "",
        f"{own} of our own" if own else "",
        "past review" if past else "",
    ]
    more = ", ".join(part for part in said if part)
    return f"{name} ({more})" if more else name


def past_review(name: str) -> str:
    """Say that a platform is to be looked at again."""
    return (
        f"Something about {name} was not looked at for a year. Open each page, then "
        "correct what moved or say that all is right."
    )


def about(task: str, act: str) -> str:
    """Name a button for whoever hears it without seeing where it stands."""
    return f"{act}: {task}"
