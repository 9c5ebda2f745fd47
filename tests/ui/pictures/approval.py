"""Approving a text: what exactly, by whom, and what is missing."""

import io

from PySide6.QtWidgets import QWidget

from incidentkit.app.rehearsal import picture_of_nothing
from incidentkit.desk import approving
from incidentkit.desk.approval_page import read_approval
from incidentkit.desk.services import Desk
from incidentkit.desk.writing import Beginning, begin_draft
from incidentkit.drafting.approval_entries import How
from incidentkit.drafting.approving import Told, Trying
from incidentkit.drafting.entries import About
from incidentkit.officers.contacts import Card
from incidentkit.ui.screens.approval.view import ApprovalPanel, ApprovalView
from incidentkit.ui.screens.approval.view_model import ApprovalViewModel
from incidentkit.ui.widgets.layout import Page, column
from incidentkit.vault.kinds import Role, SubjectId
from tests.ui.colleague import both, with_colleague
from tests.ui.studio import NAME, Studio, one_incident, one_x

HEAD = "Head of communications"
TEXT = (
    "Our account on X is ours again. Posts between 06:45 and 09:10 today were not from "
    "us, and we have removed them. We are sorry that people saw them. We took too long "
    "to notice, and we now check the account every hour.\n\nNext update here at 16:00."
)
LONG = "Chief executive or duty director, Legal or HR or Data protection officer"


def needs_two(desk: Desk) -> None:
    """Have the council ask for two approvals."""
    desk.council.set("sign_off", f"Critical: {HEAD}, Legal or HR")


def one_text(desk: Desk) -> SubjectId:
    """Begin a text that the head of communications has to approve."""
    if desk.session.me.role is Role.LEAD:
        needs_two(desk)
    desk.contacts.set(Card(HEAD, name="Hana Rees", work_phone="01632 960 021"))
    incident = desk.incidents.find()
    draft = begin_draft(desk, incident, "MT-02", Beginning("standard", "website"))
    desk.drafts.edit(draft, TEXT)
    desk.drafts.belongings.choose_channels(draft, ["website", "x"])
    about = About(alt="The council's crest above the words Council notice")
    desk.drafts.belongings.take_picture(
        draft, "notice.png", io.BytesIO(picture_of_nothing()), about
    )
    return draft


def content_of(desk: Desk, draft: SubjectId) -> bytes:
    return desk.drafts.state(draft).content.digest


def asked(desk: Desk) -> None:
    """Ask whoever uses this window's machine for it, on another."""
    draft = one_text(desk)
    desk.contacts.set(Card(HEAD, name=NAME, work_phone="01632 960 021"))
    note = "By nine, please"
    approving.ask_for_approval(desk, draft, content_of(desk, draft), note=note)


def half(desk: Desk) -> None:
    """One approval is written down, and somebody could not be reached."""
    draft = one_text(desk)
    aloud = read_approval(desk, draft).code
    told = Told(HEAD, "Hana Rees", How.ALOUD, code=aloud)
    approving.record_approval(desk, draft, content_of(desk, draft), told)
    trying = Trying("Legal", "Leo Evans", "mobile, no answer")
    approving.could_not_reach(desk, draft, trying)


def void(desk: Desk) -> None:
    """It was changed after somebody approved it."""
    half(desk)
    (row,) = desk.drafts.rows()
    desk.drafts.edit(
        row.draft, TEXT.replace("09:10", "09:20").replace("too", "far too")
    )
    desk.drafts.belongings.choose_channels(row.draft, ["website", "facebook"])


def crowded_text(desk: Desk) -> None:
    """Many are needed, a check stops it, and the text is long."""
    one_text(desk)
    desk.council.set("sign_off", f"Critical: {LONG}, {HEAD}")
    (row,) = desk.drafts.rows()
    desk.drafts.belongings.take_picture(row.draft, "a.mp4", io.BytesIO(b"film"))
    desk.drafts.edit(row.draft, (TEXT + " ") * 8 + "We were hacked by {{ handle }}.")
    for name in ("Leo Evans", "Mina Rao"):
        trying = Trying("Legal", name, "mobile and desk telephone, no answer")
        approving.could_not_reach(desk, row.draft, trying)


def the_draft(studio: Studio) -> SubjectId:
    return studio.ask(lambda desk: desk.drafts.rows()[-1].draft)


def view_of(studio: Studio) -> ApprovalView:
    view = ApprovalView(ApprovalViewModel(studio.kit, studio.clock))
    view.open(the_draft(studio))
    studio.settle()
    return view


def panel_of(studio: Studio) -> ApprovalPanel:
    panel = ApprovalPanel(ApprovalViewModel(studio.kit, studio.clock))
    panel.show_draft(the_draft(studio))
    studio.settle()
    return panel


def as_approver(studio: Studio) -> ApprovalView:
    """Have a colleague ask whoever is at this window."""
    together = both(one_x, one_incident, needs_two)
    with_colleague(studio, together, lambda desk: None, asked)
    return view_of(studio)


def normal(studio: Studio) -> QWidget:
    return as_approver(studio)


def recorded(studio: Studio) -> QWidget:
    return view_of(studio.prepare(one_x, one_incident, half))


def changed(studio: Studio) -> QWidget:
    return view_of(studio.prepare(one_x, one_incident, void))


def crowded(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, one_incident, crowded_text))
    view.panel.record.unfold()
    view.panel.tried.unfold()
    return view


def beside(studio: Studio) -> QWidget:
    panel = panel_of(studio.prepare(one_x, one_incident, half))
    page = Page(column(panel, None))
    page.setProperty("panel", panel)
    return page


def failed(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, one_incident, one_text))
    view.panel.record.unfold()
    view.panel.record.who.setText("Hana Rees")
    view.panel.record.code.setText("000 000")
    view.panel.record.record.click()
    studio.settle()
    return view


def empty(studio: Studio) -> QWidget:
    studio.prepare(one_x, one_incident)
    return ApprovalView(ApprovalViewModel(studio.kit, studio.clock))


PICTURES = {
    "empty": empty,
    "normal": normal,
    "recorded": recorded,
    "changed": changed,
    "crowded": crowded,
    "beside": beside,
    "failed": failed,
}
