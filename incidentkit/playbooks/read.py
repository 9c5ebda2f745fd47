"""From the text of a playbook to a Playbook, or an error with the line at fault."""

import hashlib
from collections.abc import Collection, Iterable

import msgspec

from incidentkit.playbooks.conditions import read_condition
from incidentkit.playbooks.fields import (
    Row,
    date_in,
    months_in,
    steps_of,
    table_of,
    text_of,
    title_of,
    version_in,
)
from incidentkit.playbooks.model import (
    Kind,
    PartText,
    Phase,
    Playbook,
    Step,
    changed,
    slug_of,
)
from incidentkit.playbooks.parts import Shelf
from incidentkit.playbooks.reading import Memory, Scope, names_of
from incidentkit.playbooks.source import Node, Table, closest, read_nodes, refused
from incidentkit.playbooks.steps import HEAD, StepReader
from incidentkit.words.alphabets import mixed_word


def read_playbook(
    text: str,
    file: str,
    parts: Iterable[PartText] = (),
    others: Collection[str] = (),
) -> Playbook:
    """Return the playbook that a text holds.

    The same texts always give the same playbook, so an incident that keeps the
    text, and those of `Playbook.parts`, keeps the version it was started with.

    Args:
        text: The whole file.
        file: What to call it in a message; nothing is opened.
        parts: The parts that it may use, by their names; more may be given.
        others: The names of the incident playbooks it may begin; none given, any.

    Raises:
        PlaybookRefusedError: It, or a part it uses, cannot be used. It says where
            and why.
    """
    return read_from(read_nodes(text, file), PartText(file, text), Shelf(parts), others)


def read_from(
    nodes: Table, source: PartText, shelf: Shelf, others: Collection[str] = ()
) -> Playbook:
    """Return the playbook in a text that was already taken apart.

    Raises:
        PlaybookRefusedError: It cannot be used.
    """
    row = Row(nodes, HEAD)
    name = title_of(row.need("playbook"), "playbook")
    slug = _playbook_slug(row.need("playbook"), name)
    kind = _kind(row.get("kind"))
    names = names_of(row)
    memory = Memory(shelf, others, names)
    scope = Scope(names, is_part=kind is Kind.PART, within=(slug,))
    reader = StepReader(memory, scope)
    phases = _phases(row.need("phases"), reader, slug)
    exceptions = _exceptions(row, kind, reader)
    untils = _Untils(memory)
    replace = msgspec.structs.replace
    return replace(
        _head(row, source, memory),
        name=name,
        slug=slug,
        kind=kind,
        begins_with=_begins_with(row, kind),
        phases=tuple(replace(p, steps=changed(p.steps, untils)) for p in phases),
        exceptions=changed(exceptions, untils),
    )


def _head(row: Row, source: PartText, memory: Memory) -> Playbook:
    """Return a playbook without its name and its steps."""
    names = memory.names
    return Playbook(
        name="",
        slug="",
        version=version_in(row.need("version")),
        owner=row.need_text("owner"),
        reviewed=date_in(row.need("reviewed")),
        review_every_months=months_in(row.need("review every")),
        handling=row.need_text("handling"),
        goal=row.need_text("goal"),
        roles=names.roles,
        contacts=names.contacts,
        facts=names.facts,
        moments=names.moments,
        deadlines=names.deadlines,
        phases=(),
        parts=tuple(memory.used.values()),
        file=source.file,
        text=source.text,
        digest=digest_of(source.text),
    )


def digest_of(text: str) -> str:
    """Return the SHA-256 of a playbook's text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _playbook_slug(node: Node, name: str) -> str:
    word = mixed_word(name)
    if word:
        raise refused(node, "mixed-letters", word)
    slug = slug_of(name)
    if not slug:
        raise refused(node, "no-slug", name)
    return slug


def _kind(node: Node | None) -> Kind:
    if node is None:
        return Kind.INCIDENT
    said = text_of(node, "kind")
    if said not in set(Kind):
        raise refused(node, "bad-playbook-kind", said, closest(said, Kind))
    return Kind(said)


def _begins_with(row: Row, kind: Kind) -> str:
    node = row.get("begins with")
    if node is None:
        return ""
    if kind is Kind.PART:
        raise refused(node, "not-in-a-part", "begins with")
    return title_of(node, "begins with")


def _exceptions(row: Row, kind: Kind, reader: StepReader) -> tuple[Step, ...]:
    node = row.get("if anything goes wrong")
    if node is None:
        return ()
    if kind is Kind.PART:
        raise refused(node, "not-in-a-part", "if anything goes wrong")
    return reader.steps(node, "if anything goes wrong")


class _Untils:
    """Puts the conditions that end repeating steps where they belong.

    They are read last, because they may ask about facts asked for further down.
    """

    def __init__(self, memory: Memory) -> None:
        self._conditions = {
            slug: read_condition(node, scope.asked(memory.labels))
            for slug, (node, scope) in memory.untils.items()
        }

    def __call__(self, step: Step) -> Step:
        if step.slug not in self._conditions:
            return step
        return msgspec.structs.replace(step, until=self._conditions[step.slug])


def _phases(node: Node, reader: StepReader, playbook: str) -> tuple[Phase, ...]:
    seen: dict[str, int] = {}
    phases = []
    for item in steps_of(node, "phases"):
        phase = _phase(table_of(item, "phase"), reader, playbook)
        if phase.title in seen:
            first = str(seen[phase.title])
            raise refused(item, "duplicate-phase", phase.title, first)
        seen[phase.title] = item.line
        phases.append(phase)
    return tuple(phases)


def _phase(table: Table, reader: StepReader, playbook: str) -> Phase:
    row = Row(table, ("phase", "when", "steps"))
    return Phase(
        title=title_of(row.need("phase"), "phase"),
        line=table.line,
        when=reader.when(row),
        steps=reader.steps(row.need("steps"), "steps"),
        playbook=playbook,
    )
