"""The monthly account check: before it, walking it, closing it, and after."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from incidentkit.accounts.entries import RotationOwed
from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import Factor, Item, NewAccount, Reason, SecondStep
from incidentkit.accounts.secret import Secret
from incidentkit.desk.round import read_round
from incidentkit.desk.round_line import Part, read_line
from incidentkit.desk.round_terms import begin
from incidentkit.desk.services import Desk, open_desk
from incidentkit.rounds.entries import LineAdded
from incidentkit.rounds.model import Ask, Found, Line
from incidentkit.rounds.round import ADDED
from incidentkit.rounds.service import Said
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.screens.rotation.panel import RotationPanel
from incidentkit.ui.screens.rotation.view_model import RotationViewModel
from incidentkit.ui.screens.round.reading import Panel
from incidentkit.ui.screens.round.view import RoundView
from incidentkit.ui.screens.round.view_model import RoundViewModel
from incidentkit.vault.change import Write, write
from incidentkit.vault.kinds import Role, SubjectId
from incidentkit.vault.kit import open_kit
from tests.ui.company import THEIRS
from tests.ui.pictures.people import colleague
from tests.ui.studio import (
    NAME,
    PASSPHRASE,
    Studio,
    many_accounts,
    one_page,
    one_x,
)

DAY_MS = 86_400_000
LONG = "AshcombeLeisureCentreAndLibrariesTogetherOfficial"
Story = Callable[[Desk], object]


def view_of(studio: Studio) -> RoundView:
    clipboard = SecretClipboard(QGuiApplication.clipboard())

    def rotation() -> RotationPanel:
        return RotationPanel(RotationViewModel(studio.kit, clipboard, studio.clock))

    view = RoundView(RoundViewModel(studio.kit), rotation)
    clipboard.setParent(view)  # its timer must end in this thread, with the screen
    view.resize(1280, 800)
    view.show()
    view.arrive()
    studio.settle()
    return view


def later(studio: Studio, days: float) -> Story:
    """Let days go by between two parts of a story."""

    def story(_desk: Desk) -> None:
        studio.clock.ms += int(days * DAY_MS)

    return story


def cared(desk: Desk) -> None:
    """Have people look after the accounts, in turn."""
    people = [member.person for member in desk.session.members()]
    for number, row in enumerate(desk.accounts.rows()):
        owner = people[number % len(people)]
        deputy = people[(number + 1) % len(people)]
        other = deputy if deputy != owner else None
        desk.accounts.give_care(row.subject, Care(owner, other))


def long_names(desk: Desk) -> None:
    account = desk.accounts.add(NewAccount("instagram", LONG))
    factor = Factor(SecondStep.KEY, "Wilhelmina Featherstonehaugh", "the safe")
    desk.accounts.give_link(account, factor)


def all_of(desk: Desk, account: SubjectId, found: Found, note: str = "") -> None:
    """Answer everything that is asked of an account, its password aside."""
    month = read_round(desk).month
    line = desk.rounds.round(month).line(account)
    asks = [] if line is None else [a for a in line.asks if a is not Ask.PASSWORD]
    desk.rounds.answer(month, account, [Said(ask, found, note) for ask in asks])


def some_done(desk: Desk) -> None:
    """Look at some accounts, and find something of everything."""
    rows = read_round(desk).rows
    for row, (found, note) in zip(
        rows,
        (
            (Found.RIGHT, ""),
            (Found.RIGHT, ""),
            (Found.WRONG, "Ben Carter has left and still has a role"),
            (Found.NOT_CHECKED, ""),
            (Found.SKIPPED, "The platform is down today"),
        ),
        strict=False,
    ):
        all_of(desk, row.account, found, note)


def everything_right(desk: Desk) -> None:
    for row in read_round(desk).rows:
        all_of(desk, row.account, Found.RIGHT)


def event(desk: Desk) -> None:
    rows = read_round(desk).rows
    row = next((r for r in rows if r.label.startswith("X ")), rows[-1])
    owed = RotationOwed(Item.SECRET, Reason.LEAVER, "Ben Carter left")
    desk.accounts.owe(row.account, owed)


def team(desk: Desk) -> None:
    colleague("Ben Carter")(desk)
    colleague("Carys Evans")(desk)


def a_few(studio: Studio) -> tuple[Story, ...]:
    return (one_x, one_page, long_names, team, cared, later(studio, 12))


def no_account(studio: Studio) -> QWidget:
    studio.prepare()
    return view_of(studio)


def not_begun(studio: Studio) -> QWidget:
    studio.prepare(many_accounts)
    return view_of(studio)


def switched_off(studio: Studio) -> QWidget:
    studio.prepare(one_x, lambda desk: desk.council.set("rotation", "off"))
    return view_of(studio)


def normal(studio: Studio) -> RoundView:
    studio.prepare(*a_few(studio), begin)
    return view_of(studio)


def observed(studio: Studio) -> RoundView:
    """Somebody looks who may read and not write."""
    studio.found()
    with contextlib.closing(open_kit(studio.around)) as locked:
        desk = open_desk(locked.unlock(NAME, PASSPHRASE))
        for story in (one_x, one_page, colleague("Ben Carter", Role.OBSERVER), begin):
            story(desk)
    studio.kit.unlock("Ben Carter", THEIRS, failed=studio.refusals.append)
    studio.settle()
    return view_of(studio)


def crowded(studio: Studio) -> RoundView:
    stories = (many_accounts, long_names, team, cared, later(studio, 12))
    studio.prepare(*stories, begin, some_done, event, later(studio, 16), one_x)
    return view_of(studio)


def five_hundred(studio: Studio) -> RoundView:
    def story(desk: Desk) -> None:
        news = [NewAccount("mastodon", f"service{n:03}") for n in range(500)]
        desk.accounts.import_many(news)

    studio.prepare(story, begin)
    return view_of(studio)


def at(view: RoundView, studio: Studio, wanted: Callable[..., bool]) -> RoundView:
    """Go to the first account and part of which something is true."""
    page = view._model.state.page
    assert page is not None
    for row in page.rows:
        line = studio.ask(
            lambda desk, a=row.account: read_line(desk, page.month, a)  # type: ignore[misc]
        )
        if wanted(line):
            view._model.choose(row.account)
            studio.settle()
            return view
    raise LookupError("no such account in this round")


def quarterly(studio: Studio) -> RoundView:
    """A turn of the quarter, with one question answered."""
    stories = (many_accounts, team, cared)
    studio.prepare(*stories, begin)
    view = at(view_of(studio), studio, lambda line: Part.QUARTERLY in line.parts)
    view._model.all_right()
    studio.settle()
    view._model.mark(1)
    return view


def password(studio: Studio) -> RoundView:
    studio.prepare(*a_few(studio), begin)
    view = at(view_of(studio), studio, lambda line: Part.PASSWORD in line.parts)
    while view._model.state.part is not Part.PASSWORD:
        view._model.all_right()
        studio.settle()
    return view


def changed(studio: Studio) -> RoundView:
    """The new password is in force, and the round knows."""
    view = password(studio)
    line = view._model.state.line
    assert line is not None
    account = line.row.account

    def change(desk: Desk) -> None:
        new = Secret("Made-up-and-new-77")
        desk.accounts.begin_rotation(account, new, Reason.POLICY)
        desk.accounts.confirm_rotation(account, tried=True)

    studio.ask(change)
    studio.settle()
    return view


def owed(studio: Studio) -> RoundView:
    """A password that is owed, of an account of which this check asks none."""
    review = lambda desk: desk.council.set("rotation", "review only")  # noqa: E731
    studio.prepare(*a_few(studio), review, begin, event)
    return at(view_of(studio), studio, lambda line: bool(line.owed))


def changing(studio: Studio) -> RoundView:
    """The same, with its change begun from the line."""
    view = owed(studio)
    view._model.change_owed()
    studio.settle()
    return view


def wording(studio: Studio) -> RoundView:
    view = normal(studio)
    view._model.answer(Found.WRONG)
    studio.settle()
    view.line.note.note.setText("Dewi Morgan moved to another team")
    return view


def no_word(studio: Studio) -> RoundView:
    """Something is wrong, and nobody said what."""
    view = normal(studio)
    view._model.answer(Found.WRONG)
    view.line.note.save.click()
    studio.settle()
    return view


def closing(studio: Studio) -> RoundView:
    view = crowded(studio)
    view._model.show(Panel.CLOSING)
    studio.settle()
    return view


def all_done(studio: Studio) -> RoundView:
    review = lambda desk: desk.council.set("rotation", "review only")  # noqa: E731
    studio.prepare(many_accounts, review, begin, everything_right)
    return view_of(studio)


def closed(studio: Studio) -> RoundView:
    def story(desk: Desk) -> None:
        note = "The rest goes into the next check."
        desk.rounds.close(read_round(desk).month, note)

    studio.prepare(*a_few(studio), begin, some_done, story)
    return view_of(studio)


def certified(studio: Studio) -> RoundView:
    view = closed(studio)
    view._model.write_certificate(Path(studio.base) / "certificates")
    studio.settle()
    return view


def arrived(studio: Studio) -> RoundView:
    """A machine that had not heard of the closing took an account in."""

    def took_in(desk: Desk) -> None:
        month = desk.rounds.rounds()[0].month
        account = desk.accounts.add(NewAccount("mastodon", "AshcombeMuseum"))
        line = Line(account, f"{month}-27", (Ask.HOLDERS,))
        subject = desk.rounds.subject(month)
        desk.session.commit(write(Write(subject, ADDED, LineAdded(line))))

    def close(desk: Desk) -> None:
        desk.rounds.close(read_round(desk).month)

    studio.prepare(*a_few(studio), begin, everything_right, close, took_in)
    return view_of(studio)


PICTURES = {
    "empty": no_account,
    "not-begun": not_begun,
    "off": switched_off,
    "normal": normal,
    "observed": observed,
    "crowded": crowded,
    "five-hundred": five_hundred,
    "quarterly": quarterly,
    "password": password,
    "changed": changed,
    "owed": owed,
    "changing": changing,
    "wording": wording,
    "failed": no_word,
    "closing": closing,
    "all-done": all_done,
    "closed": closed,
    "certified": certified,
    "arrived": arrived,
}
