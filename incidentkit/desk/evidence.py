"""Whether every piece of evidence is here, and still as it was handed in."""

import os
from dataclasses import dataclass
from pathlib import Path

from incidentkit.desk.services import Desk
from incidentkit.errors import FileUnreadableError, RefusedError
from incidentkit.incidents.state import EvidenceItem


@dataclass(frozen=True, slots=True)
class EvidenceCheck:
    """How the evidence of a kit stands. What is missing or changed is named by entry."""

    whole: int = 0
    missing: tuple[bytes, ...] = ()
    changed: tuple[bytes, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything is here and as it was."""
        return not self.missing and not self.changed


def check_evidence(desk: Desk) -> EvidenceCheck:
    """Read every filed item and compare it with what was handed in."""
    found: dict[str, list[bytes]] = {"whole": [], "missing": [], "changed": []}
    for row in desk.incidents.rows():
        for item in row.state.evidence:
            if not item.holder:
                found[_how(desk, item)].append(item.digest)
    return EvidenceCheck(
        len(found["whole"]), tuple(found["missing"]), tuple(found["changed"])
    )


def _how(desk: Desk, item: EvidenceItem) -> str:
    try:
        with Path(os.devnull).open("wb") as nowhere:
            desk.incidents.evidence.read(item, nowhere)
    except FileUnreadableError:
        return "missing"
    except RefusedError:
        return "changed"
    return "whole"
