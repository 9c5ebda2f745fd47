"""The recovery sheet as it is printed, and what is said around it."""

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

To use it:  choose "I have the recovery sheet" where the kit asks for a passphrase
or type:    incidentkit vault recover --name "Your name"
It works once. You are given a new sheet, and this one stops working.
"""

PRINT_IT = "Write it down or print it now. It is not shown again."
RIGHT = "That is right. Keep the sheet where only the right people find it."
LOOK_AGAIN = "That is not what the sheet says. Please look once more."
CHECK_LATER = "Check the sheet later with: incidentkit vault check-sheet"
VOID = "The sheet that was shown opens nothing, because the work was not finished."


def sheet_text(council: str, groups: Sequence[str]) -> str:
    """Return the sheet for a council and its code in groups."""
    half = len(groups) // 2
    return _LINES.format(
        council=council, first="  ".join(groups[:half]), second="  ".join(groups[half:])
    )


def in_file(path: str) -> str:
    """Say where a sheet was written."""
    return f"The recovery sheet is in {path}. Print it, then delete the file."


def asked_groups(first: int, second: int) -> str:
    """Ask for two groups of a sheet."""
    return f"From the sheet, type groups {first} and {second}:"
