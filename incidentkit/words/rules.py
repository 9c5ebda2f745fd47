"""What a value has to be, and what things and values are called.

Rooms raise `InvalidValueError(field, rule)` with the keys of this module; a
test reads the source and proves that every key used there is here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_NUMBER_RULE = re.compile(r"(?P<unit>[a-z-]+)-(?P<least>\d+)-to-(?P<most>\d+)")


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a value was not taken, to follow 'because', and what to do instead."""

    because: str
    instead: str


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
        "not-a-digest": Rule(
            "it is not 64 letters and digits as the report prints them",
            "Copy the whole line from the report.",
        ),
        # Playbooks
        "version-as-before": Rule(
            "it is that of the text in use",
            "Give it the next number, so that people can tell the two apart.",
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
        # Accounts
        "platform-name": Rule(
            "it is not the short name of a platform",
            "Use small letters, digits and hyphens, as in facebook or youtube.",
        ),
        "access-model": Rule(
            "it is not one of the ways in which people get into an account",
            "Choose own-login, roles, mailbox, tool, number or held-elsewhere.",
        ),
        "portfolio-owner": Rule(
            "it does not say whose portfolio it is",
            "Choose us or agency, or leave it empty if nobody knows yet.",
        ),
        "shared-login": Rule(
            "there people have roles of their own, and your council forbids one login "
            "for many",
            "Choose roles, and write down who has which.",
        ),
        "retire-instead": Rule(
            "it changes only when an account is retired or brought back",
            "Retire the account or bring it back, and say why.",
        ),
        "rotate-instead": Rule(
            "there is one already, and it is kept until the new one works",
            "Begin a change of the secret instead, and confirm it once you have "
            "signed in.",
        ),
        "used-before": Rule(
            "this account has had it before",
            "Make a new one, which the kit can do for you.",
        ),
        "edit-instead": Rule(
            "it is not changed in two steps", "Edit the account to put in the new one."
        ),
        "held-elsewhere": Rule(
            "it is kept in another vault",
            "Write down where it is kept and who can open it there.",
        ),
        "one-time-secret": Rule(
            "it is not a key for sign-in codes that change with time",
            "Copy the setup key from the platform again, or the address in its "
            "square code.",
        ),
        "date": Rule("it does not read as a date", "Give it as in 2026-11-21."),
        "characters-12-to-128": Rule(
            "it has to be a whole number from 12 to 128",
            "Choose from 12 to 128 characters.",
        ),
        "no-characters": Rule(
            "it leaves no characters to choose from",
            "Allow at least letters or digits.",
        ),
        "words-6-to-16": Rule(
            "it has to be a whole number from 6 to 16", "Choose from 6 to 16 words."
        ),
        "one-sign-or-capitals": Rule(
            "it would let the words run into each other",
            "Put one sign such as a hyphen between words, or begin each with a "
            "capital.",
        ),
        # Files from other programs
        "file-too-large": Rule(
            "it is larger than 5 MB", "Take out what is not an account, or split it."
        ),
        "not-utf-8": Rule(
            "it holds letters in an older encoding",
            "Save the file again as CSV UTF-8.",
        ),
        "no-rows": Rule(
            "there are no accounts below the headings",
            "Check that this is the right file.",
        ),
        "too-many-rows": Rule(
            "there are more than 10,000 rows", "Split the file into smaller ones."
        ),
        "broken-table": Rule(
            "one row cannot be told from the next",
            "Save the file again as CSV from the program that made it.",
        ),
        "no-headings": Rule(
            "there are no headings in the first row",
            "Put a row with the names of the columns at the top.",
        ),
        "too-many-columns": Rule(
            "there are more than 100 columns", "Take out columns that are not needed."
        ),
        "columns-do-not-match": Rule(
            "there are not as many choices as columns",
            "Choose for each column what it is, or that it is left out.",
        ),
        "no-platform-column": Rule(
            "no column says which platform an account is on",
            "Choose the column with the platform, the title or the web address.",
        ),
        "other-number-of-cells": Rule(
            "it has more or fewer cells than there are headings",
            "Mend that row in the program that made the file.",
        ),
        "no-platform": Rule(
            "it does not say which platform the account is on",
            "Fill in the platform in that row.",
        ),
        "personal-password": Rule(
            "it holds the password of somebody's own profile, which stays with its "
            "owner",
            "Empty that cell, and record who holds which role instead.",
        ),
        "secret-in-text": Rule(
            "it repeats a password where everybody can read it",
            "Take the password out of that cell.",
        ),
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
        # Incidents and drafts
        "not-in-future": Rule(
            "it lies in the future", "Give the time when it happened, up to now."
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
        "access": "way into the account",
        "between": "sign between the words",
        "by": "name of who did it",
        "cause": "state of the cause",
        "characters": "choice of characters",
        "codes": "list of recovery codes",
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
        "passphrase": "passphrase",
        "secret": "password",
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
        "entry": "entry of the log",
        "moment": "moment of the incident",
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
    return FIELDS.get(field) or _spaced(field) or "value"


def thing_name(what: str) -> str:
    """Return what people call a sort of thing, to follow 'no'."""
    return _THINGS.get(what) or _spaced(what) or "thing"


def _spaced(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
