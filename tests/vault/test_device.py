"""Opening by this machine's keyring: a real one, and those that are no keyring."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import keyring as system
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.backends.SecretService import Keyring as SecretService
from keyring.errors import KeyringLocked

from incidentkit.errors import NoKeyringError
from incidentkit.vault.device import (
    DeviceKeyring,
    check_trusted,
    forget,
    kind_of,
    remember,
    unlock_by_keyring,
)
from incidentkit.vault.kit import open_kit
from tests.vault import secret_service
from tests.vault.world import Machine

UNLOCKED = """
printf secret-for-tests | gnome-keyring-daemon --unlock --components=secrets >/dev/null
exec "$@"
"""


def test_a_real_secret_service_keeps_the_way_in(
    tmp_path: Path, peer: Callable[[str], str]
) -> None:
    session, _ = peer("dbus-run-session"), peer("gnome-keyring-daemon")
    child = (sys.executable, "-m", secret_service.__name__, str(tmp_path))
    shown = subprocess.run(
        [session, "--", "bash", "-c", UNLOCKED, "bash", *child],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert shown.stdout.split() == [s.__name__ for s in secret_service.SHOWN], (
        shown.stderr
    )
    assert shown.returncode == 0


def test_a_keyring_that_nobody_unlocked_is_no_keyring(
    tmp_path: Path, peer: Callable[[str], str]
) -> None:
    peer("gnome-keyring-daemon")
    code = (
        "from incidentkit.vault.device import DeviceKeyring as D\n"
        "from incidentkit.errors import NoKeyringError\n"
        "try: D.of_system().probe()\n"
        "except NoKeyringError as refusal: print('refused', refusal.found)\n"
    )
    shown = subprocess.run(
        [peer("dbus-run-session"), "--", sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert shown.stdout.startswith("refused"), shown.stderr


class PlaintextKeyring(KeyringBackend):
    """Keeps secrets in the clear and says nothing about it."""

    priority = 9

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Forgetful(PlaintextKeyring):
    """Takes everything and keeps nothing, as a null store does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Locked(PlaintextKeyring):
    """Is there, but shut."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("shut")


class Disconnected(PlaintextKeyring):
    """Fails with an error of the library below it, as when the session bus has gone."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise ConnectionResetError("the bus has gone")


def chain_of(*members: object) -> object:
    chain = chainer.ChainerBackend.__new__(chainer.ChainerBackend)
    chain.__class__ = type(
        "ChainerBackend",
        (chainer.ChainerBackend,),
        {"backends": list(members), "__module__": "keyring.backends.chainer"},
    )
    return chain


@pytest.mark.parametrize(
    "backend",
    [
        null.Keyring(),
        fail.Keyring(),
        PlaintextKeyring(),
        type("EncryptedKeyring", (), {"__module__": "keyrings.alt.file"})(),
        type("PlaintextKeyring", (), {"__module__": "keyrings.alt.file"})(),
        type("Keyring", (), {"__module__": "keyring.backends.SecretServices"})(),
    ],
    ids=kind_of,
)
def test_whatever_is_not_the_systems_own_keyring_is_refused_by_name(
    backend: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "get_keyring", lambda: backend)
    with pytest.raises(NoKeyringError) as refusal:
        DeviceKeyring.of_system()
    assert refusal.value.found == kind_of(backend)


def test_a_chain_is_trusted_only_when_every_member_is() -> None:
    good = SecretService.__new__(SecretService)
    check_trusted(good)
    check_trusted(chain_of(good, good))
    with pytest.raises(NoKeyringError) as refusal:
        check_trusted(chain_of(good, PlaintextKeyring()))
    assert refusal.value.found == kind_of(PlaintextKeyring())
    with pytest.raises(NoKeyringError):
        check_trusted(chain_of())


@pytest.mark.parametrize(
    "backend", [Forgetful(), Locked(), Disconnected(), fail.Keyring()]
)
def test_a_keyring_that_does_not_keep_things_is_found_out_before_it_is_relied_on(
    backend: object, tmp_path: Path
) -> None:
    machine = Machine(tmp_path, "Asha")
    machine.found()
    slots = machine.here.kit.store.slots()
    with pytest.raises(NoKeyringError):
        remember(machine.here, DeviceKeyring(backend), "Asha", 3)
    assert machine.here.kit.store.slots() == slots
    machine.close()


def test_a_slot_that_cannot_be_stored_leaves_nothing_in_the_keyring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine, backend = Machine(tmp_path, "Asha"), PlaintextKeyring()
    machine.found()

    def full(slot: object) -> None:
        raise NoKeyringError("stands for any failure")

    monkeypatch.setattr(machine.here.kit.store, "put_slot", full)
    with pytest.raises(NoKeyringError):
        remember(machine.here, DeviceKeyring(backend), "Asha", 3)
    assert backend.kept == {}
    machine.close()


def test_what_is_kept_in_the_keyring_is_one_key_and_no_record(tmp_path: Path) -> None:
    machine, backend = Machine(tmp_path, "Asha"), PlaintextKeyring()
    machine.found()
    slot = remember(machine.here, DeviceKeyring(backend), "Asha", 3)
    assert list(backend.kept) == [("incidentkit", slot.header.slot.hex())]
    assert len(next(iter(backend.kept.values()))) == 44
    machine.close()
    kit = machine.locked = open_kit(machine.around)
    session = unlock_by_keyring(kit, DeviceKeyring(backend), None)
    forget(session, DeviceKeyring(backend))
    assert backend.kept == {}
    machine.close()
