"""The recovery sheet as it is printed."""

from collections.abc import Sequence

_LINES = """\
RECOVERY SHEET

{council}
incidentkit

This sheet opens the council's vault of corporate accounts, whoever is away.
Whoever has it has everything. Keep it on paper only, sealed, in the place the
council keeps such things. Do not photograph it or store it on a computer.

    {first}
    {second}

To use it:  incidentkit vault recover --name "Your name"
It works once. You are given a new sheet, and this one stops working.
"""


def sheet_text(council: str, groups: Sequence[str]) -> str:
    """Return the sheet for a council and its code in groups."""
    half = len(groups) // 2
    return _LINES.format(
        council=council, first="  ".join(groups[:half]), second="  ".join(groups[half:])
    )
