"""The self-report card and its reply, without the screen."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.desk.exercises import named
from incidentkit.desk.self_report import (
    Card,
    Filled,
    Places,
    Report,
    filled,
    load_card,
    places_of,
    read_reply,
)
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Form, Once, keep_form
from incidentkit.errors import IncidentKitError
from incidentkit.ui.jobs import Lane
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.folder import write_whole
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.window import self_report as words


@dataclass(frozen=True, slots=True)
class Running:
    """A response under way."""

    incident: SubjectId
    label: str


@dataclass(frozen=True, slots=True)
class CardState:
    """Everything the screen shows.

    Attributes:
        labels: The card's lines, by name.
        report: How the pasted reply is understood; None while nothing is pasted.
        filed: The reference of the response that the reply was put into.
    """

    form: str = "email"
    places: Places = field(default_factory=Places)
    card: Filled = field(default_factory=lambda: Filled(""))
    labels: tuple[tuple[str, str], ...] = ()
    running: tuple[Running, ...] = ()
    report: Report | None = None
    saved: str = ""
    filed: str = ""
    busy: bool = False


class SelfReportViewModel(ViewModel[CardState]):
    """Fills the card in, and reads what comes back on it.

    Signals:
        response_asked: A response is to begin with this report.
    """

    response_asked = Signal(object)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(CardState())
        self._kit = kit
        self._card: Card | None = None
        self._pasted = ""
        self._contact = ""
        self._filing: Once | None = None

    def load(self) -> None:
        """Read the card, and what the kit can fill into it."""
        if self._kit.is_open:
            self._kit.ask(_read, self._found, self._refuse)

    def choose_form(self, form: str) -> None:
        """Show the card as it is for print, for the intranet or for an e-mail."""
        self._set(replace(self.state, form=form, saved=""))
        self._fill()

    def say_contact(self, contact: str) -> None:
        """Put somebody else on the card."""
        self._contact = contact
        places = replace(self.state.places, contact=contact)
        self._set(replace(self.state, places=places))
        self._fill()

    def save(self, path: str) -> None:
        """Save the card as text."""
        text = self.state.card.text
        self._kit.jobs.run(
            lambda: write_whole(Path(path).absolute(), f"{text}\n".encode()),
            then=lambda _: self._set(replace(self.state, saved=path)),
            failed=self._refuse,
            lane=Lane.SIDE,
        )

    # --- a reply -----------------------------------------------------------

    def paste(self, text: str) -> None:
        """Read a reply."""
        self._pasted = text
        known = self._card is not None and bool(text.strip())
        report = read_reply(self._card, text) if known and self._card else None
        self._set(replace(self.state, report=report, filed=""))

    def start_response(self) -> None:
        """Take the report to the front door."""
        report = self.state.report
        if report is not None:
            self.forget()
            self.response_asked.emit(report)

    def file_into(self, incident: SubjectId) -> None:
        """Put the report as a note into a response."""
        report = self.state.report
        if report is None or self.state.busy:
            return
        self._set(replace(self.state, busy=True))
        self._filing = Once(partial(_file, incident=incident, text=report.text))
        self._kit.ask(self._filing, self._filed, self._failed)

    def forget(self) -> None:
        """Let go of the reply: it is where it belongs."""
        self._pasted = ""
        self._set(replace(self.state, report=None, busy=False))

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return the work that keeps a reply which was pasted and is nowhere yet."""
        if not self._pasted.strip():
            return None
        form = Form(words.LEFT_TITLE, ((words.REPLY, self._pasted),))
        return partial(keep_form, form=form, kept=self._filing)

    # --- answers -----------------------------------------------------------

    def _found(self, found: "_Found") -> None:
        self._card = found.card
        labels = tuple(found.card.labels.items())
        contact = self._contact or found.places.contact
        places = replace(found.places, contact=contact)
        self._set(
            replace(self.state, places=places, running=found.running, labels=labels)
        )
        self._fill()
        if self._pasted and self.state.report is None:
            self.paste(self._pasted)

    def _fill(self) -> None:
        if self._card is not None:
            card = filled(self._card, self.state.form, self.state.places)
            self._set(replace(self.state, card=card))

    def _filed(self, reference: object) -> None:
        self._filing = None
        self.forget()
        self._set(replace(self.state, filed=str(reference)))

    def _failed(self, error: IncidentKitError) -> None:
        self._filing = None
        self._set(replace(self.state, busy=False))
        self._refuse(error)


@dataclass(frozen=True, slots=True)
class _Found:
    card: Card
    places: Places
    running: tuple[Running, ...]


def _read(desk: Desk) -> _Found:
    running = (
        Running(incident, named(state))
        for incident, state in desk.incidents.each()
        if state.is_open
    )
    return _Found(load_card(), places_of(desk), tuple(running))


def _file(desk: Desk, incident: SubjectId, text: str) -> str:
    return desk.incidents.note(incident, text).incident.reference
