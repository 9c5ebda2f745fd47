"""Somebody came in with the recovery sheet: everybody is told, and what it opened changes.

The vault knows of it from the roster. Here it becomes an emergency of each account that
they could open, in one change, written by their own app or, where that did not come to
it, by the next comms lead's.
"""

from collections.abc import Iterator

from incidentkit.accounts.entries import EmergencyOpened
from incidentkit.accounts.kinds import EMERGENCY
from incidentkit.accounts.leaving import About, Cause, in_force_since
from incidentkit.accounts.model import Item, Reason
from incidentkit.desk.exposing import held_by, owed_for
from incidentkit.desk.services import Desk
from incidentkit.vault.acts import EntryClass, Recover
from incidentkit.vault.change import Write, write
from incidentkit.vault.entry import Entry
from incidentkit.vault.kinds import PersonId, Role, SubjectId
from incidentkit.vault.past import Past
from incidentkit.words.exposure import SHEET_USED

# What came to light later than this is no longer a matter of the same day.
_LATEST_MS = 30 * 24 * 60 * 60 * 1000


def tell_of_sheets(desk: Desk) -> tuple[SubjectId, ...]:
    """Write down what nobody has yet about sheets that were used; returns the accounts.

    Only a comms lead writes it: whoever came in is one.
    """
    uses = tuple(_uses(desk))
    if not uses or desk.session.roster.role_of(desk.session.seat.id) is not Role.LEAD:
        return ()
    return tuple(
        account
        for entry, act in uses
        for account in _tell(desk, entry, PersonId(act.person))
    )


def _uses(desk: Desk) -> Iterator[tuple[Entry, Recover]]:
    """Yield each effective use of a sheet that was not long ago."""
    effective, now = desk.session.roster.effective, desk.session.clock.now_ms()
    for entry in desk.session.kit.store.entries_of_class(EntryClass.ROSTER):
        if not isinstance(entry.act, Recover) or entry.digest not in effective:
            continue
        if now - entry.core.wall < _LATEST_MS:
            yield entry, entry.act


def _tell(desk: Desk, entry: Entry, person: PersonId) -> tuple[SubjectId, ...]:
    told = _told(desk, entry, person)
    opened = _opened(desk, person, entry.core.wall)
    abouts = tuple(one for one in opened if one.subject not in told)
    if told:  # what they were let in to later was not opened by the sheet
        abouts = tuple(one for one in abouts if _was_for_leads(desk, one, entry))
    body = EmergencyOpened(person, SHEET_USED, sheet=entry.digest)
    said = write(*(Write(one.subject, EMERGENCY, body) for one in abouts))
    owed = owed_for(desk, abouts, Reason.BREAK_GLASS, SHEET_USED, person)
    if abouts:
        desk.session.commit(said + owed)
    return tuple(one.subject for one in abouts)


def _told(desk: Desk, entry: Entry, person: PersonId) -> frozenset[SubjectId]:
    """Return of which accounts it was told: each by a lead, and of who came in."""
    return frozenset(
        subject
        for subject, state in desk.accounts.states().items()
        for one in state.emergencies
        if (one.sheet, one.person) == (entry.digest, person)
        and desk.session.had_role(one.digest, Role.LEAD)
    )


def _was_for_leads(desk: Desk, one: About, entry: Entry) -> bool:
    scope = desk.accounts.known(one.subject).account.secrets_scope
    return Past(desk.session).readers_on(scope, entry.core.wall).leads


def _opened(desk: Desk, person: PersonId, wall: int) -> Iterator[About]:
    """Yield what the sheet could open that has not changed since."""
    now = desk.session.clock.now_ms()
    for held in held_by(desk, person):
        since = {i: in_force_since(held.state, i, now) or 0 for i in held.could}
        items = {item for item, time in since.items() if time <= wall}
        if Item.SECRET in items:
            items = {Item.SECRET}
        if items and held.state.status.is_open:
            yield About(
                held.subject, held.state.label, Cause.COULD, tuple(sorted(items))
            )
