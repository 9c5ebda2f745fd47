"""About the program: version, where things are, what it cannot prove, licences."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel

from incidentkit.resources import licences_path
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.screens.settings.leaf import Leaf
from incidentkit.ui.view_model import ViewModel
from incidentkit.ui.widgets.layout import box, column
from incidentkit.ui.widgets.text import label
from incidentkit.vault.entry import FORMAT
from incidentkit.vault.kit import Surrounding
from incidentkit.words.window import settings as words


@dataclass(frozen=True, slots=True)
class AboutState:
    """Where things are."""

    kit: str = ""
    backups: str = ""
    format: int = FORMAT


class AboutViewModel(ViewModel[AboutState]):
    """Finds out where the kit is."""

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(AboutState())
        self._kit = kit

    def read(self) -> None:
        """Find out."""
        self._kit.outside(_read, self._set, self._refuse)


class AboutLeaf(Leaf):
    """Says it in plain words."""

    def __init__(self, model: AboutViewModel) -> None:
        self._model = model
        self.where, self.backups, self.format = label(), label(), label()
        unproved = (label(f"• {text}") for text in words.UNPROVABLE)
        super().__init__(
            box(
                column(
                    label(words.VERSION, "heading"),
                    label(words.NO_TELEMETRY),
                    *_named(words.WHERE, self.where),
                    *_named(words.WHERE_BACKUPS, self.backups),
                    *_named(words.KIT_FORMAT, self.format),
                    space=Space.SMALL,
                )
            ),
            box(
                column(
                    label(words.CANNOT_PROVE, "heading"), *unproved, space=Space.SMALL
                )
            ),
            box(column(*_genuine(), space=Space.SMALL)),
            box(column(*_licences(), space=Space.TIGHT)),
        )
        model.changed.connect(self._render)
        model.refused.connect(self.banner.show_problem)

    def arrive(self) -> None:
        """Find out where things are."""
        self._model.read()

    def _render(self) -> None:
        state = self._model.state
        self.where.setText(state.kit)
        self.backups.setText(state.backups)
        self.format.setText(str(state.format))


def _genuine() -> Iterator[QLabel]:
    """Say how somebody can tell that this is what was released."""
    yield label(words.GENUINE, "heading")
    yield from map(label, words.HOW_TO_CHECK)


def _licences() -> Iterator[QLabel]:
    """Name what is carried, and where a built program has its licences in full."""
    yield label(words.LICENCES, "heading")
    yield label(words.OWN_LICENCE)
    for part in words.PARTS:
        yield label(words.part(*part))
    in_full = licences_path()
    if in_full.is_file():
        yield label(words.licences_in_full(str(in_full)))


def _named(name: str, value: QLabel) -> tuple[QLabel, QLabel]:
    return label(name, "strong"), value


def _read(around: Surrounding) -> AboutState:
    places = around.places
    return AboutState(str(places.kit), str(places.backups))
