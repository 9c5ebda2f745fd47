"""Message templates: the list, one as shipped, ours, one that cannot be read, Welsh."""

from PySide6.QtWidgets import QWidget

from incidentkit.desk.services import Desk
from incidentkit.desk.templates import keep, shipped_text
from incidentkit.ui.screens.templates.view import TemplatesView
from incidentkit.ui.screens.templates.view_model import TemplatesViewModel
from tests.ui.pictures.drafts import paged, panel_of
from tests.ui.studio import Studio, one_incident, one_x

FILE = "mt-01-standard.txt"


def ours(desk: Desk) -> None:
    """Keep a text of the council's own."""
    text = shipped_text(FILE).replace("Please ignore recent", "Ignore the recent")
    keep(desk, text, "Shorter", file=FILE)


def approved(desk: Desk) -> None:
    """Record a translator's approval."""
    translations = desk.drafts.library.translations
    for variant in ("standard", "web"):
        translations.approve(translations.find("MT-01", variant), "Nia Rees")


def two_texts(desk: Desk) -> None:
    """Keep two texts, neither of which knew of the other."""
    for word in ("Ignore", "Leave alone"):
        text = shipped_text(FILE).replace("Please ignore", word)
        keep(desk, text, f"{word} is clearer", seen=(), file=FILE)


def at_list(studio: Studio) -> TemplatesView:
    view = TemplatesView(TemplatesViewModel(studio.kit, pause_ms=0))
    view.resize(1280, 800)
    view.show()
    view.arrive()
    studio.settle()
    return view


def at_one(studio: Studio, file: str = FILE) -> TemplatesView:
    view = at_list(studio)
    view.model.open(file)
    studio.settle()
    return view


def listed(studio: Studio) -> QWidget:
    return at_list(studio.prepare(one_x, ours, approved))


def shipped(studio: Studio) -> QWidget:
    return at_one(studio.prepare(one_x))


def own(studio: Studio) -> QWidget:
    view = at_one(studio.prepare(one_x, ours))
    view.one.compare.reveal()
    studio.settle()
    return view


def refused(studio: Studio) -> QWidget:
    view = at_one(studio.prepare(one_x))
    text = view.one.text.toPlainText()
    view.one.text.put(text.replace("{{ handle }}", "{{ handel }}"))
    view.model.check()
    studio.settle()
    return view


def welsh(studio: Studio) -> QWidget:
    return at_one(studio.prepare(one_x), "mt-01-standard-cy.txt")


def welsh_approved(studio: Studio) -> QWidget:
    return at_one(studio.prepare(one_x, approved), "mt-01-standard-cy.txt")


def in_wales(desk: Desk) -> None:
    """Owe both languages."""
    desk.council.set("nation", "Wales")


def beginning_in_both(studio: Studio) -> QWidget:
    return paged(
        studio, panel_of(studio.prepare(one_x, one_incident, in_wales, approved))
    )


def beginning_waits(studio: Studio) -> QWidget:
    return paged(studio, panel_of(studio.prepare(one_x, one_incident, in_wales)))


def in_conflict(studio: Studio) -> QWidget:
    return at_one(studio.prepare(one_x, two_texts))


PICTURES = {
    "beginning_in_both": beginning_in_both,
    "beginning_waits": beginning_waits,
    "in_conflict": in_conflict,
    "list": listed,
    "shipped": shipped,
    "own": own,
    "refused": refused,
    "welsh": welsh,
    "welsh_approved": welsh_approved,
}
