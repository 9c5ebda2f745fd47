"""Going through a guide, without the screen. It is forgotten when somebody leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from PySide6.QtCore import Signal

from incidentkit.desk.guiding import (
    Page,
    Trail,
    after_answer,
    after_reading,
    one_back,
    page_of,
    settings_for,
)
from incidentkit.desk.services import Desk
from incidentkit.playbooks.library import shipped_library
from incidentkit.playbooks.model import Playbook
from incidentkit.ui.jobs import Lane
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.words.window import guides as words

_NO_GUIDE = Page("")


@dataclass(frozen=True, slots=True)
class Offered:
    """One guide, and what somebody says who wants it."""

    slug: str
    name: str
    says: str


@dataclass(frozen=True, slots=True)
class GuidesState:
    """Which guides there are, and the page of the one that is open, if one is."""

    offered: tuple[Offered, ...] = ()
    page: Page | None = None
    can_go_back: bool = False


class GuidesViewModel(ViewModel[GuidesState]):
    """Asks question by question. Works while the kit is locked.

    Signals:
        became_incident: It is an incident after all.
    """

    became_incident = Signal()

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(GuidesState())
        self._kit = kit
        self._guides: dict[str, Playbook] = {}
        self._facts: Mapping[str, str] = NOTHING_KNOWN
        self._guide: Playbook | None = None
        self._trail: Trail = ()
        self._wanted = ""

    def load(self) -> None:
        """Read the guides in use and the council's choices; locked, those that ship."""
        if self._kit.is_open:
            self._kit.ask(_in_use, self._loaded, self._refuse)
        elif not self._guides:
            self._kit.jobs.run(
                lambda: (shipped_library().guides, NOTHING_KNOWN),
                then=self._loaded,
                failed=self._refuse,
                lane=Lane.SIDE,
            )

    def open(self, slug: str) -> None:
        """Begin a guide, as soon as it has been read."""
        self._wanted = slug
        if slug in self._guides:
            self._guide, self._wanted = self._guides[slug], ""
            self._go(())

    def again(self) -> None:
        """Begin the guide from the beginning."""
        self._go(())

    def answer(self, said: str) -> None:
        """Take an answer."""
        if self._guide is not None:
            self._go(after_answer(self._guide, self._trail, said, self._facts))

    def read_on(self) -> None:
        """Go on after a page that was read."""
        if self._guide is not None:
            self._go(after_reading(self._guide, self._trail, self._facts))

    def back(self) -> None:
        """Go one page back; from the first page to the choice of guides."""
        if self._guide is None:
            return
        if not self._trail:
            self.leave()
        else:
            self._go(one_back(self._guide, self._trail, self._facts))

    def leave(self) -> None:
        """Forget the guide and everything that was answered."""
        self._guide, self._trail = None, ()
        self._set(replace(self.state, page=None, can_go_back=False))

    def become_incident(self) -> None:
        """Leave the guide for the front door."""
        self.leave()
        self.became_incident.emit()

    @property
    def result(self) -> str:
        """What the guide came to, as text."""
        page = self.state.page or _NO_GUIDE
        came_to = [(advice.title, advice.why) for advice in page.came_to]
        return words.result(page.name, came_to, page.asked)

    def _go(self, trail: Trail) -> None:
        if self._guide is not None:
            self._trail = trail
            page = page_of(self._guide, trail, self._facts)
            self._set(replace(self.state, page=page, can_go_back=bool(trail)))

    def _loaded(self, found: "_Found") -> None:
        guides, facts = found
        changed = guides != self._guides or facts != self._facts
        self._guides, self._facts = guides, facts
        offered = (Offered(g.slug, g.name, g.begins_with) for g in guides.values())
        self._set(replace(self.state, offered=tuple(offered)))
        if self._wanted:
            self.open(self._wanted)
        elif changed and self._guide is not None:
            self._begin_again(self._guide.slug)

    def _begin_again(self, slug: str) -> None:
        """What was answered may not be what is asked any more."""
        if slug in self._guides:
            self.open(slug)
        else:
            self.leave()


_Found = tuple[dict[str, Playbook], Mapping[str, str]]
NOTHING_KNOWN: Mapping[str, str] = MappingProxyType({})


def _in_use(desk: Desk) -> _Found:
    return desk.playbooks.library().guides, settings_for(desk)
