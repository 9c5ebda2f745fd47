"""Words too long for a line, such as addresses and file names: given places to break."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from incidentkit.ui.widgets.text import harmless, label

_LONGEST = 16
_BREAK = "\u200b"  # seen by nobody; a line may end there
_RUN = re.compile(rf"\S{{{_LONGEST}}}(?=\S)")


def one_line(text: str) -> str:
    """Return a name that others chose, with a mark for all that cannot be seen.

    A file's name may hold line ends and signs that turn the text round, which would
    let it look like another name, or like something the program says.
    """
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def breaking_label(text: str = "", part: str = "") -> QLabel:
    """Return words that wrap even where there is no space.

    They cannot be selected: what would be copied is not quite what is shown.
    """
    made = label(breakable(text), part)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    made.setAccessibleName(harmless(text))
    return made


def breakable(text: str) -> str:
    """Return a text with places to break in every long word."""
    return _RUN.sub(lambda found: found.group() + _BREAK, text)
