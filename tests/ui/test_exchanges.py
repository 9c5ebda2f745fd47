"""Exchanging by itself while the kit is open: never twice at once, never loudly twice."""

import pytest

from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.services import open_desk
from incidentkit.ui.exchanges import Exchanges
from incidentkit.vault.courier import FolderCourier
from incidentkit.vault.folding import Folding
from incidentkit.vault.watching import unwatched
from incidentkit.words.courier import NOTHING_NEW
from tests.ui.colleague import BEN, with_colleague
from tests.ui.company import shared_folder
from tests.ui.gate import Gate
from tests.ui.studio import Studio, one_incident, one_x
from tests.vault.world import Machine

NEVER = 3_600_000


@pytest.fixture
def exchanges(studio: Studio) -> Exchanges:
    made = Exchanges(studio.kit, every_ms=NEVER)
    yield made
    made.stop()


def test_it_begins_when_the_kit_is_opened_and_a_folder_is_known(studio, exchanges):
    studio.prepare()
    assert exchanges.state.folder == ""
    assert exchanges.state.done == ()
    folder = shared_folder(studio)
    studio.ask(one_x)
    with studio.qtbot.waitSignal(studio.kit.opened):
        studio.kit.close(lambda: None)
        studio.open()
    studio.settle()
    assert exchanges.state.folder == str(folder)
    (done,) = exchanges.state.done
    assert "entries for your colleagues" in done.lines[0]
    assert done.moved


def test_it_goes_on_by_itself_and_keeps_what_moved(studio):
    exchanges = Exchanges(studio.kit, every_ms=1)
    studio.prepare()
    exchanges.choose(str(shared_folder(studio)))
    studio.qtbot.waitUntil(lambda: len(exchanges.state.done) >= 1)
    studio.qtbot.waitUntil(lambda: exchanges.state.done[0].lines == (NOTHING_NEW,))
    studio.kit.ask(one_x, lambda _: None, studio.refusals.append)
    moved = []

    def has_left_more() -> bool:
        moved[:] = [one for one in exchanges.state.done if one.moved]
        return bool(moved)

    studio.qtbot.waitUntil(has_left_more)
    exchanges.stop()
    studio.settle()


def test_it_does_nothing_while_the_kit_is_locked_or_it_is_busy(studio, exchanges):
    studio.prepare()
    exchanges.choose(str(shared_folder(studio)))
    began: list[object] = []
    exchanges.began.connect(began.append)
    assert exchanges.state.busy
    exchanges.exchange_quietly()
    exchanges.exchange_now()
    exchanges.choose("/elsewhere")
    assert began == []
    studio.settle()
    studio.kit.close(lambda: None)
    exchanges.exchange_quietly()
    assert began == []
    assert not exchanges.state.busy


def test_a_folder_that_has_gone_is_said_once_until_it_is_back(studio, exchanges):
    studio.prepare()
    folder = shared_folder(studio)
    exchanges.choose(str(folder))
    studio.settle()
    away = folder.rename(folder.with_name("away"))
    said: list[str] = []
    exchanges.news.connect(lambda problem: said.append(problem.title))
    for _ in range(3):
        exchanges.exchange_quietly()
        studio.settle()
    assert said == ["The shared folder is out of reach"]
    assert exchanges.state.trouble is not None
    away.rename(folder)
    exchanges.exchange_quietly()
    studio.settle()
    assert exchanges.state.trouble is None
    folder.rename(away)
    exchanges.exchange_quietly()
    studio.settle()
    assert len(said) == 2, "another time is another thing to say"


def test_a_folder_that_will_not_do_does_not_take_the_place_of_one_that_did(
    studio, exchanges
):
    studio.prepare()
    folder = shared_folder(studio)
    exchanges.choose(str(folder))
    studio.settle()
    refused: list[str] = []
    exchanges.refused.connect(lambda problem: refused.append(problem.what_happened))
    exchanges.choose("/nowhere/at/all")
    studio.settle()
    assert '"/nowhere/at/all"' in refused[0]
    assert exchanges.state.folder == str(folder)
    assert exchanges.state.trouble is None


def test_an_exchange_can_be_ended_between_two_files_and_loses_nothing(
    studio, exchanges, monkeypatch
):
    studio.prepare(one_x)
    folder = shared_folder(studio)
    studio.ask(one_x)
    leave = FolderCourier._leave

    def slow(self, *rest):
        exchanges.job.cancel()
        leave(self, *rest)

    monkeypatch.setattr(FolderCourier, "_leave", slow)
    exchanges.choose(str(folder))
    studio.settle()
    assert exchanges.state.done == ()
    monkeypatch.undo()
    exchanges.cancel()
    assert not exchanges.state.busy
    exchanges.choose(str(folder))
    studio.settle()
    assert len(exchanges.state.done) == 1


def test_one_large_file_is_stopped_half_way_and_comes_whole_the_next_time(
    studio, exchanges, monkeypatch
):
    """Stopping does not wait until a colleague's whole day has been taken in."""
    with_colleague(studio, one_x, lambda _: None, lambda _: None)
    folder = studio.base.parent / "shared"
    exchanges.choose(str(folder))
    studio.settle()
    a_whole_day(studio, folder)
    gate, fold = Gate(), Folding.add

    def slow(self, entries, watch=unwatched):
        def held(done, of):
            if done:
                gate.hold()
            watch(done, of)

        return fold(self, entries, held)

    monkeypatch.setattr(Folding, "add", slow)
    exchanges.exchange_now()
    gate.wait_for_one()
    exchanges.cancel()
    assert not exchanges.state.busy
    gate.open()
    studio.settle()
    assert studio.ask(lambda desk: desk.incidents.rows()) == ()
    exchanges.exchange_now()
    studio.settle()
    (row,) = studio.ask(lambda desk: desk.incidents.rows())
    log = studio.ask(lambda desk: desk.records.timeline(row.incident))
    assert sum("line " in line.sentence for line in log) == 80


def a_whole_day(studio, folder):
    ben = Machine(studio.base.parent / "ben", BEN, studio.clock, full_catalogue())
    ben.open()
    desk = open_desk(ben.here)
    incident = one_incident(desk)
    for number in range(80):
        desk.incidents.note(incident, f"line {number}")
    ben.exchange(folder)
    ben.close()
