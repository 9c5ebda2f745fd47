"""What the screen of the monthly account check shows, and what was answered on it."""

from dataclasses import dataclass

from incidentkit.desk.round import RoundPage
from incidentkit.desk.round_line import Asked, LinePage, Part
from incidentkit.rounds.model import Ask, Found
from incidentkit.rounds.service import Said
from incidentkit.ui.screens.round.reading import Panel, Shown
from incidentkit.vault.kinds import SubjectId


@dataclass(frozen=True, slots=True)
class RoundState:
    """Everything the screen shows.

    `at` is the question that one key answers; `wording` what a word is asked for.
    `changing`: somebody asked to change a password that is owed, whatever is asked.
    """

    shown: Shown | None = None
    at: Ask | None = None
    part: Part | None = None
    wording: Found | None = None
    panel: Panel = Panel.LINE
    busy: bool = False
    writing: bool = False
    changing: bool = False

    @property
    def page(self) -> RoundPage | None:
        """The list."""
        return self.shown.page if self.shown else None

    @property
    def line(self) -> LinePage | None:
        """The account that is looked at."""
        return self.shown.line if self.shown else None

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The questions that are shown together."""
        if self.line is None or self.part is None:
            return ()
        return self.line.part(self.part)

    @property
    def marked(self) -> Asked | None:
        """The question that one key answers."""
        found = (one for one in self.asked if one.ask is self.at)
        return next(found, self.asked[0] if self.asked else None)


@dataclass(frozen=True, slots=True)
class Given:
    """One answer that was given here, and what stood there before."""

    month: str
    account: SubjectId
    ask: Ask
    before: Said | None
