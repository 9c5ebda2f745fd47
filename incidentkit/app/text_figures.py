"""bench, for texts: all checks on a long one, and opening the editor on a draft."""

import time
from collections.abc import Callable

from incidentkit.app.incident_figures import Figure
from incidentkit.desk.around_text import read_around
from incidentkit.desk.checking_text import look_through, looked_at
from incidentkit.desk.services import Desk, open_desk
from incidentkit.desk.writing import Beginning, begin_draft, read_writing
from incidentkit.drafting.checks.everything import find_all
from incidentkit.drafting.checks.sentences import words
from incidentkit.drafting.checks.spelling import british_words
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.library import shipped_playbook
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.session import Session

_TIMES = 5
_LENGTH = 10_000
_TEMPLATE = "MT-01"


def text_figures(session: Session) -> tuple[Figure, ...]:
    """Work out both, each beside the least that it could be done with."""
    desk = open_desk(session)
    incident = desk.incidents.start(
        Opening("For figures of texts", shipped_playbook("hacked-account"))
    )
    draft = begin_draft(desk, incident, _TEMPLATE, Beginning("short", "x"))
    checks, bare = _checking(desk, draft)
    opened = _best(lambda: _open(desk, incident, draft))
    read = _best(lambda: (desk.drafts.state(draft), desk.incidents.run(incident)))
    return (
        Figure("all checks, 10,000 characters", checks, "look up each word", bare),
        Figure("open the editor", opened, "read draft and incident", read),
    )


def _checking(desk: Desk, draft: SubjectId) -> tuple[float, float]:
    seen = looked_at(desk, draft)
    text = (desk.drafts.state(draft).current_text + "\n") * _LENGTH
    checked = seen.checked.draft(text[:_LENGTH])
    known = british_words()

    def look_up() -> int:
        return sum(word[0].casefold() in known for word in words(checked.plain))

    return _best(lambda: find_all(checked)), _best(look_up)


def _open(desk: Desk, incident: SubjectId, draft: SubjectId) -> object:
    """Read and look through all that stands on the page before anybody types."""
    page = read_writing(desk, incident, _TEMPLATE)
    around = read_around(desk, draft)
    found = look_through(looked_at(desk, draft), page.drafts[0].text)
    return page, around, found


def _best(work: Callable[[], object]) -> float:
    """Return the shortest of several times, in milliseconds."""
    took = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return min(took) * 1000
