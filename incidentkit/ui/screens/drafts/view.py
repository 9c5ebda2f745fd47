"""The panel where a message is written. Draws state, forwards what is typed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from incidentkit.desk.writing import DraftPage, Out
from incidentkit.drafting.fields import FIELDS
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.drafts.around_view import AroundView
from incidentkit.ui.screens.drafts.beginning import BeginningForm
from incidentkit.ui.screens.drafts.counts import Counts
from incidentkit.ui.screens.drafts.editor import Editor
from incidentkit.ui.screens.drafts.findings import Findings
from incidentkit.ui.screens.drafts.looking import Gaps, OutdatedBox
from incidentkit.ui.screens.drafts.state import DraftState, Kept
from incidentkit.ui.screens.drafts.view_model import DraftViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.blank import Blank
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.draft_part import DraftPart
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.focus import focus_first
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import harmless, label, restyle
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.drills import marked
from incidentkit.words.times import clock_time
from incidentkit.words.window import approval as approval_words
from incidentkit.words.window import drafts as words

_LINES = 11
NEXT_KEY = "Ctrl+E"


class DraftPanel(QWidget):
    """Writes one message of an incident.

    Signals:
        published: A person said that a draft is out; the draft.
    """

    published = Signal(object)

    def __init__(self, model: DraftViewModel, parts: Sequence[DraftPart] = ()) -> None:
        """Take what else is shown of a draft: `parts` are lent by the shell."""
        super().__init__()
        self._model = model
        self.parts = tuple(parts)
        self._shown: SubjectId | None = None
        self._versions: tuple[str, ...] | None = None
        self._listed: tuple[tuple[SubjectId, str], ...] = ()
        self._wants_focus = False
        self.banner = Banner()
        self.reading = label(words.READING, "quiet")
        self.blank = Blank(words.NO_TEMPLATE, words.NO_TEMPLATE_BODY)
        self.which = QComboBox()
        self.which.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.which_field = Field(words.WHICH, self.which)
        self.another = button(
            words.ANOTHER, "quiet", on_click=lambda: model.begin_another(on=True)
        )
        self.beginning = BeginningForm(model)
        self.writing = self._writing()
        self._lay_out()
        self._connect()
        self._render()

    def show_template(self, incident: SubjectId, template: str) -> None:
        """Write this template for this incident from now on."""
        self.banner.clear()
        self._model.show(incident, template)

    @property
    def doubt(self) -> str:
        """What speaks against saying now that the text is right."""
        names = [FIELDS.get(o.field, o.field) for o in self._model.state.outdated]
        return words.doubt(names) if names else ""

    def take_focus(self) -> None:
        """Take the keyboard, as soon as it has been read what is written already."""
        self._wants_focus = True
        self._give_focus()

    # --- inside ----------------------------------------------------------

    def _lay_out(self) -> None:
        self.setLayout(
            column(
                self.banner,
                self.reading,
                self.blank,
                self.which_field,
                self.beginning,
                self.writing,
                self.another,
            )
        )

    def _writing(self) -> QWidget:
        self.text, self.counts = Editor(_LINES), Counts()
        self.kept = label("", "quiet")
        self.copy = button(words.COPY, on_click=self._copy)
        # Where a part hands the text over, it does so only once it may go out.
        self.copy.setHidden(self._is_told_elsewhere())
        self.copied = label("", "good")
        self.copied.hide()
        self.gaps, self.findings = Gaps(self._model), Findings()
        self.outdated = OutdatedBox(self._model)
        self.differing = column(space=Space.SMALL)
        self.out_lines = column(space=Space.TIGHT)
        self.publishing = PublishForm(self._model, self._doubt_about)
        self.around = AroundView(
            self._model.around, lambda: self.text.textCursor().selectedText()
        )
        return group(
            column(
                group(self.differing),
                self.outdated,
                Field(words.TEXT, self.text),
                self.counts,
                self.kept,
                self.gaps,
                self.findings,
                group(Flow(self.copy)),
                self.copied,
                self.around,
                *self.parts,
                group(self.out_lines),
                self.publishing,
            )
        )

    def _connect(self) -> None:
        self.text.textChanged.connect(lambda: self._model.type_text(self.text.text()))
        self.which.activated.connect(
            lambda place: self._model.choose(self.which.itemData(place))
        )
        self.findings.shown.connect(self.text.show_place)
        self.findings.taken.connect(self._take)
        self.findings.following.clicked.connect(self._next_place)
        self.counts.put.connect(self._take)
        self.around.wanted.connect(self._go_back)
        self.around.told.connect(self.banner.show_news)
        self._model.around.refused.connect(self.banner.show_problem)
        following = QShortcut(QKeySequence(NEXT_KEY), self.writing)
        following.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        native = following.key().toString(QKeySequence.SequenceFormat.NativeText)
        self.findings.following.setText(words.next_place(native))
        following.activated.connect(self._next_place)
        self.gaps.filled.connect(self._read_through)
        self._model.changed.connect(self._render)
        self._model.refused.connect(self.banner.show_problem)
        self._model.published.connect(self._published)
        for part in self.parts:
            part.out_asked.connect(self.publishing.ask_about)

    def _render(self) -> None:
        state = self._model.state
        page, draft = state.page, state.draft
        has_forms = page is not None and bool(page.versions)
        self.reading.setVisible(page is None)
        self.blank.setVisible(page is not None and not has_forms and draft is None)
        begins = has_forms and (draft is None or state.beginning)
        began = self.beginning.isAncestorOf(self.window().focusWidget()) and not begins
        self._wants_focus = self._wants_focus or began
        self.beginning.setVisible(begins)
        self.writing.setVisible(draft is not None and not begins)
        self.another.setVisible(has_forms and draft is not None and not begins)
        if page is not None:
            self.beginning.draw(page)
            self._list(page.drafts, draft)
        if draft is not None:
            self._draw(state, draft)
        self._give_focus()

    def _give_focus(self) -> None:
        if not self._wants_focus or self._model.state.page is None:
            return
        self._wants_focus = False
        focus_first(self.writing if self._model.state.draft else self)

    def _list(self, drafts: tuple[DraftPage, ...], draft: DraftPage | None) -> None:
        self.which_field.setVisible(len(drafts) > 1)
        listed = tuple((d.draft, self._name(d)) for d in drafts)
        if listed != self._listed:
            self._listed = listed
            self.which.clear()
            for one, name in listed:
                self.which.addItem(harmless(name), one)
        ids = [one for one, _ in listed]
        if draft is not None and draft.draft in ids:
            self.which.setCurrentIndex(ids.index(draft.draft))

    def _name(self, draft: DraftPage) -> str:
        last = draft.publications[-1].when_ms if draft.publications else 0
        when = clock_time(last, self._model.now_ms()) if last else ""
        return words.draft_name(draft.variant, draft.channel_name, when)

    def _draw(self, state: DraftState, draft: DraftPage) -> None:
        self._put_text(state.text, draft.draft)
        self.text.setReadOnly(bool(draft.versions))
        self._draw_versions(draft.versions)
        self.counts.draw(state.review, state.text)
        self.kept.setText(_KEPT[state.kept])
        restyle(self.kept, "part", "bad" if state.kept is Kept.REFUSED else "quiet")
        self.outdated.draw(state.outdated)
        self.gaps.draw(() if draft.versions else state.gaps)
        self.findings.draw(state.review, state.text)
        self.text.mark(self.findings.found)
        self._draw_publications(draft)
        self.publishing.draw(state.out, draft)

    def _put_text(self, text: str, draft: SubjectId) -> None:
        """Put a text into the box; into the same draft so that it can be undone."""
        if self._shown != draft:
            self._shown = draft
            for part in self.parts:
                part.show_draft(draft)
            self.copied.hide()
            self.text.setPlainText(text)
        elif text != self.text.text():
            self.text.put_whole(text)

    def _draw_versions(self, versions: tuple[str, ...]) -> None:
        if versions == self._versions:
            return
        self._versions = versions
        empty(self.differing)
        if not versions:
            return
        lines = column(
            label(words.DIFFER, "strong"), label(words.DIFFER_BODY), space=Space.SMALL
        )
        for text in versions:
            use = button(words.USE_THIS, on_click=partial(self._model.use, text))
            use.setAccessibleName(f"{words.USE_THIS}: {text[:60]}")
            lines.addWidget(
                box(column(breaking_label(text), group(Flow(use))), "sunken")
            )
        frame: QFrame = box(lines, "warn", Space.MEDIUM)
        self.differing.addWidget(frame)

    def _draw_publications(self, draft: DraftPage) -> None:
        empty(self.out_lines)
        if self._is_told_elsewhere():
            return
        for one in draft.publications:
            when = clock_time(one.when_ms, self._model.now_ms())
            said = words.out_line(one.where, when, one.address)
            self.out_lines.addWidget(breaking_label(said, "good"))
        if draft.publications and not draft.is_out_as_it_stands:
            self.out_lines.addWidget(label(words.CHANGED_SINCE, "warn"))

    def _read_through(self) -> None:
        """Nothing is left to fill in: copy it, or read it before it goes out."""
        (self.text if self.copy.isHidden() else self.copy).setFocus()

    def _is_told_elsewhere(self) -> bool:
        """Whether a part shows the ways out, and what is out."""
        return any(part.tells_what_is_out for part in self.parts)

    def _doubt_about(self, where: str, address: str) -> str:
        doubts = (part.doubt_about(where, address) for part in self.parts)
        return next(filter(None, doubts), "")

    def _copy(self) -> None:
        draft, text = self._model.state.draft, self.text.text()
        if draft is not None and draft.is_exercise:
            text = marked(text)
        QGuiApplication.clipboard().setText(text)
        gaps = bool(self._model.state.gaps)
        restyle(self.copied, "part", "warn" if gaps else "good")
        self.copied.setText(words.COPIED_WITH_GAPS if gaps else words.COPIED)
        self.copied.show()

    def _take(self, start: int, end: int, text: str) -> None:
        """Put what is suggested in its place; the keyboard goes on in the text."""
        if not self.text.isReadOnly():
            self.text.put(start, end, text)
            self.text.setFocus()

    def _go_back(self, text: str) -> None:
        """Put the words of an earlier version into the box, as something typed."""
        if not self.text.isReadOnly():
            self.text.put_whole(text)
            self.text.setFocus()

    def _next_place(self) -> None:
        """Show the next place in the text where something was found."""
        places = sorted(f.span for f in self.findings.found if f.span is not None)
        if places:
            at = self.text.place
            start, end = next((p for p in places if p[0] >= at), places[0])
            self.text.show_place(start, end)

    def _published(self, draft: object) -> None:
        self.publishing.fold()
        self.banner.show_news(words.RECORDED)
        self.published.emit(draft)


class PublishForm(Unfold):
    """Where, when and at which address a person published the text."""

    def __init__(
        self, model: DraftViewModel, doubt_about: Callable[[str, str], str]
    ) -> None:
        """Take what says why an address may be another one than was meant."""
        self._model = model
        self._doubt_about = doubt_about
        self.doubt = label("", "warn")
        self.doubt.hide()
        self.where, self.when, self.address = line(), line(longest=100), line()
        self.without = line()
        self.without_field = Field(
            approval_words.WITHOUT, self.without, approval_words.WITHOUT_HINT
        )
        self.record = button(words.RECORD, "act", on_click=self._record)
        form = group(
            column(
                label(words.PUBLISH_BODY, "quiet"),
                Field(words.WHERE, self.where),
                Field(words.WHEN, self.when, words.WHEN_HINT),
                Field(words.ADDRESS, self.address, words.ADDRESS_HINT),
                self.doubt,
                self.without_field,
                row(self.record, None),
            )
        )
        super().__init__(words.PUBLISH, form)
        for field in (self.where, self.when, self.address, self.without):
            field.textEdited.connect(lambda _: model.out_typed(self._out()))
            field.returnPressed.connect(self._record)
        for field in (self.where, self.address):
            field.textChanged.connect(lambda _: self._draw_doubt())

    def ask_about(self, where: str) -> None:
        """Ask at which address it is out somewhere, and since when."""
        self.where.setText(where)
        self._model.out_typed(self._out())
        self.unfold()
        self.address.setFocus()

    def _draw_doubt(self) -> None:
        found = self._doubt_about(self.where.text(), self.address.text())
        self.doubt.setText(found)
        self.doubt.setVisible(bool(found))

    def draw(self, out: Out, draft: DraftPage) -> None:
        """Show what was typed; the place is where the draft was meant for."""
        self.without_field.setVisible(not draft.may_go_out)
        said = (out.where or draft.channel_name, out.when, out.address, out.unapproved)
        fields = (self.where, self.when, self.address, self.without)
        for field, text in zip(fields, said, strict=True):
            if field.text() != text and not (field.hasFocus() and not text):
                field.setText(text)

    def _out(self) -> Out:
        return Out(
            self.where.text().strip(),
            self.when.text().strip(),
            self.address.text().strip(),
            self.without.text().strip(),
        )

    def _record(self) -> None:
        self._model.out_typed(self._out())
        self._model.publish()


_KEPT = {
    Kept.SAVED: words.SAVED,
    Kept.TYPED: words.NOT_SAVED,
    Kept.SAVING: words.SAVING,
    Kept.EMPTY: words.EMPTY_NOT_SAVED,
    Kept.REFUSED: words.REFUSED,
}
