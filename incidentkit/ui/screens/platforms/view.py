"""The page on platforms: choose one, see every place, correct what moved."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from incidentkit.desk.platform_facts import FactsPage, PlaceRow
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import keep_form
from incidentkit.platforms.platform import Task
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.platforms.place_card import PlaceCard, PlaceForm
from incidentkit.ui.screens.platforms.view_model import (
    PlatformsState,
    PlatformsViewModel,
)
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.chooser import Chooser
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.focus import bring_into_view, focus_when_shown
from incidentkit.ui.widgets.layout import Page, column, empty, row
from incidentkit.ui.widgets.refused import say_beside
from incidentkit.ui.widgets.text import harmless, label
from incidentkit.words.problems import Problem
from incidentkit.words.window import platforms as words


class PlatformsView(QWidget):
    """Shows where things are on one platform after the other."""

    def __init__(self, model: PlatformsViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[FactsPage, Task | None] | None = None
        self.banner = Banner()
        self.platform = Chooser()
        self.past = label("", "warn")
        self.read_only = label(words.READ_ONLY, "quiet")
        self.all_right = button(words.ALL_RIGHT, on_click=model.confirm)
        self.cards: dict[Task, PlaceCard] = {}
        self.form: PlaceForm | None = None
        self._edited: Task | None = None
        self._left = model.left_forms()
        self._left.refused.connect(self._refused)
        self._places = column(space=Space.MEDIUM)
        content = column(
            label(words.TITLE, "title"),
            label(words.BODY),
            self.banner,
            Field(words.PLATFORM, self.platform),
            self.past,
            self.read_only,
            row(self.all_right, None),
            self._places,
            None,
        )
        self.page = Page(content)
        self.setLayout(row(self.page, space=0))
        self.platform.activated.connect(self._choose)
        model.changed.connect(self._render)
        model.news.connect(self._say)
        model.refused.connect(self._refused)
        self._render()

    def arrive(self) -> None:
        """Read again, and be ready to choose a platform."""
        self.banner.clear()
        self._model.look()
        self.platform.setFocus()

    def open_platform(self, slug: str) -> None:
        """Show one platform."""
        self._model.choose(slug)

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return the work that keeps what was typed and not kept, for the lock."""
        form = self.form.left_form() if self.form is not None else None
        if form is None:
            return None
        kept = self._model.kept
        return lambda desk: keep_form(desk, form, kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Leave a place as it was on Escape."""
        if event.key() == Qt.Key.Key_Escape and self._model.state.editing:
            self._leave()
            return
        super().keyPressEvent(event)

    # --- drawing ------------------------------------------------------------

    def _render(self) -> None:
        state = self._model.state
        page = state.page
        self.past.setVisible(False)
        self.all_right.setVisible(bool(page and page.may_change))
        self.read_only.setVisible(bool(page and not page.may_change))
        if page is None:
            return
        self._draw_choice(page)
        for control in (self.all_right, self.platform):
            control.setEnabled(not state.busy)
        if self.form is not None:
            self.form.setEnabled(not state.busy)
        # While somebody types, nothing that arrives takes the words away.
        stays = self.form is not None and state.editing is not None
        if not stays and (page, state.editing) != self._drawn:
            self._drawn = (page, state.editing)
            self._draw_places(state, page)

    def _draw_choice(self, page: FactsPage) -> None:
        self.platform.clear()
        for one in page.platforms:
            past = one.is_past_review
            name = words.choice(one.name, one.accounts, one.own, past=past)
            self.platform.addItem(harmless(name), one.slug)
            if one.slug == page.chosen:
                self.platform.setCurrentIndex(self.platform.count() - 1)
                self.past.setText(words.past_review(one.name))
                self.past.setVisible(past)

    def _draw_places(self, state: PlatformsState, page: FactsPage) -> None:
        empty(self._places)
        self.cards, self.form = {}, None
        for found in page.places:
            task = found.known.task
            if task is state.editing:
                self._places.addWidget(self._form(page, found))
            else:
                self._places.addWidget(self._card(page, found))
        self._take_focus()

    def _take_focus(self) -> None:
        """Put the keyboard on the form, or back on the place that it was about."""
        if self.form is not None:
            focus_when_shown(self.form.link)
            # The button that was pressed is gone, and the page went on to the next one.
            bring_into_view(self.form)
            self.form.link.selectAll()
            self._edited = self._model.state.editing
        elif self._edited in self.cards:
            focus_when_shown(self.cards[self._edited].edit)
            bring_into_view(self.cards[self._edited])
            self._edited = None

    def _card(self, page: FactsPage, found: PlaceRow) -> PlaceCard:
        task = found.known.task
        made = PlaceCard(found, may_change=page.may_change)
        made.edit_asked.connect(partial(self._edit, task))
        made.put_back_asked.connect(partial(self._model.put_back, task))
        self.cards[task] = made
        return made

    def _form(self, page: FactsPage, found: PlaceRow) -> PlaceForm:
        self.form = PlaceForm(page.chosen, found, page.today, self._left)
        self.form.kept.connect(self._model.keep)
        self.form.left.connect(self._leave)
        return self.form

    # --- what happens -------------------------------------------------------

    def _choose(self, number: int) -> None:
        self.banner.clear()
        self.form = self._edited = None
        self._model.choose(str(self.platform.itemData(number)))

    def _edit(self, task: Task) -> None:
        self.banner.clear()
        self.form = None
        self._model.edit(task)

    def _leave(self) -> None:
        self.form = None
        self._model.edit(None)

    def _say(self, news: str) -> None:
        self.banner.show_news(news)
        self.page.ensureWidgetVisible(self.banner)

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        self.page.ensureWidgetVisible(say_beside(self, problem) or self.banner)
