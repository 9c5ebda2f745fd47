"""What is said about contacts: whom to ring for a role."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list
from incidentkit.words.rules import value_rule

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "comms": "Communications",
        "council": "In the council",
        "outside": "Outside the council",
        "own": "Added here",
    }
)
# Each line of a contact by the name that it has in the program.
LINES: Mapping[str, str] = MappingProxyType(
    {
        "role": "Role",
        "name": "Name",
        "deputy": "Who stands in",
        "work_phone": "Work phone",
        "deputy_phone": "Phone of whoever stands in",
        "out_of_band": "Phone without the network",
        "mailbox": "Shared mailbox",
        "hours": "Hours",
        "signs": "May sign off",
        "note": "Note",
    }
)
NEVER_TRIED = "Never tried"
NOT_HERE = "Not at this council"
IN_THE_KIT = "a personal number, in the kit only"
PAPER_TITLE = "Contacts"
PEOPLE = "People"
STALE = "Nobody has tried these numbers for 90 days"
NOBODY_YET = "nobody written down yet"
DOCUMENT = "Contact list"


def tried(when: str, by: str) -> str:
    """Say when the numbers were last tried, and by whom."""
    return f"Tried on {when} by {by}" if by else f"Tried on {when}"


def too_long_ago(when: str) -> str:
    """Say that numbers were tried too long ago."""
    return f"Last tried on {when}"


def stand_in(name: str, number: str) -> str:
    """Name whoever stands in."""
    return f"{name}, {number}" if name and number else name or number


def reach_lines(
    who: tuple[str, str],
    phones: tuple[str, str],
    deputy: str,
    rest: tuple[str, str],
    public: list[str],
    *,
    stale: bool,
) -> tuple[str, ...]:
    """Return whom to ring in lines: role and name with the number first.

    `who` is the role and whoever has it, `phones` the work phone and the one that works
    without the network, `rest` the shared mailbox and the hours.
    """
    role, name = who
    work, other = phones
    mailbox, hours = rest
    said = ", ".join(part for part in (name, work) if part)
    lines = [f"{role}: {said}" if said else role]
    lines += [f"Without the network: {other}"] if other else []
    lines += [f"Stands in: {deputy}"] if deputy else []
    lines += [mailbox] if mailbox else []
    lines += [f"Hours: {hours}"] if hours else []
    lines += public
    lines += [STALE] if stale else []
    return tuple(lines)


def paper_head(council: str, when: str) -> str:
    """Return what stands above the list on paper."""
    return f"{PAPER_TITLE}: {council}, printed on {when}"


PAPER_NOTE = (
    "For work only. Keep it where you find it without the network, and shred the last "
    "one."
)
PAPER_NONE = "Nothing is written down yet."


def paper_missing(roles: list[str]) -> str:
    """Say for which roles nobody is written down."""
    return f"Nobody is written down for: {and_list(roles)}."


def public_number(what: str, way: str, when: str) -> str:
    """Return a number that everybody may know, in one line."""
    return f"{what}: {way}" + (f" ({when[:1].lower()}{when[1:]})" if when else "")


def summary(filled: int, stale: int, missing: int) -> str:
    """Say how the list stands."""
    parts = [f"{counted(filled, 'role')} with a contact"]
    if stale:
        parts.append(f"{stale} not tried for 90 days")
    if missing:
        parts.append(
            f"{missing} that most councils have and nobody is written down for"
        )
    return f"{and_list(parts)}."


SETTLE = "Colleagues wrote down different things. Save the right one once more."


def needed_for(what: str) -> str:
    """Say what a role is needed for."""
    return f"Needed for: {what}"


def set_up(role: str) -> str:
    """Say that a contact was written down."""
    return f"Noted whom to ring: {role}."


def verified(role: str) -> str:
    """Say that numbers were tried."""
    return f"Noted that the numbers work: {role}."


def written(role: str) -> str:
    """Say in the log that a contact was written down. No number stands there."""
    return f"Recorded whom to ring for: {role}"


def written_absent(role: str) -> str:
    """Say in the log that the council has no such role."""
    return f"Recorded that this council has no: {role}"


def tried_in_log(role: str) -> str:
    """Say in the log that numbers were tried."""
    return f"Tried the numbers of: {role}"


NEW_HERE = "new here"
NOTHING_NEW = "nothing new"
NOT_WRITTEN = "Nothing is written yet. Add --write to take it in."


NOTHING_TAKEN = "Nothing is taken in until every row can be."


def bad_row(number: int, role: str, field: str, rule: str) -> str:
    """Name a row that cannot be kept, and say why and what to do."""
    about = value_rule(rule)
    where = f"Row {number}" + (f", {role}" if role else "")
    label = LINES.get(field)
    because = f"{label.lower()}: {about.because}" if label else about.because
    return f"{where}: {because}. {about.instead}"


def left_out(headings: list[str]) -> str:
    """Say which columns mean nothing here."""
    return f"Left out, because no line of a contact is called so: {and_list(headings)}."


def taken_in(number: int) -> str:
    """Say how many contacts were written down."""
    return f"Written down: {counted(number, 'contact')}."


def changes(names: tuple[str, ...]) -> str:
    """Say which lines of a contact are new."""
    return and_list([LINES[name].lower() for name in names]) or NOTHING_NEW


def changed_to(values: Sequence[tuple[str, str]]) -> str:
    """Say what lines of a contact would be."""
    return and_list([f"{LINES[name].lower()} {value}" for name, value in values])


UNKNOWN_ROLE = "a role"
