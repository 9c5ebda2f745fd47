"""What one screen lends to another, and what all of them are made of."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from incidentkit.clock import Clock
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.exchanges import Exchanges
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.preferences import Preferences
from incidentkit.ui.shell.exercising import Exercising

if TYPE_CHECKING:
    from incidentkit.ui.screens.approval.view_model import ApprovalViewModel
    from incidentkit.ui.screens.drafts.view_model import DraftViewModel
    from incidentkit.ui.screens.evidence.view_model import EvidenceViewModel
    from incidentkit.ui.screens.publishing.view_model import PublishingViewModel
    from incidentkit.ui.screens.rotation.panel import RotationPanel
    from incidentkit.ui.screens.rotation.roles_panel import RolesPanel
    from incidentkit.ui.typed_form import Keep
    from incidentkit.ui.widgets.draft_part import DraftPart
    from incidentkit.ui.widgets.hosted import HostedPanel
    from incidentkit.ui.widgets.step_panel import StepPanel
    from incidentkit.vault.kit import Surrounding
    from incidentkit.vault.slots import KdfPolicy

    Panel = TypeVar("Panel", bound=HostedPanel)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What screens are made of."""

    kit: KitAccess
    around: "Callable[[], Surrounding]"
    clock: Clock
    clipboard: SecretClipboard
    preferences: Preferences
    exchanges: Exchanges

    def policy(self) -> "KdfPolicy":
        """What a passphrase costs to check here."""
        return self.around().policy


class Lent:
    """Every panel that was lent for an account, so that a lock finds what is typed there."""

    def __init__(self) -> None:
        self._panels: list[HostedPanel] = []

    def put(self, panel: "Panel") -> "Panel":
        """Take note of a panel; it stays with the page it is lent to."""
        self._panels.append(panel)
        return panel

    def unsaved(self) -> "Keep | None":
        """Return the work that keeps what is typed in any of them."""
        from incidentkit.desk.unfinished import all_of

        return all_of(panel.unsaved() for panel in self._panels)


class Lending(Exercising):
    """Makes the panels that stand inside a step of a response, or on another page."""

    def __init__(self, given: Surroundings) -> None:
        super().__init__(given.kit, given.clock)
        self._given = given
        self.lent = Lent()

    @cached_property
    def drafts_model(self) -> "DraftViewModel":
        """A step's text, without the panel."""
        from incidentkit.ui.screens.drafts.view_model import DraftViewModel

        return DraftViewModel(self._kit, self._given.clock)

    @cached_property
    def approval_model(self) -> "ApprovalViewModel":
        """The approval of the text that is written, without the panel."""
        from incidentkit.ui.screens.approval.view_model import ApprovalViewModel

        return ApprovalViewModel(self._kit, self._given.clock)

    @cached_property
    def _approval_part(self) -> "DraftPart":
        from incidentkit.ui.screens.approval.view import ApprovalPanel

        return ApprovalPanel(self.approval_model)

    @cached_property
    def publishing_model(self) -> "PublishingViewModel":
        """The ways out for a step's text, without the panel."""
        from incidentkit.ui.screens.publishing.view_model import PublishingViewModel

        return PublishingViewModel(self._kit, self._given.clock)

    @cached_property
    def _publishing_part(self) -> "DraftPart":
        from incidentkit.ui.screens.publishing.view import PublishingPart

        return PublishingPart(self.publishing_model)

    @cached_property
    def evidence_model(self) -> "EvidenceViewModel":
        """A step's evidence, without the panel."""
        from incidentkit.ui.screens.evidence.view_model import EvidenceViewModel

        return EvidenceViewModel(self._kit, self._given.clock)

    @cached_property
    def _secret_step(self) -> "StepPanel":
        from incidentkit.ui.shell.step_panels import SecretStep

        return SecretStep(self._rotation())

    @cached_property
    def _roles_step(self) -> "StepPanel":
        from incidentkit.ui.shell.step_panels import RolesStep

        return RolesStep(self._roles())

    @cached_property
    def _capture_step(self) -> "StepPanel":
        from incidentkit.ui.screens.evidence.view import EvidencePanel
        from incidentkit.ui.shell.step_panels import CaptureStep

        return CaptureStep(EvidencePanel(self.evidence_model))

    @cached_property
    def _write_step(self) -> "StepPanel":
        from incidentkit.ui.screens.drafts.view import DraftPanel
        from incidentkit.ui.shell.step_panels import WriteStep

        parts = (self._approval_part, self._publishing_part)
        return WriteStep(DraftPanel(self.drafts_model, parts))

    def _rotation(self) -> "RotationPanel":
        from incidentkit.ui.screens.rotation.panel import RotationPanel
        from incidentkit.ui.screens.rotation.view_model import RotationViewModel

        given = self._given
        model = RotationViewModel(given.kit, given.clipboard, given.clock)
        return self.lent.put(RotationPanel(model))

    def _roles(self) -> "RolesPanel":
        from incidentkit.ui.screens.rotation.roles import RolesViewModel
        from incidentkit.ui.screens.rotation.roles_panel import RolesPanel

        return self.lent.put(RolesPanel(RolesViewModel(self._kit)))
