"""The settings: four leaves."""

from collections.abc import Callable

from PySide6.QtWidgets import QTabWidget, QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.exchanges import Exchanges
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.preferences import Preferences
from incidentkit.ui.screens.settings.about_leaf import AboutLeaf, AboutViewModel
from incidentkit.ui.screens.settings.council_leaf import CouncilLeaf
from incidentkit.ui.screens.settings.council_model import CouncilViewModel
from incidentkit.ui.screens.settings.folder_leaf import FolderLeaf
from incidentkit.ui.screens.settings.folder_model import HeldViewModel
from incidentkit.ui.screens.settings.leaf import Leaf
from incidentkit.ui.screens.settings.machine_leaf import MachineLeaf
from incidentkit.ui.screens.settings.machine_model import MachineViewModel
from incidentkit.ui.widgets.layout import column
from incidentkit.ui.widgets.text import label
from incidentkit.vault.slots import KdfPolicy
from incidentkit.words.window import settings as words

_QUESTIONS = "questions"


class SettingsView(QWidget):
    """Council, this machine, the shared folder, about."""

    def __init__(
        self,
        kit: KitAccess,
        policy: Callable[[], KdfPolicy],
        preferences: Preferences,
        exchanges: Exchanges,
    ) -> None:
        super().__init__()
        self.council = CouncilLeaf(CouncilViewModel(kit))
        machine = MachineViewModel(kit, policy)
        self.machine = MachineLeaf(machine, preferences, kit.jobs)
        self.folder = FolderLeaf(exchanges, HeldViewModel(kit))
        self.about = AboutLeaf(AboutViewModel(kit))
        self._leaves: dict[str, Leaf] = {
            "council": self.council,
            "machine": self.machine,
            "folder": self.folder,
            "about": self.about,
        }
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(words.TITLE)
        for name, leaf in self._leaves.items():
            self.tabs.addTab(leaf, words.LEAVES[name])
        content = column(label(words.TITLE, "title"), self.tabs)
        content.setContentsMargins(Space.WIDE, Space.WIDE, 0, 0)
        self.setLayout(content)
        self.tabs.currentChanged.connect(lambda _: self._arrive_at_leaf())

    def arrive(self) -> None:
        """Come to this screen: read again, and go to the leaves."""
        self._arrive_at_leaf()
        self.tabs.tabBar().setFocus()

    def open_leaf(self, name: str) -> None:
        """Turn to a leaf: council, machine, folder or about; or to the questions."""
        if name == _QUESTIONS:
            self.tabs.setCurrentWidget(self.council)
            self.council.show_questions()
            return
        self.tabs.setCurrentWidget(self._leaves[name])

    def _arrive_at_leaf(self) -> None:
        leaf = self.tabs.currentWidget()
        if isinstance(leaf, Leaf):
            leaf.arrive()
