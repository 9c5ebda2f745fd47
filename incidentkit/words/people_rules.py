"""What a value of a person or a contact has to be, and what the values are called."""

from collections.abc import Mapping
from types import MappingProxyType

from incidentkit.words.rule import Rule

PEOPLE_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "none-from-outside": Rule(
            "there is to be nobody from outside who can post at your council",
            "A comms lead can change that in the council's settings.",
        ),
        "only-factor": Rule(
            "there is an account whose second step at sign-in nobody else has",
            "Move that second step to somebody else first.",
        ),
        "no-number-yet": Rule(
            "no number or mailbox is written down that could be tried",
            "Write one down first, then try it.",
        ),
        "settle-first": Rule(
            "there are different things that colleagues wrote down",
            "Save the right one once more, then try it.",
        ),
        "role-twice": Rule(
            "it is there twice: a row above is about it too",
            "Leave one of the two in the table.",
        ),
        "no-contacts": Rule(
            "there are no contacts below the headings",
            "Check that this is the right file.",
        ),
        "keeps-its-name": Rule(
            "it keeps the name that it was written down with",
            "Add a role of the new name, and leave this one out.",
        ),
    }
)
PEOPLE_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "outside_person": "name of the person from outside",
        "firm": "name of the firm",
        "out_of_band": "number that works without the network",
        "deputy_phone": "number of whoever stands in",
        "deputy": "name of whoever stands in",
        "mailbox": "shared mailbox",
        "hours": "hours",
        "signs": "line about signing off",
        "contact": "contact",
        "contact_role": "name of the role",
        "contact_name": "name of whoever has the role",
        "contact_deputy": "name of whoever stands in",
        "contact_note": "note",
        "proof_what": "name of the training or policy",
        "proof_day": "date",
        "proof_by": "name of who saw it",
        "proof_note": "note",
    }
)
