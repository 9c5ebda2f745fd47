"""How what people do and what colleagues wrote is refused in the window, and why.

Causes are real: files are damaged, disks are full, colleagues write. Where a page no
longer offers what would be refused, somebody has changed things meanwhile, and the
news comes late. Each cause returns the page that tells of it.
"""

import contextlib
import secrets
from collections.abc import Callable

import msgspec
from PySide6.QtWidgets import QWidget

from incidentkit.accounts.entries import Added
from incidentkit.accounts.kinds import ADDED
from incidentkit.accounts.model import Field, Item, Reason
from incidentkit.accounts.secret import Secret
from incidentkit.desk.leaving import remove
from incidentkit.desk.response import start_response
from incidentkit.desk.revealing import Wanted
from incidentkit.desk.services import Desk, open_desk
from incidentkit.incidents import entries as e
from incidentkit.incidents import kinds as k
from incidentkit.ui.screens.incident.view import IncidentView
from incidentkit.vault.change import Write, write
from incidentkit.vault.kinds import Fold, Kind, Role, SubjectId
from incidentkit.vault.kit import open_kit
from incidentkit.vault.locked_notes import MOST_WAITING, leave_note
from incidentkit.words.window import incident as incident_words
from tests.ui.causes_outside import refused_note
from tests.ui.colleague import in_conflict
from tests.ui.company import THEIRS
from tests.ui.pictures import (
    accounts,
    drafts,
    evidence,
    incident,
    people,
    rotation,
    unlock,
)
from tests.ui.studio import (
    NAME,
    PASSPHRASE,
    SECRET,
    Studio,
    one_incident,
    one_x,
)

BEN = "Ben Carter"
NOBODY = SubjectId(bytes(16))


# --- journal -----------------------------------------------------------------


