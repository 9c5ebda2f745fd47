"""Reading what a question offers: its answers, and what not knowing is taken as."""

from collections.abc import Iterator
from typing import Final

import msgspec

from incidentkit.playbooks.fields import Row, name_of, table_of
from incidentkit.playbooks.model import DONT_KNOW, Answer, Step, plain
from incidentkit.playbooks.source import Node, Table, Text, closest, refused

_ANSWER: Final = ("means", "basis", "setting", "steps")


def labels_in(row: Row) -> dict[str, str]:
    """Return every answer that a condition may test, under its plain form."""
    labels = _written(row)
    if row.get("if unknown") is None:
        labels.setdefault(plain(DONT_KNOW), DONT_KNOW)
    return labels


def _written(row: Row) -> dict[str, str]:
    labels: dict[str, str] = {}
    for label, _ in table_of(row.need("answers"), "answers").rows:
        name = DONT_KNOW if plain(label.value) == plain(DONT_KNOW) else label.value
        if plain(name) in labels:
            raise refused(label, "duplicate-key", label.value, str(row.table.line))
        labels[plain(name)] = name
    if len(labels) - (plain(DONT_KNOW) in labels) < 2:
        raise refused(row.need("answers"), "two-answers")
    return labels


def question(row: Row, step: Step, labels: dict[str, str], fact: str) -> Step:
    """Return an asking step with everything but its answers."""
    return msgspec.structs.replace(
        step,
        fact=fact,
        if_unknown=_if_unknown(row, labels),
        follows=_follows(row),
        reason_required=_reason(row),
    )


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


def _follows(row: Row) -> str:
    node = row.get("follows")
    said = row.text("follows")
    return name_of(node) if isinstance(node, Text) and said else ""


def _reason(row: Row) -> bool:
    node, said = row.get("reason"), row.text("reason")
    if node is not None and said != "required":
        raise refused(node, "bad-reason", said)
    return node is not None


def branch_rows(
    row: Row, labels: dict[str, str], follows: str
) -> Iterator[tuple[Answer, Node]]:
    """Yield every answer without its steps, and the node with the steps."""
    for label, node in table_of(row.need("answers"), "answers").rows:
        name = labels[plain(label.value)]
        if isinstance(node, Table):
            yield _detailed(name, node, follows)
        else:
            yield Answer(name), node


def _detailed(name: str, table: Table, follows: str) -> tuple[Answer, Node]:
    row = Row(table, _ANSWER)
    setting, node = row.text("setting"), row.get("setting")
    if node is not None and not follows:
        raise refused(node, "setting-without-follows", setting)
    answer = Answer(
        name, means=row.text("means"), basis=row.text("basis"), setting=setting
    )
    return answer, row.get("steps") or Text(table.file, table.line, "")
