"""The self-report card: filled in for a council, and its reply read back.

A reply comes as people's mail programs leave it: quoted, wrapped, in bold, with or
without the colons. Nothing that was written is dropped, and nothing is filed by this:
somebody looks at it first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from incidentkit.desk.services import Desk
from incidentkit.errors import FileUnreadableError, InvalidValueError
from incidentkit.resources import resource_path
from incidentkit.vault.kinds import Role
from incidentkit.words import self_report as words

FORMS = ("print", "intranet", "email")
LONGEST = 20_000
_NAME = "self-report"
_DIVIDER = "\n---\n"
_PLACE = re.compile(r"\{\{ *([a-z]+) *\}\}")
_QUOTE = re.compile(r"^\s*(?:(?:>|\|)[ \t]?)+")
_LINE_TO_FILL = re.compile(r"[.\u2026_ ]*")
# What a mail program or a person puts under the answer: it belongs to no line.
_ENDS = re.compile(
    r"(?:-- ?|_{5,}|-{2,} ?original message.*|on .{5,200} wrote:|(?:from|sent|to|cc|"
    r"date|subject): .*|sent from my .*|get outlook for .*|"
    r"(?:kind |best |many |warm )?(?:regards|wishes|thanks),?)",
    re.I,
)
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_MARKS = r"[\s*_#\"'\u201c\u201d\u2018\u2019\u2022\u00b7-]*"
_BETWEEN = r"[\s*_?\"'\u201c\u201d]*[:\uff1a][\s*_\"'\u201c\u201d]*"
# What the record that every incident has calls these lines.
_RECORDED = MappingProxyType({"where": "address", "reach": "raised by"})
_DANGER = re.compile(r"\b(yes|maybe|perhaps|possibly|think so|not sure|unsure)\b", re.I)


@dataclass(frozen=True, slots=True)
class Card:
    """The card as it ships: its title, its lines by name, and its forms."""

    title: str
    labels: Mapping[str, str]
    forms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """What a reply says, line by line.

    `lines` are names, labels and answers, those with an answer only. `beyond` is
    what stood in the reply and belongs to no line.
    """

    lines: tuple[tuple[str, str, str], ...] = ()
    beyond: str = ""

    def of(self, name: str) -> str:
        """Return one answer, empty when there is none."""
        return next((text for key, _, text in self.lines if key == name), "")

    @property
    def is_empty(self) -> bool:
        """Whether no line of the card was found with an answer."""
        return not self.lines

    @property
    def danger(self) -> bool:
        """Whether somebody may be in danger, as far as words can tell."""
        return _DANGER.search(self.of("danger")) is not None

    @property
    def seen(self) -> str:
        """Return what was seen, when, and who sent it, as far as it is said."""
        more = [f"{t} {said}" for n, t, said in self.lines if n in ("when", "sender")]
        return "\n".join(filter(None, (self.of("saw"), *more)))

    @property
    def record(self) -> dict[str, str | int]:
        """Return what goes into the lines that every incident has."""
        found = {line: self.of(name) for name, line in _RECORDED.items()}
        return {line: text for line, text in found.items() if text}

    @property
    def text(self) -> str:
        """Return all of it as a note."""
        said = [f"{label} {text}" for _, label, text in self.lines]
        more = [f"{words.ALSO}: {self.beyond}"] if self.beyond else []
        return "\n".join((f"{words.REPORTED}.", *said, *more))[:LONGEST]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with the council's words in it. `missing` places stand there as they were."""

    text: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """What the card says of a council."""

    council: str = ""
    contact: str = ""
    readers: str = ""

    @property
    def named(self) -> dict[str, str]:
        """Each by the name that the card has for it."""
        return {
            "council": self.council,
            "contact": self.contact,
            "readers": self.readers,
        }


def load_card() -> Card:
    """Return the card that travels with the program.

    Raises:
        FileUnreadableError: One of its files is not there.
    """
    heading, body = _parts(_NAME)
    pairs = (line.partition(" = ") for line in body.splitlines() if " = " in line)
    return Card(
        title=heading.get("title", ""),
        labels=MappingProxyType({key: label for key, _, label in pairs}),
        forms=MappingProxyType({f: _parts(f"{_NAME}-{f}")[1].strip() for f in FORMS}),
    )


def _parts(name: str) -> tuple[dict[str, str], str]:
    path = resource_path("cards", f"{name}.txt")
    try:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadableError(str(path)) from error
    heading, _, body = text.partition(_DIVIDER)
    pairs = (line.partition(":") for line in heading.splitlines())
    return {key: value.strip() for key, _, value in pairs}, body


