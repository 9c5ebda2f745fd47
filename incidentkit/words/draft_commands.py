"""What the command line says around drafts."""

from incidentkit.words.counts import counted

NO_DRAFTS = "No draft is written yet. To see what there are templates for:"
PUT_ASIDE = "put aside"
WITHDRAWN = "Put aside. The text stays in the log."
WHOLE_TEXT = "the whole text"
NAME_AND_TEXT = "handle=@OurHandle"
WHERE = "the council's website"


def draft_head(name: str, title: str, channel: str) -> str:
    """Head a draft."""
    return f"Draft {name}: {title}, for {channel}"


def length(count: int, limit: int | None, unit: str, *, fits: bool) -> str:
    """Say how long a text is and whether it fits."""
    of = f" of {limit:,}" if limit is not None else ""
    return f"{count:,}{of} {unit}: {'it fits' if fits else 'it is too long'}."


def to_fill(place: str, field: str = "") -> str:
    """Say that a place in the text is still to be filled, and by which field."""
    return f"fill in {place}{f', the field {field}' if field else ''}."


def to_fill_in(line: str) -> str:
    """Say how to begin it again with a place filled in."""
    return f"To fill it in:  {line}"


def to_change(line: str) -> str:
    """Say how to change a text."""
    return f"To change it:   {line}"


def to_be_approved(line: str) -> str:
    """Say where it stands who has to approve a text before it goes out."""
    return f"Who approves: {line}"


def once_out(line: str) -> str:
    """Say how to note that a text is out."""
    return f"Once it is out: {line}"


def times_out(number: int) -> str:
    """Say how often a text went out."""
    return f"published {counted(number, 'time')}" if number else "not published"


def published(where: str, when: str) -> str:
    """Say that a publication is noted."""
    return f"Noted: published on {where}, {when}."


def is_out(where: str, when: str, address: str) -> str:
    """Say where and when a text went out."""
    return f"Published: {where}, {when} {address}".rstrip()
