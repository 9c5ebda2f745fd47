"""What a verification found and cannot prove, in words.

People read of the log, which is all machines' records together; of a record, which one
machine keeps; and of its end code. Programs and the format say journal, chain and head.
"""

from incidentkit.words.counts import counted

TROUBLES = {
    "altered": "Changed after it was written:",
    "out-of-chain": "Not in its place:",
    "missing": "Missing, although it was seen before:",
    "forked": "Two entries stand at one place:",
    "foreign-genesis": "A second beginning of the kit:",
    "forgot-roster": "Written as if a change of roles were unknown:",
    "wrong-time": "Timed before something it had seen:",
    "payload-altered": "Its text was changed:",
    "payload-missing": "Its text is missing:",
    "false-disposal": "Its text was deleted without a decision to dispose of it:",
    "older-than-seen": "This machine has seen a newer copy:",
    "unfinished": "The end of a change is missing:",
    "empty": "There is nothing in the log",
}

UNPROVED = {
    "tail": "That nothing was cut off the end which no colleague's machine has seen.",
    "clocks": "That the times are right: they are what each machine's clock said.",
    "meaning": "What the entries say: they are sealed, and this check needs no key.",
    "kinds": "That each writer had the role for what they wrote, where that is sealed.",
    "no-anchor": "That this is the newest copy: this machine has no memory of the kit.",
    "one-machine": "Anything against the owner of this machine: nobody else has a copy.",
}

NOT_INTACT = "The log is not intact."
WHAT_NOW = (
    "Keep this machine as it is, tell a comms lead, and go on with a colleague's copy "
    "or a backup."
)
STATES_DIFFERED = "What the kit showed differed from its log. It was made again."
STATES_WERE_STALE = (
    "What the kit was about to show was older than its log, or had been changed from "
    "outside. It was made again from the log. Nothing in the log was lost. If nobody "
    "put back an older copy, tell a comms lead."
)
CANNOT_PROVE = "What this cannot prove:"
TO_COMPARE = (
    "Each machine keeps a record of its own, and the log is all records together. The "
    "code of a record's last entry is its end code: it would be another if anything in "
    "the record had been changed. End codes here, to compare with a colleague's machine "
    "or a printed report:"
)


def intact(entries: int, records: int) -> str:
    """Say that nothing was found, and how much was looked at."""
    count = f"{counted(entries, 'entry')} in {counted(records, 'record')}"
    return f"The log is intact: {count}."


def trouble(kind: str, record: str, number: int) -> str:
    """Say one thing that is wrong, and where."""
    said = TROUBLES[kind].rstrip(":")
    return f"{said}: entry {number} of record {record}." if record else f"{said}."


def held(number: int) -> str:
    """Say that entries wait for a decision."""
    verb = "is" if number == 1 else "are"
    return f"{counted(number, 'entry')} {verb} held until a comms lead decides."


def without_authority(number: int) -> str:
    """Say that entries count for nothing."""
    if number == 1:
        return "1 entry has no effect: whoever wrote it had no such role."
    return f"{number:,} entries have no effect: whoever wrote them had no such role."


def unknown_class(number: int) -> str:
    """Say that entries are of a sort that this version does not know."""
    if number == 1:
        return (
            "1 entry is of a sort that only a newer version of the app knows. It is "
            "kept, and has no effect here."
        )
    return (
        f"{number:,} entries are of a sort that only a newer version of the app knows. "
        "They are kept, and have no effect here."
    )


def unreachable(number: int) -> str:
    """Say that nothing can be handed over to some machines."""
    if number == 1:
        return (
            "1 officer's machine cannot be given any keys. Let its owner in again, on "
            "that machine or another."
        )
    return (
        f"{number:,} officers' machines cannot be given any keys. Let their owners in "
        "again, on those machines or others."
    )


def evidence(whole: int, missing: int, changed: int) -> list[str]:
    """Say how the evidence stands, one line each."""
    lines = [f"Evidence: {counted(whole, 'file')} as handed in."]
    if missing:
        lines.append(
            f"{counted(missing, 'file')} not on this machine. Exchange, or restore a "
            "backup."
        )
    if changed:
        lines.append(f"{counted(changed, 'file')} changed since. {WHAT_NOW}")
    return lines


def head_missing(head: str) -> str:
    """Say that an entry from a printed report is not in the log any more."""
    return (
        f"The log does not hold the end code {head[:16]}..., which a printed report "
        "names. "
        "Something was taken out or put back. Tell your comms lead and keep both."
    )
