"""Who can post as us on paper: now, and every night where the council wants it."""

from incidentkit.ui.screens.exposure.view_model import ExposureViewModel, PaperState
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.folder_line import FolderLine
from incidentkit.ui.widgets.layout import column, group
from incidentkit.ui.widgets.long_words import breakable, breaking_label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words.window import exposure as words
from incidentkit.words.window import folder as folder_words


class Paper(Unfold):
    """Asks for a folder, and writes the paper there once or every night."""

    def __init__(self, model: ExposureViewModel) -> None:
        self._model = model
        self.folder = FolderLine(words.FOLDER)
        self.write = button(words.WRITE, "act", on_click=self._write)
        self.nightly = button(words.EVERY_NIGHT, on_click=self._every_night)
        self.stop = button(words.NOT_HERE, on_click=lambda: model.every_night(""))
        self.said = breaking_label("", "quiet")
        buttons = Flow(self.write, self.nightly, self.stop)
        super().__init__(
            words.PAPER, group(column(self.folder, group(buttons), self.said))
        )

    def draw(self, state: PaperState) -> None:
        """Say what is written every night, and offer what can be changed about it."""
        self.nightly.setVisible(state.is_wanted)
        self.stop.setVisible(state.is_wanted and bool(state.folder))
        said = words.NIGHTLY_ON if state.is_wanted else words.NIGHTLY_OFF
        if state.is_wanted and state.folder:
            said = words.nightly(state.folder)
        self.said.setText(breakable(said))

    def _asked(self) -> str:
        """Return the folder; without one say beside the field that it is needed."""
        where = self.folder.text()
        self.folder.field.say_wrong("" if where else folder_words.WHERE_TO)
        if not where:
            self.folder.path.setFocus()
        return where

    def _write(self) -> None:
        if where := self._asked():
            self._model.write(where)
            self.fold()

    def _every_night(self) -> None:
        if where := self._asked():
            self._model.every_night(where)
            self.fold()
