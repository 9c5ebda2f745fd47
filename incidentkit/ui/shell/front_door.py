"""The screens of the front door: how a response begins, and what helps to decide."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from incidentkit.ui.kit_access import KitAccess

if TYPE_CHECKING:
    from incidentkit.desk.self_report import Report
    from incidentkit.ui.screens.guides.view import GuidesView
    from incidentkit.ui.screens.self_report.view import SelfReportView
    from incidentkit.ui.screens.self_report.view_model import SelfReportViewModel
    from incidentkit.ui.screens.start.view import StartView
    from incidentkit.ui.screens.start.view_model import StartViewModel
    from incidentkit.ui.shell.rooms import Rooms


class FrontDoor(QObject):
    """Makes them when they are first asked for, as all screens are made.

    Whoever has the rooms and the responses builds on this.

    Signals:
        unlock_asked: Back to the locked screen.
        guides_asked: The guides are wanted while the kit is locked.
        response_asked: What somebody looked at while it was locked is an incident.
        begun: A response has begun, or is gone on with.
        half_done: It has begun, but not everything is written down in it.
    """

    unlock_asked = Signal()
    guides_asked = Signal()
    response_asked = Signal()
    begun = Signal(object)
    half_done = Signal(object)

    rooms: "Rooms"

    def __init__(self, kit: KitAccess) -> None:
        super().__init__()
        self._kit = kit

    @cached_property
    def start_model(self) -> "StartViewModel":
        """How a response begins, without the screen."""
        from incidentkit.ui.screens.start.view_model import StartViewModel

        made = StartViewModel(self._kit)
        made.started.connect(self.begun)
        made.half_done.connect(self.half_done)
        return made

    @cached_property
    def start(self) -> "StartView":
        """How a response begins."""
        from incidentkit.ui.left_forms import LeftForms
        from incidentkit.ui.screens.start.view import StartView

        made = StartView(self.start_model, LeftForms(self._kit), has_exercises=True)
        made.guide_asked.connect(self.open_guide)
        made.exercise_asked.connect(partial(self.rooms.go, "drills"))
        made.card_asked.connect(partial(self.rooms.go, "self-report"))
        return made

    @cached_property
    def guides(self) -> "GuidesView":
        """The guides, for somebody who comes from the open kit."""
        made = self._guides()
        made.left.connect(partial(self.rooms.go, "start"))
        made.model.became_incident.connect(partial(self.rooms.go, "start"))
        return made

    @cached_property
    def locked_guides(self) -> "GuidesView":
        """The guides, for somebody who has not unlocked: they hold nothing secret."""
        made = self._guides()
        made.left.connect(self.unlock_asked)
        made.model.became_incident.connect(self.response_asked)
        return made

    def _guides(self) -> "GuidesView":
        from incidentkit.ui.screens.guides.view import GuidesView
        from incidentkit.ui.screens.guides.view_model import GuidesViewModel

        return GuidesView(GuidesViewModel(self._kit))

    @cached_property
    def self_report_model(self) -> "SelfReportViewModel":
        """The self-report card, without the screen."""
        from incidentkit.ui.screens.self_report.view_model import SelfReportViewModel

        made = SelfReportViewModel(self._kit)
        made.response_asked.connect(self._start_with)
        return made

    @cached_property
    def self_report(self) -> "SelfReportView":
        """The self-report card, and what comes back on it."""
        from incidentkit.ui.left_forms import LeftForms
        from incidentkit.ui.screens.self_report.view import SelfReportView

        made = SelfReportView(self.self_report_model, LeftForms(self._kit))
        made.left.connect(partial(self.rooms.go, "start"))
        return made

    def open_guide(self, slug: str) -> None:
        """Show a guide from its beginning."""
        self.guides.model.open(slug)
        self.rooms.go("guides")

    def _start_with(self, report: "Report") -> None:
        self.start_model.with_report(report)
        self.rooms.go("start")

    def is_guiding(self, shown: QWidget | None) -> bool:
        """Whether that is the guides of the locked kit, which may never have been made."""
        return shown is not None and shown is vars(self).get("locked_guides")
