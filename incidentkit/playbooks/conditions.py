"""When a step is wanted: `control is No`, joined by all of and any of, no more.

A condition is answered with yes, no, or "not yet": then it names the questions
that it waits for.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from incidentkit.playbooks.model import SETTING, AllOf, AnyOf, Condition, Is, plain
from incidentkit.playbooks.source import Listing, Node, Text, closest, refused

_JOINTS: Final = ("all of", "any of")


class Truth(msgspec.Struct, frozen=True):
    """Whether something holds; when nobody can say yet, the questions to ask first."""

    holds: bool | None
    waits_for: tuple[str, ...] = ()

    def both(self, other: "Truth") -> "Truth":
        """Return whether this and the other hold."""
        if self.holds is False or other.holds is False:
            return NO
        if self.holds and other.holds:
            return self
        return every((self, other))


YES: Final = Truth(holds=True)
NO: Final = Truth(holds=False)


class Value(msgspec.Struct, frozen=True):
    """What a fact is known to be, or the step that will ask for it."""

    answer: str = ""
    asked_by: str = ""


def every(parts: Iterable[Truth]) -> Truth:
    """Return whether all hold: one no is enough for a no."""
    parts = tuple(parts)
    if any(part.holds is False for part in parts):
        return NO
    return _open(parts) or YES


def some(parts: Iterable[Truth]) -> Truth:
    """Return whether one holds: one yes is enough for a yes."""
    parts = tuple(parts)
    if any(part.holds for part in parts):
        return YES
    return _open(parts) or NO


def _open(parts: tuple[Truth, ...]) -> Truth | None:
    waits = dict.fromkeys(slug for part in parts for slug in part.waits_for)
    unsure = any(part.holds is None for part in parts)
    return Truth(holds=None, waits_for=tuple(waits)) if unsure else None


def holds(condition: Condition | None, value: Callable[[str], Value]) -> Truth:
    """Return whether a condition holds, given what is known of each fact."""
    if condition is None:
        return YES
    if isinstance(condition, Is):
        return _is(condition, value(condition.fact))
    parts = tuple(holds(part, value) for part in condition.parts)
    return every(parts) if isinstance(condition, AllOf) else some(parts)


def _is(test: Is, value: Value) -> Truth:
    if value.asked_by:
        return Truth(holds=None, waits_for=(value.asked_by,))
    said, wanted = value.answer, test.answer
    same = said == wanted or plain(said) == plain(wanted)
    return YES if same is not test.negated else NO


def facts_in(condition: Condition | None) -> frozenset[str]:
    """Return the facts that a condition asks about."""
    if condition is None:
        return frozenset()
    if isinstance(condition, Is):
        return frozenset({condition.fact})
    return frozenset().union(*(facts_in(part) for part in condition.parts))


class Asked(msgspec.Struct, frozen=True):
    """What a condition may ask about.

    `labels` is every fact declared, with the answers that are offered for it,
    each under its plain form. `from_others`: it is in a part, where a fact that
    nobody has asked for here may have been asked for by whoever uses it.
    """

    labels: Mapping[str, Mapping[str, str]]
    from_others: bool = False


def read_condition(node: Node, asked: Asked) -> Condition:
    """Return the condition written under `when` or `until`, or one part of it."""
    if isinstance(node, Text):
        return _read_test(node, asked)
    if isinstance(node, Listing) or len(node.rows) != 1:
        raise refused(node, "bad-condition")
    ((joint, parts),) = node.rows
    if joint.value not in _JOINTS:
        hint = closest(joint.value, _JOINTS)
        raise refused(joint, "unknown-key", joint.value, hint)
    if not isinstance(parts, Listing) or len(parts.items) < 2:
        raise refused(joint, "two-parts", joint.value)
    read = tuple(read_condition(part, asked) for part in parts.items)
    return AllOf(read) if joint.value == "all of" else AnyOf(read)


def _read_test(node: Text, asked: Asked) -> Condition:
    fact, found, answer = (part.strip() for part in node.value.partition(" is "))
    if not found or not answer:
        raise refused(node, "bad-condition", node.value)
    bare = answer[4:].strip() if answer.lower().startswith("not ") else answer
    negated = bare != answer
    if fact.startswith(SETTING):
        return Is(fact, bare, negated=negated)
    if fact not in asked.labels:
        raise refused(node, "fact-unknown", fact, closest(fact, asked.labels))
    offered = asked.labels[fact]
    if not offered and asked.from_others:
        return Is(fact, bare, negated=negated)
    if not offered:
        raise refused(node, "fact-not-asked-yet", fact)
    if plain(answer) in offered:
        return Is(fact, offered[plain(answer)])
    if plain(bare) not in offered:
        hint = closest(bare, offered.values())
        raise refused(node, "answer-unknown", bare, hint)
    return Is(fact, offered[plain(bare)], negated=negated)
