"""What comes after the step, what is to be done again, and what is dealt with."""

from functools import partial

from PySide6.QtWidgets import QWidget

from incidentkit.desk.response import ListedStep, Phase, Response
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.step_list import StepList
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import box, column, empty
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import incident as words
from incidentkit.words.window import incident_steps as step_words

_NEXT_FEW = 6


class Coming(QWidget):
    """Draws what follows, and opens a step that is pressed."""

    def __init__(self, model: IncidentViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[ListedStep, ...] | None = None
        self._wants_all = False
        self._over: tuple[ListedStep, ...] = ()
        self.standing = label("", "quiet")
        self.steps = column(space=Space.HAIR)
        self.every = button(words.ALL_STEPS, "quiet", on_click=self._toggle)
        self.all = StepList(words.EVERY_STEP)
        self.over = StepList(words.STEPS_DEALT_WITH)
        self.look_back = button(words.DEALT_WITH, "quiet", on_click=self._toggle_over)
        self._shows_over = False
        for made in (self.all, self.over):
            made.hide()
            made.chosen.connect(self._go)
        self._again = column(space=Space.HAIR)
        self.again_box = box(column(label(step_words.RESTING, "heading"), self._again))
        self.setLayout(
            column(
                self.again_box,
                box(
                    column(
                        label(words.NEXT_STEPS, "heading"),
                        self.standing,
                        self.steps,
                        self.all,
                        self.every,
                        self.look_back,
                        self.over,
                    )
                ),
            )
        )

    def draw(self, response: Response, now_ms: int) -> None:
        """Show them for a response."""
        self.standing.setText(_standing(response))
        self._draw_again(response.resting, now_ms)
        resting = {step.slug for step in response.resting}
        self._draw_steps(tuple(s for s in response.coming if s.slug not in resting))
        self._draw_over(tuple(s for s in reversed(response.steps) if s.is_recorded))

    def _draw_again(self, resting: tuple[ListedStep, ...], now_ms: int) -> None:
        empty(self._again)
        self.again_box.setVisible(bool(resting))
        for step in sorted(resting, key=lambda s: s.again_ms):
            text = step_words.again(step.title, step.again_ms, now_ms)
            kind = "plain" if step.again_ms <= now_ms else "quiet"
            go = partial(self._model.choose_step, step.slug)
            self._again.addWidget(button(text, kind, on_click=go))

    def _draw_steps(self, coming: tuple[ListedStep, ...]) -> None:
        if coming == self._drawn:
            return
        self._drawn = coming
        self.every.setVisible(len(coming) > _NEXT_FEW)
        empty(self.steps)
        self.all.setVisible(self._wants_all)
        if self._wants_all:
            self.all.offer(coming, headings=True)
            return
        for step in coming[:_NEXT_FEW]:
            go = partial(self._go, step.slug)
            text = words.phase_of(step.title, step.playbook)
            self.steps.addWidget(button(text, "quiet", on_click=go))

    def _draw_over(self, over: tuple[ListedStep, ...]) -> None:
        """Offer what was recorded: whoever pressed too soon has to get back to it."""
        self.look_back.setVisible(bool(over))
        if over == self._over:
            return
        self._over = over
        self._draw_look_back()

    def _draw_look_back(self) -> None:
        said = words.HIDE_DEALT_WITH if self._shows_over else words.DEALT_WITH
        self.look_back.setText(said)
        self.over.setVisible(self._shows_over)
        self.over.offer(self._over if self._shows_over else (), headings=False)

    def _toggle_over(self) -> None:
        self._shows_over = not self._shows_over
        self._draw_look_back()
        if self._shows_over:
            self.over.setFocus()

    def _go(self, slug: str) -> None:
        """Open a step, and fold the long lists: what is opened stands above them."""
        if self._wants_all:
            self._toggle()
        if self._shows_over:
            self._toggle_over()
        self._model.choose_step(slug)

    def _toggle(self) -> None:
        """Show the next few or all of them, for whoever has to go out of order."""
        self._wants_all = not self._wants_all
        self.every.setText(words.FEWER_STEPS if self._wants_all else words.ALL_STEPS)
        coming, self._drawn = self._drawn or (), None
        self._draw_steps(coming)
        if self._wants_all:
            self.all.setFocus()


def _standing(response: Response) -> str:
    """Say how far the present phase is, and which come after it."""
    now = response.phase
    if now is None:
        return ""
    after = response.phases[response.phases.index(now) + 1 :]
    said = words.progress(_name(now), now.done, now.wanted)
    names = [_name(phase) for phase in after if phase.done < phase.wanted]
    return f"{said}. {words.phases_after(names)}".strip()


def _name(phase: Phase) -> str:
    return words.phase_of(phase.title, phase.playbook)
