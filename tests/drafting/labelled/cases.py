"""The labelled texts: what each check must catch, and what it must let through.

One file for each check. A line begins with what it is: `facts` (in YAML, for the lines
under it), `catch`, `pass`, or one of the two that say what a check cannot do yet:
`missed` ought to be caught, `wrong` ought to be let through. `\\n` is a new line.
"""

import functools
import hashlib
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from incidentkit.drafting.checks import find_known_strings
from incidentkit.drafting.checks.draft import (
    Approvals,
    Cause,
    Channel,
    Colleague,
    Council,
    Draft,
    Names,
    Pair,
    Picture,
    Situation,
    StatedFact,
)
from incidentkit.drafting.checks.everything import CHECKS, find_all
from incidentkit.drafting.checks.finding import Severity
from incidentkit.drafting.checks.spelling import british_words
from incidentkit.platforms.load import load_platforms

HERE = Path(__file__).parent
LABELS = ("catch", "pass", "missed", "wrong")


@dataclass(frozen=True)
class Case:
    check: str
    label: str
    text: str
    draft: Draft
    line: int

    @property
    def should_catch(self) -> bool:
        return self.label in {"catch", "missed"}

    @property
    def catches(self) -> bool:
        return any(f.check == self.check for f in CHECKS[self.check](self.draft))


def all_cases() -> list[Case]:
    return [case for path in sorted(HERE.glob("DC*.txt")) for case in read(path)]


def clean_texts() -> list[Case]:
    """Whole texts that no check has anything against."""
    return read(HERE / "clean.txt")


def read(path: Path) -> list[Case]:
    facts: dict[str, Any] = {}
    cases = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        label, _, rest = line.partition(" ")
        if label == "facts":
            facts = yaml.safe_load(rest) or {}
        elif label in LABELS:
            text = rest.replace("\\n", "\n").replace("\\ufeff", "\ufeff")
            cases.append(Case(path.stem, label, text, draft_of(text, facts), number))
        elif line.strip() and label != "#":
            raise ValueError(f"{path.name}:{number}: {line}")
    return cases


@functools.cache
def dictionary() -> frozenset[str]:
    return british_words()


@functools.cache
def platforms() -> Any:
    return load_platforms()


def draft_of(text: str, facts: dict[str, Any]) -> Draft:
    """Return a draft with facts as they are written in the files."""
    left = dict(facts)
    if "times" in left:
        text *= left.pop("times")
    made: dict[str, Any] = {
        "channels": tuple(
            Channel(platforms()[slug]) for slug in left.pop("platforms", [])
        ),
        "pictures": tuple(Picture(**p) for p in left.pop("pictures", [])),
        "facts": tuple(StatedFact(**f) for f in left.pop("stated", [])),
        "approvals": approvals(text, left),
    }
    if "pair" in left:
        pair = left.pop("pair")
        for key in ("goes_out", "this_goes_out"):
            if key in pair:
                pair = pair | {key: datetime.fromisoformat(f"2026-03-14T{pair[key]}")}
        made["pair"] = Pair(**pair)
    if "secrets" in left:
        known = left.pop("secrets")
        made["secrets_in"] = lambda t: tuple(map(str, find_known_strings(t, known)))
    if left.pop("dictionary", False):
        left["words"] = dictionary()
    staff = tuple(Colleague(**c) for c in left.pop("staff", []))
    confirmed = frozenset(map(Cause, left.pop("confirmed", [])))
    made["names"] = Names(staff=staff, **take(left, Names))
    made["council"] = Council(**take(left, Council))
    made["situation"] = Situation(
        playbooks=frozenset(left.pop("playbooks", [])),
        confirmed=confirmed,
        **take(left, Situation),
    )
    return Draft(text, **made, **left)


def take(left: dict[str, Any], kind: type[Any]) -> dict[str, Any]:
    names = {f.name for f in fields(kind)} & left.keys()
    values = {name: left.pop(name) for name in names}
    return {n: tuple(v) if isinstance(v, list) else v for n, v in values.items()}


def approvals(text: str, left: dict[str, Any]) -> Approvals:
    """Approvals are given to a text; `this` is the text that is looked at."""

    def digest(approved: str) -> bytes:
        return hashlib.sha256(approved.encode()).digest()

    given = tuple(
        (role, digest(text if approved == "this" else approved))
        for role, approved in left.pop("given", {}).items()
    )
    return Approvals(tuple(left.pop("required", [])), given, digest(text))


BLIND_TO = frozenset({"DC14", "DC36"})
"""What is found in many texts that nobody would call bad: style and spelling."""


@dataclass(frozen=True)
class Whole:
    """A text as a council might write it, and every check that ought to mark it."""

    text: str
    wanted: frozenset[str]
    found: frozenset[str]


def whole_texts(name: str) -> list[Whole]:
    """Return the texts of a file that are labelled for all checks at once."""
    lines = (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    made = []
    for line in lines:
        if line.startswith("#"):
            continue
        labels, _, text = line.partition(" | ")
        wanted = frozenset(labels.split(",")) - {"-"}
        made.append(Whole(text, wanted, _marked(text)))
    return made


def _marked(text: str) -> frozenset[str]:
    draft = Draft(
        text,
        names=Names((Colleague("Priya Nair", "PN"),)),
        council=Council(
            own_domains=("ashcombe.example.org",),
            contacts=("01632 960 001", "01632 960 002"),
            words=dictionary(),
        ),
        situation=Situation(frozenset({"inappropriate-post"}), level="Serious"),
    )
    found = (f for f in find_all(draft) if f.severity is not Severity.INFO)
    return frozenset(f.check for f in found) - BLIND_TO
