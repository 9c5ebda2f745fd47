"""A secret is changed in two steps, and shown only once that is in the log."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from incidentkit.accounts.entries import Revealed
from incidentkit.accounts.model import Access, Item, NewAccount, Reason
from incidentkit.accounts.passwords import WordPolicy
from incidentkit.accounts.secret import Secret
from incidentkit.desk.services import Desk
from incidentkit.errors import (
    InvalidValueError,
    NotAHolderError,
    NothingPendingError,
    ReadOnlyError,
    RotationPendingError,
    UnknownNameError,
)
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.screens.rotation.panel import RotationPanel
from incidentkit.ui.screens.rotation.roles import RolesViewModel
from incidentkit.ui.screens.rotation.roles_panel import RolesPanel
from incidentkit.ui.screens.rotation.view_model import (
    Outcome,
    RotationViewModel,
    Stage,
)
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.accounts import NO_SECRET
from incidentkit.words.problems import Problem, words_for
from incidentkit.words.window import rotation as words
from tests.ui.colleague import two_wait
from tests.ui.pictures.accounts import record_story
from tests.ui.pictures.rotation import in_no_reach, one_closed
from tests.ui.studio import SECRET, Studio, one_page, one_x

NEW = "Wren7-#Basalt_Ferry42"


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[SecretClipboard]:
    made = SecretClipboard(QGuiApplication.clipboard())
    yield made
    made.clear_now()


@pytest.fixture
def model(studio: Studio, clipboard: SecretClipboard) -> RotationViewModel:
    return RotationViewModel(studio.kit, clipboard, studio.clock)


@pytest.fixture
def panel(model: RotationViewModel, qtbot: QtBot) -> RotationPanel:
    made = RotationPanel(model)
    qtbot.addWidget(made)
    made.show()
    return made


def account_in(studio: Studio) -> SubjectId:
    return studio.ask(lambda desk: desk.accounts.rows()[0].subject)


def reveals(studio: Studio, account: SubjectId) -> list[Revealed]:
    """What the log says was shown of an account, oldest first."""

    def read(desk: Desk) -> list[Revealed]:
        bodies = [fact.body for fact in desk.session.facts(account)]
        return [body for body in bodies if isinstance(body, Revealed)]

    return studio.ask(read)


def read_only(studio: Studio, *, on: bool) -> None:
    """Have the kit's database refuse to write, as a write-protected drive does."""

    def set_it(desk: Desk) -> None:
        connection = desk.session.kit.store._database.connection
        connection.execute(f"PRAGMA query_only={'ON' if on else 'OFF'}")

    studio.ask(set_it)


def at(studio: Studio, what: RotationViewModel | RotationPanel) -> SubjectId:
    account = account_in(studio)
    what.show_account(account, Reason.COMPROMISE)
    studio.settle()
    return account


def said(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(widget))


# --- the view-model, without a window ---------------------------------------------


def test_a_new_one_is_made_and_waits_beside_the_old(studio, model):
    studio.prepare(one_x)
    account = at(studio, model)
    assert model.state.stage is Stage.MAKE
    shown: list[Secret] = []
    model.new_shown.connect(shown.append)
    model.make()
    studio.settle()
    assert model.state.stage is Stage.TRY
    known = studio.ask(lambda desk: desk.accounts.known(account))
    assert known.pending(Item.SECRET) == model.state.waiting.digest
    assert len(shown[0].reveal()) == 20
    old = studio.ask(lambda desk: desk.accounts.reveal(account, Item.SECRET))
    assert old == Secret(SECRET)


def test_a_new_one_can_be_of_words(studio, model):
    studio.prepare(one_x)
    at(studio, model)
    shown: list[Secret] = []
    model.new_shown.connect(shown.append)
    model.make(WordPolicy())
    studio.settle()
    assert len(shown[0].reveal().split("-")) == 8


def test_no_secret_is_ever_in_a_state(studio, model):
    studio.prepare(one_x)
    states: list[str] = []
    model.changed.connect(lambda: states.append(repr(model.state)))
    account = at(studio, model)
    model.take(Secret(NEW))
    studio.settle()
    model.show_old(model.state.page.in_force[0])
    model.confirm(tried=True)
    studio.settle()
    assert account == model.state.page.account
    assert not any(NEW in state or SECRET in state for state in states)


