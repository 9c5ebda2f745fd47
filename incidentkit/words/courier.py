"""What people read after an exchange through a shared folder."""

from collections.abc import Iterator, Mapping
from typing import Any

from incidentkit.words.counts import counted

_WHY = {
    "bad-name": "its name is not one of ours, perhaps a conflict copy",
    "bad-digest": "it is not whole yet, or was changed",
    "truncated": "it could not be read",
    "too-large": "it is larger than anything the kit writes",
    "not-canonical": "its content is not the kit's",
    "wrong-kit": "it belongs to another kit",
}
NOTHING_NEW = "There is nothing new on either side."


def exchange_lines(counts: Mapping[str, Any]) -> Iterator[str]:
    """Yield what an exchange did, one line each."""
    sent, received = counts["sent"], counts["received"]
    out, came = counts["evidence_sent"], counts["evidence_received"]
    if not (sent or received or out or came):
        yield NOTHING_NEW
    else:
        yield (
            f"Left {counted(sent, 'entry')} for your colleagues and took in "
            f"{received:,} of theirs."
        )
    if out or came:
        yield f"Evidence: left {counted(out, 'file')} and took in {came:,}."
    for item in counts["ignored"]:
        why = _WHY.get(item["reason"], "it is not what its name says")
        yield f"Left alone: {item['file']}, because {why}."
    yield from _trouble(counts)


def _trouble(counts: Mapping[str, Any]) -> Iterator[str]:
    for item in counts["refused"]:
        yield (
            f"Not accepted: what came for {item['place']} is not as it was written. "
            "Tell a comms lead."
        )
    if counts["gaps"]:
        yield "Some entries wait for others that have not arrived. Exchange again later."
    if counts["forks"]:
        yield (
            "One machine's record splits in two. From there on it is held "
            "until a comms lead decides."
        )
