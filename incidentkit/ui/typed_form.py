"""What is typed into one form: kept at a lock, once, and offered back in its place."""

from collections.abc import Callable, Mapping
from functools import partial

from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Form, Once, keep_form
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.widgets.form_fields import FormFields, changed
from incidentkit.ui.widgets.offered_back import OfferedBack

Keep = Callable[[Desk], object]
_NOTHING: Mapping[str, str] = {}


class TypedForm:
    """Knows what is typed under a title, and what of it is on its way into the kit."""

    def __init__(self, left: LeftForms, fields: FormFields) -> None:
        self._left = left
        self._fields = fields
        self._title = ""
        self._sent: tuple[str, dict[str, str], Once] | None = None
        self.offered = OfferedBack(left)
        self.offered.wanted.connect(fields.put)

    def look(self, title: str) -> None:
        """Stand for the form of this title, and look for what was typed there."""
        if title != self._title:
            self._title = title
            self._left.look(title)

    def sent(self, once: Once | None) -> None:
        """Remember what is on its way."""
        if once is not None:
            self._sent = (self._title, self._fields.values(), once)

    def unsaved(self, besides: Mapping[str, str] = _NOTHING) -> Keep | None:
        """Return the work that keeps what is typed; None when nothing is.

        `besides` is what was typed before and stands in no field any more.
        """
        values = self._fields.values()
        fields = (*changed(values, self._fields.blank), *besides.items())
        if not (fields and self._title):
            return None
        mine = self._sent is not None and self._sent[:2] == (self._title, values)
        kept = self._sent[2] if mine and self._sent is not None else None
        return partial(keep_form, form=Form(self._title, fields), kept=kept)
