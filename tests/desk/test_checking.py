"""Checking the whole kit: one progress over everything, and an end at any step."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.checking import check_kit
from incidentkit.desk.founding import found_kit
from incidentkit.desk.services import Desk, open_desk
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.library import find_playbook, shipped_playbooks
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from incidentkit.vault.watching import unwatched
from tests.vault.stopping import StopError, Watching
from tests.vault.world import PASSPHRASE, POLICY, TickingClock

QUARTER_MIB = 1 << 18


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    where = Surrounding(under(tmp_path), TickingClock(), full_catalogue(), POLICY)
    founder = Founder(PersonId(b"a" * 16), "Asha Patel", PASSPHRASE)
    found_kit(where, founder, "Ashcombe District Council")
    kit = open_kit(where, "Asha Patel")
    desk = open_desk(kit.unlock("Asha Patel", PASSPHRASE))
    playbook = find_playbook(shipped_playbooks(), "hacked-account")
    incident = desk.incidents.start(Opening("Odd posts", playbook, b"", "Two posts"))
    for number in range(10):
        desk.incidents.note(incident, f"Rang colleague {number}")
    for size in (QUARTER_MIB, 2 * QUARTER_MIB):
        source = Source("", "A recording")
        desk.incidents.evidence.stream(
            incident, "recording", io.BytesIO(bytes(size)), source
        )
    yield desk
    kit.close()


def test_a_check_is_one_progress_over_the_log_and_the_evidence(desk):
    watch = Watching()
    assert check_kit(desk, watch).is_well
    steps = [done for done, _ in watch.seen]
    (of,) = {of for _, of in watch.seen}
    assert steps == sorted(steps)
    assert steps[0] == 0
    assert steps[-1] == of
    evidence = 3 * 256
    assert any(0 < done < of - evidence for done in steps), "the log is a part of it"
    assert any(of - evidence < done < of for done in steps), "and the evidence another"


def test_a_check_can_be_ended_at_every_step_and_leaves_the_kit_as_it_was(desk):
    watch = Watching()
    whole = check_kit(desk, watch)
    before = desk.session.ledger.cache.digest()
    for last in range(1, len(watch.seen) + 1):
        with pytest.raises(StopError):
            check_kit(desk, Watching(last))
        assert desk.session.ledger.cache.digest() == before
    assert check_kit(desk, unwatched) == whole
