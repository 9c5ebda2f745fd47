"""Writing a message about an incident."""

import io

from PySide6.QtWidgets import QWidget

from incidentkit.desk.services import Desk
from incidentkit.desk.writing import Beginning, begin_draft, read_draft, save_draft
from incidentkit.ui.screens.drafts.view import DraftPanel
from incidentkit.ui.screens.drafts.view_model import DraftViewModel
from incidentkit.ui.widgets.layout import Page, column
from incidentkit.vault.kinds import SubjectId
from tests.ui.studio import SECRET, Studio, one_incident, one_x

INTERIM = "MT-01"
SHORT = "We know about three posts that we did not write. More at noon on our page. "
LONG = (
    "We were hacked by criminals who posted links. Please reply with your name and "
    "bank details so that we can help. TBC \U0001f600 "
)


def panel_of(
    studio: Studio, template: str = INTERIM, save_ms: int = 1_500
) -> DraftPanel:
    model = DraftViewModel(studio.kit, studio.clock, count_ms=1, save_ms=save_ms)
    panel = DraftPanel(model)
    panel.show_template(studio.ask(lambda desk: desk.incidents.find()), template)
    studio.settle()
    return panel


def paged(studio: Studio, panel: DraftPanel) -> QWidget:
    studio.settle()
    page = Page(column(panel, None))
    page.setProperty("panel", panel)
    return page


def begun(desk: Desk, variant: str = "short", channel: str = "x") -> SubjectId:
    how = Beginning(variant, channel)
    return begin_draft(desk, desk.incidents.find(), INTERIM, how)


def many_begun(desk: Desk) -> None:
    for variant, channel in (("standard", "website"), ("web", "website")):
        begun(desk, variant, channel)
    draft = begun(desk)
    page = read_draft(desk, draft)
    save_draft(desk, draft, LONG * 12, page.seen)


def differing(desk: Desk) -> None:
    draft = begun(desk)
    page = read_draft(desk, draft)
    save_draft(desk, draft, "One colleague's text, at 07:10.", page.seen)
    save_draft(desk, draft, "Another colleague's text, at 07:11.", page.seen)


def empty(studio: Studio) -> QWidget:
    return paged(studio, panel_of(studio.prepare(one_x, one_incident)))


def normal(studio: Studio) -> QWidget:
    return paged(studio, panel_of(studio.prepare(one_x, one_incident, begun)))


def crowded(studio: Studio) -> QWidget:
    panel = panel_of(studio.prepare(one_x, one_incident, many_begun))
    panel.publishing.unfold()
    return paged(studio, panel)


def conflict(studio: Studio) -> QWidget:
    return paged(studio, panel_of(studio.prepare(one_x, one_incident, differing)))


def failed(studio: Studio) -> QWidget:
    panel = panel_of(studio.prepare(one_x, one_incident, begun))
    panel.text.setPlainText(f"The password is {SECRET}.")
    panel._model.save()
    return paged(studio, panel)


def no_template(studio: Studio) -> QWidget:
    return paged(studio, panel_of(studio.prepare(one_x, one_incident), "MT-99"))


def much_around(desk: Desk) -> None:
    draft = begun(desk)
    desk.drafts.belongings.choose_channels(draft, ["x", "bluesky", "instagram"])
    file = io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    desk.drafts.belongings.take_picture(draft, "a map of the roads.png", file)
    page = read_draft(desk, draft)
    save_draft(
        desk, draft, "We know about the posts. More at noon on our page.", page.seen
    )
    page = read_draft(desk, draft)
    save_draft(desk, draft, SHORT * 3, page.seen)
    remarks = desk.drafts.remarks
    remarks.comment(draft, "Is this the right time? " * 12, "More at noon")
    remarks.resolve(draft, remarks.comment(draft, "Leave out who is on duty."))


def around(studio: Studio) -> QWidget:
    panel = panel_of(studio.prepare(one_x, one_incident, much_around))
    for part in panel.around.parts:
        if not part.isHidden():
            part.reveal()
    return paged(studio, panel)


def angry(studio: Studio) -> QWidget:
    panel = panel_of(studio.prepare(one_x, one_incident, begun), save_ms=1)
    panel.text.setPlainText("How dare you say so? We have told you a dozen times.")
    return paged(studio, panel)


PICTURES = {
    "around": around,
    "angry": angry,
    "empty": empty,
    "normal": normal,
    "crowded": crowded,
    "conflict": conflict,
    "failed": failed,
    "no-template": no_template,
}
