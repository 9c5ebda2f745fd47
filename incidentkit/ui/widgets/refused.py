"""A refused value is told beside the field that it was typed into."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.focus import bring_into_view
from incidentkit.words.problems import Problem


def say_beside(page: QWidget, problem: Problem) -> Field | None:
    """Tell it at the field it is about, and bring eyes and keyboard there.

    Of several fields for the same value it is the one in the form that was just used.
    Returns the field, None when the page shows none for it.
    """
    if not problem.field:
        return None
    forms = _around(page, page.focusWidget())
    shown = (_shown(form, problem.field) for form in forms)
    found = next((field for field in shown if field is not None), None)
    if found is not None:
        found.refuse(f"{problem.what_happened} {problem.what_to_do}")
        bring_into_view(found)
    return found


def _around(page: QWidget, used: QWidget | None) -> Iterator[QWidget]:
    """Yield what is around what was used, from the inside out, and the page last."""
    while used is not None and used is not page:
        yield used
        used = used.parentWidget()
    yield page


def _shown(form: QWidget, value: str) -> Field | None:
    fields = form.findChildren(Field)
    return next((f for f in fields if f.value == value and f.isVisible()), None)
