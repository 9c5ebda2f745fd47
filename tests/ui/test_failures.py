"""Every expected failure is told where it happens, in its own words, and loses nothing."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QWidget

from incidentkit import errors
from incidentkit.errors import IncidentKitError
from incidentkit.ui.screens.incident.view import IncidentView
from incidentkit.ui.screens.unlock.view import UnlockView
from incidentkit.ui.widgets.banner import Banner
from incidentkit.words.window import unlock as words
from tests.ui import causes
from tests.ui import causes_approval as approval
from tests.ui import causes_outside as outside
from tests.ui import causes_round as rounds
from tests.ui import causes_steps as steps
from tests.ui.pictures import (
    accounts,
    failures,
    people,
    playbooks,
    recover,
    settings,
    welcome,
)
from tests.ui.pictures import unlock as locked
from tests.ui.studio import PASSPHRASE, Studio


class Told(NamedTuple):
    """What brings a failure about, and the first words that are read then."""

    cause: Callable[[Studio], QWidget]
    title: str
    more: str = ""


TOLD: dict[type[IncidentKitError], Told] = {
    # the kit does not open
    errors.WrongPassphraseError: Told(
        locked.wrong_passphrase, "The kit did not open", "Caps Lock"
    ),
    errors.KitMissingError: Told(outside.kit_is_gone, "There is no kit here"),
    errors.KitExistsError: Told(outside.kit_is_there, "There is a kit here already"),
    errors.KitInUseError: Told(outside.in_use, "The kit is open somewhere else"),
    errors.KitNewerError: Told(
        outside.newer, "This kit needs a newer version of the app"
    ),
    errors.KitDamagedError: Told(outside.damaged, "Part of the kit is damaged"),
    errors.OlderCopyError: Told(outside.older, "This is an older copy of the kit"),
    errors.KdfRefusedError: Told(
        outside.kdf_is_unsafe, "Checking the passphrase would not be safe here"
    ),
    errors.NoKeyringError: Told(
        outside.no_keyring, "This machine cannot remember the way in"
    ),
    errors.KeyringForbiddenError: Told(
        outside.nobody_may_remember, "Machines do not remember the way in"
    ),
    errors.KeyringExpiredError: Told(
        outside.nothing_remembered, "This machine no longer remembers the way in"
    ),
    errors.SheetMistypedError: Told(
        recover.mistyped, "One group of the code needs another look"
    ),
    errors.SheetRefusedError: Told(
        outside.another_kits_sheet, "This sheet does not open this kit"
    ),
    # the disk
    errors.DiskFullError: Told(outside.disk_full, "The disk is full"),
    errors.ReadOnlyError: Told(
        outside.read_only, "The kit can be read but not changed here"
    ),
    errors.WriteFailedError: Told(
        outside.disk_had_a_fault, "The last change was not saved", "open it again"
    ),
    errors.BackupFailedError: Told(
        outside.backup_is_not_whole, "There is no new backup"
    ),
    errors.UnsafeFolderError: Told(
        outside.folder_is_open_to_others, "This folder is not private enough for a kit"
    ),
    # the journal
    errors.RefusedError: Told(
        causes.evidence_was_changed, "Part of the kit was not accepted"
    ),
    errors.TamperedError: Told(
        outside.cache_was_changed, "The kit was changed outside the app"
    ),
    errors.NewerEntriesError: Told(
        causes.newer_app_wrote, "A newer version of the app has been at work here"
    ),
    errors.NotYetOpenedError: Told(
        causes.start_has_not_come,
        "There is something newer that this machine cannot open yet",
    ),
    errors.TwoPlacesError: Told(
        causes.second_place_was_named,
        "Two people wrote down where this account's secrets are kept",
    ),
    # who may
    errors.RoleNeededError: Told(causes.lead_is_needed, "This takes a comms lead"),
    errors.NotAHolderError: Told(causes.not_a_holder, "This is sealed to other people"),
    errors.RankTooLowError: Told(
        causes.founder_stays, "This lead cannot be removed from here"
    ),
    errors.SeatRemovedError: Told(
        causes.machine_was_removed, "This machine is no longer part of the kit"
    ),
    # colleagues
    errors.WordsDifferError: Told(people.misheard, "The words are not the same"),
    errors.NotAcceptedYetError: Told(outside.not_let_in_yet, "You are not in yet"),
    errors.CourierFolderError: Told(
        settings.folder_missing, "The shared folder is out of reach"
    ),
    # what was asked for
    errors.UnknownNameError: Told(
        causes.account_is_not_there, "No account by that name"
    ),
    errors.InvalidValueError: Told(
        settings.council_failed, "One value needs another look"
    ),
    errors.WeakPassphraseError: Told(
        welcome.weak, "This passphrase would be too easy to guess"
    ),
    errors.PersonalPasswordError: Told(
        causes.personal_password, "A personal password stays with its owner"
    ),
    errors.NothingPendingError: Told(
        causes.nothing_waits, "There is no new secret waiting"
    ),
    errors.RotationPendingError: Told(
        causes.rotation_waits, "A new secret is waiting already"
    ),
    errors.ConflictError: Told(
        causes.versions_differ, "There is more than one version of this"
    ),
    errors.AlreadyUsedError: Told(causes.code_is_used, "This recovery code is used up"),
    errors.ClosedAccountError: Told(causes.account_is_closed, "This account is closed"),
    errors.ClosedIncidentError: Told(
        causes.incident_is_closed, "This incident is closed"
    ),
    errors.StepNotOpenError: Told(causes.step_waits, "Something else comes first"),
    errors.CaptureFirstError: Told(causes.no_copy_yet, "Keep a copy before it goes"),
    errors.DetailsMissingError: Told(
        steps.form_is_empty, "Some things are still to be written down"
    ),
    errors.ProofMissingError: Told(
        steps.ticket_is_missing, "Something has to be shown for this", "ticket number"
    ),
    errors.SecondPersonNeededError: Told(
        steps.nobody_else_agreed, "A second person has to agree"
    ),
    errors.OfferedToAnotherError: Told(
        steps.role_went_to_another, "This role was offered to somebody else"
    ),
    errors.ExerciseError: Told(steps.exercise_is_published, "This is an exercise"),
    errors.ReasonNeededError: Told(causes.reason_is_missing, "This takes a reason"),
    errors.StillOpenError: Told(causes.things_are_open, "Some things are still open"),
    errors.SecretInTextError: Told(
        causes.secret_in_a_note, "There is a secret in this text"
    ),
    errors.CauseNotConfirmedError: Told(
        causes.cause_is_claimed, "The cause is not confirmed yet"
    ),
    errors.UnfilledFieldError: Told(
        causes.gaps_are_left, "The text is not complete yet"
    ),
    errors.ApprovalMissingError: Told(
        approval.approval_is_missing,
        "This has to be approved first",
        "Head of communications",
    ),
    errors.CannotApproveError: Told(
        approval.author_approves, "Somebody else has to approve this", "Asha Patel"
    ),
    errors.CheckStopsError: Told(approval.check_stops_it, "A check stops this message"),
    errors.FileThereError: Told(
        approval.file_is_there, "There is a file of that name already"
    ),
    errors.NotesFullError: Told(causes.notes_are_many, "No more notes fit here"),
    errors.NobodyReadsHereError: Told(
        causes.nobody_unlocks_here, "Nobody could read a note on this machine"
    ),
    # the monthly account check
    errors.RoundsOffError: Told(
        rounds.rounds_were_switched_off, "There is no account check"
    ),
    errors.RoundOpenError: Told(
        rounds.another_round_is_open, "Another check is still going on", "October 2026"
    ),
    errors.RoundClosedError: Told(rounds.round_is_closed, "This check is closed"),
    errors.NotChangedError: Told(
        rounds.password_is_not_changed, "The password has not been changed yet"
    ),
    # files that people write
    errors.PlaybookRefusedError: Told(
        causes.playbook_is_newer, "This playbook cannot be used yet"
    ),
    errors.PackRefusedError: Told(playbooks.pack_refused, "This pack was not opened"),
    errors.ImportRefusedError: Told(accounts.import_refused, "Nothing was imported"),
    errors.FileUnreadableError: Told(outside.file_is_gone, "This file cannot be read"),
    errors.PaperFolderError: Told(
        outside.paper_folder_is_gone, "The folder for the paper is not there"
    ),
    errors.TranslationWaitsError: Told(
        approval.no_translator_yet, "The Welsh text cannot be used yet"
    ),
    errors.TypesettingError: Told(outside.no_typesetter, "The report was not written"),
}

_BRANCH = "Only its kinds are ever raised."
_DISPOSING = "Texts are disposed of on the command line only."
_SHIPPED = "The window reads only the files that come with it, which have their tests."
NOT_IN_THE_WINDOW: dict[type[IncidentKitError], str] = {
    errors.IncidentKitError: _BRANCH,
    errors.OpeningError: _BRANCH,
    errors.StorageError: _BRANCH,
    errors.JournalError: _BRANCH,
    errors.AuthorityError: _BRANCH,
    errors.JoiningError: _BRANCH,
    errors.CourierError: _BRANCH,
    errors.RequestError: _BRANCH,
    errors.DocumentError: _BRANCH,
    errors.UnexpectedError: "It stands for a bug; test_crash.py has it told.",
    errors.SeveralMatchError: "Names are typed on the command line; here one chooses.",
    errors.RequestMissingError: "Requests are chosen from those that are there.",
    errors.NoComposePageError: "Where there is no page, there is no button for it.",
    errors.NothingShownError: "The page says so in its foot and asks for a second press.",
    errors.StillNeededError: _DISPOSING,
    errors.OnHoldError: _DISPOSING,
    errors.DisposedError: "No page reads a text again that was disposed of.",
    errors.TemplateRefusedError: _SHIPPED,
    errors.PlatformFactsRefusedError: _SHIPPED,
}


def test_every_failure_is_brought_about_here_or_cannot_be() -> None:
    every = {
        found
        for name in errors.__all__
        if isinstance(found := getattr(errors, name), type)
        and issubclass(found, IncidentKitError)
    }
    assert TOLD.keys() | NOT_IN_THE_WINDOW.keys() == every
    assert not TOLD.keys() & NOT_IN_THE_WINDOW.keys()


@pytest.mark.parametrize("kind", TOLD, ids=lambda kind: kind.__name__)
def test_a_failure_is_told_on_its_page(
    kind: type[IncidentKitError], studio: Studio
) -> None:
    told = TOLD[kind]
    view = told.cause(studio)
    studio.qtbot.addWidget(view)
    view.show()
    studio.settle()
    shown = [b for b in view.findChildren(Banner) if b.isVisibleTo(view)]
    assert [b.title.text() for b in shown] == [told.title]
    (banner,) = shown
    assert banner.property("box") == "bad"
    assert banner.body.text()
    assert banner.advice.text()
    assert told.more in f"{banner.body.text()} {banner.advice.text()}"


@pytest.mark.parametrize(
    "name", ["damaged", "older", "newer", "in-use", "nothing-remembered"]
)
def test_a_kit_that_does_not_open_asks_for_the_passphrase_again(
    name: str, studio: Studio
) -> None:
    view = failures.PICTURES[name](studio)
    studio.qtbot.addWidget(view)
    assert isinstance(view, UnlockView)
    view.show()
    assert view.passphrase.isEnabled()
    assert view.passphrase.text() == ""
    assert view.focusWidget() is view.passphrase
    assert not studio.kit.is_open


def test_somebody_may_go_on_with_an_older_copy(studio: Studio) -> None:
    view = outside.older(studio)
    studio.qtbot.addWidget(view)
    assert view.unlock.text() == words.USE_OLDER
    view.passphrase.setText(PASSPHRASE)
    view.unlock.click()
    studio.settle()
    assert studio.kit.is_open


@pytest.mark.parametrize("name", ["disk-full", "read-only"])
def test_what_could_not_be_kept_stays_where_it_was_typed(
    name: str, studio: Studio
) -> None:
    view = failures.PICTURES[name](studio)
    studio.qtbot.addWidget(view)
    assert isinstance(view, IncidentView)
    view.show()
    assert view.banner.isVisibleTo(view)
    assert view.log.note.text().startswith("A resident rang about the posts.")
