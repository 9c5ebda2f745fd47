"""The people of the kit. Draws state, forwards what is pressed, decides nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from incidentkit.accounts.numbers import spoken_number
from incidentkit.desk.unfinished import all_of
from incidentkit.ui.jobs import Jobs
from incidentkit.ui.screens.people.around_model import AroundModel
from incidentkit.ui.screens.people.letting_in import LettingInViewModel
from incidentkit.ui.screens.people.letting_panel import LettingPanel
from incidentkit.ui.screens.people.outside_panel import AddOutsidePanel
from incidentkit.ui.screens.people.panels import AddPanel, RemovePanel
from incidentkit.ui.screens.people.person_panel import Keep, PersonPanel
from incidentkit.ui.screens.people.reading import PersonLine
from incidentkit.ui.screens.people.view_model import (
    Panel,
    PeopleState,
    PeopleViewModel,
)
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.find_line import FindLine
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.held_list import HeldList
from incidentkit.ui.widgets.layout import Page, SideBySide, box, column, group, row
from incidentkit.ui.widgets.refused import say_beside
from incidentkit.ui.widgets.table import Column, Rows, Table
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import PersonId
from incidentkit.words.people_log import SORTS
from incidentkit.words.problems import Problem
from incidentkit.words.roles import role_name
from incidentkit.words.window import held as held_words
from incidentkit.words.window import people as words


class PeopleView(QWidget):
    """A list of everybody, and one thing beside it.

    Signals:
        leaving_asked: Somebody wants to see what this person's going leaves to do.
        contacts_asked: Somebody wants to see whom to ring for each role.
    """

    leaving_asked = Signal(object)
    contacts_asked = Signal()

    def __init__(
        self, model: PeopleViewModel, letting: LettingInViewModel, jobs: Jobs
    ) -> None:
        super().__init__()
        self._model = model
        self._panel: Panel | None = None
        self._is_drawing = False
        self.banner = Banner()
        self.search = FindLine()
        self.rows = Rows(_COLUMNS, lambda line: line.person)
        self.table = Table(self.rows, words.TABLE)
        self.let_in = button(
            words.LET_SOMEBODY_IN, on_click=lambda: model.show(Panel.LET_IN)
        )
        self.add = button(words.ON_THIS_MACHINE, on_click=lambda: model.show(Panel.ADD))
        self.outside = button(
            words.ADD_OUTSIDE, on_click=lambda: model.show(Panel.OUTSIDE)
        )
        self.contacts = button(words.CONTACTS, on_click=self.contacts_asked.emit)
        self.held = HeldList()
        around = AroundModel(model.kit)
        self._around = around
        self.person = PersonPanel(model, jobs, around)
        self.add_outside = AddOutsidePanel(around, lambda: model.show(Panel.PERSON))
        self.removing = RemovePanel(model)
        self.letting = LettingPanel(letting, lambda: model.show(Panel.PERSON))
        self.adding = AddPanel(model, jobs)
        self._pages: dict[Panel, QWidget] = {
            Panel.PERSON: self.person,
            Panel.REMOVE: self.removing,
            Panel.LET_IN: self.letting,
            Panel.ADD: self.adding,
            Panel.OUTSIDE: self.add_outside,
        }
        self._lay_out()
        self._connect(letting)
        self._render()

    def arrive(self) -> None:
        """Come to this screen: read again, and go to the list."""
        self.banner.clear()
        self._model.read()
        if self._model.state.panel is Panel.REMOVE:
            self.removing.arrive()
        else:
            self.table.setFocus()

    def unsaved(self) -> Keep | None:
        """Return the work that keeps what is typed and not saved, for the lock."""
        panels = (self.person, self.removing, self.adding, self.add_outside)
        return all_of(panel.unsaved() for panel in panels)

    def choose(self, person: PersonId) -> None:
        """Show one person, to be removed by whoever may do that."""
        self._model.choose(person)
        state = self._model.state
        if state.everybody.i_lead or not state.is_read:
            self._model.show(Panel.REMOVE)

    def ask_to_let_in(self) -> None:
        """Turn to letting somebody in."""
        self._model.show(Panel.LET_IN)

    def _connect(self, letting: LettingInViewModel) -> None:
        model = self._model
        self.search.textChanged.connect(self.rows.narrow)
        self.search.went_down.connect(self.table.setFocus)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _: self.person.mobile.setFocus())
        self.held.admit_asked.connect(self._admit)
        self.person.leaving_asked.connect(self.leaving_asked)
        self.removing.leaving_asked.connect(self.leaving_asked)
        letting.let_in.connect(self._let_in)
        model.changed.connect(self._render)
        model.refused.connect(self._refused)
        model.news.connect(self.banner.show_news)
        self._around.refused.connect(self._refused)
        self._around.news.connect(self._around_done)
        self._around.came.connect(model.choose)

    def _lay_out(self) -> None:
        policy = QSizePolicy.Policy
        self.table.setSizeAdjustPolicy(Table.SizeAdjustPolicy.AdjustToContents)
        self.table.setSizePolicy(policy.Expanding, policy.Fixed)
        self.alone = box(
            column(label(words.ALONE_TITLE, "strong"), label(words.ALONE)), "warn"
        )
        self.held_box = group(column(label(held_words.TITLE, "heading"), self.held))
        self.lead_row = group(Flow(self.let_in, self.add))
        ways = group(Flow(self.outside, self.contacts))
        left = column(
            self.alone,
            self.lead_row,
            ways,
            Field(words.SEARCH, self.search),
            self.table,
            self.held_box,
            None,
        )
        right = group(column(*self._pages.values()))
        sides = SideBySide(group(left), right, letters=46, parts=(1, 1))
        head = column(label(words.TITLE, "title"), self.banner, sides)
        self.page = Page(head, letters=190)
        self.setLayout(row(self.page, space=0))

    def _chosen(self, line: PersonLine | None) -> None:
        state = self._model.state
        if self._is_drawing or line is None:
            return
        if line.person != state.chosen:
            self.removing.clear()
            self._model.choose(line.person)

    def _admit(self, chain: bytes) -> None:
        held = self._model.state.everybody.held
        part = next((p for p in held if p.chain == chain), None)
        if part is not None:
            self._model.admit(part)

    def _let_in(self, name: str) -> None:
        self._model.show(Panel.PERSON)
        self.banner.show_news(words.let_in(name), words.LET_IN_NEXT)
        self._model.read()

    def _render(self) -> None:
        state, everybody = self._model.state, self._model.state.everybody
        self._draw_list(state)
        standing = [p for p in everybody.people if p.role is not None]
        self.alone.setVisible(state.is_read and len(standing) == 1)
        self.lead_row.setVisible(everybody.i_lead)
        self.outside.setVisible(everybody.may_write)
        self.held_box.setVisible(bool(everybody.held))
        self.held.show_parts(everybody.held, may_decide=everybody.i_lead)
        self.letting.know(everybody.people)
        self.adding.be_busy(busy=state.busy)
        self.removing.show_person(state.person, busy=state.busy)
        for panel, page in self._pages.items():
            page.setVisible(panel is state.panel)
        if state.panel is Panel.PERSON:
            self.person.show_person(state.person, i_lead=everybody.i_lead)
        if state.panel is not self._panel:
            self._turn(state.panel)

    def _draw_list(self, state: PeopleState) -> None:
        """Draw the list; that its chosen row moves on the way is nobody's choice."""
        self._is_drawing = True
        self.rows.put(state.everybody.people)
        self.table.choose(state.chosen)
        self._is_drawing = False

    def _turn(self, panel: Panel) -> None:
        came_from, self._panel = self._panel, panel
        if came_from is None:
            return
        if panel is Panel.PERSON:
            self.adding.clear()
            self.removing.clear()
            self.add_outside.clear()
            self.table.setFocus()
            return
        for page in (self.letting, self.removing, self.adding, self.add_outside):
            if page is self._pages[panel]:
                page.arrive()
        self.page.ensureWidgetVisible(self._pages[panel])

    def _around_done(self, said: str) -> None:
        self.person.proofs.proven()
        self.banner.show_news(said)

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        say_beside(self, problem)


def _role(line: PersonLine) -> str:
    if line.role is not None:
        return role_name(line.role.name)
    outside = line.around.outside
    if outside is None:
        return words.LEFT
    return words.OVER if line.around.is_over else SORTS[outside.sort]


def _rank(line: PersonLine) -> int:
    return -int(line.role or 0)


def _name(line: PersonLine) -> str:
    return f"{line.name} ({words.YOU})" if line.is_me else line.name


def _number(line: PersonLine) -> str:
    contact = line.contact
    return spoken_number(contact.mobile or contact.out_of_band)


_COLUMNS: tuple[Column[PersonLine], ...] = (
    Column(words.NAME, _name, stretch=True),
    Column(words.ROLE, _role, _rank),
    Column(words.MOBILE, _number),
)
