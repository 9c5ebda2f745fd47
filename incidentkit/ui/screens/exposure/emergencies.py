"""Who was let in in an emergency, who should be, and the buttons that answer it."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QFrame, QPushButton

from incidentkit.desk.emergency import EmergencyRow
from incidentkit.desk.emergency_asks import AskRow
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.exposure.view_model import ExposureViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import box, column, row
from incidentkit.ui.widgets.text import label
from incidentkit.words import exposure as said
from incidentkit.words.times import spoken_date
from incidentkit.words.window import exposure as words


def asked_box(model: ExposureViewModel, one: AskRow) -> QFrame:
    """Draw somebody who waits for a second person."""
    when = spoken_date(one.wall)
    asked = f"{said.emergency_asked(one.person, one.by, when, one.why)}."
    agreed = said.agreed(one.agreed).capitalize() + "." if one.agreed else words.WAITS
    texts = column(
        label(one.label, "strong"), label(asked), label(agreed), space=Space.TIGHT
    )
    if one.may_let_in:
        go = _named(words.LET_IN, one.label, partial(model.let_in, one), "act")
        texts.addLayout(row(go, None))
    elif one.may_agree:
        agree = partial(model.agree_first, one)
        texts.addLayout(row(_named(words.AGREE, one.label, agree, "act"), None))
    return box(texts, "warn", Space.MEDIUM)


def told_box(model: ExposureViewModel, one: EmergencyRow) -> QFrame:
    """Draw somebody who was let in, and whether a second person had a part in it."""
    agreed = said.agreed(one.agreed) if one.agreed else said.NOBODY_AGREED
    when, by_sheet = spoken_date(one.wall), bool(one.sheet)
    what = said.emergency(one.person, one.by, when, one.why, by_sheet=by_sheet)
    texts = column(
        label(one.label, "strong"), label(f"{what}; {agreed}."), space=Space.TIGHT
    )
    answers = list(_answers(model, one))
    if answers:
        texts.addLayout(row(*answers, None))
    return box(texts, "warn" if one.is_news else "card", Space.MEDIUM)


def _answers(model: ExposureViewModel, one: EmergencyRow) -> Iterator[QPushButton]:
    if one.is_news:
        yield _named(words.SEEN, one.label, partial(model.seen, one))
    if one.may_agree:
        yield _named(words.AGREE, one.label, partial(model.agree, one))


def _named(
    text: str, about: str, on_click: Callable[[], object], kind: str = "plain"
) -> QPushButton:
    """Return a button that says to a screen reader what it is about."""
    made = button(text, kind, on_click=on_click)
    made.setAccessibleName(f"{text}: {about}")
    return made
