"""Hypothesis strategies: playbooks of any shape, and records of any sort."""

from hypothesis import strategies as st

from incidentkit.playbooks.combine import combined
from incidentkit.playbooks.model import DONT_KNOW, PartText, Playbook
from incidentkit.playbooks.progress import NO_STEP, Progress
from incidentkit.playbooks.read import read_playbook
from tests.playbooks.books import HEADER
from tests.read_once import library_once

VERBS = ("do", "capture", "write", "wait", "ask", "decide", "together")
SHIPPED = tuple(library_once().incidents.values())
PART = "Extra steps"
PART_HEADER = HEADER.replace("A small one", PART).replace(
    "version", "kind: part\nversion", 1
)
CHOICES = ("leave", "hide")


class _Writer:
    """Writes steps that point back only, as the language wants it."""

    def __init__(self, draw: st.DrawFn, prefix: str = "Step", part: str = "") -> None:
        self._draw = draw
        self._prefix = prefix
        self._part = part
        self._count = 0
        self._titles: list[str] = []
        self._asked: list[str] = []
        self._captured = False

    def chance(self) -> bool:
        return self._draw(st.booleans())

    def one_of(self, choices: list[str] | tuple[str, ...]) -> str:
        return self._draw(st.sampled_from(choices))

    def steps(self, indent: str, depth: int) -> str:
        count = self._draw(st.integers(1, 4 if depth == 0 else 2))
        return "".join(self._step(indent, depth) for _ in range(count))

    def exceptions(self) -> str:
        head = "if anything goes wrong:\n"
        return head + self.steps("  ", 2) if self.chance() else ""

    def _step(self, indent: str, depth: int) -> str:
        if self._part and self.chance():
            text, self._part = f"{indent}- use: {self._part}\n{self._when(indent)}", ""
            return text
        verb = self.one_of(VERBS if depth < 3 else VERBS[:4])
        self._count += 1
        title = f"{self._prefix} {self._count}"
        if verb == "together":
            strands = "".join(
                f"{indent}    {name}:\n{self.steps(indent + '      ', depth + 1)}"
                for name in ("Left", "Right")
            )
            return f"{indent}- together: {title}\n{indent}  strands:\n{strands}"
        lines = [f"- {verb}: {title}", "  who: Lead", "  why: It is."]
        lines += self._gates(verb)
        text = "".join(f"{indent}{line}\n" for line in lines) + self._when(indent)
        self._titles.append(title)
        self._captured = self._captured or verb == "capture"
        if verb in {"ask", "decide"}:
            text += self._answers(indent, depth)
        return text + self._fails(indent, depth)

    def _fails(self, indent: str, depth: int) -> str:
        if depth > 2 or not self.chance():
            return ""
        inner = self.steps(indent + "    ", depth + 1)
        return f"{indent}  if it cannot be done:\n{inner}"

    def _when(self, indent: str) -> str:
        if not self.chance():
            return ""
        joint = self.one_of(("is", "is not"))
        if not self._asked:
            return f"{indent}  when: setting own bad post {joint} {CHOICES[0]}\n"
        answer = self.one_of(("Yes", "No"))
        return f"{indent}  when: {self.one_of(self._asked)} {joint} {answer}\n"

    def _gates(self, verb: str) -> list[str]:
        lines = ["  stops harm: yes"] if self.chance() else []
        if self._titles and self.chance():
            lines.append(f"  after: {self.one_of(self._titles)}")
        if verb == "do" and self._captured and self.chance():
            lines.append("  needs: capture")
        if verb not in {"ask", "decide"} and self._asked and self.chance():
            until = f"{self.one_of(self._asked)} is {self.one_of(('Yes', 'No'))}"
            lines += ["  repeat: every 30 minutes", f"  until: {until}"]
        return lines

    def _answers(self, indent: str, depth: int) -> str:
        text = ""
        if self.chance():
            self._asked.append(fact := self.one_of(("control", "tone")))
            text += f"{indent}  fact: {fact}\n"
        labels = ["Yes", "No"]
        if self.chance():
            text += f"{indent}  if unknown: {self.one_of(labels)}\n"
        elif self.chance():
            labels.append(DONT_KNOW)
        text += f"{indent}  answers:\n"
        for label in labels:
            text += f"{indent}    {label}:\n"
            text += self.steps(indent + "      ", depth + 1) if self.chance() else ""
        return text


@st.composite
def playbooks(draw: st.DrawFn, name: str = "A small one") -> Playbook:
    """Draw a playbook, sometimes with a part, and with steps for when it goes wrong."""
    parts = ()
    if uses := draw(st.booleans()):
        text = PART_HEADER + _Writer(draw, "Part step").steps("      ", 1)
        parts = (PartText("extra-steps.yaml", text),)
    writer = _Writer(draw, part=PART if uses else "")
    text = HEADER.replace("A small one", name) + writer.steps("      ", 0)
    return read_playbook(text + writer.exceptions(), "made-up.yaml", parts)


@st.composite
def joined_playbooks(draw: st.DrawFn) -> Playbook:
    """Draw what several playbooks of one incident add up to."""
    names = ("First one", "Second one")
    return combined([draw(playbooks(name)) for name in names])


@st.composite
def records(draw: st.DrawFn, playbook: Playbook) -> Progress:
    """Draw anything that may have been recorded, in any order, right or wrong."""
    steps = list(playbook.steps())
    slugs = [step.slug for step in steps]
    some = st.frozensets(st.sampled_from(slugs))
    said = st.sampled_from(["Yes", "no", "Partly", "Roles", DONT_KNOW, "Serious", "?"])
    facts = draw(
        st.dictionaries(st.sampled_from([f.name for f in playbook.facts]), said)
    )
    rule = {"setting own bad post": draw(st.sampled_from(CHOICES))}
    books = sorted({phase.playbook for phase in playbook.phases})
    return Progress(
        answers=draw(st.dictionaries(st.sampled_from(slugs), said)),
        facts={**facts, **(rule if draw(st.booleans()) else {})},
        done=draw(some),
        already_done=draw(some),
        skipped=draw(some),
        failed=draw(some),
        ended=draw(some),
        times=draw(st.dictionaries(st.sampled_from(slugs), st.integers(0, 2**41))),
        left=draw(st.frozensets(st.sampled_from(books))),
        evidence=draw(
            st.dictionaries(st.sampled_from([*slugs, NO_STEP]), st.integers(0, 2))
        ),
        overrides=draw(some),
        danger=draw(st.booleans()),
        alone=draw(st.booleans()),
    )


def any_playbook() -> st.SearchStrategy[Playbook]:
    return playbooks() | joined_playbooks() | st.sampled_from(SHIPPED)
