"""What `test_device` runs beside a real Secret Service: one line for each thing shown.

Run as a module, with a folder to work in, inside a session that has an
unlocked keyring.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from incidentkit.errors import (
    KeyringExpiredError,
    KeyringForbiddenError,
    SeatRemovedError,
)
from incidentkit.vault.colleagues import add_colleague
from incidentkit.vault.device import (
    LONGEST_DAYS,
    SERVICE,
    DeviceKeyring,
    forget,
    remember,
    unlock_by_keyring,
)
from incidentkit.vault.kinds import Role
from incidentkit.vault.kit import LockedKit, open_kit
from incidentkit.vault.membership import remove_person
from incidentkit.vault.passphrases import change_passphrase
from incidentkit.vault.slots import DAY_MS, KEYRING, Slot
from tests.vault.world import (
    PASSPHRASE,
    POLICY,
    THING,
    Machine,
    Thing,
    new_subject,
    noted,
)

OTHER = "another passphrase for tests"


def relock(machine: Machine) -> LockedKit:
    machine.close()
    machine.locked = open_kit(machine.around, machine.name)
    return machine.locked


def keyring_slots(kit: LockedKit) -> list[Slot]:
    return [s for s in kit.store.slots() if s.header.way == KEYRING]


def remembers_and_opens(machine: Machine, keyring: DeviceKeyring) -> None:
    subject = new_subject()
    machine.here.commit(noted(subject, "kept"))
    remember(machine.here, keyring, "Asha", LONGEST_DAYS)
    for name in ("Asha", None):
        session = unlock_by_keyring(relock(machine), keyring, name)
        assert session.state(THING, subject) == Thing(("kept",))
        assert session.me.role is Role.LEAD
    with pytest.raises(KeyringExpiredError):
        unlock_by_keyring(relock(machine), keyring, "Nobody")


def remembers_one_way_in_at_a_time(machine: Machine, keyring: DeviceKeyring) -> None:
    first = remember(machine.here, keyring, "Asha", 1)
    second = remember(machine.here, keyring, "Asha", 2)
    assert keyring.get(first.header.slot.hex()) is None
    kit = relock(machine)
    assert keyring_slots(kit) == [second]
    unlock_by_keyring(kit, keyring, "Asha")


def expires_and_is_not_fooled_by_a_clock_turned_back(
    machine: Machine, keyring: DeviceKeyring
) -> None:
    slot = remember(machine.here, keyring, "Asha", 3)
    kit = relock(machine)
    machine.clock.ms = slot.header.expires - 10
    unlock_by_keyring(kit, keyring, "Asha")
    for moment in (slot.header.expires, slot.header.made - DAY_MS):
        machine.clock.ms = moment
        with pytest.raises(KeyringExpiredError):
            unlock_by_keyring(relock(machine), keyring, "Asha")
    machine.clock.ms = slot.header.expires


def forgets(machine: Machine, keyring: DeviceKeyring) -> None:
    slot = remember(machine.here, keyring, "Asha", 3)
    forget(machine.here, keyring)
    assert keyring.get(slot.header.slot.hex()) is None
    kit = relock(machine)
    assert keyring_slots(kit) == []
    with pytest.raises(KeyringExpiredError):
        unlock_by_keyring(kit, keyring, "Asha")
    forget(kit.unlock("Asha", PASSPHRASE), keyring)


def an_item_that_is_gone_or_not_ours_does_not_open(
    machine: Machine, keyring: DeviceKeyring
) -> None:
    import keyring as system

    slot = remember(machine.here, keyring, "Asha", 3)
    name = slot.header.slot.hex()
    for text in ("not ours", "AAAA", "", "A" * 44):
        system.set_password(SERVICE, name, text)
        with pytest.raises(KeyringExpiredError):
            unlock_by_keyring(relock(machine), keyring, "Asha")
    system.delete_password(SERVICE, name)
    with pytest.raises(KeyringExpiredError):
        unlock_by_keyring(relock(machine), keyring, "Asha")
    keyring.drop(name)


def keeps_the_passphrase_and_a_change_of_it_apart(
    machine: Machine, keyring: DeviceKeyring
) -> None:
    remember(machine.here, keyring, "Asha", 3)
    change_passphrase(machine.here, "Asha", PASSPHRASE, OTHER, POLICY)
    unlock_by_keyring(relock(machine), keyring, "Asha")
    relock(machine).unlock("Asha", OTHER)


def opens_each_officers_own_seat(machine: Machine, keyring: DeviceKeyring) -> None:
    person = add_colleague(machine.here, "Ben", OTHER, Role.OFFICER, POLICY)
    remember(machine.here, keyring, "Asha", 3)
    ben = relock(machine).unlock("Ben", OTHER)
    remember(ben, keyring, "Ben", 3)
    with pytest.raises(KeyringExpiredError):
        unlock_by_keyring(relock(machine), keyring, None)
    assert unlock_by_keyring(relock(machine), keyring, "Ben").me.person == person
    lead = unlock_by_keyring(relock(machine), keyring, "Asha")
    assert lead.me.person != person
    remove_person(lead, person)
    with pytest.raises(SeatRemovedError):
        _ = unlock_by_keyring(relock(machine), keyring, "Ben").me


def refuses_too_few_and_too_many_days(machine: Machine, keyring: DeviceKeyring) -> None:
    for days in (0, -1, LONGEST_DAYS + 1):
        with pytest.raises(KeyringForbiddenError):
            remember(machine.here, keyring, "Asha", days)
    assert keyring_slots(relock(machine)) == []


SHOWN: tuple[Callable[[Machine, DeviceKeyring], None], ...] = (
    remembers_and_opens,
    remembers_one_way_in_at_a_time,
    expires_and_is_not_fooled_by_a_clock_turned_back,
    forgets,
    an_item_that_is_gone_or_not_ours_does_not_open,
    keeps_the_passphrase_and_a_change_of_it_apart,
    opens_each_officers_own_seat,
    refuses_too_few_and_too_many_days,
)


def main(folder: Path) -> None:
    """Show each thing on a kit of its own."""
    keyring = DeviceKeyring.of_system()
    keyring.probe()
    for show in SHOWN:
        machine = Machine(folder / show.__name__, "Asha")
        machine.found()
        show(machine, keyring)
        machine.close()
        print(show.__name__)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
