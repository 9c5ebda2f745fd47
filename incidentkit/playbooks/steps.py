"""Reading steps, in the order written: a step may only point back."""

from typing import Final

import msgspec

from incidentkit.playbooks.conditions import read_condition
from incidentkit.playbooks.fields import (
    Row,
    form_in,
    lines_of,
    people_of,
    slug_in,
    steps_of,
    table_of,
    text_of,
    title_of,
    yes_of,
)
from incidentkit.playbooks.model import (
    ASKING,
    SEVERITIES,
    Condition,
    Due,
    DueKind,
    Step,
    Strand,
    Verb,
    slug_of,
)
from incidentkit.playbooks.questions import branch_rows, labels_in, question
from incidentkit.playbooks.reading import MOST_STEPS, Memory, Scope, names_of
from incidentkit.playbooks.source import Listing, Node, Table, Text, closest, refused
from incidentkit.playbooks.times import Written, dues_in, kind_in, repeat_in, strictest

HEAD: Final = (
    "playbook",
    "kind",
    "version",
    "owner",
    "reviewed",
    "review every",
    "handling",
    "goal",
    "begins with",
    "roles",
    "contacts",
    "facts",
    "moments",
    "deadlines",
    "if anything goes wrong",
    "phases",
)
_ASK: Final = frozenset({"fact", "answers", "if unknown", "follows", "reason"})
_BRACKET: Final = frozenset({"id", "when", "why", "strands"})
_PART: Final = frozenset({"use", "when", "why"})
_ONCE: Final = frozenset(
    {"id", "who", "due", "kind", "why", "basis", "law", "how", "when", "after", "alone"}
    | {"tick", "stops harm", "form", "form if known", "proof", "second person"}
    | {"cannot be undone", "if it cannot be done"}
)
_AGAIN: Final = frozenset({"repeat", "until"})
_MORE: Final = {
    Verb.DO: _AGAIN | {"needs"},
    Verb.CAPTURE: _AGAIN,
    Verb.ROTATE: _AGAIN,
    Verb.ASK: _ASK,
    Verb.DECIDE: _ASK,
    Verb.WRITE: _AGAIN | {"template"},
    Verb.APPROVE: _AGAIN | {"template", "sign off"},
    Verb.NOTIFY: _AGAIN | {"template", "whom"},
    Verb.WAIT: _AGAIN,
}


def _keys(verb: Verb) -> frozenset[str]:
    common = _BRACKET if verb is Verb.TOGETHER else _ONCE
    return common | _MORE.get(verb, frozenset()) | {verb.value}


