"""Reading steps, in the order written: a step may only point back."""

from collections.abc import Iterable
from typing import Final

import msgspec

from incidentkit.playbooks.conditions import read_condition
from incidentkit.playbooks.fields import (
    Row,
    due_in,
    kind_in,
    lines_of,
    people_of,
    slug_in,
    steps_of,
    table_of,
    title_of,
    yes_of,
)
from incidentkit.playbooks.model import (
    ASKING,
    DONT_KNOW,
    Answer,
    Condition,
    Due,
    DueKind,
    Origin,
    Step,
    Strand,
    Verb,
    plain,
    slug_of,
)
from incidentkit.playbooks.source import Node, Table, Text, closest, refused

MOST_STEPS: Final = 400

_ASK: Final = frozenset({"fact", "answers", "if unknown"})
_BRACKET: Final = frozenset({"id", "when", "why", "strands"})
_COMMON: Final = frozenset(
    {"id", "who", "due", "kind", "why", "basis", "how", "when", "after", "alone"}
    | {"tick", "stops harm"}
)
_MORE: Final = {
    Verb.DO: frozenset({"needs"}),
    Verb.ASK: _ASK,
    Verb.DECIDE: _ASK,
    Verb.WRITE: frozenset({"template"}),
    Verb.APPROVE: frozenset({"template"}),
    Verb.NOTIFY: frozenset({"template", "whom"}),
}


def _keys(verb: Verb) -> frozenset[str]:
    common = _BRACKET if verb is Verb.TOGETHER else _COMMON
    return common | _MORE.get(verb, frozenset()) | {verb.value}


