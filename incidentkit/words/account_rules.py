"""What a value of an account, or of a table of accounts, has to be."""

from collections.abc import Mapping
from types import MappingProxyType

from incidentkit.words.rule import Rule

ACCOUNT_RULES: Mapping[str, Rule] = MappingProxyType(
    {
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
        "move-it-on-instead": Rule(
            "it changes only when an account is moved on, which asks why",
            "Close the account or bring it back, and say why.",
        ),
        "not-closed": Rule(
            "it is not closed here, or not everybody says so",
            "Close it first, and say why.",
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
        "second-person": Rule(
            "it was this person's own doing",
            "Ask somebody else to look at it and agree to it.",
        ),
        "stolen-before": Rule(
            "it stands in the list of stolen passwords on this machine",
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
        "codes-not-kept": Rule(
            "it is a key for sign-in codes, and your council keeps none in the kit",
            "Keep the second step on a telephone or a key, and note who holds it.",
        ),
        "date": Rule(
            "it does not read as a date of this century", "Give it as in 2026-11-21."
        ),
        "only-when-closed": Rule(
            "it goes over to another council only when it is closed",
            "Close the account, and say which council took it over.",
        ),
        "not-asked-for": Rule(
            "no request for this account waits for an answer",
            "Look at the account to see how it stands.",
        ),
        "same-person": Rule(
            "it is the same person twice", "Choose somebody else for one of the two."
        ),
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
    }
)

TABLE_RULES: Mapping[str, Rule] = MappingProxyType(
    {
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
        "not-your-passphrase": Rule(
            "it is not the one that opens the kit for you",
            "Check the Caps Lock key and type it again.",
        ),
        "https-address": Rule(
            "it is not an address that is safe to open, beginning with https",
            "Copy the address from your browser, without a name or password in it.",
        ),
        "link-or-menu": Rule(
            "it does not say where to look",
            "Give the link, the way through the menus, or a note.",
        ),
        "file-there-already": Rule(
            "there is a file of that name already",
            "Give another name, or delete the old file first.",
        ),
        "in-the-kits-folder": Rule(
            "it lies in a folder of the kit, or in the one that your machines share",
            "Choose a folder of your own, such as your documents.",
        ),
        "all-there-already": Rule(
            "there is no account in it that the kit does not have",
            "Say that they are to be imported all the same, or choose another file.",
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
    }
)
