"""When anybody in the council first knew: said at the start, and put right since."""

from collections.abc import Mapping

from incidentkit.vault.register import Register

# The moment that every incident has, whatever its playbooks ask for.
FIRST_KNOWN = "first known"


def first_known_ms(moments: Mapping[str, Register[int]], said_ms: int) -> int:
    """Return the moment as it was put right, or else as it was said before.

    While people differ the earliest counts: no clock may start too late.
    """
    register = moments.get(FIRST_KNOWN, Register[int]())
    return min((v.value for v in register.versions), default=said_ms)
