"""Two questions before a response, without the screen."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.desk.enquiry import Lines, Message, deadline_in, read_message
from incidentkit.desk.exercises import named
from incidentkit.desk.front_door import Begin, Begun, Seen, begin, front_door
from incidentkit.desk.self_report import Report
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Form, Once, all_of, keep_form
from incidentkit.errors import IncidentKitError
from incidentkit.playbooks.library import Library, shipped_library
from incidentkit.ui.jobs import Lane
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import PersonId, SubjectId
from incidentkit.words.problems import words_for
from incidentkit.words.window import start as words
from incidentkit.words.window.self_report import LEFT_TITLE as LEFT_REPLY
from incidentkit.words.window.self_report import REPLY

LABELS = {
    "outlet": words.OUTLET,
    "name": words.REPORTER,
    "question": words.QUESTION,
    "deadline": words.DEADLINE,
    "address": words.ADDRESS,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """An account to choose, or a response that is under way."""

    subject: SubjectId
    label: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be named as a reader."""

    person: PersonId
    name: str


@dataclass(frozen=True, slots=True)
class Kit:
    """What the kit gives to the questions."""

    accounts: tuple[Choice, ...] = ()
    under_way: tuple[Choice, ...] = ()
    people: tuple[Person, ...] = ()
    now_ms: int = 0


@dataclass(frozen=True, slots=True)
class StartState:
    """Everything the screen shows. `seen` is None until it was answered.

    Attributes:
        lines: An enquiry, as far as it is typed.
        message: The e-mail that filled them. `keeps`: it becomes evidence.
        deadline_ms: How the deadline was understood, 0 for not at all.
        readers: The only people who may read it; None for everybody.
        report: A colleague's report that goes with it.
    """

    choices: tuple[Seen, ...] = ()
    guides: tuple[tuple[str, str], ...] = ()
    kit: Kit = field(default_factory=Kit)
    seen: Seen | None = None
    lines: Lines = field(default_factory=Lines)
    message: Message | None = None
    keeps: bool = True
    deadline_ms: int = 0
    readers: frozenset[PersonId] | None = None
    report: Report | None = None
    busy: bool = False

    @property
    def readers_named(self) -> tuple[str, ...]:
        """The names of those who may read it."""
        named = self.readers or frozenset()
        return tuple(p.name for p in self.kit.people if p.person in named)


NO_ACCOUNT = SubjectId(b"")


