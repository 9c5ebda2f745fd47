"""What is said about deleting texts for good, and about who still has them."""

from collections.abc import Sequence

from incidentkit.words.counts import counted
from incidentkit.words.incidents import labelled, sentence
from incidentkit.words.lists import and_list

WHAT_GOES = (
    "Notes, answers, reasons, situation reports and the keys of the evidence files go. "
    "Nobody can bring them back, so write the report first if you may need one."
)
WHAT_STAYS = (
    "What stays: the title, when it began and ended, its closing summary, who wrote "
    "when, and that texts were deleted and why. Drafts and what is said about the "
    "account are not touched, and reports already written are not either."
)
ELSEWHERE = (
    "Colleagues' machines delete theirs when they next exchange. A machine that never "
    "exchanges again keeps them. Backups made before now hold them until they expire."
)
NOTHING_LEFT = "Nothing is left to delete. What stays of an incident is kept."
NONE_YET = "No texts were deleted for good yet."
AGAIN = "Your passphrase once more, to delete these for good"


def about_to(reference: str, texts: int) -> str:
    """Say what is about to happen."""
    return f"This deletes {counted(texts, 'text')} of incident {reference} for good."


def done(reference: str, texts: int) -> str:
    """Say what happened."""
    return f"Deleted {counted(texts, 'text')} of incident {reference} for good."


def kept(texts: int) -> str:
    """Say that a disposal named texts that are needed, so that they stayed."""
    if texts == 1:
        return (
            "1 text that a comms lead had deleted is still needed, so it was kept here."
        )
    return (
        f"{texts:,} texts that comms leads had deleted are still needed, so they were "
        "kept here."
    )


def waiting(names: Sequence[str]) -> str:
    """Say who has not shown that they heard of it; a person may be there twice."""
    if not names:
        return "everybody has heard of it"
    return f"not yet heard from: {and_list(tuple(dict.fromkeys(names)))}"


def told(texts: int, reason: str) -> str:
    """Say that texts of the incident were deleted for good."""
    return sentence(
        f"Deleted {counted(texts, 'text')} of the incident for good",
        labelled("Reason", reason),
    )