def filled(card: Card, form: str, places: Places) -> Filled:
    """Return a form of the card with a council's words in it.

    Raises:
        InvalidValueError: There is no such form.
    """
    if form not in card.forms:
        raise InvalidValueError("form", "not-a-choice")
    known = {name: text.strip() for name, text in places.named.items()}
    missing = dict.fromkeys(
        name for name in _PLACE.findall(card.forms[form]) if not known.get(name)
    )
    text = _PLACE.sub(
        lambda place: known.get(place[1]) or f"[{place[1]}]", card.forms[form]
    )
    return Filled(text, tuple(missing))


def places_of(desk: Desk) -> Places:
    """Return what the kit knows of the council, and who will read a reply."""
    members = {m.person: m.role for m in desk.session.members()}
    people = desk.team()
    leads = [p for p in people if members.get(p.person) is Role.LEAD and p.number]
    contact = words.contact(leads[0].name, leads[0].number) if leads else ""
    return Places(
        council=desk.council.name(),
        contact=contact or desk.council.public_contact() or "",
        readers=words.readers([p.name for p in people]),
    )


def read_reply(card: Card, text: str) -> Report:
    """Return what a pasted reply says. A line that stands there twice keeps both."""
    labels = [(key, _label(label)) for key, label in card.labels.items()]
    found: dict[str, list[str]] = {key: [] for key in card.labels}
    beyond: list[str] = []
    answer = beyond
    # The reply may stand above the card that it answers: what ends the one is not yet
    # the end of the other.
    for line, is_quoted in _lines(text[: 4 * LONGEST]):
        labelled = next(((k, m) for k, p in labels if (m := p.match(line))), None)
        if labelled is not None:
            key, match = labelled
            answer = _begun(found[key])
            line = match["said"]
        elif _ENDS.fullmatch(line.strip()):
            answer = beyond
            continue
        if answer is not beyond or not is_quoted:
            answer.append(_unmarked(line) if labelled else line.strip())
    return Report(
        tuple(
            (key, card.labels[key], said)
            for key, lines in found.items()
            if (said := _together(lines))
        ),
        _together(beyond),
    )


def _begun(lines: list[str]) -> list[str]:
    """Begin another paragraph of a line that stood there before."""
    if lines:
        lines.append("")
    return lines


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Yield lines without the marks of quoting, and whether they were quoted."""
    plain = text.translate(_UNSEEN).replace("\r\n", "\n").replace("\r", "\n")
    for line in plain.replace("\u00a0", " ").split("\n"):
        bare = _QUOTE.sub("", line)
        said = "" if _LINE_TO_FILL.fullmatch(bare) else bare
        yield "".join(c if c.isprintable() else " " for c in said), bare != line


def _label(label: str) -> re.Pattern[str]:
    """Return what recognises a line of the card at the beginning of a line.

    What stands in brackets or after a comma may be left out, and so may the colon:
    then the label is written as on the card, or stands alone.
    """
    name = label.rstrip(":").strip()
    core = re.split(r"\s*[(,]", name, maxsplit=1)[0]
    tail = name[len(core) :]
    exact = _spaced(core) + (f"(?:{_spaced(tail)})?" if tail else "")
    with_colon = f"(?i:{exact}){_BETWEEN}"
    alone = rf"(?i:{exact}){_MARKS}$"
    without = rf"{_spaced(name)}[\s*_]*(?:[?=\u2013\u2014-]\s+|\s|$)"
    return re.compile(rf"{_MARKS}(?:{with_colon}|{alone}|{without})(?P<said>.*)$")


def _spaced(text: str) -> str:
    words_of = (re.escape(word) for word in text.split())
    return (r"\s*" if text[:1].isspace() else "") + r"\s+".join(words_of)


def _unmarked(text: str) -> str:
    """Take away the signs of bold letters that enclose an answer."""
    said = text.strip()
    for mark in ("**", "__", "*"):
        if said.startswith(mark) and said.endswith(mark) and len(said) > 2 * len(mark):
            return said[len(mark) : -len(mark)].strip()
    return said


def _together(lines: Iterable[str]) -> str:
    """Join what was wrapped; an empty line stays a break. What is said twice stands once."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    joined = (" ".join(part) for part in paragraphs if part)
    return "\n".join(dict.fromkeys(joined))[:LONGEST]
