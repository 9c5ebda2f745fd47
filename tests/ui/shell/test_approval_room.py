"""The page of an approval is reached from home, and leads back to the response."""

from incidentkit.ui.shell.approval_room import ApprovalRoom
from incidentkit.ui.shell.rooms import Rooms
from tests.ui.pictures import approval
from tests.ui.studio import Studio, one_incident, one_x


def test_a_text_is_opened_and_leads_back_to_its_response(studio: Studio, qtbot) -> None:
    studio.prepare(one_x, one_incident, approval.one_text)
    made: list[Rooms] = []
    room = ApprovalRoom(studio.kit, studio.clock, lambda: made[0])
    assert room.unsaved() is None  # and no page was made to ask
    made.append(Rooms((room.room,)))
    qtbot.addWidget(made[0])
    incidents: list[object] = []
    room.incident_asked.connect(incidents.append)
    room.open(approval.the_draft(studio))
    studio.settle()
    assert made[0].here == "approval"
    assert room.view.title.text() == "Control regained"
    room.view.back.click()
    assert incidents == [studio.ask(lambda desk: desk.incidents.find())]
