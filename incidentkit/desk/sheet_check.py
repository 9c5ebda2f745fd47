"""Having a part of a recovery sheet typed back, so that an unread print is noticed."""

import secrets

from incidentkit.vault.recovery import GROUPS, RecoverySheet, typed_parts


def groups_to_ask() -> tuple[int, int]:
    """Return the numbers, from 1, of two groups to ask for."""
    first, second = sorted(secrets.SystemRandom().sample(range(1, GROUPS + 1), 2))
    return first, second


def is_typed_back(sheet: RecoverySheet, asked: tuple[int, ...], typed: str) -> bool:
    """Whether what was typed are these groups of the sheet, one after the other."""
    wanted = "".join(sheet.groups[number - 1] for number in asked)
    return "".join(typed_parts(typed)) == wanted
