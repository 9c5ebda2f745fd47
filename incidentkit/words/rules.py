"""What a value has to be, and what things and values are called.

Rooms raise `InvalidValueError(field, rule)` with the keys of this module; a
test reads the source and proves that every key used there is here.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from incidentkit.words.account_rules import ACCOUNT_RULES, TABLE_RULES
from incidentkit.words.council.day_to_day import DAY_TO_DAY
from incidentkit.words.council.in_public import IN_PUBLIC
from incidentkit.words.incident_commands import CLOSE_SUMMARY
from incidentkit.words.people_rules import PEOPLE_FIELDS, PEOPLE_RULES
from incidentkit.words.publishing_rules import PUBLISHING_RULES
from incidentkit.words.rule import Rule

_NUMBER_RULE = re.compile(r"(?P<unit>[a-z-]+)-(?P<least>\d+)-to-(?P<most>\d+)")


VALUE_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        # Any text
        "empty": Rule("it is empty", "Fill it in."),
        "not-empty": Rule("it is empty", "Fill it in."),
        "too-long": Rule("it is longer than can be kept", "Say it in fewer words."),
        "not-one-line": Rule(
            "it holds characters that cannot be seen",
            "Type it by hand on one line.",
        ),
        "name-taken": Rule(
            "there is somebody who opens the kit under that name here already",
            "Add a surname or an initial to tell the two apart.",
        ),
        "mixed-letters": Rule(
            "there are letters of two alphabets in one word of it, so that it can pass "
            "for another name",
            "Type it again by hand.",
        ),
        "not-text": Rule(
            "it holds something that is not text",
            "Type it by hand.",
        ),
        "control-characters": Rule(
            "it holds characters that cannot be seen", "Type it by hand."
        ),
        "hidden-direction": Rule(
            "it holds a hidden mark that turns the direction of writing",
            "Type it by hand.",
        ),
        "twice": Rule("one thing in it is there twice", "Give each of them once."),
        "too-many": Rule(
            "it has more parts than can be kept", "Leave out what is not needed."
        ),
        "same-language": Rule(
            "this is in the same language as the other, or is the same draft",
            "Say which language each is in first.",
        ),
        "changed-since-shown": Rule(
            "it was changed by a colleague after you opened it",
            "Look at it as it stands now, then say it again.",
        ),
        "not-the-code": Rule(
            "it is the code of another version, or was misheard",
            "Read out the message as it stands now, and ask for its code again.",
        ),
        "no-override": Rule(
            "no reason is enough for that",
            "Change the message, or ask for the approval that is missing.",
        ),
        "not-a-digest": Rule(
            "it is not 64 letters and digits as the report prints them",
            "Copy the whole line from the report.",
        ),
        # Playbooks
        "version-as-before": Rule(
            "it is that of the text in use",
            "Give it the next number, so that people can tell the two apart.",
        ),
        "exercise-and-real": Rule(
            "one of the two is an exercise, and the other really happens",
            "Link what is real with what is real, and exercises with exercises.",
        ),
        "runs-as-it-began": Rule(
            "it runs here already, in the version that it began with",
            "Leave it first, then join it again, to go on with the version of now.",
        ),
        "cannot-be-used": Rule(
            "it cannot be read as it is", "Leave it, and ask its maker to mend it."
        ),
        "name-in-use": Rule("it is the name of something here", "Give it another."),
        "nothing-changed": Rule(
            "it says the same as the text in use", "Change something first."
        ),
        "name-and-text": Rule("it is not a name and a text", "Give it as name=text."),
        # The council and its officers
        "unknown-setting": Rule(
            "no setting has that name", "Choose one from the list of settings."
        ),
        "days-0-to-45": Rule(
            "it has to be a whole number from 0 to 45",
            "Choose how many days a machine may remember the way in, with 0 for never.",
        ),
        "minutes-5-to-1440": Rule(
            "it has to be a whole number from 5 to 1440",
            "Choose how many minutes may pass between two updates, from five minutes "
            "to a day.",
        ),
        "minutes-1-to-60": Rule(
            "it has to be a whole number from 1 to 60",
            "Choose after how many minutes an unused kit locks itself.",
        ),
        "rows-of-table": Rule(
            "one line of it does not begin with the name of a row, or a row is there "
            "twice",
            "Begin each line with the row's name and a colon.",
        ),
        "length-of-time": Rule(
            "it does not read as a length of time",
            "Give it as in 6 years, 18 months or 90 days.",
        ),
        "period-of-days": Rule(
            "one line does not read as a period of days",
            "Give it as in 2027-03-22 to 2027-05-06, with a name after it if you like.",
        ),
        "hours-of-week": Rule(
            "one line does not read as hours of the week, or a day is there twice",
            "Give it as in Mon-Fri 09:00-17:00, with at least one day from Monday to "
            "Friday.",
        ),
        "time-target": Rule(
            "one line does not read as a time target",
            "Give it as in hacked-account/publish-the-notice Serious 15.",
        ),
        "web-address": Rule(
            "it is not the address of a web page",
            "Copy the whole address from your browser, beginning with https.",
        ),
        "email-domains": Rule(
            "one part of it is not what stands after the @ in an email address",
            "Give each domain as in ashcombe.example.org, with a space between two.",
        ),
        "phone-number": Rule(
            "it does not read as a telephone number",
            "Give the digits, as in 07700 900 123, with a + in front for other "
            "countries.",
        ),
        "email-address": Rule(
            "it does not read as an email address",
            "Give it as in press@ashcombe.example.org.",
        ),
        "last-lead": Rule(
            "there is no other comms lead",
            "Make somebody else a comms lead first.",
        ),
        **ACCOUNT_RULES,
        **PEOPLE_RULES,
        **PUBLISHING_RULES,
        **TABLE_RULES,
        # The command line
        "asked-unseen": Rule(
            "this machine shows what is in a command to every program",
            "Leave it out of the command, and it is asked for unseen.",
        ),
        "not-the-same": Rule(
            "it was not the same both times",
            "Type it again, slowly, both times alike.",
        ),
        "not-given": Rule(
            "it was asked for and nobody gave one",
            "Run the command at a terminal, or hand in one line for each that is "
            "asked for.",
        ),
        "not-open": Rule(
            "it is not open for reading",
            "Give the number of one that the command was started with.",
        ),
        "not-a-time": Rule(
            "it does not read as a time",
            "Give it as in 07:10 for today, 20 minutes ago, yesterday 23:40, or "
            "2026-11-21 07:10.",
        ),
        "month": Rule(
            "it is not a month", "Write the year and the month, as in 2026-11."
        ),
        # Incidents and drafts
        "not-in-future": Rule(
            "it lies in the future", "Give the time when it happened, up to now."
        ),
        "before-it-began": Rule(
            "this step is ticked only if it was done before the incident was begun here",
            "Say when that was and why it went first, or finish the step as usual.",
        ),
        "not-a-choice": Rule(
            "it is not one of the choices", "Choose one of those that are offered."
        ),
        "not-an-answer": Rule(
            "it is not one of the answers to this step",
            "Choose one of the answers shown, or say that nobody knows yet.",
        ),
        "does-not-repeat": Rule(
            "it is done only once", "Finish it, or leave it out and say why."
        ),
        "only-one": Rule(
            "it is the only playbook of this incident",
            "Add the right one first, or close the incident and say why.",
        ),
        "itself": Rule("it is this incident itself", "Name another incident."),
        "other-readers": Rule(
            "one of them is read by other people than the other",
            "Write a note in each of them that says only what its readers may know.",
        ),
        "none-in-an-exercise": Rule(
            "no exercise has to do with a real account",
            "Leave the account out.",
        ),
        "no-exercise": Rule(
            "it is no exercise", "Begin an exercise, and use this in there."
        ),
        "not-oneself": Rule(
            "no reader takes themselves out",
            "Ask another reader of this incident to do it.",
        ),
        "everybody-reads-it": Rule(
            "no reader is named for it, and everybody in the kit reads it",
            "Go on in a restricted incident, which only the people you name read.",
        ),
        "needs-an-answer": Rule(
            "it takes an answer before it is done",
            "Answer the question, and if nobody knows yet, say that.",
        ),
    }
)

ANY_RULE = Rule(
    "it is not in a form that can be kept", "Look at what was asked for and try again."
)

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        **PEOPLE_FIELDS,
        "access": "way into the account",
        "alt": "description of the picture",
        "between": "sign between the words",
        "by": "name of who did it",
        "cause": "state of the cause",
        "changes": "line on what should change",
        "characters": "choice of characters",
        "codes": "list of recovery codes",
        "content": "message",
        "council_name": "name of the council",
        "elsewhere": "place where it is kept",
        "descriptor": "number of the open file",
        "email": "email address",
        "keyring_days": "time that a machine may remember the way in",
        "known": "part about what is known",
        "length": "length",
        "lock_minutes": "time until an unused kit locks itself",
        "login": "login name",
        "mobile": "mobile number",
        "name": "name",
        "next_update_minutes": "time between two updates",
        "number": "telephone number",
        "officer_name": "name of the officer",
        "official_accounts_page": "page that lists the council's accounts",
        "own_email_domains": "list of the council's email domains",
        "portfolio": "owner of the portfolio",
        "readers": "list of who may read it",
        "public_contact": "contact for the public",
        "reviewed": "date of the review",
        "ring_number": "number to ring",
        "pair": "other language",
        "passphrase": "passphrase",
        "said": "line on what was said",
        "secret": "password",
        "summary": f"line “{CLOSE_SUMMARY}”",
        "translator": "name of the translator",
        "totp": "key for sign-in codes",
        "until": "end date",
        "url": "web address",
        "version": "version",
        "when": "time",
        "where": "place",
        "words": "number of words",
        "work_phone": "work telephone number",
    }
)

_THINGS: Mapping[str, str] = MappingProxyType(
    {
        "chain": "part of the log",
        "round": "account check",
        "check": "such question about this account in the check",
        "entry": "entry of the log",
        "moment": "moment of the incident",
        "proof": "training or policy of this person",
        "outside person": "person from outside",
        "contact role": "role among the contacts",
        "step record": "record of a step",
        "seat": "officer's machine",
        "detail": "detail that this step asks for",
        "reader": "reader of this incident",
        "link": "link between these incidents",
        "offer": "offer of this role",
    }
)


def value_rule(rule: str) -> Rule:
    """Return the words of a rule, general ones for a rule without any."""
    return VALUE_RULES.get(rule) or _number_rule(rule) or ANY_RULE


def _number_rule(rule: str) -> Rule | None:
    """Return the words of a rule such as minutes-5-to-480."""
    found = _NUMBER_RULE.fullmatch(rule)
    if found is None:
        return None
    least, most, unit = found["least"], found["most"], _spaced(found["unit"])
    return Rule(
        f"it has to be a whole number from {least} to {most}", f"Give it in {unit}."
    )


def field_name(field: str) -> str:
    """Return what people call a field, to follow 'the'."""
    return FIELDS.get(field) or _setting(field) or _spaced(field) or "value"


def _setting(field: str) -> str:
    known = (DAY_TO_DAY, IN_PUBLIC)
    found = next((part[field] for part in known if field in part), None)
    return f"setting “{found.name}”" if found else ""


def thing_name(what: str) -> str:
    """Return what people call a sort of thing, to follow 'no'."""
    return _THINGS.get(what) or _spaced(what) or "thing"


def _spaced(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
