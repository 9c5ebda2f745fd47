"""What the short codes stand for by which steps name what they rest on.

The list is a text to read, `resources/playbooks/sources.md`. A code that is not in it,
such as one of a council's own, stays as it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from incidentkit.playbooks.model import Playbook, Step
from incidentkit.resources import resource_path

_DOCUMENT = re.compile(r"^## (?P<code>[A-Z0-9]+): (?P<says>.+)$")
_CLAUSE = re.compile(r"^- (?P<code>[A-Z0-9]+-[A-Za-z0-9.]*[A-Za-z0-9]): (?P<says>.+)$")
_CITED = re.compile(r"\b[A-Z][A-Z0-9]*-[A-Za-z0-9.]*[A-Za-z0-9]\b")


@dataclass(frozen=True, slots=True)
class Sources:
    """The documents by their letters, and what each clause says by its code."""

    documents: Mapping[str, str]
    clauses: Mapping[str, str]

    def explained(self, *texts: str) -> tuple[tuple[str, str], ...]:
        """Return the codes in some texts, each once, with what they stand for."""
        found = dict.fromkeys(code for text in texts for code in cited(text))
        return tuple((c, self.clauses[c]) for c in found if c in self.clauses)

    def key(self, *texts: str) -> tuple[str, ...]:
        """Return lines that explain the codes in some texts, then their documents."""
        found = self.explained(*texts)
        letters = dict.fromkeys(code.partition("-")[0] for code, _ in found)
        documents = ((code, self.documents[code]) for code in letters)
        return tuple(f"{code}: {says}" for code, says in (*found, *documents))

    def of(self, playbook: Playbook) -> tuple[str, ...]:
        """Return lines that explain every code of a playbook, in the list's order."""
        return self.of_steps(playbook.steps())

    def of_steps(self, steps: Iterable[Step]) -> tuple[str, ...]:
        """Return lines that explain every code of some steps, in the list's order."""
        texts = (text for step in steps for text in _said(step))
        found = {code for code, _ in self.explained(*texts)}
        return self.key(*(code for code in self.clauses if code in found))


@cache
def sources() -> Sources:
    """Return the list that travels with the program; read once, it never changes."""
    documents, clauses = {}, {}
    path = resource_path("playbooks") / "sources.md"
    for line in path.read_text(encoding="utf-8").split("\n"):
        if found := _DOCUMENT.match(line):
            documents[found["code"]] = found["says"]
        elif found := _CLAUSE.match(line):
            clauses[found["code"]] = found["says"]
    return Sources(MappingProxyType(documents), MappingProxyType(clauses))


def cited(text: str) -> tuple[str, ...]:
    """Return what looks like a code in a text, in order."""
    return tuple(_CITED.findall(text))


def _said(step: Step) -> Iterator[str]:
    yield from (step.basis, step.law, step.why, step.alone, *step.how)
    for answer in step.answers:
        yield from (answer.basis, answer.means)
