"""Whose word counts about something sealed: that of somebody who could read it then.

Some kinds tell everybody what was done where few can read, that a secret was changed.
Such an entry stands in its change right after the one that did it; what lies there only
readers can see, but who was a reader when, everybody can.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from incidentkit.vault.cache import StateCache
from incidentkit.vault.entry import Entry
from incidentkit.vault.judging import deed_of
from incidentkit.vault.kinds import Role, ScopeId, SeatId
from incidentkit.vault.roster import Roster, Verdict
from incidentkit.vault.scopes import ScopeView
from incidentkit.vault.store import Store


@dataclass(frozen=True, slots=True)
class Vouching:
    """Says who vouches for what, and keeps an index of the answers.

    Grants arrive in any order. The index finds what another answer is due for.
    """

    store: Store
    seat: SeatId
    cache: StateCache
    roster: Callable[[], Roster]
    view: Callable[[ScopeId], ScopeView]

    def vouched_in(self, entry: Entry) -> bytes:
        """Return the scope that an entry tells of, if its writer could read it then."""
        scope = self._told_of(entry)
        return scope if scope and self._is_vouched(entry, scope) else b""

    def note(self, entry: Entry) -> None:
        """Keep the answer about an entry that was folded."""
        scope = self._told_of(entry)
        if scope:
            answer = self._is_vouched(entry, scope)
            self.store.drop_touch(
                self.seat, self._tag(scope, is_vouched=not answer), entry.digest
            )
            self.store.put_touch(
                self.seat, self._tag(scope, is_vouched=answer), entry.digest
            )

    def forget(self, entry: Entry) -> None:
        """Keep no answer about an entry that counts no longer."""
        for answer in (True, False):
            tag = self._tag(self._told_of(entry), is_vouched=answer)
            self.store.drop_touch(self.seat, tag, entry.digest)

    def turned(self, scope: ScopeId) -> Iterator[Entry]:
        """Yield the entries about which what is known of a scope now says otherwise.

        Only withdrawals take anything away, so without one few are looked at.
        """
        answers = (False, True) if self.view(scope).has_withdrawals else (False,)
        for answer in answers:
            for entry in self.store.touching(
                self.seat, self._tag(scope, is_vouched=answer)
            ):
                if self._is_vouched(entry, scope) is not answer:
                    yield entry

    def _told_of(self, entry: Entry) -> bytes:
        """Return the scope of the entry right before it in its change, if another."""
        before = self.store.entry(entry.core.previous) if entry.core.part > 1 else None
        is_other = before is not None and before.core.scope != entry.core.scope
        return before.core.scope if before and before.is_ordinary and is_other else b""

    def _is_vouched(self, entry: Entry, scope: bytes) -> bool:
        deed, view = deed_of(entry), self.view(ScopeId(scope))
        as_lead = self.roster().judge(deed, Role.LEAD) is Verdict.EFFECTIVE
        return view.could_read(deed, entry.order, as_lead=as_lead)

    def _tag(self, scope: bytes, *, is_vouched: bool) -> bytes:
        return self.cache.vouching_tag(scope, is_vouched=is_vouched)