@pytest.mark.parametrize(
    ("tried", "outcome"), [(True, Outcome.TRIED), (False, Outcome.UNTRIED)]
)
def test_confirming_puts_it_in_force_and_says_whether_it_was_tried(
    studio, model, tried, outcome
):
    studio.prepare(one_x)
    account = at(studio, model)
    model.take(Secret(NEW))
    studio.settle()
    confirmed: list[SubjectId] = []
    model.confirmed.connect(confirmed.append)
    model.confirm(tried=tried)
    studio.settle()
    assert (confirmed, model.state.outcome) == ([account], outcome)
    assert model.state.stage is Stage.DONE
    now = studio.ask(lambda desk: desk.accounts.reveal(account, Item.SECRET))
    assert now == Secret(NEW)
    standing = studio.ask(
        lambda desk: desk.accounts.known(account).item(Item.SECRET).changed
    )
    assert standing.tried is tried


def test_rolling_back_keeps_the_old_one_with_the_reason_in_the_log(studio, model):
    studio.prepare(one_x)
    account = at(studio, model)
    model.take(Secret(NEW))
    studio.settle()
    back: list[SubjectId] = []
    model.rolled_back.connect(back.append)
    model.roll_back("the page said it was too long")
    studio.settle()
    assert (back, model.state.outcome) == ([account], Outcome.KEPT)
    known = studio.ask(lambda desk: desk.accounts.known(account))
    assert known.item(Item.SECRET).rolled_back[0].why == "the page said it was too long"
    assert studio.ask(
        lambda desk: desk.accounts.reveal(account, Item.SECRET)
    ) == Secret(SECRET)


def test_leaving_at_any_point_and_coming_back_finds_what_waits(
    studio, model, clipboard
):
    studio.prepare(one_x)
    account = at(studio, model)
    model.take(Secret(NEW))
    studio.settle()
    later = RotationViewModel(studio.kit, clipboard, studio.clock)
    later.show_account(account)
    studio.settle()
    assert later.state.stage is Stage.TRY
    assert later.state.waiting.reason is Reason.COMPROMISE
    shown: list[Secret] = []
    later.new_shown.connect(shown.append)
    later.show_new()
    studio.settle()
    assert shown == [Secret(NEW)]


def test_pressing_twice_begins_once(studio, model):
    studio.prepare(one_x)
    account = at(studio, model)
    model.make()
    model.make()
    studio.settle()
    known = studio.ask(lambda desk: desk.accounts.known(account))
    assert len(known.item(Item.SECRET).pending) == 1
    model.confirm(tried=True)
    model.confirm(tried=False)
    studio.settle()
    assert model.state.outcome is Outcome.TRIED


def test_a_secret_that_comes_after_the_account_was_left_is_not_shown(studio, model):
    studio.prepare(one_x, one_page)
    rows = studio.ask(lambda desk: desk.accounts.rows())
    page, x = (row.subject for row in rows)
    model.show_account(x)
    studio.settle()
    shown: list[Secret] = []
    model.new_shown.connect(shown.append)
    model.make()
    model.show_account(page)
    studio.settle()
    assert shown == []


def test_two_that_wait_have_to_be_told_apart_first(studio, model):
    account = two_wait(studio)
    model.show_account(account)
    studio.settle()
    assert model.state.stage is Stage.TRY
    assert model.state.waiting is None
    model.confirm(tried=True)  # does nothing: nobody knows which
    there = next(w for w in model.state.page.waiting if w.name == "Ben Carter")
    model.choose(there.digest)
    shown: list[Secret] = []
    model.new_shown.connect(shown.append)
    model.show_new()
    studio.settle()
    assert shown == [Secret("Made-there-8")]
    model.confirm(tried=True)
    studio.settle()
    known = studio.ask(lambda desk: desk.accounts.known(account))
    assert known.item(Item.SECRET).current == (there.digest,)


# --- logged before it is shown ----------------------------------------------------


def test_the_log_says_so_before_the_text_is_drawn(studio, model, panel, qtbot):
    """A slot that runs before the panel's own looks into the log."""
    studio.prepare(one_x)
    account = at(studio, panel)
    seen: list[tuple[int, bool]] = []

    def look(*_shown: object) -> None:
        blank = panel.trying.new.shown.canvas.is_blank
        seen.append((len(reveals(studio, account)), blank))

    first = RotationViewModel(studio.kit, model.clipboard, studio.clock)
    first.new_shown.connect(look)
    panel_again = RotationPanel(first)
    qtbot.addWidget(panel_again)
    panel_again.show()
    panel = panel_again
    first.show_account(account)
    studio.settle()
    first.take(Secret(NEW))
    studio.settle()
    assert seen == [(1, True)]
    assert not panel.trying.new.shown.canvas.is_blank
    told = reveals(studio, account)[0]
    assert told.secret == first.state.waiting.digest
    assert told.why == "to set it on the platform"


