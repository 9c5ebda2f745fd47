"""What is said about the facts on platforms: in the log, on screen and in commands."""

from collections.abc import Iterable

from incidentkit.words.accounts import PLATFORMS
from incidentkit.words.drafting import TASK_WORDS
from incidentkit.words.incidents import labelled, sentence

OURS = "our own"
PAST_REVIEW = "past review"
DIFFERS = (
    "Two comms leads set this differently. The last is shown. Set it again to settle."
)
NEWER_CAME = "What came with the kit was looked at later than ours."
NOTHING_KNOWN = "Nothing is known."
PUT_BACK = "What came with the kit holds again."
NOT_OURS = "What came with the kit holds already."
KEPT = "Kept. Everybody in the kit sees it from now on."


def name_of(slug: str) -> str:
    """Return what a platform is called."""
    return PLATFORMS.get(slug, slug)


def place_set(slug: str, task: str, way: Iterable[str], checked: str) -> str:
    """Tell that the council keeps its own version of a place."""
    said = f"Corrected where to find “{TASK_WORDS[task]}” on {name_of(slug)}"
    found = ", ".join(part for part in way if part)
    return sentence(said, labelled("Now", found), labelled("Looked at", checked))


def put_back_told(slug: str, task: str) -> str:
    """Tell that the shipped fact holds again."""
    where = f"“{TASK_WORDS[task]}” on {name_of(slug)}"
    return sentence(f"Put back what came with the kit for {where}")


def confirmed_told(slug: str, checked: str) -> str:
    """Tell that somebody looked and all was right."""
    said = f"Looked at everything known of {name_of(slug)}, and it is right"
    return sentence(said, labelled("Looked at", checked))


def confirmed(slug: str) -> str:
    """Say that everything known of a platform was looked at."""
    return f"All that is known of {name_of(slug)} counts as looked at today."


def standing(confidence: str, menus: str, checked: str, by: str, *, past: bool) -> str:
    """Say how sure a place is, when somebody looked, and whose word it is.

    `menus` is how sure the way through the menus is, where that differs.
    """
    sure = f"{confidence[0].upper()}{confidence[1:]}"
    less = f"The way through the menus: {menus}" if menus else ""
    whose = f"{OURS.capitalize()}, set by {by}" if by else ""
    review = "Past review: look again" if past else ""
    return sentence(sure, less, f"Looked at {checked}", whose, review)


def warnings(*, differs: bool, newer: bool) -> list[str]:
    """Say what is to be settled or compared about a place, if anything."""
    return [text for text, on in ((DIFFERS, differs), (NEWER_CAME, newer)) if on]
