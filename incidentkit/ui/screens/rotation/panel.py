"""The panel that changes a secret. Draws state, forwards what is pressed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QWidget

from incidentkit.accounts.model import Item, Reason
from incidentkit.accounts.numbers import spoken_number
from incidentkit.desk.rotating import RotationPage
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.rotation.making import Making
from incidentkit.ui.screens.rotation.trying import Trying
from incidentkit.ui.screens.rotation.view_model import RotationViewModel, Stage
from incidentkit.ui.typed_form import Keep
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.hosted import HostedPanel
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.refused import say_beside
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.account_commands import NEWER_UNOPENED
from incidentkit.words.accounts import NO_SECRET
from incidentkit.words.problems import Problem
from incidentkit.words.window import rotation as words


class RotationPanel(HostedPanel):
    """Changes one secret of one account in two steps.

    What has begun waits in the kit: the panel can be left at any point, and shows
    it again whenever the account is shown.
    """

    def __init__(self, model: RotationViewModel) -> None:
        super().__init__()
        self.model = model
        self._stage = Stage.EMPTY
        self._wants_focus = False
        self.title = label("", "heading")
        self.banner = Banner()
        self.unopened = label(NEWER_UNOPENED, "warn")
        self.cannot = column(space=Space.SMALL)
        self.making = Making(model)
        self.trying = Trying(model)
        self.done = self._done()
        self._parts: dict[Stage, QWidget] = {
            Stage.CANNOT: box(self.cannot, "warn"),
            Stage.MAKE: self.making,
            Stage.TRY: self.trying,
            Stage.DONE: self.done,
        }
        self.setLayout(
            column(self.title, self.banner, self.unopened, *self._parts.values())
        )
        model.changed.connect(self._render)
        model.refused.connect(self._refused)
        model.confirmed.connect(self.confirmed.emit)
        model.rolled_back.connect(self.rolled_back.emit)
        self._render()

    def show_account(
        self,
        account: SubjectId,
        reason: Reason = Reason.POLICY,
        item: Item = Item.SECRET,
    ) -> None:
        """Show where changing the account's password, or its sign-in codes, stands."""
        self.banner.clear()
        self._forget()
        self.model.show_account(account, reason, item)

    def unsaved(self) -> Keep | None:
        """Return the work that keeps a reason half typed; a secret is never kept."""
        return self.trying.unsaved()

    def take_focus(self) -> None:
        """Take the keyboard as soon as there is something to answer."""
        self._wants_focus = True

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Forget what was typed and shown when the page goes away."""
        super().hideEvent(event)
        self._forget()

    def _forget(self) -> None:
        self.making.forget()
        self.trying.forget()

    def _done(self) -> QFrame:
        self.outcome = label("", "strong")
        self.again = button(words.AGAIN, on_click=self.model.begin_again)
        return box(column(self.outcome, group(row(self.again, None))), "good")

    def _render(self) -> None:
        state, page = self.model.state, self.model.state.page
        for stage, part in self._parts.items():
            part.setVisible(stage is state.stage)
        self.title.setVisible(page is not None)
        self.unopened.setVisible(page is not None and page.has_unopened)
        if page is None:
            self._stage = Stage.EMPTY
            return
        self.title.setText(words.title(page.item, page.label))
        match state.stage:
            case Stage.CANNOT:
                self._draw_cannot(page)
            case Stage.MAKE:
                self.making.draw(state, page)
            case Stage.TRY:
                self.trying.draw(state, page)
            case Stage.DONE:
                self.outcome.setText(words.done(state.outcome))
        self._arrived(state.stage)

    def _arrived(self, stage: Stage) -> None:
        """Move the keyboard along when the person has just taken a step here."""
        before, self._stage = self._stage, stage
        if before is Stage.EMPTY and self._wants_focus:
            self._wants_focus = False
            self._begin_at(stage)
        if before in (Stage.EMPTY, stage):
            return
        self.banner.clear()
        if stage is Stage.TRY:
            self.trying.take_focus()
        else:
            self.trying.forget()
        if stage is Stage.DONE:
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_at(self, stage: Stage) -> None:
        if stage is Stage.TRY:
            self.trying.take_focus()
        elif stage is Stage.MAKE:
            self.making.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw_cannot(self, page: RotationPage) -> None:
        empty(self.cannot)
        for text, part in _why_not(page):
            self.cannot.addWidget(label(text, part))

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        say_beside(self, problem)


def _why_not(page: RotationPage) -> list[tuple[str, str]]:
    """Return why nothing can be changed here and whom to ring, with each one's part."""
    if page.is_closed:
        return [(words.CLOSED, "strong"), (words.CLOSED_BODY, "")]
    if not page.keeps_secret:
        access = page.access if page.access in NO_SECRET else "roles"
        return [(words.NOT_OURS, "strong"), (NO_SECRET[access], "")]
    said = [(words.NOT_HOLDER, "strong")]
    if not page.ring:
        return [*said, (words.NOBODY_HOLDS, "")]
    said.append((words.NOT_HOLDER_BODY, ""))
    for ring in page.ring:
        number = spoken_number(ring.number) or words.NO_NUMBER
        said += [(ring.name, "strong"), (number, "heading")]
    return said
