"""A text as a plain file: UTF-8, with the line ends of the system it is for."""

import os
from typing import Final

LINE_END: Final = os.linesep


def text_file(text: str, line_end: str = LINE_END) -> bytes:
    """Return the bytes of a text's file. It ends with a line end, as files do."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    return f"{lines}\n".replace("\n", line_end).encode("utf-8", "replace")
