"""What people read after an exchange through a shared folder."""

from collections.abc import Iterator, Mapping
from typing import Any

_WHY = {
    "bad-name": "its name is not one of ours, perhaps a conflict copy",
    "bad-digest": "it is not whole yet, or was changed",
    "truncated": "it could not be read",
    "too-large": "it is larger than anything the kit writes",
    "not-canonical": "its content is not the kit's",
    "wrong-kit": "it belongs to another kit",
}


def exchange_lines(counts: Mapping[str, Any]) -> Iterator[str]:
    """Yield what an exchange did, one line each."""
    sent, received = counts["sent"], counts["received"]
    yield f"Left {sent} entries for your colleagues and took in {received} of theirs."
    if counts["evidence_sent"] or counts["evidence_received"]:
        out, came = counts["evidence_sent"], counts["evidence_received"]
        yield f"Evidence files: {out} left, {came} taken in."
    for item in counts["ignored"]:
        why = _WHY.get(item["reason"], "it is not what its name says")
        yield f"Left alone: {item['file']}, because {why}."
    for item in counts["refused"]:
        yield f"Not accepted: an entry at {item['place']} ({item['reason']}). Tell your comms lead."
    if counts["gaps"]:
        yield "Some entries wait for others that have not arrived. Exchange again later."
    if counts["forks"]:
        yield "A machine's record splits in two. Everything from there on is held for a comms lead."
