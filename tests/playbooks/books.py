"""Small playbooks that tests write their own lines into."""

from incidentkit.playbooks.model import Playbook
from incidentkit.playbooks.read import read_playbook

HEADER = """\
playbook: A small one
version: 1
owner: Head of communications
reviewed: 2026-09-01
review every: 6 months
handling: OFFICIAL
goal: Show one thing.
roles:
  Lead: Whoever leads
contacts:
  Police: The police
facts:
  control: Do we control it?
  tone: What is it like?
moments:
  knowing: When did we know?
phases:
  - phase: All of it
    steps:
"""
FIRST_STEP_LINE = HEADER.count("\n") + 1


def step(line: str, *more: str) -> str:
    """Write a step with everything it has to have, indented for the first phase."""
    rows = (f"- {line}", "  who: Lead", "  why: It helps.", *(f"  {m}" for m in more))
    return "".join(f"      {row}\n" for row in rows)


def ask(line: str, *more: str) -> str:
    """Write a question with the answers Yes and No."""
    return step(line, *more, "answers:", "  Yes:", "  No:")


def book(*steps: str) -> Playbook:
    return read_playbook(HEADER + "".join(steps), "small.yaml")
