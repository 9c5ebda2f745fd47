"""What is wrong in a playbook, said to whoever maintains it.

`{it}` is what was found, `{other}` what it clashes with or what was wanted.
"""

import re
from collections.abc import Mapping
from typing import Final

from incidentkit.errors import PlaybookRefusedError

# What the steps for when something went wrong stand under, beside a playbook's phases.
EXCEPTIONS: Final = "If anything goes wrong"

REFUSALS: Final[Mapping[str, str]] = {
    # The file as a whole
    "not-utf8": "This line holds characters that cannot be read. Save the file as UTF-8",
    "too-large": "The file is too large. A playbook may take {it} KiB",
    "empty": "The file has nothing in it",
    "not-a-table": 'A playbook starts with lines such as "playbook: Hacked account"',
    "several-documents": 'One file holds one playbook. Take out the line "---"',
    "directive": 'Lines that start with "%" are not used in playbooks',
    "duplicate-playbook": 'The file "{it}" has a playbook of the same name',
    # How it is laid out
    "tab": "There is a tab on this line. Use spaces",
    "hidden-character": "This line holds a character that nobody can see ({it})",
    "colon-in-text": "There is a colon inside the text. Put the whole text in quotes",
    "colon-missing": "A colon is missing after the name on this line or the one above",
    "quote-open": "A quotation mark is opened and never closed",
    "escape": "A backslash inside quotes is not used in playbooks",
    "odd-start": "The text starts with a character that has a meaning of its own. "
    "Put the whole text in quotes",
    "indentation": "This line is not lined up with the others of its list",
    "layout": "The layout cannot be followed here. Compare it with the lines above",
    "too-deep": "Questions inside questions go too deep here",
    "too-long": "The text is too long. It may have {it} characters",
    "comment-after-text": 'What follows "#" would be lost. Put the text in quotes, or '
    "the remark on a line of its own",
    "anchor": 'Marks that start with "&" are not used in playbooks. Put the text in quotes',
    "alias": 'Marks that start with "*" are not used in playbooks. Put the text in quotes',
    "tag": "An exclamation mark in front has a meaning of its own. Put the text in quotes",
    "brackets": "Brackets are not used for lists. Write each item on a line of its own",
    # Names and values
    "key-not-text": "There should be a name in front of the colon",
    "unknown-key": '"{it}" does not belong here',
    "duplicate-key": '"{it}" stands here twice. The first is on line {other}',
    "missing-key": '"{it}" is missing here',
    "text-expected": '"{it}" takes a text',
    "table-expected": '"{it}" takes lines with a name, a colon and what belongs to it',
    "list-expected": '"{it}" takes a list, each item after a dash',
    "nothing-written": 'Nothing is written after "{it}"',
    "title-too-long": "The title is too long. It may have {it} characters",
    "empty-name": 'There is a comma too many in "{it}"',
    "yes-or-no": 'Write yes or no here, not "{it}"',
    "bad-id": 'An id has small letters, digits and hyphens. "{it}" has something else',
    "mixed-letters": "In “{it}” letters of two alphabets stand together, so that it can "
    "pass for another name. Type it again by hand",
    "bad-name": 'A name here has small letters, digits and spaces, unlike "{it}"',
    "bad-version": 'A version is a number such as 1.2, not "{it}"',
    "bad-date": 'Write the date as 2026-09-01, not "{it}"',
    "bad-months": 'Write this as "6 months", not "{it}"',
    "bad-playbook-kind": 'A playbook is an incident, a guide or a part, not "{it}"',
    "not-in-a-part": '"{it}" has no place in a part. Write it in the playbooks that '
    "use the part",
    "deputy-unknown": 'Nobody else in this file has the role "{it}"',
    "moment-twice": '"{it}" is a moment and a deadline. It can be only one of them',
    "field-twice": '"{it}" is asked for twice in this form',
    # Steps
    "no-verb": "A step starts with what to do, such as do, ask or notify",
    "two-verbs": "One step has one thing to do. This one has {it}",
    "no-slug": 'The title "{it}" has no plain letters. Use others, or give the step an id',
    "duplicate-step": 'There is already a step called "{it}" on line {other}. Give this '
    "one another title or an id",
    "duplicate-phase": 'There is already a phase called "{it}" on line {other}',
    "too-many-steps": "There are too many steps. A playbook may have {it}",
    "two-strands": "Together takes at least two strands",
    "step-unknown": 'No step before this one is called "{it}"',
    "capture-missing": "No capture step comes before this one",
    "not-a-capture": '"{it}" is not a capture step',
    # Times
    "bad-due": 'Write a time as "10 minutes", "4 working hours", "2 hours after" a step, '
    '"72 hours from" a moment or "30 minutes before" a deadline, not "{it}"',
    "bad-unit": "Count in minutes, hours, days, months, working hours, working days or "
    'weekday hours, not in "{it}"',
    "setting-without-unit": 'The setting "{it}" does not end in what it counts, such as '
    "minutes, hours or working days",
    "before-by-clock": "Count back from a deadline in minutes, hours or days",
    "due-too-far": '"{it}" is more than a year away',
    "bad-kind": 'A due time is a law, a promise or a target, not "{it}"',
    "kind-without-due": "The kind of due time is given, but no due time",
    "law-without-basis": "A time that the law sets needs its law, with the section",
    "law-from-step": "A time that the law sets counts from the start or from a moment, "
    "because a step may never be done",
    "moment-unknown": 'No moment is called "{it}"',
    "deadline-unknown": 'No deadline is called "{it}"',
    "bad-repeat": 'Write this as "every 30 minutes", of at most a month, or as '
    '"setting review hours", not "{it}"',
    "repeat-and-until": 'Repeating takes both "repeat" and "until". One is missing',
    "bad-sign-off": 'Sign-off is "matrix", or a table with a line for a severity, '
    'not "{it}"',
    # Other playbooks
    "part-unknown": 'No part is called "{it}". To begin another playbook, say who does it',
    "playbook-not-there": 'No incident playbook is called "{it}"',
    "part-twice": 'The part "{it}" is used twice. A part is used once in a playbook',
    "part-circle": 'The part "{it}" would take in itself',
    # Questions
    "two-answers": 'A question takes at least two answers besides "Don\'t know yet"',
    "unknown-twice": 'Not knowing yet has steps of its own, so "if unknown" is not needed',
    "answer-unknown": 'No answer is called "{it}"',
    "bad-reason": 'The only word for a reason is "required", not "{it}"',
    "setting-without-follows": 'This answer is the choice "{it}" of a setting, but the '
    'question does not say with "follows" which',
    "fact-unknown": 'No fact is called "{it}"',
    "fact-not-asked-yet": 'The fact "{it}" is asked for further down, or not at all',
    "bad-condition": 'Write a condition as "fact is answer" or "fact is not answer"',
    "two-parts": '"{it}" takes a list of at least two conditions',
}

