"""Where a text is approved. Draws state, forwards what is pressed."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QVBoxLayout, QWidget

from incidentkit.desk.approval_page import (
    ApprovalLine,
    ApprovalPage,
    Shown,
    Signed,
)
from incidentkit.drafting.difference import Difference, Part
from incidentkit.drafting.remarks import NEVER_OVERRIDDEN
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.approval.forms import (
    AgainstForm,
    AskForm,
    ChangesForm,
    RecordForm,
    TriedForm,
    typed_in,
)
from incidentkit.ui.screens.approval.view_model import ApprovalViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.draft_part import DraftPart
from incidentkit.ui.widgets.field import TextBox
from incidentkit.ui.widgets.focus import focus_first
from incidentkit.ui.widgets.layout import Page, box, column, empty, group, row
from incidentkit.ui.widgets.long_words import breaking_label, one_line
from incidentkit.ui.widgets.picture import Picture
from incidentkit.ui.widgets.text import label, restyle
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import approving as said
from incidentkit.words.council import drafts as house
from incidentkit.words.times import clock_time
from incidentkit.words.window import approval as words


class ApprovalPanel(DraftPart):
    """Who has to approve a text, who has, and what can be done about it.

    `is_whole`: it stands on a page of its own, with exactly what goes out.
    """

    def __init__(self, model: ApprovalViewModel, *, is_whole: bool = False) -> None:
        super().__init__()
        self.model = model
        self._is_whole = is_whole
        self._drawn: ApprovalPage | None = None
        self._wants_focus = False
        self.banner = Banner()
        self.reading = label(words.READING, "quiet")
        self.told, self.lines, self.stops = (
            column(space=Space.SMALL),
            column(space=Space.SMALL),
            column(space=Space.SMALL),
        )
        self.stands, self.code = label("", "strong"), label("", "quiet")
        self.approve = button(words.APPROVE, "act", on_click=model.approve)
        self.hint = label(words.APPROVE_HINT, "quiet")
        self.ask, self.changes = AskForm(model), ChangesForm(model)
        self.record, self.tried = RecordForm(model), TriedForm(model)
        self.acts = self._made_acts()
        parts = (self.banner, self.reading, group(self.told), self.stands)
        below = (group(self.lines), self.code, group(self.stops), self.acts)
        self.setLayout(column(*parts, *below))
        self._connect()
        self._render()

    def _made_acts(self) -> QWidget:
        pressed = column(row(self.approve, None), self.hint, space=Space.TIGHT)
        return group(column(group(pressed), *self._forms, space=Space.SMALL))

    def show_draft(self, draft: SubjectId) -> None:
        """Show the approval of a draft."""
        self.banner.clear()
        self.model.show(draft)

    def take_focus(self) -> None:
        """Take the keyboard, as soon as there is something to press."""
        self._wants_focus = True
        self._give_focus()

    # --- inside ----------------------------------------------------------

    def _connect(self) -> None:
        self.model.changed.connect(self._render)
        self.model.refused.connect(self.banner.show_problem)
        self.model.done.connect(self._done)
        self.model.seen.connect(lambda _: self._draw_again())
        for form in self._forms:
            for typed in form.findChildren(QLineEdit):
                typed.textEdited.connect(lambda _: self._typed())
            for typed_in_box in form.findChildren(TextBox):
                typed_in_box.textChanged.connect(self._typed)

    @property
    def _forms(self) -> tuple[ChangesForm, AskForm, RecordForm, TriedForm]:
        return (self.changes, self.ask, self.record, self.tried)

    def _typed(self) -> None:
        self.model.typed(typed_in(*self._forms))

    def _done(self, news: str) -> None:
        for form in self._forms:
            form.clear()
            form.fold()
        self.banner.show_news(news)

    def _render(self) -> None:
        page = self.model.state.page
        self.reading.setVisible(page is None)
        self.acts.setVisible(page is not None)
        self.stands.setVisible(page is not None)
        self.code.setVisible(page is not None and bool(page.lines))
        self.approve.setEnabled(not self.model.state.is_busy)
        if page is not None and page != self._drawn:
            self._draw(page)
        self._drawn = page
        self._give_focus()

    def _draw_again(self) -> None:
        page = self.model.state.page
        if page is not None and self._is_whole:
            self._draw(page)

    def _draw(self, page: ApprovalPage) -> None:
        self.stands.setText(said.stands(page))
        is_good = page.is_signed or (page.may_go_out and not page.lines)
        restyle(self.stands, "part", "good" if is_good else "warn")
        self.code.setText(said.code(page.code))
        for place, parts in (
            (self.told, self._told(page)),
            (self.lines, (self._line(line) for line in page.lines)),
            (self.stops, self._stops(page)),
        ):
            empty(place)
            for part in parts:
                place.addWidget(part)
        self._draw_acts(page)

    def _draw_acts(self, page: ApprovalPage) -> None:
        is_over = page.in_conflict or page.is_out or page.is_withdrawn
        opens = bool(page.missing) and not is_over
        may = opens and bool(page.i_may)
        self.approve.setVisible(may)
        self.hint.setVisible(may)
        self.changes.setVisible(
            bool(page.lines) and not (page.i_wrote or page.is_out or page.is_withdrawn)
        )
        # Whoever could give all that is missing has nobody else to ask.
        mine = may and all(set(li.roles) & set(page.i_may) for li in page.missing)
        opens = opens and not mine
        self.ask.setVisible(opens)
        self.ask.button.setText(words.ASK_AGAIN if page.asked_by else words.ASK)
        for form in (self.record, self.tried):
            form.setVisible(opens)
            form.draw(page)

    def _give_focus(self) -> None:
        if self._wants_focus and self.model.state.page is not None:
            self._wants_focus = False
            focus_first(self.acts)

    # --- what is shown ---------------------------------------------------

    def _told(self, page: ApprovalPage) -> Iterator[QWidget]:
        if page.is_exercise:
            yield label(words.EXERCISE, "warn")
        if page.asked_by:
            when = clock_time(page.asked_ms, self.model.now_ms())
            yield label(words.asked(page.asked_by, when, page.asked_note))
        if self._is_whole:
            yield from self._whole(page)
        if page.in_conflict:
            yield label(words.CONFLICT, "warn")
        if page.changed is not None:
            yield _changed(page.changed)
        if page.of_no_effect:
            yield label(words.of_no_effect(page.of_no_effect), "warn")

    def _whole(self, page: ApprovalPage) -> Iterator[QWidget]:
        yield label(words.EXACTLY, "heading")
        content = column(breaking_label(page.text), space=Space.MEDIUM)
        for picture in page.pictures:
            content.addWidget(self._picture(picture))
        content.addWidget(label(words.goes_out(page.channels), "strong"))
        yield box(content, "sunken", Space.MEDIUM)
        yield label(words.written_by(page.authors), "quiet")

    def _picture(self, picture: Shown) -> QWidget:
        """Show a picture and what it is in words, as both go out."""
        named = breaking_label(said.picture(picture.name, picture.alt))
        if picture.entry not in self.model.images:
            return named
        image = self.model.images[picture.entry]
        if image is None:
            not_shown = label(words.NOT_SHOWN, "warn")
            save = button(words.SAVE_COPY, on_click=partial(self._save, picture))
            save.setAccessibleName(f"{words.SAVE_COPY}: {one_line(picture.name)}")
            return group(column(named, not_shown, row(save, None), space=Space.TIGHT))
        drawn = Picture(image, picture.alt or picture.name)
        return group(column(drawn, named, space=Space.TIGHT))

    def _save(self, picture: Shown) -> None:
        """Ask where a copy goes; nothing is opened by the kit itself."""
        asking = QFileDialog(self, words.SAVE_COPY)
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.selectFile(f"picture{PurePath(one_line(picture.name)).suffix}")
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.fileSelected.connect(
            lambda path: self.model.save_copy(picture, Path(path))
        )
        asking.open()

    def _line(self, line: ApprovalLine) -> QFrame:
        role, now = said.role(line.role), self.model.now_ms()
        parts = column(space=Space.TIGHT)
        if line.given is not None:
            when = clock_time(line.given.wall, now)
            part = "good" if line.given.is_signed else "warn"
            parts.addWidget(label(said.given(role, line.given, when), part))
            self._quote(parts, line.given)
        elif line.lapsed is not None:
            parts.addWidget(label(said.lapsed(role, line.lapsed.name), "bad"))
        else:
            parts.addWidget(label(said.missing(role, line.may, ()), "strong"))
        if line.given is None:
            for text in (text for reach in line.reach for text in reach.lines):
                parts.addWidget(breaking_label(text, "quiet"))
        for one in line.tried:
            when = clock_time(one.at_ms, now)
            parts.addWidget(label(words.tried(one.name, one.how, when), "quiet"))
        return box(parts, "card", Space.MEDIUM)

    def _quote(self, parts: QVBoxLayout, given: Signed) -> None:
        if given.words:
            parts.addWidget(breaking_label(words.their_words(given.words), "quiet"))

    def _stops(self, page: ApprovalPage) -> Iterator[QWidget]:
        for finding in page.stops:
            parts = column(label(said.stopped(house.reason(finding.reason))))
            if finding.can_override and finding.check not in NEVER_OVERRIDDEN:
                parts.addWidget(AgainstForm(self.model, finding.check))
            yield box(parts, "warn", Space.MEDIUM)
        for _, reason, by in page.overrides:
            yield label(said.overridden(by, reason), "quiet")


def _changed(what: Difference) -> QFrame:
    parts = column(label(words.CHANGED, "strong"), space=Space.TIGHT)
    for one in what.words:
        if one.part is not Part.SAME and one.text.strip():
            tell = words.taken_out if one.part is Part.OUT else words.put_in
            parts.addWidget(breaking_label(tell(one.text.strip())))
    if what.channels_in or what.channels_out:
        told = words.channels_changed(what.channels_in, what.channels_out)
        parts.addWidget(label(told))
    if what.pictures:
        parts.addWidget(label(words.pictures_changed(what.pictures)))
    for _, alt in what.alts:
        parts.addWidget(breaking_label(words.alt_changed(alt)))
    return box(parts, "warn", Space.MEDIUM)


class ApprovalView(QWidget):
    """A text on a page of its own, for whoever approves it and did not write it.

    Signals:
        incident_asked: Somebody wants to see the response it belongs to.
    """

    incident_asked = Signal(object)

    def __init__(self, model: ApprovalViewModel) -> None:
        super().__init__()
        self.model = model
        self.title, self.about = label("", "title"), label("", "quiet")
        self.panel = ApprovalPanel(model, is_whole=True)
        self.back = button(words.BACK, "quiet", on_click=self._back)
        page = Page(
            column(self.title, self.about, self.panel, row(self.back, None), None)
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        model.changed.connect(self._render)
        self._render()

    def open(self, draft: SubjectId) -> None:
        """Show a text."""
        self.panel.show_draft(draft)

    def arrive(self) -> None:
        """Read again, and put the keyboard on what there is to do."""
        self.model.refresh()
        self.panel.take_focus()

    def _render(self) -> None:
        page = self.model.state.page
        self.title.setText(page.title if page else words.TITLE)
        self.about.setText(page.about if page else "")
        self.back.setVisible(page is not None)

    def _back(self) -> None:
        page = self.model.state.page
        if page is not None:
            self.incident_asked.emit(page.incident)
