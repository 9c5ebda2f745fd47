"""Failures where people meet them: the locked screen's, and one for every other page.

How each failure there is comes about, and its words, is in `tests/ui/test_failures.py`.
"""

from tests.ui import causes
from tests.ui import causes_outside as outside

PICTURES = {
    "damaged": outside.damaged,
    "older": outside.older,
    "newer": outside.newer,
    "in-use": outside.in_use,
    "kit-gone": outside.kit_is_gone,
    "not-private": outside.folder_is_open_to_others,
    "unsafe-work": outside.kdf_is_unsafe,
    "nothing-remembered": outside.nothing_remembered,
    "tampered": outside.cache_was_changed,
    "not-let-in-yet": outside.not_let_in_yet,
    "note-not-left": causes.notes_are_many,
    "another-kits-sheet": outside.another_kits_sheet,
    "first-minutes": outside.kit_is_there,
    "disk-full": outside.disk_full,
    "read-only": outside.read_only,
    "disk-fault": outside.disk_had_a_fault,
    "incident-closed": causes.incident_is_closed,
    "still-open": causes.things_are_open,
    "incident-list": causes.start_has_not_come,
    "rotation": causes.nothing_waits,
    "account": causes.versions_differ,
    "adding": causes.personal_password,
    "evidence": causes.evidence_was_changed,
    "draft": causes.cause_is_claimed,
    "people": causes.founder_stays,
    "council": causes.lead_is_needed,
    "machine": outside.backup_is_not_whole,
    "report": outside.no_typesetter,
}
