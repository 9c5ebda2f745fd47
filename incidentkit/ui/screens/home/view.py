"""The first screen. One line for each thing, and each line leads on."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from incidentkit.desk.home import FirstStep, HomePage, Matter, Need
from incidentkit.ui.design.tokens import MEASURE, Space
from incidentkit.ui.screens.home.view_model import HomeViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.layout import Page, box, column, empty, group, row
from incidentkit.ui.widgets.text import harmless, label
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.locked_notes import LockedNote
from incidentkit.words import locked_notes as note_words
from incidentkit.words.times import clock_time
from incidentkit.words.window import home as words

_URGENT = frozenset({Need.REMOVED, Need.STALE})
_TODAY = frozenset(
    {
        Need.OFFERED,
        Need.APPROVAL,
        Need.INCIDENT,
        Need.EMERGENCY_ASKED,
        Need.EMERGENCY,
        Need.LEAVING,
        Need.SAME_DAY,
    }
)
_BEGUN = frozenset({Need.ROUND_DUE, Need.ROUND_ON})
_PLACES = {
    Need.SETTLE_COUNCIL: "settings/council",
    Need.HELD: "settings/folder",
    Need.EMERGENCY_ASKED: "exposure",
    Need.PAPER: "exposure",
    Need.NO_NUMBER: "people",
    Need.OUTSIDE_ENDED: "people",
    Need.UNPROVEN: "people",
    Need.CONTACTS: "contacts",
    Need.NO_DEPUTY: "contacts",
    Need.SETTLE_CONTACTS: "contacts",
    Need.NO_BACKUP: "settings/machine",
    Need.FACTS: "platforms",
    Need.ELECTION: "settings/council",
    Need.PLAYBOOKS: "playbooks",
    Need.POLICIES: "settings/council",
    Need.TRAINING: "people",
    Need.EXERCISE: "drills",
    Need.ROUND_BEGIN: "round",
    Need.ROUND_CLOSE: "round",
    Need.ROUND_DUE: "round",
    Need.ROUND_ON: "round",
}
_LISTS = {Need.SAME_DAY: "exposure"} | dict.fromkeys(
    (
        Need.CONTRACT_ENDED,
        Need.HOLDERS,
        Need.ROTATION,
        Need.REVIEW,
        Need.DORMANT,
    ),
    "accounts",
)
_STEPS = {
    FirstStep.ACCOUNT: "add-account",
    FirstStep.SECOND_PERSON: "people",
    FirstStep.FOLDER: "settings/folder",
    FirstStep.QUESTIONS: "settings/questions",
}


class HomeView(QWidget):
    """Draws what needs somebody, and leads there.

    Signals:
        incident_asked: Somebody wants to see this incident.
        account_asked: Somebody wants to see this account.
        go_asked: Somebody wants to go to this place.
        leaving_asked: Somebody wants to go on with what this person left to do.
        text_asked: Somebody wants to read the text that waits for their approval.
    """

    incident_asked = Signal(object)
    account_asked = Signal(object)
    go_asked = Signal(str)
    leaving_asked = Signal(object)
    text_asked = Signal(object)

    def __init__(self, model: HomeViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: HomePage | None = None
        self.title = label("", "title")
        self.banner = Banner()
        self.content = column(space=Space.SMALL)
        page = Page(column(self.title, self.banner, self.content, None), MEASURE + 40)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        model.changed.connect(self._render)
        model.refused.connect(self.banner.show_problem)
        model.filed.connect(partial(self.banner.show_news, words.FILED))
        model.thrown_away.connect(
            partial(self.banner.show_news, note_words.THROWN_AWAY)
        )

    def arrive(self) -> None:
        """Look again."""
        self.banner.clear()
        self._model.read()
        self.setFocus()

    def _render(self) -> None:
        page = self._model.state.page
        if page is None or page == self._drawn:
            return
        self._drawn = page
        self.title.setText(words.greeting(page.me))
        empty(self.content)
        for part in self._parts(page):
            self.content.addWidget(part)

    def _parts(self, page: HomePage) -> list[QWidget]:
        parts: list[QWidget] = []
        if page.notes:
            parts.append(label(words.NOTES, "heading"))
            parts += [_Note(self._model, note, page) for note in page.notes]
        if page.matters:
            parts.append(label(words.NOW, "heading"))
            parts += [self._matter(matter) for matter in page.matters]
        if page.first_steps:
            parts.append(label(words.FIRST_STEPS, "heading"))
            parts += [self._first_step(step) for step in page.first_steps]
        if not (page.matters or page.notes):
            calm = words.calm(page.accounts, page.people)
            kept = column(label(words.CALM, "heading"), label(calm), space=Space.TIGHT)
            parts.insert(0, box(kept, "good"))
        return parts

    def _matter(self, matter: Matter) -> QFrame:
        said = words.need(matter.need, matter.detail, matter.count, matter.minutes)
        head, body = (matter.name, said) if matter.name else (said, "")
        go = partial(self._lead, matter)
        way = words.GO_ON if matter.need in _BEGUN else words.OPEN
        return self._line(head, body, _kind(matter.need), go, way)

    def _first_step(self, step: FirstStep) -> QFrame:
        head, body = words.first_step(step)
        go = partial(self.go_asked.emit, _STEPS[step])
        return self._line(head, body, "card", go)

    def _line(
        self,
        head: str,
        body: str,
        kind: str,
        go: "partial[None]",
        way: str = words.OPEN,
    ) -> QFrame:
        texts = column(label(head, "strong"), space=Space.HAIR)
        if body:
            texts.addWidget(label(body))
        line = row(space=Space.MEDIUM)
        line.addWidget(group(texts), 1)
        opens = button(way, on_click=go)
        opens.setAccessibleName(f"{way}: {head}")
        line.addWidget(opens, 0, Qt.AlignmentFlag.AlignTop)
        opens.setVisible(kind != "bad")
        return box(line, kind, Space.MEDIUM)

    def _lead(self, matter: Matter) -> None:
        if matter.need in _PLACES:
            self.go_asked.emit(_PLACES[matter.need])
        elif matter.need in (Need.OFFERED, Need.INCIDENT, Need.EVIDENCE):
            self.incident_asked.emit(matter.subject)
        elif matter.need is Need.APPROVAL:
            self.text_asked.emit(matter.subject)
        elif matter.need is Need.LEAVING:
            self.leaving_asked.emit(matter.subject)
        elif matter.need is Need.EMERGENCY:
            self._model.have_seen(matter.subject)
            self._lead_to_account(matter.subject)
        elif matter.subject is not None:
            self.account_asked.emit(matter.subject)
        else:
            self.go_asked.emit(_LISTS.get(matter.need, "log"))

    def _lead_to_account(self, account: SubjectId | None) -> None:
        if account is None:
            self.go_asked.emit("exposure")
        else:
            self.account_asked.emit(account)


class _Note(QFrame):
    """One note from the locked screen: read it, then file it or throw it away."""

    def __init__(self, model: HomeViewModel, note: LockedNote, page: HomePage) -> None:
        super().__init__()
        self._model, self._note = model, note
        self.setProperty("box", "warn")
        self.incident = QComboBox()
        for incident, name in page.open_incidents:
            self.incident.addItem(harmless(name), bytes(incident))
        self.file = button(words.FILE_IT, "act", on_click=self._file)
        self.drop = button(words.THROW_AWAY, on_click=self._ask)
        self.drop_now = button(
            words.THROW_AWAY_NOW, "danger", on_click=partial(model.throw_away, note)
        )
        self.drop_now.hide()
        can_file = bool(page.open_incidents)
        self.file.setVisible(can_file)
        chosen = Field(words.WHICH_INCIDENT, self.incident)
        chosen.setVisible(len(page.open_incidents) > 1)
        hint = label(words.NO_INCIDENT, "quiet")
        hint.setVisible(not can_file)
        when = clock_time(note.left_at_ms, model.now_ms())
        layout = column(
            label(when, "small"),
            label(note.text),
            label(note_words.NOT_SIGNED, "quiet"),
            chosen,
            hint,
            row(self.file, self.drop, self.drop_now, None),
        )
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)

    def _file(self) -> None:
        self._model.file_note(self._note, SubjectId(self.incident.currentData()))

    def _ask(self) -> None:
        self.drop.hide()
        self.drop_now.show()
        self.drop_now.setFocus()


def _kind(need: Need) -> str:
    if need in _URGENT:
        return "bad"
    return "warn" if need in _TODAY else "card"
