"""From the text of a playbook to a Playbook, or an error with the line at fault."""

import hashlib
from typing import Final

from incidentkit.playbooks.conditions import read_condition
from incidentkit.playbooks.fields import (
    Row,
    date_in,
    months_in,
    names_in,
    steps_of,
    table_of,
    title_of,
    version_in,
)
from incidentkit.playbooks.model import Named, Phase, Playbook, slug_of
from incidentkit.playbooks.source import Node, Table, read_nodes, refused
from incidentkit.playbooks.steps import StepReader

_HEADER: Final = (
    "playbook",
    "version",
    "owner",
    "reviewed",
    "review every",
    "handling",
    "goal",
    "roles",
    "contacts",
    "facts",
    "moments",
    "phases",
)


def read_playbook(text: str, file: str) -> Playbook:
    """Return the playbook that a text holds.

    The same text always gives the same playbook, so an incident that keeps the
    text keeps the version it was started with.

    Args:
        text: The whole file.
        file: What to call it in a message; nothing is opened.

    Raises:
        PlaybookRefusedError: It is not a playbook. It says where and why.
    """
    row = Row(read_nodes(text, file), _HEADER)
    name = title_of(row.need("playbook"), "playbook")
    roles, contacts, facts, moments = _names(row)
    reader = StepReader(
        facts=[f.name for f in facts], moments=[m.name for m in moments]
    )
    return Playbook(
        name=name,
        slug=_playbook_slug(row.need("playbook"), name),
        version=version_in(row.need("version")),
        owner=row.need_text("owner"),
        reviewed=date_in(row.need("reviewed")),
        review_every_months=months_in(row.need("review every")),
        handling=row.need_text("handling"),
        goal=row.need_text("goal"),
        roles=roles,
        contacts=contacts,
        facts=facts,
        moments=moments,
        phases=_phases(row.need("phases"), reader),
        file=file,
        text=text,
        digest=digest_of(text),
    )


def digest_of(text: str) -> str:
    """Return the SHA-256 of a playbook's text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _playbook_slug(node: Node, name: str) -> str:
    slug = slug_of(name)
    if not slug:
        raise refused(node, "no-slug", name)
    return slug


def _names(row: Row) -> tuple[tuple[Named, ...], ...]:
    return (
        names_in(row.need("roles"), "roles"),
        names_in(row.get("contacts"), "contacts"),
        names_in(row.get("facts"), "facts", lower=True),
        names_in(row.get("moments"), "moments", lower=True),
    )


def _phases(node: Node, reader: StepReader) -> tuple[Phase, ...]:
    items = steps_of(node, "phases")
    seen: dict[str, int] = {}
    phases = []
    for item in items:
        phase = _phase(table_of(item, "phase"), reader)
        if phase.title in seen:
            first = str(seen[phase.title])
            raise refused(item, "duplicate-phase", phase.title, first)
        seen[phase.title] = item.line
        phases.append(phase)
    return tuple(phases)


def _phase(table: Table, reader: StepReader) -> Phase:
    row = Row(table, ("phase", "when", "steps"))
    when = row.get("when")
    return Phase(
        title=title_of(row.need("phase"), "phase"),
        line=table.line,
        when=None if when is None else read_condition(when, reader.labels),
        steps=reader.steps(row.need("steps"), "steps"),
    )