@pytest.mark.parametrize("how", ["copy", "show_it"])
def test_old_and_new_are_logged_each_time_before_they_are_shown_or_copied(
    studio, panel, clipboard, how
):
    studio.prepare(one_x)
    account = at(studio, panel)
    panel.model.take(Secret(NEW))
    studio.settle()
    panel.trying.new.hide_secret()
    before = len(reveals(studio, account))
    (old,) = panel.trying.olds.values()
    for slot, secret in ((panel.trying.new, NEW), (old, SECRET)):
        getattr(slot, how).click()
        studio.settle()
        logged = reveals(studio, account)
        before += 1
        assert len(logged) == before
        assert logged[-1].why == words.TO_CHANGE_IT
        if how == "copy":
            assert QGuiApplication.clipboard().text() == secret
        else:
            assert slot.shown.is_showing


def test_where_it_cannot_be_logged_words_are_shown_and_no_secret(studio, panel):
    studio.prepare(one_x)
    at(studio, panel)
    panel.model.take(Secret(NEW))
    studio.settle()
    panel.trying.forget()
    QGuiApplication.clipboard().setText("before")
    read_only(studio, on=True)
    (old,) = panel.trying.olds.values()
    for press in (
        panel.trying.new.show_it,
        panel.trying.new.copy,
        old.show_it,
        old.copy,
    ):
        panel.banner.clear()
        press.click()
        studio.settle()
        assert panel.banner.title.text() == words_for(ReadOnlyError("")).title
    assert panel.trying.new.shown.canvas.is_blank
    assert old.shown.canvas.is_blank
    assert QGuiApplication.clipboard().text() == "before"
    read_only(studio, on=False)


def test_where_a_new_one_cannot_be_written_down_none_is_shown(studio, panel):
    studio.prepare(one_x)
    at(studio, panel)
    read_only(studio, on=True)
    panel.making.begin.click()
    studio.settle()
    assert panel.banner.isVisible()
    assert panel.model.state.stage is Stage.MAKE
    assert panel.trying.new.shown.canvas.is_blank
    read_only(studio, on=False)
    panel.making.begin.click()
    studio.settle()
    assert panel.trying.new.shown.is_showing


# --- the panel, with keys -----------------------------------------------------------


def test_the_whole_way_with_the_keyboard_alone(studio, panel, qtbot):
    studio.prepare(one_x)
    account = at(studio, panel)
    panel.making.ways.buttons()[-1].setFocus()
    qtbot.keyClick(panel.making.ways.buttons()[-1], Qt.Key.Key_Space)
    assert panel.making.typed.isVisible()
    qtbot.keyClicks(panel.making.typed, NEW)
    qtbot.keyClick(panel.making.typed, Qt.Key.Key_Return)
    studio.settle()
    assert panel.making.typed.text() == ""
    assert panel.trying.new.shown.is_showing
    done: list[SubjectId] = []
    panel.confirmed.connect(done.append)
    panel.trying.tried.setFocus()
    qtbot.keyClick(panel.trying.tried, Qt.Key.Key_Return)
    studio.settle()
    assert done == [account]
    assert panel.outcome.text() == words.done("tried")
    assert panel.trying.new.shown.canvas.is_blank


def test_not_taken_asks_why_and_can_be_taken_back(studio, panel, qtbot):
    studio.prepare(one_x)
    account = at(studio, panel)
    panel.making.begin.click()
    studio.settle()
    panel.trying.not_taken.click()
    assert not panel.trying.tried.isVisible()
    panel.trying.go_back.click()
    assert panel.trying.tried.isVisible()
    panel.trying.not_taken.click()
    qtbot.keyClicks(panel.trying.why, "too long")
    done: list[SubjectId] = []
    panel.rolled_back.connect(done.append)
    qtbot.keyClick(panel.trying.why, Qt.Key.Key_Return)
    studio.settle()
    assert done == [account]
    assert panel.outcome.text() == words.done("kept")
    panel.again.click()
    assert panel.making.isVisible()


def test_what_was_typed_and_shown_is_gone_when_the_panel_is_left(studio, panel):
    studio.prepare(one_x)
    at(studio, panel)
    panel.making.ways.buttons()[-1].setChecked(True)
    panel.making.typed.setText(NEW)
    panel.hide()
    assert panel.making.typed.text() == ""
    panel.show()
    panel.model.take(Secret(NEW))
    studio.settle()
    assert panel.trying.new.shown.is_showing
    panel.hide()
    assert not panel.trying.new.shown.is_showing
    panel.show()
    assert panel.model.state.stage is Stage.TRY


