"""How a draft begins: which form, where it goes out, which parts apply."""

from PySide6.QtWidgets import QComboBox, QWidget

from incidentkit.desk.writing import Beginning, WritingPage
from incidentkit.drafting.fields import SECTIONS
from incidentkit.drafting.service import preferred_variant
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.drafts.view_model import DraftViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.tick import Tick
from incidentkit.words.templates import why_it_waits
from incidentkit.words.window import drafts as words


class BeginningForm(QWidget):
    """Three choices, each with an answer already; the button writes it."""

    def __init__(self, model: DraftViewModel) -> None:
        super().__init__()
        self._model = model
        self._page: WritingPage | None = None
        self.variant, self.channel = QComboBox(), QComboBox()
        self._parts_title = label(words.PARTS, "strong")
        self._parts = column(space=Space.TIGHT)
        self.parts: dict[str, Tick] = {}
        self.welsh = Tick(words.WELSH_TOO)
        self.welsh_waits = label("", "quiet")
        self.begin = button(words.BEGIN, "act", on_click=self._begin)
        self.setLayout(
            column(
                label(words.BEGIN_BODY, "quiet"),
                Field(words.CHANNEL, self.channel),
                Field(words.VARIANT, self.variant),
                self._parts_title,
                group(self._parts),
                self.welsh,
                self.welsh_waits,
                row(self.begin, None),
            )
        )
        for choice in (self.variant, self.channel):
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.variant.currentIndexChanged.connect(lambda _: self._draw_parts())
        self.channel.currentIndexChanged.connect(lambda _: self._prefer())

    def draw(self, page: WritingPage) -> None:
        """Offer what a template has."""
        old = self._page
        self._page = page
        if old is not None and _offered(old) == _offered(page):
            return
        self.variant.clear()
        for version in page.versions:
            self.variant.addItem(words.variant(version.variant), version.variant)
        self.channel.clear()
        for slug, name in page.channels:
            self.channel.addItem(words.starting(name), slug)
        self._prefer()
        self._draw_parts()

    def _prefer(self) -> None:
        """Choose the form that suits where it goes out."""
        place = self.variant.findData(
            preferred_variant(self.channel.currentData() or "")
        )
        if place >= 0:
            self.variant.setCurrentIndex(place)

    def _draw_parts(self) -> None:
        wanted = self.variant.currentData()
        versions = self._page.versions if self._page else ()
        found = [v.sections for v in versions if v.variant == wanted]
        empty(self._parts)
        self.parts = {name: Tick(SECTIONS[name]) for name in (found or [()])[0]}
        for part in self.parts.values():
            self._parts.addWidget(part)
        self._parts_title.setVisible(bool(self.parts))
        self._draw_welsh(str(wanted))

    def _draw_welsh(self, variant: str) -> None:
        """Offer both languages; where the Welsh waits, say what it waits for."""
        standing = dict(self._page.welsh if self._page else ()).get(variant, "")
        is_usable = standing == "approved"
        self.welsh.setVisible(bool(standing))
        self.welsh.setEnabled(is_usable)
        self.welsh.setChecked(is_usable)
        waits = bool(standing) and not is_usable
        self.welsh_waits.setVisible(waits)
        if waits:
            self.welsh_waits.setText(words.welsh_waits(why_it_waits(standing)))

    def _begin(self) -> None:
        on = (name for name, part in self.parts.items() if part.isChecked())
        how = Beginning(
            str(self.variant.currentData()),
            str(self.channel.currentData()),
            frozenset(on),
            welsh=self.welsh.isEnabled() and self.welsh.isChecked(),
        )
        self._model.begin(how)


def _offered(page: WritingPage) -> tuple[object, ...]:
    return page.template, page.versions, page.channels, page.welsh
