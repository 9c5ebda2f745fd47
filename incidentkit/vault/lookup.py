"""Finding what was written: all about one subject, or one entry by its digest."""

from incidentkit.errors import (
    DisposedError,
    NotAHolderError,
    NotYetOpenedError,
    TamperedError,
    UnknownNameError,
)
from incidentkit.vault.authority import Verdict
from incidentkit.vault.granting import SCOPE_FOLD
from incidentkit.vault.judging import deed_of
from incidentkit.vault.kinds import Fact, Role, ScopeId
from incidentkit.vault.ledger import Ledger
from incidentkit.vault.store import Store


def facts_about(ledger: Ledger, subject: bytes) -> tuple[Fact, ...]:
    """Return every effective entry about a subject that this reader can open.

    Raises:
        TamperedError: There were more when the states were made.
    """
    # What was said about a scope is kept under its id, and counted there.
    cells = [c for c in ledger.cache.about(subject) if c.fold != SCOPE_FOLD]
    found = ledger.facts(subject, sorted({cell.scope for cell in cells}))
    if len(found) != sum(cell.count for cell in cells):
        raise TamperedError("entry index")
    return found


def find_fact(ledger: Ledger, store: Store, digest: bytes) -> Fact:
    """Open one entry.

    Raises:
        NotAHolderError: It is sealed to others.
        NotYetOpenedError: Its payload has not arrived.
        DisposedError: Its payload was disposed of.
        UnknownNameError: There is no such entry.
    """
    entry = store.entry(digest)
    if entry is None:
        raise UnknownNameError("entry", digest.hex())
    opened = ledger.opened(entry)
    if opened is not None:
        return opened.fact
    if store.is_disposed(entry.core.payload):
        raise DisposedError
    if ledger.keyring.key(ScopeId(entry.core.scope), entry.core.epoch) is None:
        raise NotAHolderError
    raise NotYetOpenedError


def had_role(ledger: Ledger, store: Store, digest: bytes, least: Role) -> bool:
    """Whether whoever signed an entry had at least this role when they signed it."""
    entry = store.entry(digest)
    if entry is None:
        return False
    return ledger.roster.judge(deed_of(entry), least) is Verdict.EFFECTIVE
