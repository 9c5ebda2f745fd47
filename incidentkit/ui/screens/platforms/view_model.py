"""Where things are found on platforms, without the page."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal

from incidentkit.desk import platform_facts as facts
from incidentkit.desk.platform_facts import FactsPage
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Once
from incidentkit.errors import IncidentKitError
from incidentkit.platforms.own import PlaceSet
from incidentkit.platforms.platform import Task
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.view_model import ViewModel
from incidentkit.words import platform_facts as said
from incidentkit.words.window import platforms as words


@dataclass(frozen=True, slots=True)
class PlatformsState:
    """What the page shows. `editing` is the place that is being corrected."""

    page: FactsPage | None = None
    editing: Task | None = None
    busy: bool = False


class PlatformsViewModel(ViewModel[PlatformsState]):
    """Reads the facts, and has a comms lead correct them.

    Signals:
        news: Something was kept; the words to show.
    """

    news = Signal(str)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(PlatformsState())
        self._kit = kit
        self._chosen = ""
        self.kept: Once | None = None
        kit.changed.connect(self.look)

    def look(self) -> None:
        """Read the facts of the platform that is chosen."""
        if self._kit.is_open:
            slug = self._chosen
            self._kit.ask(
                lambda desk: facts.read_facts(desk, slug), self._found, self._failed
            )

    def choose(self, slug: str) -> None:
        """Show another platform."""
        self._chosen = slug
        self._set(replace(self.state, editing=None))
        self.look()

    def edit(self, task: Task | None) -> None:
        """Begin to correct one place, or leave it as it was."""
        if not self.state.busy:
            self.kept = None
            self._set(replace(self.state, editing=task))

    def keep(self, place: PlaceSet) -> None:
        """Keep what was typed for everybody in the kit."""
        if not self.state.busy:
            self.kept = Once(lambda desk: facts.set_place(desk, place))
            self._do(self.kept, said.KEPT)

    def left_forms(self) -> LeftForms:
        """Return what finds what was typed when the kit was locked."""
        return LeftForms(self._kit, self)

    def put_back(self, task: Task) -> None:
        """Have what came with the kit hold again."""
        slug = self._slug
        self._do(lambda desk: facts.put_back(desk, slug, task), said.PUT_BACK)

    def confirm(self) -> None:
        """Say that everything shown is right."""
        slug = self._slug
        self._do(lambda desk: facts.confirm(desk, slug), words.ALL_RIGHT_DONE)

    @property
    def _slug(self) -> str:
        return self.state.page.chosen if self.state.page else ""

    def _do(self, work: Callable[[Desk], object], news: str) -> None:
        if self.state.busy or not self._slug:
            return
        self._set(replace(self.state, busy=True))
        slug = self._slug

        def done_and_read(desk: Desk) -> FactsPage:
            work(desk)
            return facts.read_facts(desk, slug)

        def done(page: FactsPage) -> None:
            self._set(PlatformsState(page))
            self.news.emit(news)

        self._kit.ask(done_and_read, done, self._failed)

    def _found(self, page: FactsPage) -> None:
        self._chosen = page.chosen
        if page != self.state.page:
            self._set(replace(self.state, page=page))

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)
