"""The help: which part of the manual belongs to which room. Its words are the manual's."""

TITLE = "Help"
LEAD = "The manual, with nothing to download. F1 opens the part for where you are."
PART = "Part of the manual"
TEXT = "The manual"
BACK = "Back to where you were"
KEYS_BUTTON = "All keys"
KEYS = "Keys"
MISSING = "The manual is not with this copy of the program."

# Headings of MANUAL.md, by room; the locked screen and the first minutes are rooms here.
PARTS = {
    "home": "Home, and what needs you",
    "incidents": "Take one step at a time",
    "accounts": "Keep the register",
    "round": "The account check",
    "people": "Let a colleague in",
    "exposure": "Who could post as us, on any day",
    "leaving": "Somebody leaves",
    "health": "Health",
    "log": "Read the log",
    "playbooks": "Read, print and change a playbook",
    "drills": "Rehearse",
    "settings": "What your council decides",
    "contacts": "Let a colleague in",
    "start": "Start: one key, two answers",
    "guides": "You posted something you wish you had not",
    "self-report": "For whoever receives the card",
    "platforms": "Keep the register",
    "locked": "You cannot get into the kit",
    "welcome": "The first minutes: make the kit",
}
