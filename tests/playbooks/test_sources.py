"""The key to the short codes: every code that is cited has an entry, and no other."""

from pathlib import Path

import pytest

from incidentkit.paper.typeset import typeset
from incidentkit.playbooks import grab_card as card_module
from incidentkit.playbooks.grab_card import grab_card, pages_of
from incidentkit.playbooks.library import find_playbook
from incidentkit.playbooks.sources import cited, sources
from incidentkit.playbooks.spoken import as_text, spoken
from incidentkit.resources import resource_path
from incidentkit.words import council
from incidentkit.words.playbook_copies import SOURCES
from tests.read_once import library_once

MANUAL = Path(__file__).resolve().parents[2] / "MANUAL.md"
DOCUMENTS = tuple(sources().documents)
BOOKS = sorted(resource_path("playbooks").glob("*.yaml"))
SETTINGS = sorted(Path(council.__file__).parent.glob("*.py"))


def codes_in(path: Path) -> set[str]:
    found = cited(path.read_text(encoding="utf-8"))
    return {code for code in found if code.split("-")[0] in DOCUMENTS}


@pytest.mark.parametrize("path", [*BOOKS, *SETTINGS], ids=lambda path: path.name)
def test_every_code_that_is_cited_has_an_entry(path: Path) -> None:
    assert codes_in(path) - set(sources().clauses) == set()


def test_no_entry_is_there_for_a_code_that_nothing_cites() -> None:
    used = set().union(*map(codes_in, [*BOOKS, *SETTINGS]))
    assert set(sources().clauses) - used == set()


def test_every_line_of_the_list_was_read() -> None:
    path = resource_path("playbooks") / "sources.md"
    lines = path.read_text(encoding="utf-8").split("\n")
    assert len(sources().clauses) == sum(line.startswith("- ") for line in lines)
    assert len(sources().documents) == sum(line.startswith("## ") for line in lines)


def test_an_entry_is_one_line_and_names_no_council() -> None:
    names = ("Monmouth", "Chesterfield", "Devon", "Tonbridge")
    for says in (*sources().documents.values(), *sources().clauses.values()):
        assert len(says) <= 140
        assert not any(name in says for name in names)


def test_a_text_is_explained_by_its_codes_and_their_documents() -> None:
    said = sources().key("Correct openly (M11-4f3, CH-Do9a)", "Again M11-4f3, MT-22")

    assert [line.partition(":")[0] for line in said] == [
        "M11-4f3",
        "CH-Do9a",
        "M11",
        "CH",
    ]
    assert sources().key("The council's own definition") == ()


@pytest.mark.parametrize(
    "book", library_once().incidents.values(), ids=lambda b: b.slug
)
def test_what_is_printed_or_read_aloud_ends_with_the_key_to_its_codes(book) -> None:
    lines = spoken(book)
    titles = [line.text for line in lines]
    before, key = titles[: titles.index(SOURCES)], titles[titles.index(SOURCES) + 1 :]
    said = {code for text in before for code in cited(text)} & set(sources().clauses)
    explained = {line.partition(":")[0] for line in key}
    assert said <= explained
    assert as_text(book).rstrip().endswith(key[-1])


@pytest.mark.parametrize(
    "book", library_once().incidents.values(), ids=lambda b: b.slug
)
def test_a_card_ends_with_the_key_to_its_steps_and_is_two_pages_at_most(
    book, monkeypatch
) -> None:
    seen = []

    def typeset_and_seen(data, *more):
        seen.append(data)
        return typeset(data, *more)

    monkeypatch.setattr(card_module, "typeset", typeset_and_seen)
    made = grab_card(book, "Ashcombe District Council", 1_795_244_400_000)
    *_, last = seen[-1]["lists"]
    titles = {step["title"] for phase in seen[-1]["phases"] for step in phase["steps"]}
    wanted = sources().of_steps(s for s in book.steps() if s.title in titles)
    assert pages_of(made) <= 2
    assert last["title"] == SOURCES
    assert [": ".join(row) for row in last["rows"]] == list(wanted)
    about = [step["about"] for phase in seen[-1]["phases"] for step in phase["steps"]]
    shown = {code for text in about for code in cited(text)} & set(sources().clauses)
    assert shown
    assert shown <= {row[0] for row in last["rows"]}


def test_the_manual_says_what_each_document_is() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    for code, says in sources().documents.items():
        assert f"| {code} | {says} |" in text


def test_a_playbook_without_codes_has_no_list() -> None:
    book = find_playbook(library_once().incidents, "hacked-account")
    assert sources().of_steps(()) == ()
    assert len(sources().of(book)) > 20
