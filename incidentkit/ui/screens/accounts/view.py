"""The register as one screen: the list, one account, adding one, importing many."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from incidentkit.accounts.model import Reason
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import all_of
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.screens.accounts.account import AccountViewModel
from incidentkit.ui.screens.accounts.account_view import AccountView, Panels
from incidentkit.ui.screens.accounts.adding import AddingViewModel
from incidentkit.ui.screens.accounts.adding_view import AddingView
from incidentkit.ui.screens.accounts.exporting import ExportingViewModel
from incidentkit.ui.screens.accounts.exporting_view import ExportingView
from incidentkit.ui.screens.accounts.genuine import GenuinePart
from incidentkit.ui.screens.accounts.importing import ImportingViewModel
from incidentkit.ui.screens.accounts.importing_view import ImportingView
from incidentkit.ui.screens.accounts.register import RegisterViewModel
from incidentkit.ui.screens.accounts.register_view import RegisterView
from incidentkit.ui.widgets.layout import row
from incidentkit.vault.kinds import SubjectId

Leaf = TypeVar("Leaf", AccountView, AddingView, ImportingView, ExportingView)


class AccountsView(QWidget):
    """Shows the list, and from it everything else. Keeps its place when left.

    All but the list is made when it is first wanted, so that the window is there
    sooner.

    Signals:
        platform_asked: Somebody wants to see what is known of a platform.
    """

    platform_asked = Signal(str)

    def __init__(
        self, kit: KitAccess, clipboard: SecretClipboard, panels: Panels
    ) -> None:
        super().__init__()
        self._kit = kit
        self._clipboard = clipboard
        self._panels = panels
        self.stack = QStackedWidget()
        self.register = RegisterView(RegisterViewModel(kit))
        self.register.opened.connect(self.open_account)
        self.register.add_asked.connect(self.add_account)
        self.register.import_asked.connect(self.import_accounts)
        self.register.export_asked.connect(self.export_accounts)
        self.register.platforms_asked.connect(lambda: self.platform_asked.emit(""))
        self.stack.addWidget(self.register)
        self.setLayout(row(self.stack, space=0))

    @cached_property
    def account(self) -> AccountView:
        """One account's page."""
        made = AccountView(AccountViewModel(self._kit, self._clipboard), self._panels)
        made.places.platform_asked.connect(self.platform_asked)
        return self._leaf(made)

    @cached_property
    def adding(self) -> AddingView:
        """The form for a new account."""
        model = AddingViewModel(self._kit)
        model.added.connect(self.open_account)
        return self._leaf(AddingView(model))

    @cached_property
    def importing(self) -> ImportingView:
        """The page that imports a table."""
        return self._leaf(ImportingView(ImportingViewModel(self._kit)))

    @cached_property
    def exporting(self) -> ExportingView:
        """The page that takes the accounts out."""
        model = ExportingViewModel(self._kit)
        return self._leaf(ExportingView(model, GenuinePart(self._kit)))

    def arrive(self) -> None:
        """Come back to where one was, with everything read again."""
        if self.stack.currentWidget() is self.register:
            self.register.arrive()
        elif isinstance(self.stack.currentWidget(), AccountView):
            self.account.model.look()
            self.account.back.setFocus()

    def open_account(self, account: SubjectId, change: Reason | None = None) -> None:
        """Show one account; with a reason, where its password is changed."""
        self.stack.setCurrentWidget(self.account)
        self.account.show_account(account, change)

    def add_account(self) -> None:
        """Show the form for a new account."""
        self.stack.setCurrentWidget(self.adding)
        self.adding.begin()

    def import_accounts(self) -> None:
        """Show the page that imports a table."""
        self.stack.setCurrentWidget(self.importing)
        self.importing.begin()

    def export_accounts(self) -> None:
        """Show the page that takes the accounts out."""
        self.stack.setCurrentWidget(self.exporting)
        self.exporting.begin()

    def show_list(self) -> None:
        """Go back to the list, where the account just seen is still chosen."""
        self.stack.setCurrentWidget(self.register)
        if "account" in vars(self):
            self.account.model.leave()
        self.register.come_back()

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return the work that keeps what was typed and not kept, for the lock."""
        leaves = ("adding", "account", "exporting")
        made = (vars(self).get(name) for name in leaves)
        works = (leaf.unsaved() for leaf in made if leaf is not None)
        return all_of((self.register.unsaved(), *works))

    def _leaf(self, made: Leaf) -> Leaf:
        made.left.connect(self.show_list)
        self.stack.addWidget(made)
        return made
