"""One account of a monthly check, as a person reads it and as data."""

from incidentkit.accounts.numbers import spoken_number
from incidentkit.cli.layout import wrapped
from incidentkit.cli.world import Call
from incidentkit.desk.round import LineRow, When
from incidentkit.desk.round_line import Asked, LinePage
from incidentkit.words import round_commands as words
from incidentkit.words import rounds as round_words

_INDENT = "    "


def state_of(row: LineRow) -> str:
    """Return how far one account is, in a word or two."""
    if row.is_done and row.worst is not None:
        return round_words.FOUND[row.worst.value].lower()
    said = words.TO_DO if row.worst is None else words.IN_PART
    return f"{said}, {words.LATE}" if row.when is When.LATE else said


def row_data(row: LineRow) -> dict[str, object]:
    """Return one account of the list as data."""
    return {
        "id": row.account.hex(),
        "account": row.label,
        "due": row.due.isoformat(),
        "when": row.when.value,
        "owner": row.owner,
        "deputy": row.deputy,
        "open": row.open_asks,
        "worst": row.worst.value if row.worst else "",
        "in_use": row.in_use,
    }


def say_line(call: Call, found: LinePage) -> None:
    """Say what is asked of one account, and what to look at for it."""
    row, console = found.row, call.console
    owner = row.owner or round_words.NO_OWNER
    console.say(f"{row.label}  ({row.due:%d %b}, {owner})")
    if found.owed:
        console.say("", *wrapped(_owed(call, found)))
    for one in found.asked:
        console.say("", f"{one.ask.value}: {one.name}")
        console.say(*wrapped(one.question, _INDENT))
        for line in _beside(one):
            console.say(*wrapped(line, _INDENT))


def _owed(call: Call, found: LinePage) -> str:
    """Say what comes before the questions, and what changes it here."""
    said = round_words.owed(found.owed)
    if found.owes is None:
        return said
    rotate = ("account", "rotate", found.reference, "--reason", found.owes.value)
    return words.OWED_FIRST.format(said, call.line(*rotate))


def _beside(one: Asked) -> list[str]:
    seen = [
        ", ".join(text for text in (s.name, s.detail, spoken_number(s.number)) if text)
        for s in one.seen
    ] or [round_words.NOTHING_KNOWN[one.ask.value]]
    place = one.place
    where = [text for text in (place.link, place.menu) if text] if place else []
    told = [one.told.line if one.told else words.NOT_ANSWERED]
    return [*seen, *where, *([one.before] if one.before else []), *told]


def line_data(found: LinePage) -> dict[str, object]:
    """Return one account and what is asked of it as data."""
    asks = [
        {
            "ask": one.ask.value,
            "question": one.question,
            "look_at": [
                {"name": s.name, "detail": s.detail, "number": s.number}
                for s in one.seen
            ],
            "link": one.place.link if one.place else "",
            "menu": one.place.menu if one.place else "",
            "found": one.told.answer.found.value if one.told else "",
            "note": one.told.answer.note if one.told else "",
            "before": one.before,
        }
        for one in found.asked
    ]
    owes = found.owes.value if found.owes else ""
    owed = {"is_owed": found.row.is_owed, "owed_reason": owes}
    return {**row_data(found.row), **owed, "asks": asks}
