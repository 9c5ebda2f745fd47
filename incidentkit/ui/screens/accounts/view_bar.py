"""Which accounts the list shows: a sieve or a saved view, its columns, and saving it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from incidentkit.accounts.views import SavedView, Sieve
from incidentkit.ui.screens.accounts.list_columns import ColumnMenu
from incidentkit.ui.screens.accounts.register import RegisterViewModel
from incidentkit.ui.typed_about import TypedAbout
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.chooser import Chooser
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.layout import column, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words.window import account_list as words

_LETTERS = 20
_FIRST = (Sieve.ALL, *(sieve for sieve in Sieve if sieve is not Sieve.ALL))


class ViewBar(QWidget):
    """Chooses what the list shows; `choice` stands where the list is searched.

    Signals:
        wanted: A view to show. Its words come along only for one that was saved.
    """

    wanted = Signal(object)

    def __init__(self, model: RegisterViewModel) -> None:
        super().__init__()
        self._model = model
        self._saved: tuple[SavedView, ...] = ()
        self._words = ""
        self.show_ = Chooser()
        self.show_.setMinimumContentsLength(_LETTERS)
        self.menu = ColumnMenu(self)
        self.columns = button(words.COLUMNS, "quiet")
        self.columns.setMenu(self.menu)
        self.name = line(longest=60)
        self.save = button(words.SAVE, "act", on_click=self._save)
        cancel = button(words.GO_BACK, on_click=lambda: self.saving.fold())
        form = column(
            label(words.SAVE_VIEW_BODY),
            Field(words.VIEW_NAME, self.name, value="name"),
            row(self.save, cancel, None),
        )
        self.saving = Unfold(words.SAVE_VIEW, group(form), "quiet")
        self.saving.folded.connect(self.name.clear)
        left = model.left_forms()
        left.refused.connect(model.refused)
        self.typed = TypedAbout(
            left, FormFields({words.VIEW_NAME: self.name}), self.saving
        )
        self.drop = button(words.DROP_VIEW, "quiet", on_click=self._drop)
        self.choice = Field(words.SHOW, self.show_, words.SHOW_HINT)
        laid = row(self.columns, self.drop, self.saving)
        for beside in (self.columns, self.drop):
            laid.setAlignment(beside, Qt.AlignmentFlag.AlignTop)
        laid.setStretch(2, 1)  # an open form has the width of the list
        self.setLayout(laid)
        self._offer()
        self.show_.currentIndexChanged.connect(self._choose)
        self.show_.activated.connect(self._choose_again)
        self.name.returnPressed.connect(self._save)
        self.menu.triggered.connect(lambda _: self.wanted.emit(self.present()))

    def offer(self, saved: tuple[SavedView, ...]) -> None:
        """Offer these saved views beside the sieves; what is chosen stays chosen."""
        if saved != self._saved:
            self._saved = saved
            self._offer()

    def say_words(self, text: str) -> None:
        """Take note of the words that narrow the list now."""
        self._words = text

    def present(self, name: str = "") -> SavedView:
        """Return what is shown now, as a view."""
        found = self._named()
        sieve = found.sieve if found else Sieve(self.show_.currentData())
        return SavedView(name, sieve, self._words, self.menu.chosen())

    def _offer(self) -> None:
        chosen = self.show_.currentData()
        self.show_.blockSignals(True)  # noqa: FBT003  Qt takes it by place
        self.show_.clear()
        for sieve in _FIRST:
            self.show_.addItem(words.SIEVES[sieve], sieve.value)
        for view in self._saved:
            self.show_.addItem(view.name, view)
        place = self.show_.findData(chosen) if isinstance(chosen, str) else -1
        name = chosen.name if isinstance(chosen, SavedView) else None
        for number in range(len(_FIRST), self.show_.count()):
            if self.show_.itemText(number) == name:
                place = number
        self.show_.setCurrentIndex(max(0, place))
        self.show_.blockSignals(False)  # noqa: FBT003  Qt takes it by place
        self.drop.setVisible(self._named() is not None)

    def _named(self) -> SavedView | None:
        data = self.show_.currentData()
        return data if isinstance(data, SavedView) else None

    def _choose(self, _place: int) -> None:
        found = self._named()
        self.drop.setVisible(found is not None)
        if found is not None:
            self.menu.choose(found.columns)
            self.wanted.emit(found)
        else:
            self.wanted.emit(self.present())

    def _choose_again(self, place: int) -> None:
        """Show a saved view as it was saved, though it is the one that is chosen."""
        if self._named() is not None:
            self._choose(place)

    def _save(self) -> None:
        view = self.present(self.name.text())
        self.typed.sent(self._model.save_view(view, lambda: self._saved_as(view.name)))

    def _saved_as(self, name: str) -> None:
        """Choose the view that was just saved: it is what the list shows."""
        self.saving.fold()
        self.show_.blockSignals(True)  # noqa: FBT003  Qt takes it by place
        self._choose_named(" ".join(name.split()))
        self.show_.blockSignals(False)  # noqa: FBT003  Qt takes it by place
        self.drop.setVisible(self._named() is not None)

    def _choose_named(self, name: str) -> None:
        for number in range(len(_FIRST), self.show_.count()):
            if self.show_.itemText(number) == name:
                self.show_.setCurrentIndex(number)

    def _drop(self) -> None:
        found = self._named()
        if found is not None:
            self.show_.setCurrentIndex(0)
            self._model.drop_view(found.name)
