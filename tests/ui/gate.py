"""Slowness that a test holds: the KDF takes as long as the test wants."""

import threading
from dataclasses import replace

from incidentkit.crypto.passphrase import KdfCost, KdfLimits, stretch
from incidentkit.ui.kit_access import KitAccess
from incidentkit.vault.slots import KdfPolicy
from tests.ui.studio import Studio
from tests.vault.world import POLICY

_PATIENCE_S = 20


class Gate:
    """Counts who came, and lets them on one by one or, once it is open, all of them."""

    def __init__(self) -> None:
        self._came = threading.Semaphore(0)
        self._passes = threading.Semaphore(0)
        self._is_open = threading.Event()

    def hold(self) -> None:
        """Wait here, in a lane, until the test lets this one on."""
        self._came.release()
        if not self._is_open.is_set():
            assert self._passes.acquire(timeout=_PATIENCE_S)

    def let_one_on(self) -> None:
        """Let one on: whoever stands there, or comes next."""
        self._passes.release()

    def open(self) -> None:
        """Let everybody on from now on."""
        self._is_open.set()
        self._passes.release()

    def wait_for_one(self) -> None:
        """Wait, in the test, until somebody stands at the gate."""
        assert self._came.acquire(timeout=_PATIENCE_S)

    def came(self) -> bool:
        """Whether somebody came whom the test has not waited for."""
        return self._came.acquire(blocking=False)

    @property
    def policy(self) -> KdfPolicy:
        """The cheap KDF behind the gate: one call that nobody can interrupt."""

        def slow(
            passphrase: str, salt: bytes, cost: KdfCost, limits: KdfLimits
        ) -> bytes:
            self.hold()
            return stretch(passphrase, salt, cost, limits)

        return replace(POLICY, stretch=slow)

    def before(self, studio: Studio) -> KitAccess:
        """Give a studio a kit whose KDF runs behind the gate."""
        studio.kit = KitAccess(
            studio.jobs, lambda: replace(studio.around, policy=self.policy)
        )
        return studio.kit
