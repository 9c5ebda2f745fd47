"""Who can post as us, on paper every night: what is written, and what is cleared away."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from incidentkit.accounts.model import Phone
from incidentkit.desk.home import Need
from incidentkit.desk.nightly_paper import choose_folder, read_nightly, write_tonight
from incidentkit.desk.services import Desk
from incidentkit.desk.who_paper import write_paper
from incidentkit.errors import PaperFolderError
from tests.desk.test_exposing import add_x, matter
from tests.desk.test_home import DAY_MS, Studio


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path / "kit")
    yield made
    made.locked.close()


@pytest.fixture
def drawer(tmp_path: Path) -> Path:
    made = tmp_path / "drawer"
    made.mkdir()
    return made


@pytest.fixture
def desk(studio: Studio, drawer: Path) -> Desk:
    desk = studio._desk
    choose_folder(desk.session.kit.places, drawer)
    desk.council.set("paper_days", "2")
    return desk


def text_of(pdf: Path, peer: Callable[[str], str]) -> str:
    run = [peer("pdftotext"), "-q", "-raw", str(pdf), "-"]
    return subprocess.run(run, capture_output=True, text=True, check=True).stdout


def names(drawer: Path) -> list[str]:
    return sorted(one.name for one in drawer.iterdir())


def test_it_is_written_once_a_day_and_only_its_own_old_ones_go(studio, desk, drawer):
    theirs = drawer / "who-can-post-2026-11-01.pdf"
    theirs.write_text("somebody else's")
    first = write_tonight(desk)
    assert [one.name for one in first] == [
        "who-can-post-2026-11-21.csv",
        "who-can-post-2026-11-21.pdf",
    ]
    assert write_tonight(desk) == ()
    first[0].write_text("with a note that somebody wrote into it")
    studio.clock.ms += 3 * DAY_MS
    write_tonight(desk)
    assert names(drawer) == [
        theirs.name,
        "who-can-post-2026-11-21.csv",  # changed since, so it is somebody's own
        "who-can-post-2026-11-24.csv",
        "who-can-post-2026-11-24.pdf",
    ]


def test_what_another_machine_wrote_today_stays_as_it_is(desk, drawer):
    theirs = drawer / "who-can-post-2026-11-21.pdf"
    theirs.write_text("another machine's")
    assert [one.suffix for one in write_tonight(desk)] == [".csv"]
    assert theirs.read_text() == "another machine's"


def test_the_newest_that_this_machine_wrote_stays_however_old(studio, desk, drawer):
    write_tonight(desk)
    studio.clock.ms += 400 * DAY_MS  # or the clock is wrong
    for suffix in ("csv", "pdf"):
        (drawer / f"who-can-post-2027-12-26.{suffix}").write_text("another machine's")
    assert write_tonight(desk) == ()
    assert len(names(drawer)) == 4


def test_home_says_that_it_could_not_be_written_until_it_is(desk, drawer):
    away = drawer.rename(drawer.with_name("away"))
    with pytest.raises(PaperFolderError):
        write_tonight(desk)
    assert matter(desk, Need.PAPER) is not None
    away.rename(drawer)
    write_tonight(desk)
    assert matter(desk, Need.PAPER) is None


def test_nothing_is_written_where_no_folder_was_chosen(desk, drawer):
    choose_folder(desk.session.kit.places, None)
    assert write_tonight(desk) == ()
    with pytest.raises(PaperFolderError):
        choose_folder(desk.session.kit.places, drawer / "not there")
    (desk.session.kit.places.state / "nightly-paper").write_bytes(b"{")
    assert read_nightly(desk.session.kit.places).folder == ""


def test_the_paper_has_everybody_by_account_with_whom_to_ring(
    desk, drawer, peer: Callable[[str], str]
):
    phone = Phone("07700 900123", "Wilhelmina Featherstonehaugh", what="#eval(1)")
    for handle in ("Zebra", "Ashcombe"):
        desk.accounts.give_link(add_x(desk, handle), phone)
    _, pdf = write_paper(desk, drawer, desk.who_can_post())
    said = text_of(pdf, peer)
    assert said.index("@Ashcombe") < said.index("@Zebra")
    for wanted in ("Wilhelmina", "07700 900123", "#eval(1)", "Ring", "Page 1 of 1"):
        assert wanted in said
