"""Which playbooks run in a response, and which other responses it has to do with."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from incidentkit.desk.response import Response
from incidentkit.desk.together import Running
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.leaf import WritingLeaf
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.chooser import Chooser
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.window import incident_beside as words


class PlaybooksLeaf(WritingLeaf):
    """Adds, changes and leaves playbooks; links responses.

    Signals:
        incident_asked: Somebody wants to see another response.
    """

    incident_asked = Signal(object)

    def __init__(self, model: IncidentViewModel) -> None:
        self.why, self.link_why = line(), line()
        self.which, self.how, self.other = Chooser(), Chooser(), Chooser()
        named = {words.WHY: self.why, f"{words.LINKS} {words.WHY}": self.link_why}
        super().__init__(model, words.PLAYBOOKS, named)
        self._known: tuple[tuple[str, str], ...] = ()
        self._drawn: object = None
        self._books, self._links = column(), column(space=Space.TIGHT)
        self.buttons: dict[str, QPushButton] = {}
        self.add = button(words.ADD_NOW, on_click=self._add)
        self.link = button(words.LINK, on_click=self._link)
        self.link_why.setAccessibleName(words.WHY)
        self.no_other = label(words.NO_OTHER, "quiet")
        self.linking = group(
            column(
                Field(words.WHICH_OTHER, self.other),
                Field(words.WHY, self.link_why),
                row(self.link, None),
            )
        )
        self._lay_out()

    def _lay_out(self) -> None:
        parts: tuple[QWidget, ...] = (
            label(words.RUNNING, "heading"),
            group(self._books),
            label(words.ADD, "heading"),
            label(words.ADD_BODY, "quiet"),
            Field(words.WHICH_PLAYBOOK, self.which),
            Field(words.HOW_ADD, self.how),
            Field(words.ADD_WHY, self.why),
            group(row(self.add, None)),
            label(words.LINKS, "heading"),
            group(self._links),
            self.no_other,
            self.linking,
        )
        for part in parts:
            self.content.addWidget(part)

    def draw(self, response: Response) -> None:
        """Show what runs and what is linked."""
        if not self._known:
            self.model.playbooks(partial(self._read, response))
        together = response.together
        drawn = (response.incident, together.playbooks, together.linked, self._known)
        if drawn != self._drawn:
            self._drawn = drawn
            self._draw_books(response)
            self._draw_links(response)
        self.no_other.setVisible(not together.elsewhere)
        self.linking.setVisible(bool(together.elsewhere))
        super().draw(response)

    def _read(self, response: Response, found: tuple[tuple[str, str], ...]) -> None:
        self._known = found
        self.draw(self.model.state.response or response)

    def _draw_books(self, response: Response) -> None:
        together = response.together
        empty(self._books)
        self.buttons = {}
        for book in together.playbooks:
            self._books.addWidget(self._book(book, can_leave=len(together.going) > 1))
        self.which.offer(k for k in self._known if k[0] not in _slugs(response))
        instead = [(b.slug, words.instead_of(b.name)) for b in together.going]
        self.how.offer([("", words.BESIDE), *instead])

    def _book(self, book: Running, *, can_leave: bool) -> QFrame:
        said = words.how_far(book.name, book.done, book.wanted)
        version = label(words.in_version(book.version), "quiet")
        content = column(label(said, "strong"), version, space=Space.TIGHT)
        if book.is_left:
            content.addWidget(label(words.LEFT, "quiet"))
        elif can_leave:
            leave = button(words.LEAVE, "quiet", on_click=partial(self._leave, book))
            leave.setAccessibleName(f"{words.LEAVE}: {book.name}")
            self.buttons[book.slug] = leave
            content.addWidget(leave)
        return box(content, "sunken", Space.MEDIUM)

    def _draw_links(self, response: Response) -> None:
        together = response.together
        empty(self._links)
        if not together.linked:
            self._links.addWidget(label(words.NO_LINKS, "quiet"))
        for other, name in together.linked:
            show = button(
                words.SHOW_OTHER, on_click=partial(self.incident_asked.emit, other)
            )
            end = button(words.UNLINK, on_click=partial(self._unlink, other))
            for made in (show, end):
                made.setAccessibleName(f"{made.text()}: {name}")
            self._links.addWidget(label(name, "strong"))
            self._links.addWidget(group(Flow(show, end)))
        self.other.offer((bytes(other), name) for other, name in together.elsewhere)

    def _add(self) -> None:
        which, why = self.which.currentData(), self.why.text().strip()
        instead = str(self.how.currentData() or "")
        if not which:
            return
        if instead:
            self.sent(self.model.change(instead, str(which), why))
        else:
            self.sent(self.model.join(str(which), why))

    def _leave(self, book: Running) -> None:
        self.sent(self.model.leave(book.slug, self.why.text().strip()))

    def _link(self) -> None:
        other = self.other.currentData()
        if other:
            why = self.link_why.text().strip()
            self.sent(self.model.link(SubjectId(other), why))

    def _unlink(self, other: SubjectId) -> None:
        self.sent(self.model.unlink(other, self.link_why.text().strip()))


def _slugs(response: Response) -> set[str]:
    return {book.slug for book in response.together.going}
