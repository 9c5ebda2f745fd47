"""Due times as they are written, from `10 minutes` to `25% of the way to` a deadline."""

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from incidentkit.playbooks.fields import Row, text_of
from incidentkit.playbooks.model import (
    SETTING,
    SEVERITIES,
    Due,
    DueKind,
    Origin,
    Unit,
)
from incidentkit.playbooks.source import Node, Table, closest, refused

_YEAR: Final = 366 * 24 * 60
_WEEKDAYS: Final = 261 * 24 * 60
_UNITS: Final[Mapping[str, tuple[int, Unit]]] = {
    "minute": (1, Unit.MINUTES),
    "hour": (60, Unit.MINUTES),
    "day": (24 * 60, Unit.MINUTES),
    "month": (1, Unit.MONTHS),
    "working minute": (1, Unit.WORKING_MINUTES),
    "working hour": (60, Unit.WORKING_MINUTES),
    "working day": (1, Unit.WORKING_DAYS),
    "weekday hour": (60, Unit.WEEKDAY_MINUTES),
}
_MOST: Final[Mapping[Unit, int]] = {
    Unit.MINUTES: _YEAR,
    Unit.MONTHS: 12,
    Unit.WORKING_MINUTES: _WEEKDAYS,
    Unit.WORKING_DAYS: 261,
    Unit.WEEKDAY_MINUTES: _WEEKDAYS,
    Unit.SHARE: 100,
}
# Roughly, to say which of two times is stricter before anything is counted.
_ROUGHLY: Final[Mapping[Unit, float]] = {
    Unit.MINUTES: 1,
    Unit.MONTHS: 30 * 24 * 60,
    Unit.WORKING_MINUTES: 3,
    Unit.WORKING_DAYS: 34 * 60,
    Unit.WEEKDAY_MINUTES: 1.4,
    Unit.SHARE: 1,
}
_JOINT: Final = r"(?: (?P<joint>from|after|before) (?P<of>.+))?"
_AMOUNT: Final = re.compile(
    r"(?P<amount>[0-9]{1,5}) (?P<unit>(?:working |weekday )?[a-z]+?)s?" + _JOINT,
    re.IGNORECASE,
)
_SETTING: Final = re.compile(r"setting (?P<setting>[a-z0-9 ]+?)" + _JOINT)
_SHARE: Final = re.compile(r"(?P<amount>[0-9]{1,3})% of the way to (?P<of>.+)")
_REPEAT: Final = re.compile(r"every ([0-9]{1,4}) (minute|hour|day)s?")
_MINUTES_A_DAY: Final = 24 * 60


class Written(msgspec.Struct, frozen=True):
    """A due time, and the step it counts from as it was written, if any."""

    due: Due
    step: str = ""


def kind_in(node: Node | None) -> DueKind:
    """Return who set a due time; a target when nothing is said."""
    if node is None:
        return DueKind.TARGET
    said = text_of(node, "kind")
    if said not in set(DueKind):
        raise refused(node, "bad-kind", said, closest(said, DueKind))
    return DueKind(said)


def dues_in(
    node: Node, kind: DueKind, origins: Mapping[str, Origin]
) -> tuple[tuple[str, Written], ...]:
    """Return a due time for every severity, or one under an empty name.

    `origins` are the moments and deadlines it may name.
    """
    if not isinstance(node, Table):
        return (("", due_in(node, kind, origins)),)
    row = Row(node, SEVERITIES)
    rows = ((severity, row.get(severity)) for severity in SEVERITIES)
    found = tuple((s, due_in(at, kind, origins)) for s, at in rows if at is not None)
    if not found:
        raise refused(node, "nothing-written", "due")
    return found


def strictest(dues: tuple[Due, ...]) -> Due:
    """Return the time that is over first, as far as that can be said of words."""
    return min(dues, key=lambda due: due.amount * _ROUGHLY[due.unit])


def due_in(node: Node, kind: DueKind, origins: Mapping[str, Origin]) -> Written:
    """Return a due time that was written as a text."""
    said = text_of(node, "due")
    if said == "at once":
        return Written(Due(0, kind))
    if share := _SHARE.fullmatch(said):
        amount = _within(node, int(share["amount"]), Unit.SHARE, said)
        of = _known(node, share["of"], origins, Origin.DEADLINE)
        return Written(Due(amount, kind, Origin.DEADLINE, of, Unit.SHARE))
    found = _SETTING.fullmatch(said) or _AMOUNT.fullmatch(said)
    if not found:
        raise refused(node, "bad-due", said)
    due = _amount(node, found, kind)
    return _counted(
        node, due, (found["joint"] or "").lower(), found["of"] or "", origins
    )


def _amount(node: Node, found: re.Match[str], kind: DueKind) -> Due:
    names = found.groupdict()
    if setting := names.get("setting"):
        named = re.search(r"(?:working |weekday )?[a-z]+$", setting)
        unit = _UNITS.get(named[0].removesuffix("s")) if named else None
        if unit is None:
            raise refused(node, "setting-without-unit", setting)
        return Due(unit[0], kind, unit=unit[1], setting=setting)
    said = names["unit"].lower()
    if said not in _UNITS:
        raise refused(node, "bad-unit", said, closest(said, _UNITS))
    each, counted = _UNITS[said]
    amount = _within(node, int(names["amount"]) * each, counted, found[0])
    return Due(amount, kind, unit=counted)


def _within(node: Node, amount: int, unit: Unit, said: str) -> int:
    if amount > _MOST[unit]:
        raise refused(node, "due-too-far", said)
    return amount


def _counted(
    node: Node, due: Due, joint: str, of: str, origins: Mapping[str, Origin]
) -> Written:
    change = msgspec.structs.replace
    if joint == "after":
        if due.kind is DueKind.LAW:
            raise refused(node, "law-from-step")
        return Written(change(due, origin=Origin.STEP), of)
    if joint == "before":
        if due.unit is not Unit.MINUTES:
            raise refused(node, "before-by-clock")
        name = _known(node, of, origins, Origin.DEADLINE)
        return Written(change(due, origin=Origin.DEADLINE, of=name))
    if of in {"", "the start"}:
        return Written(due)
    name = _known(node, of, origins, Origin.MOMENT)
    return Written(change(due, origin=Origin.MOMENT, of=name))


def _known(node: Node, name: str, origins: Mapping[str, Origin], wanted: Origin) -> str:
    fitting = [n for n, origin in origins.items() if origin is wanted]
    if name not in fitting:
        rule = "moment-unknown" if wanted is Origin.MOMENT else "deadline-unknown"
        raise refused(node, rule, name, closest(name, fitting))
    return name


def repeat_in(node: Node) -> tuple[int, str]:
    """Return after how many minutes a step is done again, and the setting if one says.

    With a setting, the minutes are what one of its number means.
    """
    said = text_of(node, "repeat")
    if said.startswith(SETTING):
        due = _amount(node, _found_setting(node, said), DueKind.TARGET)
        if due.unit is not Unit.MINUTES:
            raise refused(node, "bad-repeat", said)
        return due.amount, due.setting
    found = _REPEAT.fullmatch(said)
    minutes = int(found[1]) * _UNITS[found[2]][0] if found else 0
    if not 0 < minutes <= 31 * _MINUTES_A_DAY:
        raise refused(node, "bad-repeat", said)
    return minutes, ""


def _found_setting(node: Node, said: str) -> re.Match[str]:
    found = _SETTING.fullmatch(said)
    if not found or found["joint"]:
        raise refused(node, "bad-repeat", said)
    return found
