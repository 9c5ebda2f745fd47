"""What the first screen says of emergencies: who is asked, and who was let in."""

from collections.abc import Iterator
from dataclasses import dataclass

from incidentkit.desk.emergency import EmergencyRow, emergencies
from incidentkit.desk.emergency_asks import asks
from incidentkit.desk.services import Desk
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import exposure as words
from incidentkit.words.window.home import named


@dataclass(frozen=True, slots=True)
class News:
    """One line. Without an account it is about several."""

    account: SubjectId | None
    name: str
    said: str


def emergency_news(desk: Desk) -> Iterator[tuple[str, News]]:
    """Yield what this person is asked or told, each with what kind of need it is."""
    for ask in asks(desk):
        if ask.may_let_in:
            said = words.asked_agreed_news(ask.person, ask.agreed)
            yield "emergency-asked", News(ask.account, ask.label, said)
        elif ask.may_agree:
            said = words.asked_news(ask.person, ask.by)
            yield "emergency-asked", News(ask.account, ask.label, said)
    rows = emergencies(desk, only_news=True)
    for row in rows:
        if not row.sheet:
            said = words.emergency_news(row.person, row.by, row.agreed)
            yield "emergency", News(row.account, row.label, said)
    for sheet in dict.fromkeys(row.sheet for row in rows if row.sheet):
        yield "emergency", _of_sheet([row for row in rows if row.sheet == sheet])


def _of_sheet(rows: list[EmergencyRow]) -> News:
    said = words.sheet_news(rows[0].person, len(rows))
    account = rows[0].account if len(rows) == 1 else None
    return News(account, named(tuple(sorted(row.label for row in rows))), said)
