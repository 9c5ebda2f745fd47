"""The pictures that go out with a text, and what is said of each."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from incidentkit.desk.around_text import AddedPicture, Around
from incidentkit.drafting.entries import About
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.drafts.around_model import AroundModel
from incidentkit.ui.screens.drafts.folding import Folding
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.tick import Tick
from incidentkit.words.window import draft_around as words

_SAID = {
    "has_rights": words.HAS_RIGHTS,
    "is_statement": words.IS_STATEMENT,
    "is_video": words.IS_VIDEO,
    "has_captions": words.HAS_CAPTIONS,
    "shows_people": words.SHOWS_PEOPLE,
    "has_consent": words.HAS_CONSENT,
    "shows_child": words.SHOWS_CHILD,
    "has_child_consent": words.HAS_CHILD_CONSENT,
}

# What is asked only where the answer before it makes it a question.
_AFTER = {
    "is_video": "has_captions",
    "shows_people": "has_consent",
    "shows_child": "has_child_consent",
}


class PicturesPart(Folding):
    """Adds and removes them, and asks what they show and whether they may be used."""

    def __init__(self, model: AroundModel) -> None:
        self._model = model
        self.rows: dict[bytes, PictureRow] = {}
        self._rows = column(space=Space.MEDIUM)
        self.add = button(words.CHOOSE_FILE, on_click=lambda: self._ask_which())
        super().__init__(
            words.pictures(0),
            label(words.PICTURES_BODY, "quiet"),
            group(self._rows),
            group(row(self.add, None)),
        )

    def draw(self, around: Around, text: str) -> None:
        """Show those there are; what is being typed about one stays."""
        self.button.setText(words.pictures(len(around.pictures)))
        now = {one.entry: one for one in around.pictures}
        if list(now) == list(self.rows):
            return
        kept = {entry: made.about for entry, made in self.rows.items()}
        empty(self._rows)
        self.rows = {entry: PictureRow(self._model, one) for entry, one in now.items()}
        for entry, made in self.rows.items():
            if entry in kept:
                made.put(kept[entry])
            self._rows.addWidget(made)

    def _ask_which(self) -> None:
        asking = QFileDialog(self, words.CHOOSE_FILE)
        asking.setFileMode(QFileDialog.FileMode.ExistingFile)
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.fileSelected.connect(lambda path: self._model.add_picture(Path(path)))
        asking.open()


class PictureRow(QWidget):
    """One picture: a sentence, some ticks, and a way out."""

    def __init__(self, model: AroundModel, picture: AddedPicture) -> None:
        super().__init__()
        self.alt = TextBox(2)
        self.ticks = {name: Tick(text) for name, text in _SAID.items()}
        self.keep = button(
            words.KEEP_ALT, on_click=lambda: model.describe(picture.entry, self.about)
        )
        self.remove = button(
            words.REMOVE, "quiet", on_click=partial(model.remove_picture, picture.entry)
        )
        for made, text in ((self.keep, words.KEEP_ALT), (self.remove, words.REMOVE)):
            made.setAccessibleName(f"{text}: {picture.name}")
        self.alt.textChanged.connect(
            lambda: model.typed(f"{words.ALT}: {picture.name}", self.alt.text())
        )
        lines = column(
            breaking_label(picture.name, "strong"),
            Field(words.ALT, self.alt),
            group(column(*self.ticks.values(), space=Space.TIGHT)),
            group(Flow(self.keep, self.remove)),
            space=Space.SMALL,
        )
        self.setLayout(column(box(lines, "card", Space.MEDIUM)))
        for name, after in _AFTER.items():
            self.ticks[after].setVisible(False)
            self.ticks[name].toggled.connect(self.ticks[after].setVisible)
        self.put(picture.about)

    @property
    def about(self) -> About:
        """What is said of it here."""
        said = {name: tick.isChecked() for name, tick in self.ticks.items()}
        return About(self.alt.text().strip(), **said)

    def put(self, about: About) -> None:
        """Say this of it."""
        self.alt.setPlainText(about.alt)
        for name, tick in self.ticks.items():
            tick.setChecked(bool(getattr(about, name)))
