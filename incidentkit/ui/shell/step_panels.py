"""What other screens lend to a response's steps, each in the shape a step hosts."""

from incidentkit.accounts.model import Reason
from incidentkit.desk.response import Response, StepPage
from incidentkit.ui.screens.drafts.view import DraftPanel
from incidentkit.ui.screens.drills.practising import Practising
from incidentkit.ui.screens.evidence.view import EvidencePanel
from incidentkit.ui.widgets.hosted import HostedPanel
from incidentkit.ui.widgets.layout import column
from incidentkit.ui.widgets.step_panel import StepPanel
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.window import incident as words
from incidentkit.words.window.drills import PRACTISED


class SecretStep(StepPanel):
    """Changing an account's secret inside a step; in an exercise, a made-up one."""

    def __init__(self, panel: HostedPanel) -> None:
        super().__init__()
        self._panel = panel
        self.practice = Practising()
        self.practice.hide()
        self.setLayout(column(panel, self.practice))
        panel.confirmed.connect(lambda _: self.finished.emit(words.SECRET_CHANGED))
        self.practice.practised.connect(lambda: self.finished.emit(PRACTISED))

    def show_step(self, response: Response, step: StepPage, account: bytes) -> None:
        """Change the secret of the step's account, because it is in other hands."""
        is_exercise = bool(response.together.exercise)
        self._panel.setVisible(not is_exercise)
        self.practice.setVisible(is_exercise)
        if is_exercise:
            self.practice.begin()
        else:
            self._panel.show_account(SubjectId(account), Reason.COMPROMISE)

    def take_focus(self) -> None:
        """Hand the keyboard to what is shown."""
        if self.practice.isVisibleTo(self):
            self.practice.take_focus()
        else:
            super().take_focus()


class RolesStep(StepPanel):
    """Taking people off a page that is run through their own profiles."""

    def __init__(self, panel: HostedPanel) -> None:
        super().__init__()
        self._panel = panel
        self.setLayout(column(panel))
        panel.removed.connect(lambda _: self.finished.emit(""))

    def show_step(self, response: Response, step: StepPage, account: bytes) -> None:
        """Show who holds which role."""
        self._panel.show_account(SubjectId(account), Reason.COMPROMISE)


class CaptureStep(StepPanel):
    """Filing evidence inside a step."""

    def __init__(self, panel: EvidencePanel) -> None:
        super().__init__()
        self._panel = panel
        self.setLayout(column(panel))
        panel.filed.connect(lambda _: self.finished.emit(""))

    def show_step(self, response: Response, step: StepPage, account: bytes) -> None:
        """File what the step captures."""
        self._panel.show_step(response.incident, step.slug)

    def lies_ready(self) -> str:
        """Say that something lies ready that is not filed."""
        return self._panel.lies_ready()


class WriteStep(StepPanel):
    """Writing a text inside a step."""

    def __init__(self, panel: DraftPanel) -> None:
        super().__init__()
        self._panel = panel
        self.setLayout(column(panel))
        panel.published.connect(lambda _: self.finished.emit(words.TEXT_PUBLISHED))

    @property
    def doubt(self) -> str:
        """What has changed since the text was written."""
        return self._panel.doubt

    def show_step(self, response: Response, step: StepPage, account: bytes) -> None:
        """Write the text the step names."""
        self._panel.show_template(response.incident, step.template)
