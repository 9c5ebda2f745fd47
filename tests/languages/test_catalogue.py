"""The Welsh catalogue is whole, keeps every gap, and is marked as a first version."""

import functools
import re

import polib
import pytest

from incidentkit.languages.catalogue import catalogue_path, read_catalogue
from incidentkit.languages.sentences import keeps_gaps
from tests.languages.bring_up import brought_up, empty, said

ENDS = re.compile(r"[.?:!…]$")


@functools.cache
def welsh() -> dict[tuple[str, str], polib.POEntry]:
    file = polib.pofile(str(catalogue_path("cy")), encoding="utf-8")
    return {(e.msgctxt, e.msgid): e for e in file}


def test_every_sentence_of_the_window_has_a_translation():
    missing = [
        (context, text)
        for context, text in said()
        if (context, text) not in welsh() or not welsh()[context, text].msgstr
    ]
    assert missing == []


def test_nothing_is_kept_that_nobody_says_any_more():
    assert set(welsh()) - set(said()) == set()


def test_no_translation_loses_a_gap_or_makes_one_up():
    wrong = [
        (entry.msgctxt, entry.msgid, entry.msgstr)
        for entry in welsh().values()
        if not keeps_gaps(entry.msgid, entry.msgstr)
    ]
    assert wrong == []


def test_a_lost_gap_would_be_found():
    assert not keeps_gaps("{n} of them", "ohonynt")
    assert not keeps_gaps("{n} of them", "{m} ohonynt")
    assert keeps_gaps("{n} entr{'y' if n == 1 else 'ies'}", "{n} cofnod")


def test_sentences_end_as_they_do_in_english():
    wrong = [
        (e.msgid, e.msgstr)
        for e in welsh().values()
        if bool(ENDS.search(e.msgid)) != bool(ENDS.search(e.msgstr))
    ]
    assert wrong == []


def test_spaces_and_lines_at_the_ends_are_kept():
    wrong = [
        (e.msgid, e.msgstr)
        for e in welsh().values()
        if (e.msgid[:1] == " ", e.msgid[-1:] == " ")
        != (e.msgstr[:1] == " ", e.msgstr[-1:] == " ")
        or e.msgid.count("\n\n") != e.msgstr.count("\n\n")
    ]
    assert wrong == []


def test_the_first_version_is_marked_as_awaiting_a_translator():
    assert read_catalogue(catalogue_path("cy")).awaits_translator


def test_a_catalogue_that_is_missing_or_broken_leaves_the_program_speaking_english(
    tmp_path,
):
    broken = tmp_path / "cy.po"
    broken.write_bytes(b"msgid \xff\xfe")
    for path in (broken, tmp_path / "none.po"):
        assert read_catalogue(path).translations == {}


@pytest.fixture
def one_sentence():
    file = empty("cy")
    context, text = next(said())
    entry = polib.POEntry(msgctxt=context, msgid=text, msgstr="Bore da")
    file.append(entry)
    return file, (context, text)


def test_bringing_up_keeps_what_a_translator_wrote_and_drops_what_is_not_said(
    one_sentence,
):
    file, known = one_sentence
    file.append(polib.POEntry(msgctxt="nowhere", msgid="Gone", msgstr="Wedi mynd"))
    new = {(e.msgctxt, e.msgid): e.msgstr for e in brought_up(file)}
    assert new[known] == "Bore da"
    assert ("nowhere", "Gone") not in new
    assert len(new) == len(set(said()))
