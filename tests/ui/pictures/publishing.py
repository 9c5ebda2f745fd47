"""Taking a text out to be published, and what is left to do once it is out."""

import io

from PySide6.QtWidgets import QWidget

from incidentkit.accounts.model import NewAccount
from incidentkit.accounts.secret import Secret
from incidentkit.desk import published
from incidentkit.desk.services import Desk
from incidentkit.desk.writing import Out
from incidentkit.drafting.entries import About
from incidentkit.drafting.service import NewDraft
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.library import shipped_playbook
from incidentkit.ui.screens.publishing.view import PublishingPart
from incidentkit.ui.screens.publishing.view_model import PublishingViewModel
from incidentkit.ui.widgets.layout import Page, column
from incidentkit.vault.kinds import SubjectId
from tests.ui.studio import Studio, one_incident, one_x

TEXT = (
    "Our account on X is ours again. Posts between 06:45 and 09:10 today were not from "
    "us. Tŷ'r Cyngor.\nNext update here in two hours."
)


def written(
    desk: Desk, text: str = TEXT, template: str = "MT-29", signers: str = ""
) -> SubjectId:
    """Write a text that nobody has to approve, unless somebody is named."""
    desk.council.set("sign_off", signers)
    draft = desk.drafts.begin(NewDraft(desk.incidents.find(), template, "email"))
    desk.drafts.edit(draft, text)
    desk.drafts.belongings.choose_channels(draft, ["x", "facebook", "website"])
    return draft


def with_picture(desk: Desk) -> None:
    draft = written(desk)
    about = About(
        alt="The council's crest above the words Council notice", has_rights=True
    )
    desk.drafts.belongings.take_picture(draft, "notice.png", io.BytesIO(b"p"), about)


def not_approved(desk: Desk) -> None:
    signers = "Critical: Chief executive or duty director"
    written(desk, "Our real accounts are on our website.", "MT-12", signers)


def long_one(desk: Desk) -> None:
    """A thread on several networks, one of them with a server of its own."""
    long_name = "@the-emergency-planning-team-of-the-council@social.example"
    desk.accounts.add(NewAccount("mastodon", long_name, login=Secret("c")))
    desk.accounts.add(NewAccount("bluesky", "ashcombe.example", login=Secret("c")))
    draft = written(desk, f"{TEXT} " * 9)
    networks = ["x", "bluesky", "mastodon", "threads", "linkedin", "website", "press"]
    desk.drafts.belongings.choose_channels(draft, networks)
    content = desk.drafts.state(draft).content.digest
    desk.drafts.remarks.override(draft, "DC02", "It goes out as a thread", content)


def out(desk: Desk) -> None:
    draft = written(desk)
    address = "https://x.com/AshcombeDC/status/1795244400000000000"
    published.mark_published(desk, draft, Out("X", "", address))
    published.mark_published(desk, draft, Out("A noticeboard in the town hall"))


def changed(desk: Desk) -> None:
    out(desk)
    (row,) = desk.drafts.rows()
    desk.drafts.edit(row.draft, "We were wrong about the time: it was 06:30.")


def exercise(desk: Desk) -> None:
    playbook = shipped_playbook("hacked-account")
    desk.incidents.start(Opening("Odd posts", playbook, exercise="x-hijack"))
    written(desk)


def the_draft(studio: Studio) -> SubjectId:
    return studio.ask(lambda desk: desk.drafts.rows()[-1].draft)


def part_of(studio: Studio) -> PublishingPart:
    part = PublishingPart(PublishingViewModel(studio.kit, studio.clock))
    part.show_draft(the_draft(studio))
    studio.settle()
    return part


def paged(part: PublishingPart) -> QWidget:
    page = Page(column(part, None))
    page.setProperty("part", part)
    return page


def normal(studio: Studio) -> QWidget:
    return paged(part_of(studio.prepare(one_x, one_incident, with_picture)))


def waits(studio: Studio) -> QWidget:
    return paged(part_of(studio.prepare(one_x, one_incident, not_approved)))


def crowded(studio: Studio) -> QWidget:
    return paged(part_of(studio.prepare(one_x, one_incident, long_one)))


def is_out(studio: Studio) -> QWidget:
    return paged(part_of(studio.prepare(one_x, one_incident, out)))


def changed_since(studio: Studio) -> QWidget:
    return paged(part_of(studio.prepare(one_x, one_incident, changed)))


def practised(studio: Studio) -> QWidget:
    return paged(part_of(studio.prepare(one_x, exercise)))


def failed(studio: Studio) -> QWidget:
    part = part_of(studio.prepare(one_x, one_incident, out))
    part.owed[0].take("/nowhere/screenshot.png")
    studio.settle()
    return paged(part)


def empty(studio: Studio) -> QWidget:
    studio.prepare(one_x, one_incident)
    return paged(PublishingPart(PublishingViewModel(studio.kit, studio.clock)))


PICTURES = {
    "empty": empty,
    "normal": normal,
    "waits": waits,
    "crowded": crowded,
    "out": is_out,
    "changed": changed_since,
    "exercise": practised,
    "failed": failed,
}
