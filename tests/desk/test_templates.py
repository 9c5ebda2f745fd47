"""The council's own message templates in a real kit: tried out, kept, gone back from."""

from collections.abc import Iterator

import pytest

from incidentkit.desk import templates
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.founding import found_kit
from incidentkit.desk.packs import look_into, pack_of
from incidentkit.desk.services import Desk, open_desk
from incidentkit.desk.templates import list_templates, look, read_template, shipped_text
from incidentkit.errors import (
    InvalidValueError,
    TemplateRefusedError,
    UnknownNameError,
)
from incidentkit.playbooks.keeping import Keeping
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from tests.vault.world import PASSPHRASE, POLICY, TickingClock

FILE = "mt-01-short.txt"
SHIPPED = shipped_text(FILE)
OURS = SHIPPED.replace("Please ignore", "Ignore")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    base = tmp_path_factory.mktemp("kit")
    where = Surrounding(under(base), TickingClock(), full_catalogue(), POLICY)
    founder = Founder(PersonId(b"a" * 16), "Asha Patel", PASSPHRASE)
    found_kit(where, founder, "Ashcombe District Council")
    kit = open_kit(where, "Asha Patel")
    yield open_desk(kit.unlock("Asha Patel", PASSPHRASE))
    kit.close()


def standing(desk: Desk, file: str) -> str:
    return next(row.standing for row in list_templates(desk) if row.file == file)


def test_every_template_is_listed_with_who_reads_it_and_who_writes_it(
    desk: Desk,
) -> None:
    rows = {row.file: row for row in list_templates(desk)}
    assert len([file for file in rows if file.startswith("mt-")]) == 163
    notice = rows[FILE]
    assert (notice.audience, notice.welsh) == ("public", "")
    assert "Hacked account" in notice.playbooks
    assert rows["mt-01-short-cy.txt"].welsh == "waits"


@pytest.mark.parametrize("name", ["MT-01 short", "mt-01-short", "mt-01-short.txt"])
def test_a_template_is_found_by_what_people_call_it(desk: Desk, name: str) -> None:
    page = read_template(desk, name)
    assert page.text == SHIPPED
    assert "@AshcombeDC" in page.looked.preview
    assert dict(page.fields)["handle"]
    assert page.looked.remarks == ()
    assert all(one.fits for one in page.looked.lengths)


def test_our_own_text_is_used_until_we_go_back(desk: Desk) -> None:
    templates.keep(desk, OURS, "Shorter", file=FILE)
    assert standing(desk, FILE) == "ours"
    assert read_template(desk, FILE).text == OURS
    with pytest.raises(InvalidValueError):
        templates.keep(desk, OURS, "Again", file=FILE)
    templates.go_back(desk, FILE, "Theirs is better")
    assert standing(desk, FILE) == "as-shipped"
    with pytest.raises(UnknownNameError):
        templates.go_back(desk, FILE, "Twice")


def test_a_text_that_follows_an_older_shipped_one_says_so(desk: Desk) -> None:
    file = "mt-02-short.txt"
    text = shipped_text(file).replace("back under", "again under")
    old = desk.playbooks.planned_template(file, Keeping(text, "Old", base="another"))
    desk.session.commit(old)
    assert standing(desk, file) == "moved-on"


def test_a_copy_that_no_version_can_read_stands_in_nobodys_way(desk: Desk) -> None:
    file = "mt-06-short.txt"
    kept = desk.playbooks.planned_template(file, Keeping("{{ nothing }}", "Broken"))
    desk.session.commit(kept)
    assert standing(desk, file) == "not-readable"
    assert read_template(desk, file).text == shipped_text(file)


def test_a_text_of_our_own_with_a_name_of_its_own_stands_alone(desk: Desk) -> None:
    own = SHIPPED.replace("id: MT-01", "id: AD-01")
    assert templates.keep(desk, own, "For the market") == "ad-01-short.txt"
    assert standing(desk, "ad-01-short.txt") == "ours-alone"


@pytest.mark.parametrize(
    ("text", "line", "bad"),
    [
        (SHIPPED.replace("{{ handle }}", "{{ handel }}"), 9, True),
        (SHIPPED.replace("id: MT-01", "id: MT-02"), 1, True),
        (SHIPPED.replace("title: Interim", "title: Int\u0435rim"), 1, True),
        (SHIPPED.replace("alt-text", "#").replace("# ", "x"), 7, True),
        (SHIPPED + "We have been hacked. ", 0, False),
        (SHIPPED + "{{ topic }}", 0, False),
        (SHIPPED + "word " * 60, 0, False),
    ],
)
def test_what_is_wrong_is_said_beside_its_line(
    desk: Desk, text: str, line: int, bad: bool
) -> None:
    looked = look(desk, text, FILE)
    assert looked.remarks[0].line == line
    assert looked.remarks[0].is_bad is bad
    assert looked.is_readable is not bad
    if bad:
        with pytest.raises(TemplateRefusedError):
            templates.keep(desk, text, "No", file=FILE)


def test_a_template_in_a_pack_is_looked_at_before_it_is_trusted(desk: Desk) -> None:
    blunt = SHIPPED + "We have been hacked.\n"
    templates.keep(desk, blunt, "For the pack", file=FILE)
    data = pack_of(desk, (), ["mt-01-short", "mt-01-web"])
    templates.go_back(desk, FILE, "Enough")
    found = {one.file: one for one in look_into(desk, data).found}
    assert {FILE, "mt-01-short-cy.txt", "mt-01-web.txt"} <= set(found)
    assert (found[FILE].standing, found[FILE].ours) == ("differs", SHIPPED)
    assert any("stopped" in remark.says for remark in found[FILE].remarks)
    assert found["mt-01-web.txt"].remarks == ()


def test_the_text_that_is_used_can_be_chosen_of_two(desk: Desk) -> None:
    file = "mt-11-short.txt"
    for word in ("Concerning", "On"):
        text = shipped_text(file).replace("About our", f"{word} our")
        templates.keep(desk, text, word, seen=(), file=file)
    page = read_template(desk, file)
    assert page.row.standing == "two-versions"
    assert [other[-200:].count("Concerning our") for other in page.others] == [1]
    templates.keep(desk, page.text, "This one", page.seen, file)
    assert (standing(desk, file), read_template(desk, file).others) == ("ours", ())
