"""This machine: which language the window speaks."""

from PySide6.QtWidgets import QComboBox, QFrame

from incidentkit.languages.chosen import Language
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.language import LanguageChoice
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.layout import column, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import language as words


class LanguageBox(QFrame):
    """Choose, then lock: the words of a running window cannot change."""

    def __init__(self, choice: LanguageChoice) -> None:
        super().__init__()
        self._choice = choice
        self.banner = Banner()
        self.languages = QComboBox()
        for language in Language:
            self.languages.addItem(words.NAMES[language.value], language)
        self.languages.setCurrentIndex(self.languages.findData(choice.speaks.language))
        self.use = button(words.USE, on_click=self._use)
        self.setProperty("box", "card")
        content = column(
            label(words.NAME, "heading"),
            label(words.BODY, "quiet"),
            label(words.FIRST_VERSION, "quiet"),
            self.banner,
            Field(words.NAME, self.languages),
            row(self.use, None),
        )
        content.setContentsMargins(*[Space.LARGE] * 4)
        self.setLayout(content)
        self.languages.currentIndexChanged.connect(self._show)
        choice.refused.connect(self.banner.show_problem)
        self._show()

    def _show(self) -> None:
        is_another = self.languages.currentData() != self._choice.speaks.language
        self.use.setEnabled(is_another)

    def _use(self) -> None:
        self._choice.choose(Language(self.languages.currentData()))