class StepReader:
    """Reads the steps of one file, and of the parts it uses where they stand."""

    def __init__(self, memory: Memory, scope: Scope) -> None:
        self._memory = memory
        self._scope = scope

    def steps(
        self, node: Node, key: str, *, may_be_empty: bool = False
    ) -> tuple[Step, ...]:
        """Return the steps of a list."""
        items = steps_of(node, key, may_be_empty=may_be_empty)
        return tuple(self._step(table_of(item, "step")) for item in items)

    def when(self, row: Row) -> Condition | None:
        """Return what a step or a phase is wanted for."""
        node = row.get("when")
        if node is None:
            return None
        return read_condition(node, self._scope.asked(self._memory.labels))

    def _step(self, table: Table) -> Step:
        verb, title_node = _verb(table)
        title = title_of(title_node, verb)
        if verb is Verb.USE:
            return self._use(table, title_node, title)
        row = Row(table, _keys(verb))
        slug = self._slug(row, title_node, title)
        if verb is Verb.TOGETHER:
            return self._together(row, slug, title)
        return self._whole(row, verb, slug, title)

    def _whole(self, row: Row, verb: Verb, slug: str, title: str) -> Step:
        step = self._timed(row, self._plain(row, verb, slug, title))
        self._scope.titles[slug] = title
        if verb is Verb.CAPTURE:
            self._memory.captures.append(slug)
        if verb in ASKING:
            step = self._asking(row, step)
        node = row.get("if it cannot be done")
        fails = () if node is None else self.steps(node, "if it cannot be done")
        return msgspec.structs.replace(step, fails=fails)

    def _slug(self, row: Row, title_node: Node, title: str) -> str:
        given = row.get("id")
        own = slug_of(title) if given is None else slug_in(given)
        if not own:
            raise refused(title_node, "no-slug", title)
        slug = self._scope.prefix + own
        lines = self._memory.lines
        if slug in lines:
            first = str(lines[slug])
            raise refused(given or title_node, "duplicate-step", title, first)
        lines[slug] = title_node.line
        if len(lines) > MOST_STEPS:
            raise refused(title_node, "too-many-steps", str(MOST_STEPS))
        return slug

    def _line(self, row: Row) -> int:
        return self._scope.line or row.table.line

    def _plain(self, row: Row, verb: Verb, slug: str, title: str) -> Step:
        return Step(
            slug=slug,
            verb=verb,
            title=title,
            line=self._line(row),
            who=people_of(row.need("who"), "who"),
            whom=people_of(row.get("whom"), "whom"),
            why=row.need_text("why"),
            basis=row.text("basis"),
            law=row.text("law"),
            how=lines_of(row.get("how"), "how"),
            alone=row.text("alone"),
            template=row.text("template"),
            when=self.when(row),
            after=self._after(row),
            needs=self._needs(row),
            stops_harm=yes_of(row.get("stops harm"), "stops harm", default=False),
            tickable=yes_of(row.get("tick"), "tick", default=verb not in ASKING),
            form=form_in(row),
            proof=title_of(proof, "proof") if (proof := row.get("proof")) else "",
            second_person=yes_of(
                row.get("second person"), "second person", default=False
            ),
            final=yes_of(
                row.get("cannot be undone"), "cannot be undone", default=False
            ),
            sign_off=_sign_off(row.get("sign off")),
        )

    def _timed(self, row: Row, step: Step) -> Step:
        step = self._repeating(row, step)
        kind_node, node = row.get("kind"), row.get("due")
        kind = kind_in(kind_node)
        if node is None:
            if kind_node is not None:
                raise refused(kind_node, "kind-without-due")
            return step
        if kind is DueKind.LAW and not (step.law or step.basis):
            raise refused(row.table, "law-without-basis")
        written = dues_in(node, kind, self._scope.names.origins)
        dues = tuple((severity, self._placed(node, due)) for severity, due in written)
        return msgspec.structs.replace(
            step,
            due=strictest(tuple(due for _, due in dues)),
            due_by=dues if dues[0][0] else (),
        )

    def _placed(self, node: Node, written: Written) -> Due:
        if not written.step:
            return written.due
        of = self._scope.back(node, written.step)
        return msgspec.structs.replace(written.due, of=of)

    def _repeating(self, row: Row, step: Step) -> Step:
        again, until = row.get("repeat"), row.get("until")
        if again is None or until is None:
            if node := again or until:
                raise refused(node, "repeat-and-until")
            return step
        self._memory.untils[step.slug] = (until, self._scope)
        minutes, setting = repeat_in(again)
        return msgspec.structs.replace(
            step, repeat_minutes=minutes, repeat_setting=setting
        )

    def _after(self, row: Row) -> tuple[str, ...]:
        node = row.get("after")
        said = lines_of(node, "after")
        return tuple(self._scope.back(node, one) for one in said) if node else ()

    def _needs(self, row: Row) -> tuple[str, ...]:
        node, captures = row.get("needs"), self._memory.captures
        if node is None:
            return ()
        said = lines_of(node, "needs")
        if said == ("capture",) and self._scope.is_part and not self._scope.line:
            return tuple(captures)  # the captures of whoever uses it are added then
        if not captures:
            raise refused(node, "capture-missing")
        if said == ("capture",):
            return tuple(captures)
        slugs = tuple(self._scope.back(node, title) for title in said)
        for slug, title in zip(slugs, said, strict=True):
            if slug not in captures:
                raise refused(node, "not-a-capture", title)
        return slugs

    # Questions

    def _asking(self, row: Row, step: Step) -> Step:
        labels = labels_in(row)
        step = question(row, step, labels, self._fact(row, labels))
        return msgspec.structs.replace(
            step,
            answers=tuple(
                msgspec.structs.replace(
                    answer, steps=self.steps(node, answer.label, may_be_empty=True)
                )
                for answer, node in branch_rows(row, labels, step.follows)
            ),
        )

    def _fact(self, row: Row, labels: dict[str, str]) -> str:
        node = row.get("fact")
        if node is None:
            return ""
        fact, declared = row.text("fact"), [f.name for f in self._scope.names.facts]
        if fact not in declared:
            raise refused(node, "fact-unknown", fact, closest(fact, declared))
        known = self._memory.labels.get(fact, {})
        self._memory.labels[fact] = {**labels, **known}
        return fact

    # Brackets

    def _together(self, row: Row, slug: str, title: str) -> Step:
        when, node = self.when(row), row.need("strands")
        rows = table_of(node, "strands").rows
        if len(rows) < 2:
            raise refused(node, "two-strands")
        return Step(
            slug=slug,
            verb=Verb.TOGETHER,
            title=title,
            line=self._line(row),
            why=row.text("why"),
            when=when,
            tickable=False,
            strands=tuple(
                Strand(name.value, self.steps(steps, name.value))
                for name, steps in rows
            ),
        )

    def _use(self, table: Table, title_node: Node, title: str) -> Step:
        if any(key.value == "who" for key, _ in table.rows):
            return self._begin(table, title_node, title)
        found = self._memory.shelf.find(title)
        if found is None:
            hint = closest(title, self._memory.shelf.names())
            raise refused(title_node, "part-unknown", title, hint)
        row, (text, nodes) = Row(table, _PART), found
        part = slug_of(title)
        if part in self._scope.within:
            raise refused(title_node, "part-circle", title)
        if part in self._memory.used:
            raise refused(title_node, "part-twice", title)
        when = self.when(row)
        self._memory.used[part] = text
        head = Row(nodes, HEAD)
        names = names_of(head)
        self._memory.names = self._memory.names.with_more(names, text.file)
        line, within = self._line(row), (*self._scope.within, part)
        inside = Scope(names, f"{part}/", line, is_part=True, within=within)
        strands = StepReader(self._memory, inside).strands(head.need("phases"))
        self._scope.titles.update(inside.titles)
        return Step(
            slug=part,
            verb=Verb.USE,
            title=title,
            line=line,
            why=row.text("why"),
            when=when,
            tickable=False,
            strands=strands,
        )

    def strands(self, node: Node) -> tuple[Strand, ...]:
        """Return the phases of a part as they stand inside another playbook."""
        found = []
        for item in steps_of(node, "phases"):
            row = Row(table_of(item, "phase"), ("phase", "when", "steps"))
            title, when = title_of(row.need("phase"), "phase"), self.when(row)
            found.append(Strand(title, self.steps(row.need("steps"), "steps"), when))
        return tuple(found)

    def _begin(self, table: Table, title_node: Node, title: str) -> Step:
        others = self._memory.others
        if others and title not in others:
            raise refused(
                title_node, "playbook-not-there", title, closest(title, others)
            )
        row = Row(table, _keys(Verb.USE))
        step = self._whole(row, Verb.USE, self._slug(row, title_node, title), title)
        return msgspec.structs.replace(step, begins=slug_of(title))


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


def _sign_off(node: Node | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return who signs off by severity; nothing for the council's own matrix."""
    if node is None or (isinstance(node, Text) and node.value == "matrix"):
        return ()
    if isinstance(node, Text | Listing):
        raise refused(node, "bad-sign-off", text_of(node, "sign off"))
    row = Row(node, SEVERITIES)
    rows = ((severity, row.get(severity)) for severity in SEVERITIES)
    return tuple((s, people_of(at, s)) for s, at in rows if at is not None)
