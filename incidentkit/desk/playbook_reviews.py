"""Which of the playbooks in use should have been read again by now.

Only the heads of their texts are looked at: home does not wait until all are read.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from incidentkit.council.calendar import LONDON
from incidentkit.desk.services import Desk
from incidentkit.desk.upkeep import is_overdue
from incidentkit.playbooks.copies import shipped_texts
from incidentkit.playbooks.model import slug_of

_HEAD = re.compile(r"^(playbook|reviewed|review every): *(.+?) *$", re.M)
_MONTHS = re.compile(r"(\d+) months?")


def past_review(desk: Desk) -> tuple[str, ...]:
    """Return the names of the playbooks whose review date has gone by."""
    calendar = desk.council.calendar()
    now_ms = desk.session.clock.now_ms()
    return tuple(
        head["playbook"]
        for head in _heads(desk)
        if (last_ms := _reviewed_ms(head)) is not None
        and is_overdue(last_ms, _months(head), calendar, now_ms)
    )


def _heads(desk: Desk) -> Iterator[dict[str, str]]:
    """Yield each head as it is in use: the council's own in place of the shipped."""
    shipped = (_head(part.text) for part in shipped_texts())
    found = {slug_of(head["playbook"]): head for head in shipped}
    for slug in desk.playbooks.states():
        current = desk.playbooks.current(slug)
        if current is not None:
            found[slug] = _head(desk.playbooks.text(current.digest))
    return (head for head in found.values() if "playbook" in head)


def _head(text: str) -> dict[str, str]:
    found = _HEAD.findall(text.partition("\nphases:")[0])
    return dict(reversed(found))


def _months(head: dict[str, str]) -> int:
    found = _MONTHS.fullmatch(head.get("review every", ""))
    return int(found[1]) if found else 0


def _reviewed_ms(head: dict[str, str]) -> int | None:
    try:
        day = date.fromisoformat(head.get("reviewed", ""))
    except ValueError:
        return None
    return int(datetime.combine(day, time(), LONDON).timestamp() * 1000)
