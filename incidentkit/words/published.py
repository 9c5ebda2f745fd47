"""What the kit writes into evidence and log about a text that is out.

It is kept with them and read on every machine, so it is English whatever language the
window speaks, and nothing here is translated.
"""

from incidentkit.words.times import NOT_A_TIME, uk_time

PUBLIC = "everybody who reads it"


def as_published(where: str, when_ms: int) -> str:
    """Return what a picture of a published text is called among the evidence."""
    return f"As published: {where}, {_stamp(when_ms)}"


def promise_opening(sentence: str) -> str:
    """Return how the log begins to tell of a promise."""
    return f"Promised in public: “{sentence}”"


def promise_note(sentence: str, at_ms: int, owner: str) -> str:
    """Return what the log says of a promise that no step of the playbook keeps."""
    return f"{promise_opening(sentence)} By {_stamp(at_ms)}. {owner} sees to it."


def _stamp(ms: int) -> str:
    """Return a time that reads the same in every language."""
    when = uk_time(ms)
    return NOT_A_TIME if when is None else f"{when:%Y-%m-%d %H:%M}"