def test_the_reason_given_is_offered_and_can_be_changed(studio, panel):
    studio.prepare(one_x)
    account = at(studio, panel)
    assert panel.making.reason.currentIndex() == list(Reason).index(Reason.COMPROMISE)
    panel.making.reason.activated.emit(list(Reason).index(Reason.LEAVER))
    panel.making.begin.click()
    studio.settle()
    known = studio.ask(lambda desk: desk.accounts.known(account))
    assert known.item(Item.SECRET).pending[0].reason is Reason.LEAVER


def test_the_key_for_codes_is_changed_the_same_way(studio, panel):
    studio.prepare(one_x)
    account = account_in(studio)
    panel.show_account(account, Reason.LOST_DEVICE, Item.TOTP)
    studio.settle()
    assert panel.making.typed.isVisible()
    assert not panel.making.ways.buttons()[0].isVisible()
    panel.model.take(Secret("no key"))
    studio.settle()
    refused = words_for(InvalidValueError("totp", "one-time-secret"))
    assert refused.what_happened in said(panel.banner)
    panel.model.take(Secret("MFRGGZDFMZTWQ2LKNNWG23TPOA"))
    studio.settle()
    assert panel.trying.isVisible()


def problem_of(studio: Studio, panel: RotationPanel, secret: str) -> Problem:
    refused: list[Problem] = []
    panel.model.refused.connect(refused.append)
    panel.model.take(Secret(secret))
    studio.settle()
    return refused[-1]


@pytest.mark.parametrize(
    ("secret", "error"),
    [
        ("", InvalidValueError("secret", "not-empty")),
        (SECRET, InvalidValueError("secret", "used-before")),
        ("x" * 5000, InvalidValueError("secret", "too-long")),
        ("tab\there", InvalidValueError("secret", "control-characters")),
    ],
)
def test_a_new_one_that_cannot_be_kept_is_refused_in_words(
    studio, panel, secret, error
):
    studio.prepare(one_x)
    at(studio, panel)
    assert problem_of(studio, panel, secret) == words_for(error)
    assert words_for(error).what_happened in said(panel.banner)


def test_what_a_colleague_did_meanwhile_is_said(studio, panel):
    studio.prepare(one_x)
    account = at(studio, panel)
    studio.kit.changed.disconnect(panel.model.look)  # as if the news came late

    def begin(desk: Desk) -> None:
        desk.accounts.begin_rotation(account, Secret(NEW), Reason.POLICY)

    studio.ask(begin)
    assert problem_of(studio, panel, "Another-one-1") == words_for(
        RotationPendingError()
    )
    panel.model.look()
    studio.settle()
    studio.ask(lambda desk: desk.accounts.confirm_rotation(account, tried=True))
    panel.trying.untried.click()
    studio.settle()
    assert panel.banner.title.text() == words_for(NothingPendingError()).title


def test_an_account_that_is_not_there_is_said(studio, panel):
    studio.prepare(one_x)
    panel.show_account(SubjectId(bytes(16)))
    studio.settle()
    error = UnknownNameError("account", bytes(16).hex())
    assert panel.banner.title.text() == words_for(error).title


@pytest.mark.parametrize(
    ("story", "text"),
    [
        (one_closed, words.CLOSED),
        (one_page, NO_SECRET["roles"]),
        (in_no_reach, words.NOT_HOLDER),
        (
            lambda desk: desk.accounts.add(
                NewAccount("x", "Ashcombe", Access.ELSEWHERE, elsewhere="ICT's safe")
            ),
            NO_SECRET["held-elsewhere"],
        ),
    ],
)
def test_where_nothing_can_be_changed_it_says_why(studio, panel, story, text):
    studio.prepare(story)
    at(studio, panel)
    assert panel.model.state.stage is Stage.CANNOT
    assert text in said(panel)
    assert not panel.making.isVisible()


def test_somebody_who_is_not_a_holder_is_shown_nothing(studio, model):
    studio.prepare(in_no_reach)
    account = at(studio, model)
    shown: list[object] = []
    refused: list[Problem] = []
    model.new_shown.connect(shown.append)
    model.refused.connect(refused.append)
    model.make()
    model.show_old(studio.ask(lambda d: d.session.facts(account)[0].digest))
    studio.settle()
    assert shown == []
    assert refused == [words_for(NotAHolderError())] * 2


# --- people -----------------------------------------------------------------------


@pytest.fixture
def people(studio: Studio, qtbot: QtBot) -> RolesPanel:
    made = RolesPanel(RolesViewModel(studio.kit))
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_way_to_post_is_shown_with_the_number_to_ring(studio, people):
    studio.prepare(one_page)
    people.show_account(account_in(studio))
    studio.settle()
    text = said(people)
    for expected in ("Ben Carter", "07700 900123", "Northlight Media", "01632 960777"):
        assert expected in text
    assert words.ask_to_end("Ben Carter") in text  # who takes Dewi Morgan off
    assert words.since(studio.clock.ms) in text