def evidence_was_changed(studio: Studio) -> QWidget:
    page = evidence.normal(studio)
    panel = page.findChild(evidence.EvidencePanel)
    assert isinstance(panel, evidence.EvidencePanel)
    item = next(i for i in panel._model.state.shelf.here if i.name == "post.png")
    for sealed in studio.around.places.evidence.iterdir():
        data = bytearray(sealed.read_bytes())
        data[len(data) // 2] ^= 1
        sealed.write_bytes(data)
    folder = studio.base.parent / "copies"
    folder.mkdir()
    panel.shelf.save_to(item, folder)
    studio.settle()
    return page


class _Strange(msgspec.Struct, frozen=True, array_like=True):
    text: str


def _from_the_future(desk: Desk) -> None:
    account = desk.accounts.rows()[0].subject
    kind = Kind("later", 1, _Strange, Fold("later", 1, dict, lambda s, _f: s))
    desk.session.commit(write(Write(account, kind, _Strange("?"))))


def newer_app_wrote(studio: Studio) -> QWidget:
    view = accounts.at_account(studio.prepare(one_x))
    studio.ask(_from_the_future)
    view.account.facts.edit.click()
    form = view.account.facts.form
    form.controls[Field.PURPOSE].setText("More")  # type: ignore[union-attr]
    form.save.click()
    studio.settle()
    return view


def start_has_not_come(studio: Studio) -> QWidget:
    """A colleague's note arrived before the incident that it belongs to."""
    stray = SubjectId(secrets.token_bytes(16))

    def early(desk: Desk) -> None:
        desk.session.commit(write(Write(stray, k.NOTED, e.Noted("early"))))

    view = incident.view_of(studio.prepare(early))
    view.open(stray)
    studio.settle()
    return view


def playbook_is_newer(studio: Studio) -> QWidget:
    """A colleague started it with a playbook that only a later version can read."""
    subject = SubjectId(secrets.token_bytes(16))

    def later(desk: Desk) -> None:
        body = e.Started("260101-AAAA", "Odd posts", "later.yaml", "no playbook", 1)
        desk.session.commit(write(Write(subject, k.STARTED, body)))

    view = incident.view_of(studio.prepare(later))
    view.open(subject)
    studio.settle()
    return view


# --- authority, joining, the shared folder -----------------------------------


def _as_ben(studio: Studio, role: Role, *stories: Callable[[Desk], object]) -> None:
    """Have Ben at this machine, with the kit locked."""
    studio.found()
    with contextlib.closing(open_kit(studio.around)) as locked:
        desk = open_desk(locked.unlock(NAME, PASSPHRASE))
        for story in (people.colleague(BEN, role), *stories):
            story(desk)


def lead_is_needed(studio: Studio) -> QWidget:
    """Ben was a lead when the page was drawn, and is an officer now."""
    _as_ben(studio, Role.OFFICER)
    return _without_the_founder(studio)


def _without_the_founder(studio: Studio) -> QWidget:
    """Have Ben remove whoever was here first."""
    studio.kit.unlock(BEN, THEIRS, failed=studio.refusals.append)
    studio.settle()
    view = people.view_of(studio)
    people.choose(view, studio, NAME)
    view._model.remove("a quarrel")
    studio.settle()
    return view


def not_a_holder(studio: Studio) -> QWidget:
    view = accounts.at_account(studio.prepare(rotation.in_no_reach))
    view.account.model.show(Wanted(Item.SECRET))
    studio.settle()
    return view


def second_place_was_named(studio: Studio) -> QWidget:
    """A colleague's changed program wrote the account down once more."""
    page = rotation.begin(studio)
    panel = _panel_in(page)
    studio.kit.changed.disconnect(panel.model.look)

    def add_again(desk: Desk) -> None:
        account = desk.accounts.rows()[0].subject
        body = Added(secrets.token_bytes(16), ())
        desk.session.commit(write(Write(account, ADDED, body)))

    studio.ask(add_again)
    panel.model.take(Secret("Another-one-1"))
    studio.settle()
    return page


def founder_stays(studio: Studio) -> QWidget:
    """A lead who was let in later removes the one who was here first."""
    _as_ben(studio, Role.LEAD)
    return _without_the_founder(studio)


def machine_was_removed(studio: Studio) -> QWidget:
    """Somebody who has just taken themselves out goes on writing."""

    def leave(desk: Desk) -> None:
        remove(desk, desk.session.me.person, "leaving")

    return refused_note(studio, leave, people.colleague(BEN, Role.LEAD))


# --- requests ----------------------------------------------------------------


def account_is_not_there(studio: Studio) -> QWidget:
    view = accounts.at_list(studio.prepare(one_x))
    view.open_account(NOBODY)
    studio.settle()
    return view


def personal_password(studio: Studio) -> QWidget:
    """Somebody calls the platform by a name of their own."""
    view = accounts.at_form(studio.prepare(), "")
    view.adding.name.setText("facebook")
    view.adding.handle.setText("Ashcombe")
    view.adding.password.setText("Typed-by-Ben-1")
    view.adding.add.click()
    studio.settle()
    return view


def _begin(desk: Desk) -> None:
    account = desk.accounts.rows()[0].subject
    desk.accounts.begin_rotation(account, Secret("Made-up-7"), Reason.POLICY)


def rotation_waits(studio: Studio) -> QWidget:
    page = rotation.begin(studio)
    panel = _panel_in(page)
    studio.kit.changed.disconnect(panel.model.look)
    studio.ask(_begin)
    panel.model.take(Secret("Another-one-1"))
    studio.settle()
    return page


def nothing_waits(studio: Studio) -> QWidget:
    """A colleague confirmed it before the news came."""
    page = rotation.waiting(studio)
    panel = _panel_in(page)
    studio.kit.changed.disconnect(panel.model.look)

    def confirm(desk: Desk) -> None:
        desk.accounts.confirm_rotation(desk.accounts.rows()[0].subject, tried=True)

    studio.ask(confirm)
    panel.trying.untried.click()
    studio.settle()
    return page


def _panel_in(page: QWidget) -> rotation.RotationPanel:
    panel = page.findChild(rotation.RotationPanel)
    assert isinstance(panel, rotation.RotationPanel)
    return panel


def versions_differ(studio: Studio) -> QWidget:
    in_conflict(studio)
    view = accounts.at_account(studio)
    view.account.model.show(Wanted(Item.SECRET))
    studio.settle()
    return view


def code_is_used(studio: Studio) -> QWidget:
    """A colleague used the same code before the news came."""
    view = accounts.at_account(studio.prepare(one_x))
    wanted = Wanted(Item.CODES, code=1, use=True)
    view.account.model.show(wanted)
    studio.settle()
    view.account.model.show(wanted)
    studio.settle()
    return view


def account_is_closed(studio: Studio) -> QWidget:
    view = accounts.at_account(studio.prepare(one_x))
    view.account.facts.edit.click()
    studio.kit.changed.disconnect(view.account.model.look)
    studio.ask(lambda desk: desk.accounts.close(desk.accounts.rows()[0].subject, ""))
    form = view.account.facts.form
    form.controls[Field.PURPOSE].setText("More")  # type: ignore[union-attr]
    form.save.click()
    studio.settle()
    return view


def incident_is_closed(studio: Studio) -> QWidget:
    """A colleague closed it while the step was being done."""
    view = incident.view_of(studio.prepare(one_x, incident.hijacked))
    studio.kit.changed.disconnect(view._model._look_again)

    def close(desk: Desk) -> None:
        desk.incidents.close(desk.incidents.find(), "over", reason="elsewhere")

    studio.ask(close)
    view.card.finish.click()
    studio.settle()
    return view


def _at(studio: Studio, slug: str, *stories: Callable[[Desk], object]) -> IncidentView:
    view = incident.view_of(studio.prepare(one_x, incident.hijacked, *stories))
    view._model.choose_step(slug)
    studio.settle()
    return view


def step_waits(studio: Studio) -> QWidget:
    """A colleague took back the answer that the step hangs on."""
    slug = "stay-logged-in-and-keep-that-screen-open"
    view = _at(studio, slug)
    studio.kit.changed.disconnect(view._model._look_again)

    def take_back(desk: Desk) -> None:
        desk.incidents.undo(desk.incidents.find(), "can-you-get-in", "we were wrong")

    studio.ask(take_back)
    view.card.finish.click()
    studio.settle()
    return view


def reason_is_missing(studio: Studio) -> QWidget:
    """A decision is taken without a word on why."""

    def locked_out(desk: Desk) -> None:
        start_response(desk, desk.accounts.rows()[0].subject, "No")

    view = incident.view_of(studio.prepare(one_x, locked_out))
    view._model.choose_step("do-we-need-a-temporary-official-account")
    studio.settle()
    view.card.answers.buttons[0].click()
    view.card.answers.confirm.click()
    studio.settle()
    return view


def _must_be_kept(desk: Desk) -> None:
    """Say that Legal wants the posts kept, so that they are hidden at most."""
    slug = "has-legal-or-the-police-asked-us-to-keep-anything"
    desk.incidents.answer(desk.incidents.find(), slug, "Yes")


def no_copy_yet(studio: Studio) -> QWidget:
    """The button that would be pressed is not offered; a key came before it went."""
    view = _at(studio, "hide-the-posts-that-are-not-ours", _must_be_kept)
    view.card.finish.click()
    studio.settle()
    return view


def things_are_open(studio: Studio) -> QWidget:
    page = incident.closing(studio)
    assert isinstance(page, IncidentView)
    leaf = page.leaves[incident_words.CLOSE]
    leaf.summary.setPlainText("It is over.")  # type: ignore[attr-defined]
    leaf.close_now.click()  # type: ignore[attr-defined]
    studio.settle()
    return page


def secret_in_a_note(studio: Studio) -> QWidget:
    view = incident.view_of(studio.prepare(one_x, incident.hijacked))
    view.log.note.setPlainText(f"The password was {SECRET}")
    view.log.keep.click()
    studio.settle()
    return view


def _publish(studio: Studio, text: str) -> QWidget:
    panel = drafts.panel_of(studio.prepare(one_x, one_incident, drafts.begun))
    if text:
        panel.text.setPlainText(text)
    panel.publishing.unfold()
    panel.publishing.record.click()
    return drafts.paged(studio, panel)


def cause_is_claimed(studio: Studio) -> QWidget:
    return _publish(studio, "We were hacked.")


def gaps_are_left(studio: Studio) -> QWidget:
    return _publish(studio, "")


def _leave_a_note(studio: Studio) -> QWidget:
    view = unlock.view_of(studio)
    view.help.tabs.setCurrentIndex(2)
    view.help.note.setPlainText("Two odd posts at 06:50. I rang Ben.")
    view.help.keep.click()
    studio.settle()
    return view


def notes_are_many(studio: Studio) -> QWidget:
    studio.found()
    with contextlib.closing(open_kit(studio.around)) as kit:
        for _ in range(MOST_WAITING):
            leave_note(kit, "Rang Ben.")
    return _leave_a_note(studio)


def nobody_unlocks_here(studio: Studio) -> QWidget:
    studio.found()
    with contextlib.closing(open_kit(studio.around)) as kit, kit.store.transaction():
        for slot in kit.store.slots():
            kit.store.drop_slot(slot)
    return _leave_a_note(studio)