class StepReader:
    """Remembers what was read so far, so that a step can point back to it."""

    def __init__(self, facts: Iterable[str], moments: Iterable[str]) -> None:
        self.labels: dict[str, dict[str, str]] = {fact: {} for fact in facts}
        self._moments = tuple(moments)
        self._lines: dict[str, int] = {}
        self._titles: dict[str, str] = {}
        self._captures: list[str] = []

    def steps(self, node: Node, key: str) -> tuple[Step, ...]:
        """Return the steps of a list that has at least one."""
        items = steps_of(node, key)
        return tuple(self._step(table_of(item, "step")) for item in items)

    def _step(self, table: Table) -> Step:
        verb, title_node = _verb(table)
        row = Row(table, _keys(verb))
        title = title_of(title_node, verb)
        slug = self._slug(row, title_node, title)
        if verb is Verb.TOGETHER:
            return self._together(row, slug, title)
        step = self._plain(row, verb, slug, title)
        self._remember(step)
        return self._asking(row, step) if verb in ASKING else step

    def _slug(self, row: Row, title_node: Node, title: str) -> str:
        given = row.get("id")
        slug = slug_of(title) if given is None else slug_in(given)
        if not slug:
            raise refused(title_node, "no-slug", title)
        if slug in self._lines:
            first = str(self._lines[slug])
            raise refused(given or title_node, "duplicate-step", title, first)
        self._lines[slug] = title_node.line
        if len(self._lines) > MOST_STEPS:
            raise refused(title_node, "too-many-steps", str(MOST_STEPS))
        return slug

    def _plain(self, row: Row, verb: Verb, slug: str, title: str) -> Step:
        return Step(
            slug=slug,
            verb=verb,
            title=title,
            line=row.table.line,
            who=people_of(row.need("who"), "who"),
            whom=people_of(row.get("whom"), "whom"),
            why=row.need_text("why"),
            basis=row.text("basis"),
            how=lines_of(row.get("how"), "how"),
            alone=row.text("alone"),
            template=row.text("template"),
            due=self._due(row),
            when=self._when(row),
            after=self._after(row),
            needs=self._needs(row),
            stops_harm=yes_of(row.get("stops harm"), "stops harm", default=False),
            tickable=yes_of(row.get("tick"), "tick", default=verb not in ASKING),
        )

    def _remember(self, step: Step) -> None:
        self._titles[step.slug] = step.title
        if step.verb is Verb.CAPTURE:
            self._captures.append(step.slug)

    def _together(self, row: Row, slug: str, title: str) -> Step:
        when = self._when(row)
        node = row.need("strands")
        rows = table_of(node, "strands").rows
        if len(rows) < 2:
            raise refused(node, "two-strands")
        return Step(
            slug=slug,
            verb=Verb.TOGETHER,
            title=title,
            line=row.table.line,
            why=row.text("why"),
            when=when,
            tickable=False,
            strands=tuple(
                Strand(name.value, self.steps(steps, name.value))
                for name, steps in rows
            ),
        )

    def _when(self, row: Row) -> Condition | None:
        node = row.get("when")
        return None if node is None else read_condition(node, self.labels)

    def _due(self, row: Row) -> Due | None:
        kind_node, node = row.get("kind"), row.get("due")
        kind = kind_in(kind_node)
        if node is None:
            if kind_node is not None:
                raise refused(kind_node, "kind-without-due")
            return None
        if kind is DueKind.LAW and row.get("basis") is None:
            raise refused(row.table, "law-without-basis")
        due, from_step = due_in(node, kind, self._moments)
        if due.origin is not Origin.STEP:
            return due
        return Due(due.minutes, due.kind, due.origin, self._back(node, from_step))

    def _after(self, row: Row) -> tuple[str, ...]:
        node = row.get("after")
        if node is None:
            return ()
        return tuple(self._back(node, said) for said in lines_of(node, "after"))

    def _back(self, node: Node, said: str) -> str:
        """Return the slug of an earlier step, named by its title or its slug."""
        by_title = {plain(title): slug for slug, title in self._titles.items()}
        if said in self._titles:
            return said
        if plain(said) in by_title:
            return by_title[plain(said)]
        raise refused(node, "step-unknown", said, closest(said, self._titles.values()))

    def _needs(self, row: Row) -> tuple[str, ...]:
        node = row.get("needs")
        if node is None:
            return ()
        said = lines_of(node, "needs")
        if not self._captures:
            raise refused(node, "capture-missing")
        if said == ("capture",):
            return tuple(self._captures)
        slugs = tuple(self._back(node, title) for title in said)
        for slug, title in zip(slugs, said, strict=True):
            if slug not in self._captures:
                raise refused(node, "not-a-capture", title)
        return slugs

    def _asking(self, row: Row, step: Step) -> Step:
        rows = table_of(row.need("answers"), "answers").rows
        labels = _labels(row, rows)
        if_unknown = _if_unknown(row, labels)
        fact = self._fact(row, labels, if_unknown)
        return msgspec.structs.replace(
            step,
            fact=fact,
            if_unknown=if_unknown,
            answers=tuple(
                Answer(labels[plain(label.value)], self._branch(node, label.value))
                for label, node in rows
            ),
        )

    def _branch(self, node: Node, label: str) -> tuple[Step, ...]:
        items = steps_of(node, label, may_be_empty=True)
        return tuple(self._step(table_of(item, "step")) for item in items)

    def _fact(self, row: Row, labels: dict[str, str], if_unknown: str) -> str:
        node = row.get("fact")
        if node is None:
            return ""
        fact = row.text("fact")
        if fact not in self.labels:
            raise refused(node, "fact-unknown", fact, closest(fact, self.labels))
        offered = labels if if_unknown else {**labels, plain(DONT_KNOW): DONT_KNOW}
        self.labels[fact] = {**offered, **self.labels[fact]}
        return fact


def _verb(table: Table) -> tuple[Verb, Node]:
    found = [(key, node) for key, node in table.rows if key.value in set(Verb)]
    if len(found) > 1:
        verbs = " and ".join(key.value for key, _ in found)
        raise refused(found[1][0], "two-verbs", verbs)
    if not found:
        first = table.rows[0][0] if table.rows else table
        said = first.value if isinstance(first, Text) else ""
        raise refused(first, "no-verb", said, closest(said, Verb))
    return Verb(found[0][0].value), found[0][1]


def _labels(row: Row, rows: tuple[tuple[Text, Node], ...]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for label, _ in rows:
        name = DONT_KNOW if plain(label.value) == plain(DONT_KNOW) else label.value
        if plain(name) in labels:
            raise refused(label, "duplicate-key", label.value, str(row.table.line))
        labels[plain(name)] = name
    if len(labels) - (plain(DONT_KNOW) in labels) < 2:
        raise refused(row.need("answers"), "two-answers")
    return labels


def _if_unknown(row: Row, labels: dict[str, str]) -> str:
    node = row.get("if unknown")
    if node is None:
        return ""
    if plain(DONT_KNOW) in labels:
        raise refused(node, "unknown-twice")
    said = row.text("if unknown")
    if plain(said) not in labels:
        raise refused(node, "answer-unknown", said, closest(said, labels.values()))
    return labels[plain(said)]