class StartViewModel(ViewModel[StartState]):
    """Asks what was seen, and of which account or by whom, and starts.

    Signals:
        started: A response has begun, or one is gone on with.
        half_done: It has begun, but something could not be written down in it.
    """

    started = Signal(object)
    half_done = Signal(object)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(StartState())
        self._kit = kit
        self._has_read = False
        self._wanted = 0
        self._starting: Once | None = None

    def load(self) -> None:
        """Read the shipped playbooks, before anybody has unlocked and asks for them."""
        if not self.state.choices:
            self._kit.jobs.run(
                lambda: _doors(shipped_library()),
                then=self._read_early,
                failed=self._refuse,
                lane=Lane.SIDE,
            )

    def begin(self) -> None:
        """Ask anew. What was typed of an enquiry stays."""
        self._set(replace(self.state, seen=None, readers=None, busy=False))
        self.load()
        if self._kit.is_open:
            self._kit.ask(_read, self._found, self._refuse)
            self._kit.ask(
                lambda desk: _doors(desk.playbooks.library()),
                self._offered,
                self._refuse,
            )

    def choose(self, number: int) -> None:
        """Take the answer to the first question, counted from 1.

        Whoever presses a key faster than the choices are read need not press again.
        """
        if not self.state.choices:
            self._wanted = number
        elif 0 < number <= len(self.state.choices):
            self.say_seen(self.state.choices[number - 1])

    def say_seen(self, seen: Seen) -> None:
        """Take the answer to the first question."""
        self._set(replace(self.state, seen=seen))

    def choose_again(self) -> None:
        """Take that answer back."""
        self._set(replace(self.state, seen=None))

    def with_report(self, report: Report | None) -> None:
        """Take a colleague's report along, or leave it out."""
        self._set(replace(self.state, report=report))

    def limit(self, readers: frozenset[PersonId] | None) -> None:
        """Say who may read it."""
        self._set(replace(self.state, readers=readers))

    # --- an enquiry --------------------------------------------------------

    def typed(self, lines: Lines) -> None:
        """Take what stands in the form of an enquiry."""
        due_ms = deadline_in(lines.deadline, self.state.kit.now_ms)
        self._set(replace(self.state, lines=lines, deadline_ms=due_ms))

    def open_mail(self, path: Path) -> None:
        """Fill the form from an e-mail in a file."""
        read = partial(read_message, path, self.state.kit.now_ms)
        name = "".join(c if c.isprintable() else " " for c in path.name)
        self._kit.jobs.run(
            read,
            then=self._filled,
            failed=lambda _: self._say_problem(words.no_mail(name)),
            lane=Lane.SIDE,
        )

    def keep_mail(self, *, keeps: bool) -> None:
        """Say whether the e-mail becomes evidence."""
        self._set(replace(self.state, keeps=keeps))

    def leave_mail(self) -> None:
        """Let go of the e-mail and of what it filled."""
        self._set(replace(self.state, message=None))
        self.typed(Lines())

    # --- beginning ---------------------------------------------------------

    def start(self, account: SubjectId = NO_ACCOUNT) -> None:
        """Take the answer to the second question, and start."""
        state = self.state
        if state.seen is None or state.busy:
            return
        asks = state.seen.asks_enquiry
        how = Begin(
            state.seen,
            b"" if asks else account,
            lines=state.lines if asks else Lines(),
            due_ms=state.deadline_ms if asks else 0,
            message=state.message if asks and state.keeps else None,
            readers=state.readers,
            report=state.report,
        )
        self._set(replace(state, busy=True))
        once = self._starting = Once(
            lambda desk: begin(desk, desk.playbooks.library(), how)
        )
        self._kit.ask(once, self._started, self._failed)

    def go_on(self, incident: SubjectId) -> None:
        """Go on with a response that is under way."""
        self.started.emit(incident)

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return the work that keeps an enquiry, or a report, that nothing began with."""
        named = self.state.lines.named.items()
        fields = tuple((LABELS[name], text) for name, text in named if text.strip())
        forms = [Form(words.LEFT_TITLE, fields)] if fields else []
        if self.state.report is not None:
            text = self.state.report.text
            forms.append(Form(LEFT_REPLY, ((REPLY, text),)))
        return all_of(
            partial(keep_form, form=form, kept=self._starting) for form in forms
        )

    # --- answers -----------------------------------------------------------

    def _read_early(self, doors: "_Doors") -> None:
        if not self._has_read:
            self._offer(doors)

    def _offered(self, doors: "_Doors") -> None:
        self._has_read = True
        self._offer(doors)

    def _offer(self, doors: "_Doors") -> None:
        choices, guides = doors
        self._set(replace(self.state, choices=choices, guides=guides))
        wanted, self._wanted = self._wanted, 0
        if wanted:
            self.choose(wanted)

    def _found(self, kit: Kit) -> None:
        self._set(replace(self.state, kit=kit))

    def _filled(self, message: Message) -> None:
        self._set(replace(self.state, message=message, keeps=True))
        self.typed(message.lines)

    def _started(self, begun: object) -> None:
        if not isinstance(begun, Begun):
            return
        kept = StartState(self.state.choices, self.state.guides, self.state.kit)
        self._starting = None
        self._set(kept)
        self.started.emit(begun.incident)
        if begun.refused is not None:
            self.half_done.emit(words_for(begun.refused))

    def _failed(self, error: IncidentKitError) -> None:
        self._starting = None
        self._set(replace(self.state, busy=False))
        self._refuse(error)


_Doors = tuple[tuple[Seen, ...], tuple[tuple[str, str], ...]]


def _doors(library: Library) -> _Doors:
    guides = tuple((guide.slug, guide.name) for guide in library.guides.values())
    return front_door(library), guides


def _read(desk: Desk) -> Kit:
    me = desk.session.me.person
    people = (Person(p.person, p.name) for p in desk.team() if p.person != me)
    return Kit(
        accounts=tuple(Choice(r.subject, r.label) for r in desk.accounts.rows()),
        under_way=tuple(
            Choice(incident, named(state))
            for incident, state in desk.incidents.each()
            if state.is_open
        ),
        people=tuple(people),
        now_ms=desk.session.clock.now_ms(),
    )