def test_who_was_shown_the_secret_and_when_is_said(studio, people):
    studio.prepare(one_x)
    account = account_in(studio)
    people.show_account(account)
    studio.settle()
    assert words.last_shown(None) in said(people)
    studio.ask(lambda desk: desk.accounts.reveal(account, Item.SECRET))
    assert words.last_shown(studio.clock.ms) in said(people)


@pytest.mark.parametrize("story", [one_page, one_x])
def test_everybody_who_is_named_can_be_noted_as_removed_with_a_reason(
    studio, people, qtbot, story
):
    studio.prepare(story)
    account = account_in(studio)
    people.show_account(account)
    studio.settle()
    gone: list[SubjectId] = []
    people.removed.connect(gone.append)
    named = len(people.buttons)
    for number in range(named):
        next(iter(people.buttons.values())).click()
        qtbot.keyClicks(people.why, "left in May")
        qtbot.keyClick(people.why, Qt.Key.Key_Return)
        studio.settle()
        assert len(gone) == number + 1
    state = studio.ask(lambda desk: desk.accounts.known(account).account)
    assert state.links() == ()
    assert gone == [account] * named
    kinds = [f.kind for f in studio.ask(lambda d: d.session.facts(account))]
    assert sum("removed" in kind for kind in kinds) == named


def test_the_reason_can_be_typed_at_once(studio, people, qtbot):
    studio.prepare(one_page)
    people.show_account(account_in(studio))
    studio.settle()
    people.activateWindow()
    qtbot.waitUntil(people.isActiveWindow)
    next(iter(people.buttons.values())).click()
    qtbot.waitUntil(people.why.hasFocus)


def test_somebody_who_is_gone_already_is_said_and_a_reason_stays_typed(studio, people):
    studio.prepare(one_page)
    account = account_in(studio)
    people.show_account(account)
    studio.settle()
    entry, button = next(iter(people.buttons.items()))
    button.click()
    people.why.setText("left")
    other = next(iter(people.buttons))
    studio.ask(lambda desk: desk.accounts.remove_link(account, other))
    assert people.why.text() == "left"
    studio.kit.changed.disconnect(people.model.look)
    studio.ask(lambda desk: desk.accounts.remove_link(account, entry))
    people.sure.click()
    studio.settle()
    error = UnknownNameError("role", entry.hex())
    assert people.banner.title.text() == words_for(error).title


# --- a fast switch to something else ----------------------------------------------


def test_what_ends_after_a_switch_finishes_nothing_that_is_shown_now(studio, model):
    studio.prepare(one_x, one_page)
    account = at(studio, model)
    model.make()
    studio.settle()
    ended: list[object] = []
    model.confirmed.connect(ended.append)
    model.confirm(tried=True)
    model.show_account(account, Reason.COMPROMISE, Item.TOTP)
    studio.settle()
    assert not ended
    assert model.state.outcome is Outcome.NONE
    assert not model.state.busy
    known = studio.ask(lambda desk: desk.accounts.known(account))
    assert not known.item(Item.SECRET).pending


def test_a_secret_asked_for_before_a_switch_is_not_shown_after_it(studio, model):
    studio.prepare(one_x)
    account = at(studio, model)
    shown: list[object] = []
    model.new_shown.connect(shown.append)
    model.make()
    model.show_account(account, Reason.COMPROMISE, Item.TOTP)
    studio.settle()
    assert not shown
    assert model.state.page is not None
    assert model.state.stage is Stage.MAKE


def test_a_page_of_the_password_is_not_taken_for_one_of_the_codes(studio, model):
    studio.prepare(one_x)
    account = at(studio, model)
    model.make()
    studio.settle()
    seen: list[Stage] = []
    model.show_account(account, Reason.POLICY, Item.SECRET)
    model.show_account(account, Reason.POLICY, Item.TOTP)
    model.changed.connect(lambda: seen.append(model.state.stage))
    studio.settle()
    assert seen
    assert Stage.TRY not in seen


def test_what_a_change_disconnects_is_said_before_it_is_made(studio, panel):
    studio.prepare(record_story)
    rows = studio.ask(lambda desk: desk.accounts.rows())
    account = next(row.subject for row in rows if row.keeps)
    panel.show_account(account, Reason.POLICY, Item.SECRET)
    studio.settle()
    text = panel.making.hangs.text()
    assert "social@ashcombe.example.org" in text
    assert "Weather warnings" in text
