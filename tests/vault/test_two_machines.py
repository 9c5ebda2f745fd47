"""Two machines that exchange through a folder."""

from pathlib import Path

from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.kinds import Role
from incidentkit.vault.verify import verify_journal
from tests.vault.world import (
    NOTED,
    THING,
    Machine,
    Noted,
    Thing,
    join,
    new_subject,
    noted,
    settle_all,
)


def test_what_one_machine_writes_the_other_reads(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    one, two = Machine(tmp_path / "one", "Asha"), Machine(tmp_path / "two", "Ben")
    one.found()
    subject = new_subject()
    one.here.commit(noted(subject, "before"))
    join(two, one, folder)

    assert two.here.me.role is Role.OFFICER
    assert two.here.state(THING, subject) == Thing(("before",))
    two.here.commit(noted(subject, "after"))
    scope = two.here.new_scope()
    two.here.commit(
        write(
            OpenScope(scope, leads=True), Write(subject, NOTED, Noted("hidden"), scope)
        )
    )
    settle_all([one, two], folder)

    assert one.here.state(THING, subject) == Thing(("before", "after"))
    assert one.here.state(THING, subject, scope) == Thing(("hidden",))
    assert one.here.ledger.cache.digest() == two.here.ledger.cache.digest()
    for machine in (one, two):
        before = machine.here.ledger.cache.digest()
        machine.here.rebuild()
        assert machine.here.ledger.cache.digest() == before
        report = verify_journal(machine.here.kit.store)
        assert report.intact, report.found
        machine.reopen()
        assert machine.here.ledger.cache.digest() == before
        machine.close()
