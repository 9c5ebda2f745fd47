"""What people really type or paste, and clocks that are wrong."""

import pytest

from incidentkit.accounts.entries import Reviewed
from incidentkit.accounts.model import (
    Agency,
    Edits,
    Field,
    Item,
    May,
    NewAccount,
    Permission,
)
from incidentkit.accounts.rules import LONGEST, LONGEST_NOTE, checked_text
from incidentkit.accounts.secret import Secret
from incidentkit.errors import InvalidValueError
from incidentkit.words.accounts import FIELDS
from incidentkit.words.rules import ANY_RULE, value_rule
from tests.accounts.examples import x_account

WELSH = "Cyngor Dosbarth Ashcombe: newyddion, tŷ bach a dŵr, ŵ ŷ â î"
HEBREW = "עדכונים מהמועצה"
TEXTS = tuple(
    field
    for field in Field
    if field not in (Field.ACCESS, Field.STATUS, Field.PORTFOLIO, Field.PLATFORM)
)
BLOCKS = (Field.BUSINESS_CASE, Field.RISK, Field.NOTES)
FREE = tuple(
    field
    for field in TEXTS
    if field not in (Field.URL, Field.RECOVERY_MAILBOX, Field.RECOVERY_PHONE)
)


def test_a_login_pasted_with_spaces_loses_them_and_a_password_does_not(accounts):
    new = x_account(login=Secret("  comms@ashcombe \n"), secret=Secret(" a pass word "))
    account = accounts.add(new)
    assert accounts.reveal(account, Item.LOGIN).reveal() == "comms@ashcombe"
    assert accounts.reveal(account, Item.SECRET).reveal() == " a pass word "


def test_a_note_of_64_kib_is_kept_whole_and_one_letter_more_is_refused(accounts):
    text = "ŵ" * LONGEST_NOTE
    account = accounts.add(x_account(note=Secret(text)))
    assert accounts.reveal(account, Item.NOTE).reveal() == text
    with pytest.raises(InvalidValueError):
        accounts.edit(account, Edits(note=Secret(text + "a")))
    accounts.edit(account, Edits(((Field.NOTES, text),)))
    assert accounts.known(account).account.text(Field.NOTES) == text


@pytest.mark.parametrize("field", FREE)
@pytest.mark.parametrize("text", [WELSH, HEBREW])
def test_other_scripts_are_kept_as_they_are(accounts, field, text):
    account = accounts.add(x_account())
    accounts.edit(account, Edits(((field, text),)))
    assert accounts.known(account).account.text(field) == text


@pytest.mark.parametrize("field", TEXTS)
def test_every_field_has_a_limit_a_rule_and_words_for_both(field):
    longest = LONGEST.get(field, 200)
    lines = () if field in BLOCKS else ("turned \u202e round",)
    for bad in ("a" * (longest + 1), "one\x07two", *lines):
        with pytest.raises(InvalidValueError) as refused:
            checked_text(field, bad)
        assert refused.value.field == field.value
        assert value_rule(refused.value.rule) is not ANY_RULE
    assert FIELDS[field]


def test_a_turned_text_is_refused_where_it_could_pass_for_another(accounts):
    with pytest.raises(InvalidValueError):
        accounts.add(NewAccount("x", "Ashcombe\u202eCDe"))


@pytest.mark.parametrize(
    "date",
    [
        "1899-12-31",
        "2100-01-01",
        "2026-13-01",
        "21/11/2026",
        "\u0662\u0660\u0662\u0666-11-21",
    ],
)
def test_a_date_outside_this_century_is_refused_wherever_one_is_asked(accounts, date):
    account = accounts.add(x_account())
    with pytest.raises(InvalidValueError):
        accounts.review(account, Reviewed(True, "", date))
    for link in (
        Agency("Lantern", until=date),
        Permission("Dana", (May.POST,), until=date),
    ):
        with pytest.raises(InvalidValueError):
            accounts.give_link(account, link)
