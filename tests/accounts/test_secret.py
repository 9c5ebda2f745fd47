import copy
import json
import logging
import pickle

import msgspec
import pytest

from incidentkit.accounts.entries import CredentialsSet, RotationBegun
from incidentkit.accounts.model import Item, NewAccount, Reason
from incidentkit.accounts.secret import Secret

TEXT = "Tr0ub4dor-and-3"


@pytest.mark.parametrize(
    "shown",
    [repr, str, lambda s: f"{s}", lambda s: f"{s:>40}", lambda s: "%s %r" % (s, s)],  # noqa: UP031
    ids=["repr", "str", "f-string", "padded", "percent"],
)
def test_a_secret_prints_as_dots(shown):
    assert TEXT not in shown(Secret(TEXT))
    assert "••••" in shown(Secret(TEXT))


def test_the_dots_do_not_tell_how_long_it_is():
    assert str(Secret("a")) == str(Secret("a" * 500))


def test_reveal_is_the_way_in():
    assert Secret(TEXT).reveal() == TEXT


def test_what_holds_a_secret_prints_none_of_it():
    new = NewAccount("x", "a", secret=Secret(TEXT), codes=(Secret(TEXT),))
    assert TEXT not in repr(new)


def test_an_entry_that_carries_a_secret_prints_none_of_it():
    assert TEXT not in repr(CredentialsSet(secret=TEXT, codes=(TEXT,)))
    assert TEXT not in repr(RotationBegun(Item.SECRET, TEXT, Reason.OTHER))


@pytest.mark.parametrize(
    "way",
    [pickle.dumps, copy.copy, copy.deepcopy, json.dumps],
    ids=["pickle", "copy", "deepcopy", "json"],
)
def test_a_secret_is_not_copied_or_written_by_accident(way):
    with pytest.raises(TypeError):
        way(Secret(TEXT))


def test_msgspec_refuses_it():
    with pytest.raises(TypeError):
        msgspec.json.encode(Secret(TEXT))


def test_it_has_no_attributes_and_no_hash():
    with pytest.raises(TypeError):
        hash(Secret(TEXT))
    with pytest.raises(TypeError):
        vars(Secret(TEXT))


def test_equal_texts_are_equal_secrets():
    assert Secret(TEXT) == Secret(TEXT)
    assert Secret(TEXT) != Secret(TEXT + " ")
    assert Secret(TEXT) != TEXT
    assert Secret("\ud800") == Secret("\ud800")


def test_a_log_line_shows_dots(caplog):
    with caplog.at_level(logging.INFO):
        logging.getLogger("a").info("now %s", Secret(TEXT))
    assert TEXT not in caplog.text
