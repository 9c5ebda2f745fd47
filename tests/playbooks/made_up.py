"""Hypothesis strategies: playbooks of any shape, and records of any sort."""

from hypothesis import strategies as st

from incidentkit.playbooks.library import shipped_playbooks
from incidentkit.playbooks.model import DONT_KNOW, Playbook
from incidentkit.playbooks.progress import NO_STEP, Progress
from incidentkit.playbooks.read import read_playbook
from tests.playbooks.books import HEADER

VERBS = ("do", "capture", "write", "wait", "ask", "decide", "together")
SHIPPED = tuple(shipped_playbooks().values())


class _Writer:
    """Writes steps that point back only, as the language wants it."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
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

    def _step(self, indent: str, depth: int) -> str:
        verb = self.one_of(VERBS if depth < 3 else VERBS[:4])
        self._count += 1
        title = f"Step {self._count}"
        if verb == "together":
            strands = "".join(
                f"{indent}    {name}:\n{self.steps(indent + '      ', depth + 1)}"
                for name in ("Left", "Right")
            )
            return f"{indent}- together: {title}\n{indent}  strands:\n{strands}"
        lines = [f"- {verb}: {title}", "  who: Lead", "  why: It is."]
        lines += self._gates(verb)
        self._titles.append(title)
        self._captured = self._captured or verb == "capture"
        text = "".join(f"{indent}{line}\n" for line in lines)
        return (
            text + self._answers(indent, depth) if verb in {"ask", "decide"} else text
        )

    def _gates(self, verb: str) -> list[str]:
        lines = ["  stops harm: yes"] if self.chance() else []
        if self._asked and self.chance():
            joint = self.one_of(("is", "is not"))
            lines.append(
                f"  when: {self.one_of(self._asked)} {joint} {self.one_of(('Yes', 'No'))}"
            )
        if self._titles and self.chance():
            lines.append(f"  after: {self.one_of(self._titles)}")
        if verb == "do" and self._captured and self.chance():
            lines.append("  needs: capture")
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
def playbooks(draw: st.DrawFn) -> Playbook:
    text = HEADER + _Writer(draw).steps("      ", 0)
    return read_playbook(text, "made-up.yaml")


@st.composite
def records(draw: st.DrawFn, playbook: Playbook) -> Progress:
    """Draw anything that may have been recorded, in any order, right or wrong."""
    steps = list(playbook.steps())
    slugs = [step.slug for step in steps]
    some = st.frozensets(st.sampled_from(slugs))
    said = st.sampled_from(["Yes", "no", "Partly", "Roles", DONT_KNOW, "Serious", "?"])
    return Progress(
        answers=draw(st.dictionaries(st.sampled_from(slugs), said)),
        facts=draw(
            st.dictionaries(st.sampled_from([f.name for f in playbook.facts]), said)
        ),
        done=draw(some),
        already_done=draw(some),
        skipped=draw(some),
        evidence=draw(
            st.dictionaries(st.sampled_from([*slugs, NO_STEP]), st.integers(0, 2))
        ),
        overrides=draw(some),
        danger=draw(st.booleans()),
        alone=draw(st.booleans()),
    )


def any_playbook() -> st.SearchStrategy[Playbook]:
    return playbooks() | st.sampled_from(SHIPPED)
