"""Small playbooks with one of everything that a run has to keep."""

from collections.abc import Mapping

from incidentkit.playbooks.model import PartText, Playbook
from incidentkit.playbooks.read import read_playbook

_HEAD = """\
playbook: {name}
kind: {kind}
version: 1.0
owner: Head of communications
reviewed: 2026-09-01
review every: 6 months
handling: OFFICIAL-SENSITIVE
goal: Get through it together.
roles:
  Lead:
    does: Decides what happens next
    deputy: Second
  Second:
    does: Checks what the lead does
    deputy: Lead
  Press officer: Speaks with reporters
"""

POST = """\
begins with: A post of ours should not be there
facts:
  own post: What do we do with our own post?
  severity: How serious is it?
deadlines:
  press deadline: When does the reporter need an answer?
moments:
  seen: When was it first seen?
if anything goes wrong:
  - do: Ring the head of communications
    who: Lead
    why: Somebody has to know.
phases:
  - phase: Begin
    steps:
      - ask: How serious is it?
        fact: severity
        who: Lead
        why: Everything else follows from it.
        answers:
          Minor:
          Serious:
          Critical:
      - do: Ring the press office
        who: Lead
        why: They are asked first.
        due: 10 minutes
      - do: Write down who posted it
        who: Second
        why: It is asked later.
        form:
          poster: Who posted it?
          tool: From which tool?
        form if known:
          shift: Which shift was it?
      - do: Hide the post
        who: Lead
        why: Fewer people see it.
        proof: evidence
      - do: Put the correction up
        who: Lead
        why: People see it.
        proof: link
      - do: Tell the platform
        who: Lead
        why: They keep a number.
        proof: The ticket number
      - do: Delete the post
        who: Lead
        why: It hurts people.
        second person: yes
        cannot be undone: yes
      - decide: What do we do with our own post?
        fact: own post
        follows: own bad post
        reason: required
        who: Lead
        why: People come before tidiness.
        answers:
          Leave it:
            means: It stays in view.
            setting: leave and correct
          Delete it:
            means: It goes.
            setting: delete
      - do: Look whether it is shared
        who: Second
        why: It may go on.
        repeat: every 30 minutes
        until: own post is Delete it
      - use: Small hack
        who: Lead
        why: It may have been somebody else.
      - do: Answer the reporter
        who: Press officer
        why: They wait.
        due: 30 minutes before press deadline
"""

HACKED = """\
begins with: An account does what none of us did
facts:
  control: Do we control the account?
phases:
  - phase: Begin
    steps:
      - ask: Do we control the account?
        fact: control
        who: Lead
        why: Everything else follows from it.
        answers:
          Yes:
          No:
      - do: Ring the press office
        who: Lead
        why: They are asked first here too.
  - phase: Go on
    steps:
      - use: Looking after people
"""

PART = """\
phases:
  - phase: People
    steps:
      - do: Ask how they are
        who: Lead
        why: It was hard for them.
"""


def book(name: str, body: str, parts: Mapping[str, str] | None = None) -> Playbook:
    texts = [
        PartText(
            f"{title.lower().replace(' ', '-')}.yaml", text_of(title, text, "part")
        )
        for title, text in (parts or {}).items()
    ]
    file = f"{name.lower().replace(' ', '-')}.yaml"
    return read_playbook(text_of(name, body), file, texts)


def text_of(name: str, body: str, kind: str = "incident") -> str:
    return _HEAD.format(name=name, kind=kind) + body


def post() -> Playbook:
    return book("Our own post", POST)


def hack() -> Playbook:
    return book("Small hack", HACKED, {"Looking after people": PART})
