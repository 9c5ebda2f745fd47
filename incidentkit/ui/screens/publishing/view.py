"""Where a text is taken out to be published. Draws state, forwards what is pressed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from incidentkit.desk.publishing import suggested_name
from incidentkit.desk.ways_out import PictureOut, PublishingPage
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.publishing.after import OwedCard, PromiseCard
from incidentkit.ui.screens.publishing.view_model import (
    Paper,
    PublishingState,
    PublishingViewModel,
)
from incidentkit.ui.screens.publishing.ways import WayCard
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.draft_part import DraftPart
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import column, empty, group
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.printed import offer_printers, print_text
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import publishing as said
from incidentkit.words.problems import words_for
from incidentkit.words.times import clock_time
from incidentkit.words.window import publishing as words


class PublishingPart(DraftPart):
    """The ways out for a text, and what is left to do once it is out."""

    tells_what_is_out = True

    def __init__(self, model: PublishingViewModel) -> None:
        super().__init__()
        self.model = model
        self._drawn: PublishingState | None = None
        self.ways: tuple[WayCard, ...] = ()
        self.owed: tuple[OwedCard, ...] = ()
        self.promises: tuple[PromiseCard, ...] = ()
        self.banner = Banner()
        self.title = label(words.TITLE, "strong")
        self.body, self.blocked = label(words.BODY, "quiet"), label("", "warn")
        self.told, self.cards = column(space=Space.SMALL), column(space=Space.SMALL)
        self.pictures, self.left = column(space=Space.SMALL), column(space=Space.SMALL)
        self.others = self._others()
        self.setLayout(
            column(
                self.title,
                self.banner,
                group(self.left),
                self.body,
                self.blocked,
                group(self.told),
                group(self.cards),
                group(self.pictures),
                self.others,
                space=Space.SMALL,
            )
        )
        model.changed.connect(self._render)
        model.refused.connect(self.banner.show_problem)
        model.done.connect(self.banner.show_news)
        model.opens.connect(self._open)
        self._render()

    def show_draft(self, draft: SubjectId) -> None:
        """Show the ways out for a draft."""
        self.banner.clear()
        self.model.show(draft)

    def doubt_about(self, where: str, address: str) -> str:
        """Say what speaks against an address on one of its channels."""
        return self.model.doubt_about(where, address)

    # --- inside ----------------------------------------------------------

    def _others(self) -> QWidget:
        self.save_mail = button(words.SAVE_MAIL, on_click=self._asks(Paper.MAIL))
        self.mail = button(words.OPEN_MAIL, on_click=self.model.mail)
        self.print = button(words.PRINT, on_click=self.ask_printer)
        self.save_print = button(words.SAVE_PRINT, on_click=self._asks(Paper.PRINT))
        self.save_file = button(words.SAVE_FILE, on_click=self._asks(Paper.TEXT))
        made = (self.save_mail, self.mail, self.print, self.save_print, self.save_file)
        return group(
            column(
                label(words.OTHER_WAYS, "quiet"), group(Flow(*made)), space=Space.TIGHT
            )
        )

    def _asks(self, paper: Paper) -> Callable[[], None]:
        def ask() -> None:
            page = self.model.state.page
            if page is not None:
                name = suggested_name(page, paper.value)
                self._ask_path(name, partial(self.save, paper))

        return ask

    def _render(self) -> None:
        state = self.model.state
        page = state.page
        is_ready = page is not None and page.blocked is None
        self.title.setVisible(page is not None)
        self.body.setVisible(is_ready)
        self.others.setVisible(is_ready)
        self.mail.setVisible(page is not None and not page.is_exercise)
        self.blocked.setVisible(page is not None and page.blocked is not None)
        drawn = self._drawn
        if page is not None and (
            drawn is None or (drawn.page, drawn.left) != (page, state.left)
        ):
            self._draw(state, page)
        self._drawn = state

    def _draw(self, state: PublishingState, page: PublishingPage) -> None:
        if page.blocked is not None:
            problem = words_for(page.blocked)
            self.blocked.setText(f"{problem.what_happened} {problem.what_to_do}")
        self._draw_told(page)
        self._draw_ways(page)
        empty(self.pictures)
        if page.blocked is None:
            for picture in page.pictures:
                self.pictures.addWidget(self._picture(picture))
        self._draw_left(state)

    def _draw_told(self, page: PublishingPage) -> None:
        empty(self.told)
        if page.withdrawn and (page.elsewhere or any(way.out for way in page.ways)):
            self.told.addWidget(label(said.WITHDRAWN_BUT_OUT, "warn"))
        elif page.changed_since:
            self.told.addWidget(label(said.CHANGED_SINCE, "warn"))
        for one in page.elsewhere:
            when = clock_time(one.when_ms, self.model.now_ms())
            line = f"{one.where}: {said.is_out(when, one.address)}"
            self.told.addWidget(breaking_label(line, "good"))

    def _draw_ways(self, page: PublishingPage) -> None:
        empty(self.cards)
        now_ms = self.model.now_ms()
        self.ways = tuple(WayCard(page, way, now_ms) for way in page.ways)
        for card in self.ways:
            card.copied.connect(self.banner.show_news)
            card.opens.connect(self._open)
            card.out_asked.connect(self.out_asked)
            self.cards.addWidget(card)

    def _draw_left(self, state: PublishingState) -> None:
        empty(self.left)
        model, left = self.model, state.left
        self.owed = tuple(OwedCard(model, one) for one in left.owed)
        self.promises = tuple(PromiseCard(model, one) for one in left.open_promises)
        for owed in self.owed:
            owed.nothing.connect(self._nothing_to_paste)
            self.left.addWidget(owed)
        for promise in self.promises:
            promise.typed.connect(self._typed)
            self.left.addWidget(promise)

    def _picture(self, picture: PictureOut) -> QWidget:
        copy = button(words.COPY_ALT, on_click=partial(self._copy_alt, picture.alt))
        copy.setAccessibleName(f"{words.COPY_ALT}: {picture.name}")
        save = button(
            words.SAVE_PICTURE,
            on_click=lambda: self._ask_path(
                picture.name, partial(self.save_picture, picture.entry)
            ),
        )
        save.setAccessibleName(f"{words.SAVE_PICTURE}: {picture.name}")
        named = breaking_label(said.pictured(picture.name, picture.alt))
        return group(column(named, group(Flow(save, copy)), space=Space.TIGHT))

    # --- out -------------------------------------------------------------

    def save(self, paper: Paper, path: str) -> None:
        """Save it as a file of a kind."""
        self.model.save(paper, Path(path))

    def save_picture(self, entry: bytes, path: str) -> None:
        """Save a picture that goes with it."""
        self.model.save_picture(entry, Path(path))

    def ask_printer(self) -> None:
        """Offer the printers there are, beside this window and not in its way."""
        if not offer_printers(self, words.DOCUMENT, self.print_on):
            self.banner.show_news(words.NO_PRINTER, words.NO_PRINTER_BODY, "warn")

    def print_on(self, printer: QPrinter) -> None:
        """Print the text."""
        page = self.model.state.page
        if page is not None and page.blocked is None:
            print_text(printer, page.text)
            self.banner.show_news(words.PRINTED)

    def _ask_path(self, name: str, then: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, words.SAVE_TITLE)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # Nothing is written over, so nobody is asked whether it may be.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(name)
        dialog.fileSelected.connect(then)
        dialog.open()

    def _open(self, address: str) -> None:
        """Open a page, byte for byte as it was made, because somebody pressed."""
        QDesktopServices.openUrl(QUrl.fromEncoded(address.encode("ascii")))
        self.banner.show_news(words.OPENED)

    def _copy_alt(self, alt: str) -> None:
        QGuiApplication.clipboard().setText(alt)
        self.banner.show_news(words.ALT_COPIED)

    def _nothing_to_paste(self) -> None:
        self.banner.show_news(
            words.NOTHING_TO_PASTE, words.NOTHING_TO_PASTE_BODY, "warn"
        )

    def _typed(self) -> None:
        self.model.typed(tuple(t for card in self.promises for t in card.texts))
