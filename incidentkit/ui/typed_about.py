"""A form that is asked about one thing after another, such as one for each account.

What is typed about one waits for it while another is shown, is kept at a lock, and is
offered back above the form.
"""

from incidentkit.desk.unfinished import Once, all_of
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.typed_form import Keep
from incidentkit.ui.typed_forms import TypedForms
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.unfold import Unfold


class TypedAbout:
    """Keeps the words of one form. `unfold` is the button the form is under, if it is."""

    def __init__(
        self, left: LeftForms, fields: FormFields, unfold: Unfold | None = None
    ) -> None:
        self._typed = TypedForms(left, words_only=True)
        self._fields = fields
        self._unfold = unfold
        self._title = ""
        self.offered = OfferedBack(left)
        self.offered.wanted.connect(self._put_back)

    def show(self, title: str) -> None:
        """Stand for the form of this title; no title is no form."""
        if title != self._title:
            self._title = title
            self._typed.put_away()
            if self._unfold is not None:
                self._unfold.fold()
            self._fields.clear()
        if not title:
            return
        self._typed.show(title, title, self._fields)
        if self._unfold is not None and self._typed.is_typed:
            self._unfold.reveal()

    def sent(self, once: Once | None) -> None:
        """Remember what is on its way into the kit."""
        self._typed.sent(once)

    def unsaved(self) -> Keep | None:
        """Return the work that keeps what is typed, for the lock."""
        return all_of(self._typed.unsaved())

    def _put_back(self, values: dict[str, str]) -> None:
        if self._unfold is not None:
            self._unfold.reveal()
        self._fields.put(values)
