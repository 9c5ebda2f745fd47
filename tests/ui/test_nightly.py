"""The open window writes who can post as us on paper, once a day."""

from pathlib import Path

from incidentkit.desk.nightly_paper import choose_folder
from incidentkit.ui.nightly import NightlyPaper
from tests.ui.pictures import exposure
from tests.ui.studio import Studio, one_x


def papers(folder: Path) -> set[str]:
    return {one.suffix for one in folder.glob("who-can-post-*")}


def test_a_while_after_the_unlock_it_is_written_by_itself(
    studio: Studio, tmp_path: Path
) -> None:
    drawer = tmp_path / "drawer"
    drawer.mkdir()
    made = NightlyPaper(studio.kit, quiet_ms=0)
    studio.prepare(
        one_x,
        lambda desk: desk.council.set("paper_days", "7"),
        lambda desk: choose_folder(desk.session.kit.places, drawer),
    )
    studio.qtbot.waitUntil(lambda: papers(drawer) == {".csv", ".pdf"}, timeout=20_000)
    drawer.rename(tmp_path / "away")
    made.look()
    studio.settle()
    assert studio.refusals == []


def test_the_folder_is_chosen_and_given_up_where_one_prints(
    studio: Studio, tmp_path: Path
) -> None:
    drawer = tmp_path / "drawer"
    drawer.mkdir()
    studio.prepare(one_x, lambda desk: desk.council.set("paper_days", "7"))
    view = exposure.view_of(studio)
    studio.qtbot.addWidget(view)
    view.paper.nightly.click()
    assert not papers(drawer)  # it asks for the folder first
    view.paper.folder.put(str(drawer))
    view.paper.nightly.click()
    studio.settle()
    assert papers(drawer) == {".csv", ".pdf"}
    assert view.model.state.paper.folder == str(drawer)
    assert not view.paper.stop.isHidden()
    view.paper.stop.click()
    studio.settle()
    assert view.model.state.paper.folder == ""
