"""Typeset documents: a template of ours, and data that can never become markup.

The template reads one JSON value. Nothing of the data is ever part of the
template's source, so what people wrote is shown and not run.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import msgspec

from incidentkit.errors import FileUnreadableError, TypesettingError
from incidentkit.paper.characters import Typefaces, printable
from incidentkit.resources import resource_path

if TYPE_CHECKING:
    import typst

# Tagged for screen readers, and kept readable for as long as records are kept.
STANDARDS: "Final[list[typst.PDFStandard]]" = ["ua-1", "a-2a"]
_LAST_SECOND: Final = 253_402_300_799  # of the year 9999: no calendar goes on


def typeset(data: Mapping[str, Any], template: str, made_ms: int) -> bytes:
    """Return data as a PDF.

    Args:
        data: What the template shows. Text in it may hold anything.
        template: The name of a file in the paper resources.
        made_ms: When the document was made; the same data and time give the
            same bytes.

    Raises:
        TypesettingError: It cannot be typeset.
        FileUnreadableError: The template, or what goes with it, is missing.
    """
    faces = Typefaces.embedded()
    shown = _printable(data, faces)
    return _compile(_source(template), msgspec.json.encode(shown).decode(), made_ms)


def _compile(source: bytes, data: str, made_ms: int) -> bytes:
    try:
        import typst
    except ImportError as cause:
        raise TypesettingError("typst") from cause
    try:
        compiler = typst.Compiler(
            source,
            root=resource_path("paper"),
            font_paths=typst.Fonts(include_system_fonts=False),
            ignore_system_fonts=True,
            sys_inputs={"data": data},
        )
        seconds = min(max(made_ms, 0) // 1000, _LAST_SECOND)
        made = compiler.compile(
            format="pdf", pdf_standards=STANDARDS, timestamp=seconds
        )
    except (typst.TypstError, ValueError, OverflowError) as cause:
        raise TypesettingError(getattr(cause, "message", str(cause))) from cause
    if not isinstance(made, bytes):
        raise TypesettingError("pdf")
    return made


def _source(template: str) -> bytes:
    path = resource_path("paper", template)
    try:
        return path.read_bytes()
    except OSError as cause:
        raise FileUnreadableError(str(path)) from cause


def _printable(value: object, faces: Typefaces) -> object:
    if isinstance(value, str):
        return printable(value, faces.can_show)
    if isinstance(value, Mapping):
        return {key: _printable(item, faces) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item, faces) for item in value]
    return value