FINDINGS: Final[Mapping[str, str]] = {
    "role-unknown": 'Nobody in this playbook has the role "{it}"',
    "contact-unknown": '"{it}" is not among the contacts or roles',
    "name-unused": '"{it}" is declared and never used',
    "moment-unused": 'Nothing counts from the moment "{it}"',
    "template-unknown": 'There is no template "{it}"',
    "playbook-unknown": 'There is no playbook "{it}"',
    "fact-twice": '"{it}" is asked for twice in one run, first on line {other}',
    "fact-never": 'No step asks for "{it}"',
    "unreachable": 'No answers ever lead to "{it}"',
    "dead-end": 'Nothing follows the answer "{it}"',
    "unknown-open": 'Nothing says what to do when the answer to "{it}" is not known yet',
    "due-contradiction": 'This is due before "{it}", which comes first',
    "capture-never": 'Whenever "{it}" is reached, no capture step is',
    "deputy-missing": 'Nobody stands in for "{it}". Name a deputy',
    "setting-unknown": 'The council has no setting "{it}"',
    "choice-unknown": '"{it}" is not a choice of that setting',
    "choice-uncovered": 'The council may have chosen "{it}", and no answer says so',
    "field-unfilled": 'Template {other} asks for "{it}", which nothing fills in',
    "law-missing": '"{it}" has a time set by law. Say which law, with the section',
    "recovery-missing": "Nobody could get back the council's account on {it}",
    "repeat-endless": 'Nothing can ever end the repeating of "{it}"',
    "no-way-back": '"{it}" cannot be undone. Ask for a capture, a second person or an approval before it',
    "harm-late": 'This stops harm, but comes after "{it}", which waits for a capture',
}

DUE_KINDS: Final[Mapping[str, str]] = {
    "law": "by law",
    "promise": "as we promised",
    "target": "aim for",
}

_IT: Final = "{it}"
_OTHER: Final = "{other}"


def refusal(error: PlaybookRefusedError) -> str:
    """Return where a playbook is wrong, what is wrong, and what was probably meant."""
    where = f"{error.file}, line {error.line}" if error.line else error.file
    return f"{where}: {_said(REFUSALS[error.rule], error.detail, error.hint)}"


def finding(line: int, rule: str, detail: str, hint: str = "") -> str:
    """Return one finding of the check as a sentence with its line."""
    return f"Line {line}: {_said(FINDINGS[rule], detail, hint)}"


def _said(words: str, it: str, other: str) -> str:
    parts = {_IT: it, _OTHER: other}
    said = re.sub(r"\{it\}|\{other\}", lambda found: parts[found[0]], words)
    if not other or _OTHER in words:
        return f"{said}."
    return f'{said}. Did you mean "{other}"?'
