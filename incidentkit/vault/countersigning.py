"""Who else stands by an act: countersignatures that count, by person."""

from incidentkit.vault.acts import Countersigned, EntryClass
from incidentkit.vault.judging import deed_of, verdicts_on
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.roster import Roster
from incidentkit.vault.store import Store


def countersigners(store: Store, roster: Roster, act: bytes) -> frozenset[PersonId]:
    """Return the people, other than whoever did it, who countersigned an act.

    Nobody, while the act is not here or has no effect. It is people who count,
    whichever of their machines they used. Somebody let in by the act's own
    signer counts too; whoever asks for two people weighs that.
    """
    entry = store.entry(act)
    if entry is None or verdicts_on(store, roster, entry)[entry.digest] is not None:
        return frozenset()
    own = roster.signer(deed_of(entry))
    found = {
        roster.signer(deed_of(other))
        for other in store.entries_of_class(EntryClass.COUNTERSIGN)
        if other.act == Countersigned(act)
        and verdicts_on(store, roster, other)[other.digest] is None
    }
    return frozenset(person for person in found if person is not None) - {own}
