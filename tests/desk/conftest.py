"""Gives tests of a room what they share."""

from tests.read_once import no_waiting_for_the_disk, playbooks_read_once

__all__ = ["no_waiting_for_the_disk", "playbooks_read_once"]
