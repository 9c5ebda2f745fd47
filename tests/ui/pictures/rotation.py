"""Changing a secret in two steps, and the people who can post."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from incidentkit.accounts.changes import Audience
from incidentkit.accounts.model import Access, Item, NewAccount, Reason
from incidentkit.accounts.secret import Secret
from incidentkit.desk.services import Desk
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.screens.rotation.panel import RotationPanel
from incidentkit.ui.screens.rotation.roles import RolesViewModel
from incidentkit.ui.screens.rotation.roles_panel import RolesPanel
from incidentkit.ui.screens.rotation.view_model import RotationViewModel
from incidentkit.ui.widgets.layout import Page, column
from incidentkit.vault.kinds import SubjectId
from tests.ui.colleague import two_wait
from tests.ui.studio import Studio, one_page, one_x

NEW = "Wren7-#Basalt_Ferry42"


def panel_of(studio: Studio) -> RotationPanel:
    clipboard = SecretClipboard(QGuiApplication.clipboard())
    panel = RotationPanel(RotationViewModel(studio.kit, clipboard, studio.clock))
    clipboard.setParent(panel)  # its timer must end in this thread, with the screen
    return panel


def several_wait(studio: Studio) -> QWidget:
    two_wait(studio)
    return shown(studio, panel_of(studio), Reason.POLICY)


def not_holder(studio: Studio) -> QWidget:
    studio.prepare(in_no_reach)
    return shown(studio, panel_of(studio), Reason.POLICY)


def in_no_reach(desk: Desk) -> None:
    """An account that the person at this machine cannot open."""
    new = NewAccount(platform="x", handle="Ashcombe", secret=Secret("Made-up-1234"))
    subject = desk.accounts.add(new, Audience(leads=False))
    desk.accounts.withdraw_access(subject, desk.session.me.person)


def the_account(studio: Studio) -> SubjectId:
    return studio.ask(lambda desk: desk.accounts.rows()[0].subject)


def on_a_page(panel: QWidget) -> QWidget:
    page = Page(column(panel, None), letters=130)
    page.resize(1280, 800)
    return page


def shown(studio: Studio, panel: RotationPanel, reason: Reason) -> QWidget:
    page = on_a_page(panel)
    page.show()
    panel.show_account(the_account(studio), reason)
    studio.settle()
    return page


def begin(studio: Studio) -> QWidget:
    studio.prepare(one_x)
    return shown(studio, panel_of(studio), Reason.COMPROMISE)


def typed_in(studio: Studio) -> QWidget:
    studio.prepare(one_x)
    panel = panel_of(studio)
    page = shown(studio, panel, Reason.POLICY)
    panel.making.ways.buttons()[-1].setChecked(True)
    return page


def waiting(studio: Studio) -> QWidget:
    studio.prepare(one_x)
    panel = panel_of(studio)
    page = shown(studio, panel, Reason.COMPROMISE)
    panel.model.take(Secret(NEW))
    studio.settle()
    return page


def both_shown(studio: Studio) -> QWidget:
    studio.prepare(one_x)
    panel = panel_of(studio)
    page = shown(studio, panel, Reason.COMPROMISE)
    panel.model.take(Secret(NEW))
    studio.settle()
    (old,) = panel.trying.olds.values()
    old.show_it.click()
    studio.settle()
    panel.trying.new.shown.read_out()
    panel.trying.new.shown.copy.click()
    studio.settle()
    return page


def why_not_taken(studio: Studio) -> QWidget:
    page = waiting(studio)
    panel = page.findChild(RotationPanel)
    assert isinstance(panel, RotationPanel)
    panel.trying.new.hide_secret()
    panel.trying.not_taken.click()
    return page


def refused(studio: Studio) -> QWidget:
    """Nothing was typed, and the field says so."""
    page = begin(studio)
    panel = page.findChild(RotationPanel)
    assert isinstance(panel, RotationPanel)
    panel.making.ways.buttons()[-1].click()
    panel.making.begin.click()
    studio.settle()
    return page


def done(studio: Studio) -> QWidget:
    page = waiting(studio)
    panel = page.findChild(RotationPanel)
    assert isinstance(panel, RotationPanel)
    panel.trying.untried.click()
    studio.settle()
    return page


def failed(studio: Studio) -> QWidget:
    studio.prepare(one_x)
    panel = panel_of(studio)
    page = shown(studio, panel, Reason.COMPROMISE)
    panel.model.take(Secret("Correct-Horse-9x"))
    studio.settle()
    return page


def roles_only(studio: Studio) -> QWidget:
    studio.prepare(one_page)
    return shown(studio, panel_of(studio), Reason.LEAVER)


def one_closed(desk: Desk) -> None:
    account = one_x(desk)
    desk.accounts.close(account)


def closed(studio: Studio) -> QWidget:
    studio.prepare(one_closed)
    return shown(studio, panel_of(studio), Reason.POLICY)


def one_mailbox(desk: Desk) -> None:
    desk.accounts.add(
        NewAccount(
            platform="mailbox",
            handle="social@ashcombe.example",
            access=Access.MAILBOX,
            secret=Secret("Made-up-mailbox-1"),
        )
    )


def mailbox(studio: Studio) -> QWidget:
    studio.prepare(one_mailbox)
    return shown(studio, panel_of(studio), Reason.COMPROMISE)


def code_key(studio: Studio) -> QWidget:
    studio.prepare(one_x)
    panel = panel_of(studio)
    page = on_a_page(panel)
    page.show()
    panel.model.show_account(the_account(studio), Reason.LOST_DEVICE, Item.TOTP)
    studio.settle()
    return page


def people(studio: Studio, *, asked: bool = False) -> QWidget:
    panel = RolesPanel(RolesViewModel(studio.kit))
    page = on_a_page(panel)
    page.show()
    panel.show_account(the_account(studio))
    studio.settle()
    if asked:
        next(iter(panel.buttons.values())).click()
        studio.settle()
    return page


def roles(studio: Studio) -> QWidget:
    return people(studio.prepare(one_page))


def removing(studio: Studio) -> QWidget:
    return people(studio.prepare(one_page), asked=True)


def tools_and_phones(studio: Studio) -> QWidget:
    return people(studio.prepare(one_x))


PICTURES = {
    "begin": begin,
    "typed-in": typed_in,
    "waiting": waiting,
    "both-shown": both_shown,
    "why-not-taken": why_not_taken,
    "refused": refused,
    "done": done,
    "failed": failed,
    "roles-only": roles_only,
    "closed": closed,
    "several-wait": several_wait,
    "not-holder": not_holder,
    "mailbox": mailbox,
    "code-key": code_key,
    "people": roles,
    "removing": removing,
    "tools": tools_and_phones,
}
