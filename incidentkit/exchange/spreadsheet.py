"""Cells that a spreadsheet shows as they stand."""

# A spreadsheet takes a cell that begins like this for something to work out.
# The wide forms do so where people write in wide letters.
_RUNS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet works out."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell
