"""Message templates: plain text with fields to fill and parts to switch on or off.

There is no logic and no expression, and what is filled in is never read again
as a template. A template is refused as a whole, with its line, or it is inert.

    id: MT-01
    variant: short
    title: Interim notice
    audience: public
    public: yes
    alt-text: With a plain sign, say: please ignore posts from this account.
    ---
    Please ignore posts from {{ handle }}.
    {{# emergency }}
    For the emergency itself follow {{ lead_agency }}.
    {{/ emergency }}

`alt-text` is a note for whoever posts it with a picture, and `language` is en or cy.
Both may be left out, as they are in copies that were kept before there were such lines.
"""

import contextlib
import functools
import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from incidentkit.drafting.fields import FIELDS, SECTIONS
from incidentkit.errors import FileUnreadableError, TemplateRefusedError
from incidentkit.resources import resource_path

MOST_CHARACTERS = 16_384
MOST_IN_A_VALUE = 8_192
MOST_RENDERED = 65_536

ENGLISH, WELSH = "en", "cy"

_KEYS = ("id", "variant", "title", "audience", "public")
_MAY_BE_LEFT_OUT = ("interim", "language", "alt-text")
_VARIANTS = ("short", "standard", "web")
_LANGUAGES = (ENGLISH, WELSH)
_LONGEST_HEADING = {"title": 100, "alt-text": 300}
_AUDIENCES = (
    "public",
    "staff",
    "members",
    "partners",
    "person",
    "authority",
    "platform",
)
_ID = re.compile(r"[A-Z]{2}-[0-9]{2}")
_DIVIDER = "---"
# A tag of a part that has a line to itself takes the line with it.
_TAG = re.compile(
    r"^[ \t]*\{\{ *[#/][^{}\n]*\}\}[ \t]*(?:\n|\Z)|(?<!\{)\{\{[^{}\n]*\}\}(?!\})", re.M
)
_BRACES = re.compile(r"\{\{|\}\}")
_INSIDE = re.compile(r"\s*\{\{ *(?P<mark>[#/]?) *(?P<name>[a-z_]{1,40}) *\}\}\s*")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or one field, perhaps inside a part that can be switched off."""

    text: str
    field: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was read and found harmless.

    `alt_text` is a note about a picture that goes with it. `digest` names the exact
    text it was read from.
    """

    id: str
    variant: str
    title: str
    audience: str
    is_public: bool
    is_interim: bool
    pieces: tuple[Piece, ...]
    language: str = ENGLISH
    alt_text: str = ""
    digest: str = ""

    @property
    def is_welsh(self) -> bool:
        """Whether it is the Welsh text of a pair."""
        return self.language == WELSH

    @property
    def file(self) -> str:
        """The name of its file, by which it is kept, packed and approved."""
        return file_of(self.id, self.variant, self.language)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it asks for, each once, in order of appearance."""
        return tuple(dict.fromkeys(p.field for p in self.pieces if p.field))

    @property
    def sections(self) -> tuple[str, ...]:
        """The parts that can be switched on, in order of appearance."""
        return tuple(dict.fromkeys(p.section for p in self.pieces if p.section))


@dataclass(frozen=True, slots=True)
class Rendered:
    """A template filled in. `missing` fields still stand in the text as they were."""

    text: str
    missing: tuple[str, ...]


def file_of(template: str, variant: str, language: str = ENGLISH) -> str:
    """Return the name of a template's file."""
    ending = "" if language == ENGLISH else f"-{language}"
    return f"{template}-{variant}{ending}.txt".casefold()


@functools.cache
def shipped_templates(
    language: str = ENGLISH,
) -> Mapping[tuple[str, str], Template]:
    """Return the templates that travel with the program, read once.

    Raises:
        TemplateRefusedError, FileUnreadableError: One of them cannot be used.
    """
    return load_templates(resource_path("templates"), language)


def load_templates(
    source: Path, language: str = ENGLISH
) -> Mapping[tuple[str, str], Template]:
    """Read a folder's templates in a language, by id and variant.

    Raises:
        TemplateRefusedError: one is not as it must be, or two are the same.
        FileUnreadableError: one cannot be read.
    """
    templates: dict[tuple[str, str], Template] = {}
    for path in sorted(source.glob("*.txt")):
        if path.stem.endswith(f"-{WELSH}") is not (language == WELSH):
            continue
        template = parse_template(_read(path), path.name)
        key = (template.id, template.variant)
        if key in templates:
            raise TemplateRefusedError(path.name, 1, "template-twice", " ".join(key))
        templates[key] = template
    return MappingProxyType(templates)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadableError(str(path)) from error


def with_own(
    shipped: Mapping[tuple[str, str], Template],
    own: Mapping[str, str],
    language: str = ENGLISH,
) -> Mapping[tuple[str, str], Template]:
    """Return a language's templates, in which a council's own stand for those shipped.

    One that cannot be read is passed over: it stands in nobody's way.
    """
    found = dict(shipped)
    for file, source in own.items():
        with contextlib.suppress(TemplateRefusedError):
            template = parse_template(source, file)
            if template.language == language:
                found[template.id, template.variant] = template
    return MappingProxyType(found) if own else shipped


