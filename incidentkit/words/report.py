"""The words of an incident's report: headings, labels and what it explains."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from incidentkit.words.lists import and_list
from incidentkit.words.times import log_time, spoken_time, uk_time

REPORT_TITLE = "Incident report"
STILL_OPEN = "Open"
NOT_RECORDED = "Not recorded"
NOTHING = "Nothing recorded."

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "overview": "Overview",
        "summary": "Summary",
        "situation": "Situation",
        "cause": "Cause",
        "left_open": "Left open",
        "decisions": "Decisions",
        "told": "Who was told",
        "messages": "What was written and published",
        "evidence": "Evidence",
        "departures": "Steps left out, and removals before capture",
        "timeline": "Timeline",
        "log": "The log behind this report",
    }
)

CAUSE_STATUS: Mapping[str, str] = MappingProxyType(
    {
        "unexplained": "Not known",
        "suspected": "Suspected, not confirmed",
        "confirmed": "Confirmed",
    }
)
CAUSES_DIFFER = (
    "People have recorded different causes. None counts as confirmed until that is "
    "settled."
)

HOW_TO_VERIFY: Sequence[str] = (
    "On any computer that has this kit, close it and run: incidentkit log verify",
    "It needs no passphrase. It says that the log is intact, or what was changed "
    "and where.",
    "Each machine keeps a record of its own, and the log is all records together. The "
    "end codes below say how far each record went when this report was made. However "
    "far it has grown since, an intact record still has that code at that entry. To "
    "look for one: incidentkit log verify --end-code and the code.",
    "Run it on a colleague's computer too, which has a copy of its own.",
)

EVERY_REMOVAL = "Every step that removes something"
BEFORE_THE_KIT = (
    "It was done before the kit was opened, and nothing was captured for it."
)
OTHER_WORDS = "It went out in other words than those above:"
WORDS_NOT_HERE = "Which words went out cannot be read on this machine."
UNNAMED_EVIDENCE = "Evidence without a description"
STANDINGS: Mapping[str, str] = MappingProxyType(
    {"stands": "", "undone": "Taken back later", "replaced": "Changed later"}
)
NOT_YET_PUBLISHED = "Not published."
UNKNOWN_ACCOUNT = "an account that is not in this kit"
CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        "website": "the website",
        "email": "email",
        "intranet": "the intranet",
        "press": "the press",
        "print": "print",
    }
)
NO_MESSAGE = "A text without a template"
SAME_WORDS = "The words went out exactly as above."


def times_are(times_ms: Iterable[int]) -> str:
    """Return which clock the times of a report are by, with every offset they have."""
    offsets: dict[str, str] = {}
    for ms in sorted(times_ms):
        when = uk_time(ms)
        if when is not None:
            shift = f"{when:%z}"
            offsets.setdefault(f"{when:%Z}", f"UTC{shift[:3]}:{shift[3:]}")
    named = [f"{offset} ({name})" for name, offset in offsets.items()]
    if len(named) > 1:
        return f"Times are UK local time: {and_list(named)}, as marked."
    return f"Times are UK local time, {and_list(named) or 'UTC+00:00 (GMT)'}."


def changes_offset(times_ms: Iterable[int]) -> bool:
    """Whether the clocks were put forward or back between these times."""
    found = {when.utcoffset() for ms in times_ms if (when := uk_time(ms)) is not None}
    return len(found) > 1


def table_time(ms: int, *, with_zone: bool) -> str:
    """Return a time for a table, with the name of its offset where that can differ."""
    when = uk_time(ms)
    zone = f" {when:%Z}" if when is not None and with_zone else ""
    return f"{log_time(ms)}{zone}"


def spoken_or_not(ms: int) -> str:
    """Return a time in words, or that there is none."""
    return spoken_time(ms) if ms else NOT_RECORDED


def made_by(who: str, ms: int) -> str:
    """Return who made the report, and when."""
    return f"Made by {who} on {spoken_time(ms)}."


def situation_by(who: str, ms: int) -> str:
    """Return whose situation report it is, and of when."""
    return f"By {who}, {spoken_time(ms)}."


def published_at(where: str, ms: int, recorder: str) -> str:
    """Return where and when a text went out, and who said so."""
    return f"Published at {where}, {spoken_time(ms)}. Recorded by {recorder}."


def verified(entries: int, records: int, *, intact: bool) -> str:
    """Return what checking the log found when the report was made."""
    among = _counted(records, "record", "records")
    count = f"{_counted(entries, 'entry', 'entries')} in {among}"
    if intact:
        return f"When this report was made, the log was checked and is intact: {count}."
    return (
        f"When this report was made, the log was checked and is NOT intact ({count}):"
    )


def held_entries(count: int) -> str:
    """Return how many entries wait for a comms lead."""
    return f"{_counted(count, 'entry is', 'entries are')} held for a comms lead to decide about."


def ineffective_entries(count: int) -> str:
    """Return how many entries have no effect."""
    return f"{_counted(count, 'entry has', 'entries have')} no effect: the writer had no such role."


def disposed_entries(count: int) -> str:
    """Return how many texts were disposed of."""
    return f"The text of {_counted(count, 'entry', 'entries')} was disposed of under a rule."


def trouble_at(said: str, record: str, number: int) -> str:
    """Return one thing that is wrong with the log, and where."""
    return f"{said} record {record}, entry {number}" if record else said


def question_with(question: str, options: Sequence[str]) -> str:
    """Return a question with the answers there were."""
    return f"{question}\nOn offer: {'; '.join(options)}" if options else question


def held_by(holder: str) -> str:
    """Return who has evidence that is still to be filed."""
    return f"{holder}, still to be filed"


def size_of(size: int) -> str:
    """Return how large something is."""
    return _counted(size, "byte", "bytes")


def _counted(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


# Who, when and where, as the labels of tables and lists.
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "council": "Council",
        "reference": "Reference",
        "incident": "Incident",
        "account": "Account",
        "playbook": "Playbook",
        "known": "First known",
        "started": "Kit opened",
        "closed": "Closed",
        "status": "Status",
        "lessons": "Lessons",
        "reason": "Reason",
        "basis": "It rests on",
        "cause": "Cause",
        "recorded": "Recorded",
        "time": "Time",
        "who": "Who",
        "what": "What happened",
        "question": "Question",
        "answer": "Answer",
        "whom": "Whom",
        "how": "Note",
        "step": "Step",
        "captured": "Captured",
        "file": "File",
        "address": "Address",
        "digest": "SHA-256",
        "filed": "Filed",
        "holder": "Held by",
        "chain": "Record",
        "number": "Entry",
        "head": "End code",
        "unproved": "What this check cannot prove",
        "verify": "How to check it yourself",
        "by": "By",
        "withdrawn": "Put aside",
        "for_step": "For the step",
    }
)
