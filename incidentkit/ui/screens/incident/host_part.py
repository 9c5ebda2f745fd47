"""Where the panels of other screens stand inside a step, one at a time."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incidentkit.accounts.model import Access
from incidentkit.desk.response import Response, StepPage
from incidentkit.playbooks.model import Verb
from incidentkit.ui.screens.incident.form_part import EVIDENCE
from incidentkit.ui.widgets.chooser import Chooser
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.layout import column, group
from incidentkit.ui.widgets.step_panel import StepPanel
from incidentkit.words.window import incident as words
from incidentkit.words.window import incident_steps as step_words

# Which panel a verb needs, by the names that the shell gives them.
_PANELS = {
    Verb.ROTATE: "secret",
    Verb.CAPTURE: "capture",
    Verb.WRITE: "write",
    Verb.APPROVE: "write",
    Verb.NOTIFY: "write",
}
# With these, what the panel did is all that the step asks for.
_FINISHING = frozenset({"secret", "write"})


class HostPart(QWidget):
    """Shows the panel that a step needs, and the account that it is about.

    `said` is what the step's panel said that it did.

    Signals:
        finished: What the step asks for has happened; words for the log, or none.
        changed: Something was written down, and the step goes on.
    """

    finished = Signal(str)
    changed = Signal()

    def __init__(self, hosted: Mapping[str, StepPanel]) -> None:
        super().__init__()
        self._hosted = hosted
        self._shown: tuple[bytes, str, bytes] | None = None
        self._step: StepPage | None = None
        self._response: Response | None = None
        self._is_clear = False
        self.said = ""
        self._host = QVBoxLayout()
        self.host_box = group(self._host)
        self.account = Chooser()
        self.account_field = Field(words.WHICH_ACCOUNT, self.account)
        self.setLayout(column(self.account_field, self.host_box))
        self.account.currentIndexChanged.connect(lambda _: self._show())
        for name, panel in hosted.items():
            panel.finished.connect(lambda note, n=name: self._panel_finished(n, note))

    @property
    def panel(self) -> StepPanel | None:
        """The panel that stands in the step."""
        shown = (p for p in self._hosted.values() if p.parent() is not None)
        return next((p for p in shown if p.isVisibleTo(self)), None)

    @property
    def doubt(self) -> str:
        """What the panel that stands in the step has against ending it now."""
        return self.panel.doubt if self.panel is not None else ""

    def missing(self, note: str) -> str:
        """Say what the step still waits for; a note speaks for a password or a text."""
        lacking = self._step.nothing_of if self._step else ""
        if lacking and not (note or self.said):
            return step_words.NOTHING_SHOWN[lacking]
        return self.panel.lies_ready() if self.panel is not None else ""

    def begin(self, response: Response) -> None:
        """Offer the accounts anew."""
        self.said = ""
        self.account.blockSignals(True)  # noqa: FBT003  Qt takes it so
        self.account.clear()
        known = ((bytes(a.account), a.label) for a in response.accounts)
        self.account.offer([(b"", words.WHICH_NONE), *known])
        self.account.blockSignals(False)  # noqa: FBT003  Qt takes it so

    def draw(self, response: Response, step: StepPage, *, is_clear: bool) -> None:
        """Show what a step needs; secrets only where the machine is clear."""
        self._response, self._step, self._is_clear = response, step, is_clear
        secret = step.verb is Verb.ROTATE and _goes_on(response, step)
        self.account_field.setVisible(secret and is_clear and not step.target)
        self._show()

    def _show(self) -> None:
        """Put the panel that the step needs into it, or take it out."""
        response, step = self._response, self._step
        if step is None or response is None:
            return
        wanted = self._wanted(response, step)
        self.host_box.setVisible(bool(wanted))
        for name, panel in self._hosted.items():
            if name != wanted and panel.parent() is not None:
                self._host.removeWidget(panel)
                panel.hide()
                panel.setParent(None)
        self.setVisible(bool(wanted) or not self.account_field.isHidden())
        if not wanted:
            self._shown = None
            return
        panel, account = self._hosted[wanted], self._account(step)
        if panel.parent() is None:
            self._host.addWidget(panel)
        panel.show()
        now = (response.incident, step.slug, account)
        if self._shown != now:
            self._shown = now
            panel.show_step(response, step, account)

    def _wanted(self, response: Response, step: StepPage) -> str:
        if not _goes_on(response, step):
            return ""
        name = _PANELS.get(step.verb, "")
        if name == "secret":
            account = self._account(step)
            if not account or not self._is_clear:
                return ""
            name = "roles" if self._access(account) is Access.ROLES else "secret"
        if name == "write" and not step.template:
            name = ""
        if not name and step.asked.proof == EVIDENCE:
            name = "capture"
        return name if name in self._hosted else ""

    def _account(self, step: StepPage) -> bytes:
        return step.target or self.account.currentData() or b""

    def _access(self, account: bytes) -> Access | None:
        known = self._response.accounts if self._response else ()
        return next((a.access for a in known if a.account == account), None)

    def _panel_finished(self, name: str, note: str) -> None:
        response, step = self._response, self._step
        if response is None or step is None or step.is_over:
            return
        if self._wanted(response, step) != name:
            return
        self.said = note or self.said
        asked = step.asked
        more = asked.proof or asked.second_person or any(f.required for f in asked.form)
        if name in _FINISHING and not more:
            self.finished.emit(note)
        else:
            self.changed.emit()


def _goes_on(response: Response, step: StepPage) -> bool:
    blocked = step.is_over or step.captures_first or step.waits_for
    return response.is_open and not blocked