def parse_template(source: str, file: str) -> Template:
    """Read a template.

    Raises:
        TemplateRefusedError: with the file, the line and the rule it breaks.
    """
    if len(source) > MOST_CHARACTERS:
        raise TemplateRefusedError(file, 0, "template-too-long")
    _refuse_hidden(source, file)
    lines = source.split("\n")
    if _DIVIDER not in lines:
        raise TemplateRefusedError(file, 0, "no-divider")
    divider = lines.index(_DIVIDER)
    header = _header(lines[:divider], file)
    body = "\n".join(lines[divider + 1 :])
    pieces = tuple(_pieces(body, file, divider + 2))
    if not any(piece.text.strip() or piece.field for piece in pieces):
        raise TemplateRefusedError(file, divider + 2, "no-words")
    return Template(
        id=header["id"],
        variant=header["variant"],
        title=header["title"],
        audience=header["audience"],
        is_public=header["public"] == "yes",
        is_interim=header.get("interim") == "yes",
        pieces=pieces,
        language=header.get("language", ENGLISH),
        alt_text=header.get("alt-text", ""),
        digest=hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def render(
    template: Template, values: Mapping[str, str], sections: Collection[str] = ()
) -> Rendered:
    """Fill a template in. Values are put in as they are and never looked into.

    Raises:
        TemplateRefusedError: a value, or the whole, would be too long.
    """
    parts: list[str] = []
    missing: list[str] = []
    room = MOST_RENDERED
    for piece in template.pieces:
        if piece.section and piece.section not in sections:
            continue
        part = piece.text if not piece.field else values.get(piece.field, "")
        if len(part) > MOST_IN_A_VALUE and piece.field:
            raise TemplateRefusedError(template.id, 0, "value-too-long", piece.field)
        if not part.strip() and piece.field:
            missing.append(piece.field)
            part = piece.text
        room -= len(part)
        if room < 0:
            raise TemplateRefusedError(template.id, 0, "result-too-long")
        parts.append(part)
    return Rendered("".join(parts).strip(), tuple(dict.fromkeys(missing)))


def _refuse_hidden(source: str, file: str) -> None:
    """What cannot be seen can disguise what a template says."""
    for number, line in enumerate(source.split("\n"), start=1):
        if line.isascii() and line.isprintable():
            continue
        for character in line:
            if unicodedata.category(character) in _HIDDEN:
                detail = f"U+{ord(character):04X}"
                raise TemplateRefusedError(file, number, "hidden-character", detail)


def _header(lines: list[str], file: str) -> dict[str, str]:
    header: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        key, colon, value = line.partition(":")
        if not colon or key not in (*_KEYS, *_MAY_BE_LEFT_OUT):
            raise TemplateRefusedError(file, number, "unknown-heading", key[:40])
        if key in header:
            raise TemplateRefusedError(file, number, "heading-twice", key)
        header[key] = value.strip()
        if not _is_acceptable(key, header[key]):
            raise TemplateRefusedError(file, number, "bad-heading", key)
    for key in _KEYS:
        if key not in header:
            raise TemplateRefusedError(file, 0, "heading-missing", key)
    return header


def _is_acceptable(key: str, value: str) -> bool:
    if key == "id":
        return _ID.fullmatch(value) is not None
    if key in _LONGEST_HEADING:
        return 0 < len(value) <= _LONGEST_HEADING[key]
    choices = {
        "variant": _VARIANTS,
        "audience": _AUDIENCES,
        "language": _LANGUAGES,
    }
    return value in choices.get(key, ("yes", "no"))


def _pieces(body: str, file: str, first_line: int) -> Iterator[Piece]:
    section, at = "", 0
    for tag in _TAG.finditer(body):
        line = first_line + body.count("\n", 0, tag.start())
        _refuse_braces(body, (at, tag.start()), file, first_line)
        yield from _words(body[at : tag.start()], section)
        at = tag.end()
        mark, name = _inside(tag.group(), file, line)
        if mark:
            section = _switch(section, mark, name, file, line)
        else:
            yield Piece(f"{{{{ {name} }}}}", name, section)
    _refuse_braces(body, (at, len(body)), file, first_line)
    yield from _words(body[at:], section)
    if section:
        line = first_line + body.count("\n")
        raise TemplateRefusedError(file, line, "part-not-closed", section)


def _words(text: str, section: str) -> Iterator[Piece]:
    if text:
        yield Piece(text, section=section)


def _refuse_braces(
    body: str, span: tuple[int, int], file: str, first_line: int
) -> None:
    """Two braces that make no tag are a mistake, or try to look like one."""
    stray = _BRACES.search(body, *span)
    if stray:
        line = first_line + body.count("\n", 0, stray.start())
        raise TemplateRefusedError(file, line, "stray-braces")


def _inside(tag: str, file: str, line: int) -> tuple[str, str]:
    found = _INSIDE.fullmatch(tag)
    if not found:
        raise TemplateRefusedError(file, line, "not-a-field", tag.strip()[:60])
    mark, name = found.group("mark"), found.group("name")
    if mark and name not in SECTIONS:
        raise TemplateRefusedError(file, line, "unknown-part", name)
    if not mark and name not in FIELDS:
        raise TemplateRefusedError(file, line, "unknown-field", name)
    return mark, name


def _switch(section: str, mark: str, name: str, file: str, line: int) -> str:
    """Return the part that is open after a tag; parts do not stand in parts."""
    if mark == "#" and not section:
        return name
    if mark == "/" and section == name:
        return ""
    raise TemplateRefusedError(file, line, "parts-crossed", name)
