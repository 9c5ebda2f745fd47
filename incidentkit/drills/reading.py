"""From the text of a drill to a scenario. The layout is that of playbooks."""

import re
from typing import Final

from incidentkit.drills.scenario import (
    Inject,
    InjectKind,
    MadeUpAccount,
    Scenario,
    Target,
)
from incidentkit.playbooks.fields import (
    Row,
    lines_of,
    names_in,
    steps_of,
    table_of,
    text_of,
    title_of,
    version_in,
    yes_of,
)
from incidentkit.playbooks.model import Verb, slug_of
from incidentkit.playbooks.source import (
    Node,
    closest,
    read_nodes,
    refused,
)

MOST_INJECTS: Final = 60
LONGEST_MINUTES: Final = 600
_WITHIN: Final = 10
_MINUTES: Final = re.compile(r"([0-9]{1,3}) minutes?")
_HEAD: Final = (
    "exercise",
    "version",
    "about",
    "begins with",
    "playbooks",
    "length",
    "needs",
    "alone",
    "accounts",
    "start",
    "injects",
    "targets",
    "debrief",
)
_INJECT: Final = ("at", "title", "kind", "from", "text", "good", "within", "together")
_TARGET: Final = ("what", "within", "step", "verb", "stops harm")
_ACCOUNT: Final = ("platform", "handle", "purpose")


def read_scenario(text: str, file: str) -> Scenario:
    """Return the drill that a file describes.

    Raises:
        PlaybookRefusedError: It cannot be used; says the line and what was meant.
    """
    row = Row(read_nodes(text, file), _HEAD)
    name = title_of(row.need("exercise"), "exercise")
    injects = steps_of(row.need("injects"), "injects")
    if len(injects) > MOST_INJECTS:
        raise refused(injects[MOST_INJECTS], "too-many-steps", str(MOST_INJECTS))
    return Scenario(
        name=name,
        slug=slug_of(name),
        version=version_in(row.need("version")),
        about=row.need_text("about"),
        begins_with=row.need_text("begins with"),
        playbooks=lines_of(row.need("playbooks"), "playbooks"),
        minutes=_minutes(row.need("length"), "length"),
        needs=names_in(row.need("needs"), "needs"),
        alone=lines_of(row.need("alone"), "alone"),
        accounts=_accounts(row.need("accounts")),
        start=row.need_text("start"),
        injects=_injects(injects),
        targets=tuple(
            _target(node) for node in steps_of(row.need("targets"), "targets")
        ),
        debrief=lines_of(row.need("debrief"), "debrief"),
        file=file,
        text=text,
    )


def _minutes(node: Node, key: str) -> int:
    said = text_of(node, key)
    found = _MINUTES.fullmatch(said)
    if not found or int(found[1]) > LONGEST_MINUTES:
        raise refused(node, "bad-due", said)
    return int(found[1])


def _accounts(node: Node) -> tuple[MadeUpAccount, ...]:
    rows = (Row(table_of(n, "accounts"), _ACCOUNT) for n in steps_of(node, "accounts"))
    return tuple(
        MadeUpAccount(r.need_text("platform"), r.need_text("handle"), r.text("purpose"))
        for r in rows
    )


def _injects(nodes: tuple[Node, ...]) -> tuple[Inject, ...]:
    found: dict[str, Inject] = {}
    for node in nodes:
        inject = _inject(node)
        first = found.setdefault(inject.title.casefold(), inject)
        if first is not inject:
            raise refused(node, "duplicate-key", inject.title, str(first.line))
    return tuple(sorted(found.values(), key=lambda inject: inject.minute))


def _inject(node: Node) -> Inject:
    row = Row(table_of(node, "injects"), _INJECT)
    within = row.get("within")
    return Inject(
        minute=_minutes(row.need("at"), "at"),
        title=title_of(row.need("title"), "title"),
        kind=_kind(row.need("kind")),
        sender=row.need_text("from"),
        text=row.need_text("text"),
        good=row.need_text("good"),
        within=_WITHIN if within is None else _minutes(within, "within"),
        in_company=yes_of(row.get("together"), "together", default=False),
        line=node.line,
    )


def _kind(node: Node) -> InjectKind:
    said = text_of(node, "kind")
    if said not in set(InjectKind):
        raise refused(node, "unknown-key", said, closest(said, InjectKind))
    return InjectKind(said)


def _target(node: Node) -> Target:
    row = Row(table_of(node, "targets"), _TARGET)
    ways = [key for key in _TARGET[2:] if row.get(key) is not None]
    if not ways:
        raise refused(node, "missing-key", "step")
    if len(ways) > 1:
        raise refused(row.need(ways[1]), "unknown-key", ways[1])
    return Target(
        what=title_of(row.need("what"), "what"),
        within=_minutes(row.need("within"), "within"),
        steps=lines_of(row.get("step"), "step"),
        verb=_verb(row.get("verb")),
        stops_harm=yes_of(row.get("stops harm"), "stops harm", default=False),
        line=node.line,
    )


def _verb(node: Node | None) -> Verb | None:
    if node is None:
        return None
    said = text_of(node, "verb")
    if said not in set(Verb):
        raise refused(node, "unknown-key", said, closest(said, Verb))
    return Verb(said)
