"""Who is lead, second, recorder: taken, offered, accepted, handed over, given up."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from incidentkit.desk.response import Response
from incidentkit.desk.together import Place
from incidentkit.desk.unfinished import Once
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.leaf import WritingLeaf
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.chooser import Chooser
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.form_fields import Control
from incidentkit.ui.widgets.layout import box, column, empty, group
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import PersonId
from incidentkit.words.window import incident_beside as words


class RolesLeaf(WritingLeaf):
    """Every role with who holds it, and the form to hand one over."""

    def __init__(self, model: IncidentViewModel) -> None:
        self.role, self.person = Chooser(), Chooser()
        self.note, self.why = TextBox(2), line()
        named: dict[str, Control] = {words.NOTE_TO_THEM: self.note, words.WHY: self.why}
        super().__init__(model, words.ROLES, named)
        self._drawn: object = None
        self._places = column(space=Space.MEDIUM)
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        self.show_page = button(words.SHOW_PAGE, on_click=self._show_page)
        self.offer = button(words.OFFER, "act", on_click=self._offer)
        self.page = label()
        self.page_box = box(column(self.page), "sunken", Space.MEDIUM)
        self.page_box.hide()
        self.nobody = label(words.NO_OTHERS, "quiet")
        self.hand_over = self._hand_over()
        self.content.addWidget(label(words.ROLES_BODY, "quiet"))
        self.content.addLayout(self._places)
        self.content.addWidget(Field(words.WHY, self.why))
        self.content.addWidget(self.nobody)
        self.content.addWidget(self.hand_over)

    def _hand_over(self) -> QWidget:
        return group(
            column(
                label(words.HAND_OVER, "heading"),
                label(words.HAND_OVER_BODY, "quiet"),
                Field(words.WHICH_ROLE, self.role),
                Field(words.TO_WHOM, self.person),
                Field(words.NOTE_TO_THEM, self.note),
                group(Flow(self.offer, self.show_page)),
                self.page_box,
            )
        )

    def draw(self, response: Response) -> None:
        """Show how every role stands."""
        together = response.together
        if (response.incident, together) != self._drawn:
            self._drawn = (response.incident, together)
            empty(self._places)
            self.buttons = {}
            for place in sorted(together.places, key=lambda p: p.to_me is None):
                self._places.addWidget(self._place(place))
            self.role.offer((p.role, p.role) for p in together.places)
            self.person.offer((bytes(who), name) for who, name in together.people)
        self.nobody.setVisible(not together.people)
        self.hand_over.setVisible(bool(together.people) and response.is_open)
        super().draw(response)

    def _place(self, place: Place) -> QFrame:
        parts: list[QWidget] = [
            label(words.held_by(place.role, place.holders), "strong")
        ]
        parts += [
            label(text, part)
            for text, part in (
                (place.does, "quiet"),
                (words.deputy(place.deputy) if place.deputy else "", "small"),
                (words.TWO_HOLD if len(place.holders) > 1 else "", "warn"),
            )
            if text
        ]
        parts += [
            label(words.offered_to(offer.to), "quiet")
            for offer in place.offers
            if not offer.to_me
        ]
        mine = place.to_me
        if mine is not None:
            parts.append(label(words.offered_by(place.role, mine.by), "lead"))
            parts.append(box(column(label(mine.page)), "card", Space.MEDIUM))
        parts.append(group(Flow(*self._actions(place))))
        kind = "warn" if mine or len(place.holders) > 1 else "sunken"
        return box(column(*parts, space=Space.TIGHT), kind, Space.MEDIUM)

    def _actions(self, place: Place) -> list[QPushButton]:
        model, role = self.model, place.role
        made = []
        if place.to_me is not None:
            made.append(
                self._button(
                    words.ACCEPT, role, partial(model.accept_role, role), "act"
                )
            )
            made.append(self._with_reason(words.DECLINE, role, model.decline_role))
        elif not (place.is_mine and len(place.holders) == 1):
            text = words.TAKE_OVER if place.holders else words.TAKE
            made.append(self._with_reason(text, role, model.take_role))
        if place.is_mine:
            made.append(self._with_reason(words.GIVE_UP, role, model.give_up_role))
        if any(offer.by_me for offer in place.offers):
            made.append(
                self._with_reason(words.TAKE_OFFER_BACK, role, model.decline_role)
            )
        return made

    def _with_reason(
        self, text: str, role: str, act: Callable[[str, str], Once | None]
    ) -> QPushButton:
        def do() -> None:
            self.sent(act(role, self.why.text().strip()))

        return self._button(text, role, do)

    def _button(
        self, text: str, role: str, do: Callable[[], object], kind: str = "plain"
    ) -> QPushButton:
        made = button(text, kind, on_click=do)
        made.setAccessibleName(f"{text}: {role}")
        self.buttons[(text, role)] = made
        return made

    def _offer(self) -> None:
        person = self.person.currentData()
        if person:
            role, note = str(self.role.currentData()), self.note.text().strip()
            self.page_box.hide()
            self.sent(self.model.offer_role(role, PersonId(person), note))

    def _show_page(self) -> None:
        role, note = str(self.role.currentData()), self.note.text().strip()
        self.model.page_for(role, note, self._shown)

    def _shown(self, text: object) -> None:
        self.page.setText(str(text))
        self.page_box.show()


class OfferedRole(QFrame):
    """That a role waits for whoever is at this machine, above the step.

    Signals:
        asked: They want to read the page and answer.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "warn")
        self.said = label("", "strong")
        self.read = button(words.READ_OFFER, on_click=self.asked.emit)
        layout = column(self.said, group(Flow(self.read)), space=Space.SMALL)
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)

    def draw(self, response: Response) -> None:
        """Say it, or nothing."""
        offers = [(p.role, p.to_me.by) for p in response.together.places if p.to_me]
        self.setVisible(bool(offers) and response.is_open)
        said = [words.offered_by(role, by) for role, by in offers]
        self.said.setText(" ".join(said))
