"""Writing a message for a step, without the screen."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal

from incidentkit.clock import Clock
from incidentkit.desk.checking_text import LookedAt, Reviewed, looked_at
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import keep_forms
from incidentkit.desk.writing import (
    Beginning,
    DraftPage,
    Out,
    WritingPage,
    begin_draft,
    choose_text,
    fill_again,
    publish_draft,
    read_writing,
    save_draft,
)
from incidentkit.drafting.gaps import fill_gap, gaps_in
from incidentkit.errors import IncidentKitError, InvalidValueError
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.screens.drafts.around_model import AroundModel
from incidentkit.ui.screens.drafts.reading_over import ReadingOver
from incidentkit.ui.screens.drafts.state import DraftState, Kept
from incidentkit.ui.screens.drafts.typed import Typed, keep_all, seen_after
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import SubjectId

COUNT_MS = 250
SAVE_MS = 1_500


class DraftViewModel(ViewModel[DraftState]):
    """Finds or begins a draft, counts it while it is typed, and keeps it.

    What was typed is held for each draft until the kit has it, so that going to
    another step, a refusal or a lock loses nothing.

    Signals:
        published: A person said that a draft is out; the draft.
    """

    published = Signal(object)

    def __init__(
        self,
        kit: KitAccess,
        clock: Clock,
        count_ms: int = COUNT_MS,
        save_ms: int = SAVE_MS,
    ) -> None:
        super().__init__(DraftState())
        self._kit = kit
        self._clock = clock
        self._place: tuple[SubjectId, str] | None = None
        self._chosen: SubjectId | None = None
        self._typed: dict[SubjectId, Typed] = {}
        self._outs: dict[SubjectId, Out] = {}
        self._gap_values: dict[str, str] = {}
        self._saving: tuple[SubjectId, Typed] | None = None
        self._refused: dict[SubjectId, str] = {}
        self._publishing: SubjectId | None = None
        self._recording = self._filling = False
        self.around = AroundModel(kit, clock)
        self._reading = ReadingOver(kit.jobs, count_ms)
        self._reading.found.connect(self._reviewed)
        self._reading.failed.connect(self._refuse)
        self._keeping = _timer(self, save_ms, self.save)
        kit.changed.connect(self.refresh)

    # --- looking ---------------------------------------------------------

    def show(self, incident: SubjectId, template: str) -> None:
        """Show what is written, or can be, from a template."""
        self.save()
        if self._place != (incident, template):
            self._place = (incident, template)
            self._chosen = None
            self._gap_values.clear()
            self._set(DraftState())
        self.refresh()

    def refresh(self) -> None:
        """Read again; what stands in the box and is not kept stays there."""
        place = self._place
        if place is None or not self._kit.is_open:
            return

        def found(page: WritingPage) -> None:
            if place == self._place:
                self._found(page)

        self._kit.ask(lambda desk: read_writing(desk, *place), found, self._refuse)

    def choose(self, draft: SubjectId) -> None:
        """Go on with one of the drafts there are."""
        self.save()
        self._chosen = draft
        self._gap_values.clear()
        if self.state.page is not None:
            self._found(self.state.page)

    def begin_another(self, *, on: bool) -> None:
        """Ask how another form of it begins, or go back to the draft."""
        self._set(replace(self.state, beginning=on))

    def now_ms(self) -> int:
        """Return the time."""
        return self._clock.now_ms()

    # --- writing ---------------------------------------------------------

    def begin(self, how: Beginning) -> None:
        """Begin a draft, filled from the incident."""
        place = self._place
        if place is None:
            return

        def work(desk: Desk) -> tuple[SubjectId, WritingPage]:
            draft = begin_draft(desk, *place, how)
            return draft, read_writing(desk, *place)

        def then(begun: tuple[SubjectId, WritingPage]) -> None:
            self._chosen = begun[0]
            self.state = replace(self.state, beginning=False)
            if place == self._place:
                self._found(begun[1])

        self._kit.ask(work, then, self._refuse)

    def type_text(self, text: str) -> None:
        """Know what stands in the box; count it and keep it a moment later."""
        draft = self.state.draft
        if draft is None or text == self.state.text:
            return
        self._put_text(draft, text)

    def gap_typed(self, name: str, value: str) -> None:
        """Know what stands beside a gap, before it is put in."""
        self._gap_values[name] = value

    def fill(self, name: str) -> None:
        """Put what was typed beside a gap into the text, wherever it belongs."""
        draft, value = self.state.draft, self._gap_values.get(name, "").strip()
        if draft is None or not value:
            return
        self._gap_values.pop(name, None)
        self._put_text(draft, fill_gap(self.state.text, name, value))

    def fill_again(self) -> None:
        """Fill in anew what is outdated in the text, once what is typed is kept."""
        draft, text = self.state.draft, self.state.text
        if draft is None:
            return
        self._filling = self._saving is not None
        if self._filling:
            return
        typed = Typed(text, self._seen(draft), draft.title)
        self._saving = (draft.draft, typed)
        self._kit.ask(
            lambda desk: fill_again(desk, draft.draft, text, typed.seen),
            partial(self._saved, typed),
            partial(self._not_saved, draft.draft, typed),
        )

    def use(self, text: str) -> None:
        """Settle which of two texts goes on."""
        draft = self.state.draft
        if draft is None:
            return
        self._typed.pop(draft.draft, None)
        self._kit.ask(
            lambda desk: choose_text(desk, draft.draft, text),
            self._took,
            self._refuse,
        )

    def review(self) -> None:
        """Find out what is known of the draft by now, and look through its text."""
        draft = self.state.draft
        if draft is None:
            return

        def known(seen: LookedAt) -> None:
            if self._is_shown(draft.draft):
                self._reading.begin(seen, self.state.text)

        self._kit.ask(lambda desk: looked_at(desk, draft.draft), known, self._refuse)

    def _reviewed(self, text: str, review: Reviewed) -> None:
        if text == self.state.text:
            self._set(replace(self.state, review=review))

    def save(self) -> None:
        """Keep what is typed and not kept yet, one draft after the other."""
        wanted = self._next_to_save()
        if wanted is None or self._saving is not None:
            return
        draft, typed = wanted
        self._saving = wanted
        self._keeping.stop()
        if self._is_shown(draft):
            self._set(replace(self.state, kept=Kept.SAVING))
        self._kit.ask(
            lambda desk: save_draft(desk, draft, typed.text, typed.seen),
            partial(self._saved, typed),
            partial(self._not_saved, draft, typed),
        )

    # --- out -------------------------------------------------------------

    def out_typed(self, out: Out) -> None:
        """Know what is said of a publication, before it is written down."""
        draft = self.state.draft
        if draft is not None:
            self._outs[draft.draft] = out
            self.state = replace(self.state, out=out)

    def publish(self) -> None:
        """Write down that exactly these words are out, once they are kept."""
        draft = self.state.draft
        if draft is None or self._recording:
            return
        self._publishing = draft.draft
        self._refused.pop(draft.draft, None)
        self._go_on_publishing()

    def _go_on_publishing(self) -> None:
        """Keep what is typed first: what went out is what the log has."""
        draft = self._publishing
        if draft is None:
            return
        typed, out = self._typed.get(draft), self._outs.get(draft, Out())
        if typed is None:
            self._publishing = None
            self._recording = True
            self._kit.ask(
                lambda desk: publish_draft(desk, draft, out),
                self._recorded,
                self._not_recorded,
            )
        elif typed.text.strip():
            self.save()
        else:
            self._publishing = None
            self._refuse(InvalidValueError("text", "empty"))

    def _not_recorded(self, error: IncidentKitError) -> None:
        self._recording = False
        self._refuse(error)

    def _recorded(self, page: DraftPage) -> None:
        self._recording = False
        self._outs.pop(page.draft, None)
        if self._is_shown(page.draft):
            self.state = replace(self.state, out=Out())
            self._took(page)
            # Another text may stand in another step by now, which is not out.
            self.published.emit(page.draft)

    # --- locking ---------------------------------------------------------

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return what keeps every text that is not in the kit yet."""
        typed = {d: replace(t, mine=self._mine(d)) for d, t in self._typed.items()}
        draft = self.state.draft
        if draft is not None and (text := self._with_gaps()) != self.state.text:
            seen, mine = self._seen(draft), self._mine(draft.draft)
            typed[draft.draft] = Typed(text, seen, draft.title, mine)
        title = draft.title if draft else ""
        outs = [(title, o) for o in self._outs.values() if o.address or o.when]
        own = partial(keep_all, typed, outs) if typed or outs else None
        forms = [keep for keep in (own, self.around.unsaved()) if keep is not None]
        return partial(keep_forms, forms) if forms else None

    # --- inside ----------------------------------------------------------

    def _found(self, page: WritingPage) -> None:
        drafts = {d.draft: d for d in page.drafts}
        draft = drafts.get(self._chosen) if self._chosen else None
        draft = draft or next(iter(page.drafts), None)
        self.state = replace(self.state, page=page)
        if draft is None:
            self.around.show(None)
            self._set(replace(self.state, draft=None))
        else:
            self._took(draft)

    def _took(self, draft: DraftPage) -> None:
        """Show a draft; a text that was typed and is not kept stays in the box."""
        typed = self._typed.get(draft.draft)
        text = typed.text if typed else draft.text
        is_new = self.state.draft is None or self.state.draft.draft != draft.draft
        if is_new:
            self._chosen = draft.draft
        kept = self.state.kept if typed else Kept.SAVED
        self._set(
            replace(
                self.state,
                draft=draft,
                text=text,
                gaps=gaps_in(text),
                review=None if is_new else self.state.review,
                kept=kept,
                out=self._outs.get(draft.draft, Out()),
            )
        )
        self.around.show(draft.draft)
        self.around.text_is(text)
        if is_new:
            self._reading.stop()
        self.review()

    def _seen(self, draft: DraftPage) -> tuple[bytes, ...]:
        typed = self._typed.get(draft.draft)
        return typed.seen if typed else draft.seen

    def _with_gaps(self) -> str:
        """Return the text with what was typed beside its gaps put in."""
        text = self.state.text
        for name, value in self._gap_values.items():
            text = fill_gap(text, name, value.strip()) if value.strip() else text
        return text

    def _put_text(self, draft: DraftPage, text: str) -> None:
        typed = Typed(text, self._seen(draft), draft.title)
        if text == draft.text and typed.seen == draft.seen:
            self._typed.pop(draft.draft, None)
            kept = Kept.SAVED
        else:
            self._typed[draft.draft] = typed
            kept = Kept.TYPED if text.strip() else Kept.EMPTY
        self._set(replace(self.state, text=text, gaps=gaps_in(text), kept=kept))
        self._reading.go_on(text)
        self.around.text_is(text)
        self._keeping.start()

    def _saved(self, typed: Typed, draft: DraftPage) -> None:
        """What was typed while it was being kept is made from what is kept now."""
        self._saving = None
        now = self._typed.get(draft.draft)
        if now is not None and now.text == typed.text:
            self._typed.pop(draft.draft)
        elif now is not None:
            self._typed[draft.draft] = replace(now, seen=seen_after(draft))
        if self._is_shown(draft.draft):
            self.state = replace(self.state, kept=Kept.TYPED)
            self._took(draft)
        if self._filling:
            self.fill_again()
        elif self._publishing is not None:
            self._go_on_publishing()
        elif self._next_to_save() is not None:
            self._keeping.start()

    def _not_saved(
        self, draft: SubjectId, typed: Typed, error: IncidentKitError
    ) -> None:
        self._saving = self._publishing = None
        self._filling = False
        self._refused[draft] = typed.text
        if self._is_shown(draft):
            self._set(replace(self.state, kept=Kept.REFUSED))
        self._refuse(error)

    def _next_to_save(self) -> tuple[SubjectId, Typed] | None:
        """The one that is shown comes first; what was refused waits for a change."""
        shown = self.state.draft.draft if self.state.draft else None
        order = sorted(self._typed, key=lambda draft: draft != shown)
        for draft in order:
            typed = self._typed[draft]
            if typed.text.strip() and self._refused.get(draft) != typed.text:
                return draft, typed
        return None

    def _is_shown(self, draft: SubjectId) -> bool:
        return self.state.draft is not None and self.state.draft.draft == draft

    def _mine(self, draft: SubjectId) -> str | None:
        """Return the text of a draft that is on its way into the kit, if any."""
        if self._saving is None or self._saving[0] != draft:
            return None
        return self._saving[1].text


def _timer(owner: DraftViewModel, ms: int, then: Callable[[], None]) -> QTimer:
    made = QTimer(owner)
    made.setSingleShot(True)
    made.setInterval(ms)
    made.timeout.connect(then)
    return made
