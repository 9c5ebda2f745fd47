"""What is typed about one thing after another: it waits for it, and is kept at a lock."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from incidentkit.desk.unfinished import Form, Once, keep_form
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.typed_form import Keep
from incidentkit.ui.widgets.form_fields import FormFields, changed


@dataclass(slots=True)
class _Typed:
    """What is typed about one thing, and what of it is on its way into the log."""

    title: str
    blank: Mapping[str, str]
    values: Mapping[str, str]
    sent: Mapping[str, str] | None = None
    once: Once | None = None

    @property
    def is_kept(self) -> bool:
        """Whether exactly this is in the log."""
        once = self.once if self.sent == self.values else None
        return once is not None and once.is_done

    @property
    def is_typed(self) -> bool:
        """Whether anything stands there that nobody has kept."""
        return not self.is_kept and bool(changed(self.values, self.blank))


class TypedForms:
    """Puts away what was typed when another thing is shown, and brings it back.

    With `words_only` a choice alone is nothing typed.
    """

    def __init__(self, left: LeftForms, *, words_only: bool = False) -> None:
        self._left = left
        self._words_only = words_only
        self._typed: dict[Hashable, _Typed] = {}
        self._shown: Hashable = None
        self._fields = FormFields({})

    def put_away(self) -> None:
        """Take note of what stands in the fields: they will show something else."""
        self._note()
        self._shown = None

    def show(self, place: Hashable, title: str, fields: FormFields) -> None:
        """Show what was typed about this, and nothing that was typed about another."""
        self._note()
        if place == self._shown:
            self._empty_if_kept()
            return
        self._shown, self._fields = place, fields
        fields.clear()
        known = self._typed.get(place)
        if known is not None:
            typed = dict(changed(known.values, known.blank))
            fields.put(typed)
            known.blank, known.values = fields.blank, {**fields.blank, **typed}
        else:
            self._typed[place] = _Typed(title, fields.blank, fields.blank)
        self._empty_if_kept()
        self._left.look(title)

    def sent(self, once: Once | None) -> bool:
        """Remember what is on its way into the log; whether anything is."""
        self._note()
        if once is None or self._shown is None:
            return False
        typed = self._typed[self._shown]
        typed.sent, typed.once = typed.values, once
        return True

    @property
    def is_typed(self) -> bool:
        """Whether something stands in the fields that nobody has kept."""
        self._note()
        if self._shown is None:
            return False
        typed = self._typed[self._shown]
        return typed.is_typed and self._counts(changed(typed.values, typed.blank))

    def rebase(self, blank: Mapping[str, str]) -> None:
        """Know what stands in the fields when nobody has typed: a colleague wrote."""
        if self._shown is not None:
            self._typed[self._shown].blank = {**self._fields.blank, **blank}
            self._fields.blank = {**self._fields.blank, **blank}

    def unsaved(self) -> Iterator[Keep]:
        """Yield what keeps what is typed, for each thing; none of it twice."""
        self._note()
        for typed in self._typed.values():
            fields = changed(typed.values, typed.blank)
            once = typed.once if typed.sent == typed.values else None
            if fields and self._counts(fields):
                form = Form(typed.title, fields)
                yield partial(keep_form, form=form, kept=once)

    def _counts(self, fields: tuple[tuple[str, str], ...]) -> bool:
        words = self._fields.words
        return not self._words_only or any(name in words for name, _ in fields)

    def _note(self) -> None:
        """Take note of what stands in the fields, for what is shown."""
        if self._shown is not None:
            self._typed[self._shown].values = self._fields.values()

    def _empty_if_kept(self) -> None:
        if self._shown is not None and self._typed[self._shown].is_kept:
            self._fields.clear()
            title, blank = self._typed[self._shown].title, self._fields.blank
            self._typed[self._shown] = _Typed(title, blank, blank)
