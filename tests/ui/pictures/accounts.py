"""The register of accounts: the list, one account, adding one, importing many."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from incidentkit.accounts.changes import Audience
from incidentkit.accounts.entries import Reviewed
from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import (
    Access,
    App,
    Edits,
    Factor,
    Field,
    Hangs,
    Item,
    May,
    NewAccount,
    Permission,
    Reason,
    SecondStep,
    Status,
    Tie,
)
from incidentkit.accounts.secret import Secret
from incidentkit.desk.revealing import Wanted
from incidentkit.desk.services import Desk
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.screens.accounts.account_view import Panels
from incidentkit.ui.screens.accounts.view import AccountsView
from incidentkit.ui.screens.rotation.panel import RotationPanel
from incidentkit.ui.screens.rotation.roles import RolesViewModel
from incidentkit.ui.screens.rotation.roles_panel import RolesPanel
from incidentkit.ui.screens.rotation.view_model import RotationViewModel
from incidentkit.vault.kinds import SubjectId
from tests.ui.colleague import in_conflict
from tests.ui.pictures.people import colleague
from tests.ui.studio import Studio, many_accounts, one_page, one_x

TABLE = """platform,handle,username,password,url,notes
x,AshcombeDC,comms@ashcombe.example,Made-up-secret-1,https://x.com/AshcombeDC,
instagram,AshcombeDC,comms@ashcombe.example,Made-up-secret-2,,Ask Ben
bluesky,ashcombe.example,ashcombe.example,Made-up-secret-3,,
"""
FAULTY = TABLE + "facebook,Ashcombe,ben.carter@ashcombe.example,his-own-1,,\n,,,,,\n"


def view_of(studio: Studio) -> AccountsView:
    kit = studio.kit
    clipboard = SecretClipboard(QGuiApplication.clipboard())
    panels = Panels(
        lambda: RotationPanel(RotationViewModel(kit, clipboard, studio.clock)),
        lambda: RolesPanel(RolesViewModel(kit)),
    )
    view = AccountsView(kit, clipboard, panels)
    clipboard.setParent(view)  # its timer must end in this thread, with the screen
    return view


def at_list(studio: Studio) -> AccountsView:
    view = view_of(studio)
    view.resize(1280, 800)
    view.show()
    view.arrive()
    studio.settle()
    return view


def first_of(studio: Studio) -> SubjectId:
    return studio.ask(lambda desk: desk.accounts.rows()[0].subject)


def at_account(studio: Studio) -> AccountsView:
    view = at_list(studio)
    view.open_account(first_of(studio))
    studio.settle()
    return view


def empty(studio: Studio) -> QWidget:
    return at_list(studio.prepare())


def normal(studio: Studio) -> QWidget:
    return at_list(studio.prepare(one_x, one_page))


def long_names(desk: Desk) -> None:
    many_accounts(desk)
    desk.accounts.add(
        NewAccount(
            platform="whatsapp-channel",
            handle="Ashcombe District Council flood warnings for Lower Ashcombe and Ferry",
            access=Access.NUMBER,
            purpose="Floods",
        )
    )
    account = desk.accounts.rows()[3].subject
    desk.accounts.begin_rotation(account, Secret("Another-secret-7"), Reason.POLICY)
    desk.accounts.close(desk.accounts.rows()[5].subject)


def crowded(studio: Studio) -> QWidget:
    return at_list(studio.prepare(long_names))


def narrowed(studio: Studio) -> QWidget:
    view = at_list(studio.prepare(many_accounts))
    view.register.finder.setText("insta service1")
    return view


def account(studio: Studio) -> QWidget:
    return at_account(studio.prepare(one_x))


def secret_shown(studio: Studio) -> QWidget:
    view = at_account(studio.prepare(one_x))
    view.account.kept.slots[Wanted(Item.SECRET)].show_it.click()
    view.account.kept.slots[Wanted(Item.TOTP, of_the_moment=True)].show_it.click()
    studio.settle()
    return view


def codes(studio: Studio) -> QWidget:
    view = at_account(studio.prepare(one_x))
    found = view.account.kept.codes
    assert found is not None
    found.next.click()
    studio.settle()
    found.each.click()
    return view


def with_waiting(desk: Desk) -> None:
    subject = one_x(desk)
    desk.accounts.begin_rotation(subject, Secret("Another-secret-7"), Reason.LEAVER)


def waiting(studio: Studio) -> QWidget:
    return at_account(studio.prepare(with_waiting))


def page_of_people(studio: Studio) -> QWidget:
    return at_account(studio.prepare(one_page))


def in_no_reach(desk: Desk) -> None:
    """An account that the person at this machine cannot open."""
    new = NewAccount(platform="x", handle="Ashcombe", secret=Secret("Made-up-1234"))
    subject = desk.accounts.add(new, Audience(leads=False))
    desk.accounts.withdraw_access(subject, desk.session.me.person)


def not_holder(studio: Studio) -> QWidget:
    return at_account(studio.prepare(in_no_reach))


def failed(studio: Studio) -> QWidget:
    view = at_account(studio.prepare(one_x))
    view.account.facts.edit.click()
    form = view.account.facts.form
    form.controls[Field.RECOVERY_PHONE].setText("ring Ben")  # type: ignore[union-attr]
    form.save.click()
    studio.settle()
    return view


def naming(studio: Studio) -> QWidget:
    view = at_account(studio.prepare(one_page))
    view.account.link.unfold.button.click()
    return view


def asked_for_story(desk: Desk) -> SubjectId:
    new = NewAccount(
        platform="tiktok",
        handle="AshcombeYouth",
        status=Status.ASKED_FOR,
        business_case="Young people read the youth council's news there.",
    )
    return desk.accounts.add(new)


def request(studio: Studio) -> QWidget:
    view = at_account(studio.prepare(asked_for_story))
    view.account.page.ensureWidgetVisible(view.account.standing.request)
    return view


def record_story(desk: Desk) -> SubjectId:
    """An account with everything that can belong to one."""
    x = one_x(desk)
    mailbox = NewAccount("mailbox", "social@ashcombe.example.org", Access.MAILBOX)
    other = desk.accounts.add(mailbox)
    desk.accounts.give_care(x, Care(desk.session.me.person))
    desk.accounts.review(x, Reviewed(True, "Flood warnings", "2026-11-20"))
    for link in (
        Factor(SecondStep.APP, "Ben Carter", "His work telephone"),
        Factor(SecondStep.KEY, device="In the safe of the contact centre"),
        App("Weather warnings", "Posts the warnings of the weather service"),
        Permission("Lantern Media", (May.POST, May.REPLY), b"", True, "2027-03-31"),
        Hangs(Tie.MAILBOX, other),
    ):
        desk.accounts.give_link(x, link)
    return x


def record(studio: Studio) -> QWidget:
    studio.prepare(record_story)
    x = next(r.subject for r in studio.ask(lambda d: d.accounts.rows()) if r.keeps)
    view = at_list(studio)
    view.open_account(x)
    studio.settle()
    view.account.standing.care.unfold.button.click()
    view.account.page.ensureWidgetVisible(view.account.belongings)
    return view


def closed_story(desk: Desk) -> None:
    subject = one_x(desk)
    desk.accounts.edit(subject, Edits(((Field.NOTES, "No longer used."),)))
    desk.accounts.close(subject, "merged with the main account")


def refused(studio: Studio) -> AccountsView:
    """What was chosen cannot be, said beside it."""
    view = at_account(studio.prepare(one_x, colleague("Ben Carter")))
    care = view.account.standing.care
    care.unfold.unfold()
    for who in (care.owner, care.deputy):
        who.setCurrentIndex(1)
    care.keep.click()
    studio.settle()
    view.account.page.ensureWidgetVisible(care)
    return view


def closed(studio: Studio) -> QWidget:
    return at_account(studio.prepare(closed_story))


def closing(studio: Studio) -> QWidget:
    """Closed without a reason, which is asked for beside the field."""
    view = at_account(studio.prepare(one_x))
    form = view.account.closing
    form.unfold.button.click()
    form.gone.setChecked(True)
    form.sure.click()
    studio.settle()
    view.account.page.ensureWidgetVisible(form)
    return view


def saying_gone(studio: Studio) -> QWidget:
    view = at_account(studio.prepare(closed_story))
    form = view.account.gone
    form.unfold.button.click()
    form.why.setText("Looked for it on 20 November: no such page")
    view.account.page.ensureWidgetVisible(form)
    return view


def deleted_story(desk: Desk) -> None:
    closed_story(desk)
    desk.accounts.say_deleted(desk.accounts.rows()[0].subject, "Looked there")


def gone(studio: Studio) -> QWidget:
    return at_account(studio.prepare(deleted_story))


def at_form(studio: Studio, slug: str) -> AccountsView:
    view = at_list(studio)
    view.add_account()
    studio.settle()
    form = view.adding
    form.platform.setCurrentIndex(form.platform.findData(slug))
    form.platform.activated.emit(form.platform.currentIndex())
    return view


def adding(studio: Studio) -> QWidget:
    return at_form(studio.prepare(), "x")


def adding_people(studio: Studio) -> QWidget:
    view = at_form(studio.prepare(), "facebook")
    view.adding.people.another.click()
    return view


def adding_all(studio: Studio) -> QWidget:
    view = at_form(studio.prepare(), "")
    view.adding.rest.more.click()
    return view


def adding_refused(studio: Studio) -> QWidget:
    view = at_form(studio.prepare(), "x")
    view.adding.add.click()
    studio.settle()
    return view


def importing(studio: Studio, text: str) -> AccountsView:
    view = at_list(studio)
    view.import_accounts()
    path = Path(studio.base).parent / "accounts.csv"
    path.write_text(text)
    view.importing.take_file(str(path))
    studio.settle()
    return view


def import_ready(studio: Studio) -> QWidget:
    return importing(studio.prepare(), TABLE)


def import_faulty(studio: Studio) -> QWidget:
    return importing(studio.prepare(), FAULTY)


def import_refused(studio: Studio) -> QWidget:
    return importing(studio.prepare(), "colour,size\nred,4\n")


def import_done(studio: Studio) -> QWidget:
    view = importing(studio.prepare(), TABLE)
    view.importing.write.click()
    studio.settle()
    return view


def to_settle(studio: Studio) -> QWidget:
    in_conflict(studio)
    return at_account(studio)


PICTURES = {
    "empty": empty,
    "normal": normal,
    "crowded": crowded,
    "narrowed": narrowed,
    "account": account,
    "secret-shown": secret_shown,
    "codes": codes,
    "waiting": waiting,
    "people": page_of_people,
    "not-holder": not_holder,
    "failed": failed,
    "naming": naming,
    "refused": refused,
    "closed": closed,
    "closing": closing,
    "saying-gone": saying_gone,
    "gone": gone,
    "request": request,
    "record": record,
    "to-settle": to_settle,
    "adding": adding,
    "adding-people": adding_people,
    "adding-all": adding_all,
    "adding-refused": adding_refused,
    "import-ready": import_ready,
    "import-faulty": import_faulty,
    "import-refused": import_refused,
    "import-done": import_done,
}
