"""Every kind of entry that this version of the app understands."""

from incidentkit.accounts.kinds import KINDS as ACCOUNT_KINDS
from incidentkit.accounts.reuse import KINDS as BATCH_KINDS
from incidentkit.accounts.taken_out import KINDS as TAKEN_OUT_KINDS
from incidentkit.accounts.views import KINDS as VIEW_KINDS
from incidentkit.council.entries import KINDS as COUNCIL_KINDS
from incidentkit.drafting.drafts import KINDS as DRAFT_KINDS
from incidentkit.drafting.translation_entries import KINDS as TRANSLATION_KINDS
from incidentkit.incidents.kinds import KINDS as INCIDENT_KINDS
from incidentkit.officers.contacts import CONTACT_KINDS
from incidentkit.officers.entries import KINDS as OFFICER_KINDS
from incidentkit.platforms.own import KINDS as PLATFORM_KINDS
from incidentkit.playbooks.entries import KINDS as PLAYBOOK_KINDS
from incidentkit.rounds.round import KINDS as ROUND_KINDS
from incidentkit.vault.kinds import Catalogue


def full_catalogue() -> Catalogue:
    """Return the kinds of all rooms."""
    rooms = (
        COUNCIL_KINDS,
        OFFICER_KINDS,
        CONTACT_KINDS,
        ACCOUNT_KINDS,
        VIEW_KINDS,
        TAKEN_OUT_KINDS,
        BATCH_KINDS,
        DRAFT_KINDS,
        TRANSLATION_KINDS,
        INCIDENT_KINDS,
        PLATFORM_KINDS,
        PLAYBOOK_KINDS,
        ROUND_KINDS,
    )
    return Catalogue(kind for kinds in rooms for kind in kinds)
