"""Why a kit could not be opened."""

from incidentkit.errors.root import IncidentKitError


class OpeningError(IncidentKitError):
    """The kit could not be opened."""


class WrongPassphraseError(OpeningError):
    """No slot opens with this name and passphrase; it never says which was wrong."""


class KitMissingError(OpeningError):
    """There is no kit in the folder."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder


class KitExistsError(OpeningError):
    """A kit, or part of one, is in the folder already."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder


class KitInUseError(OpeningError):
    """Another process has the kit open. `since_ms` is wall time, 0 when unknown."""

    def __init__(self, who: str, process: int, since_ms: int) -> None:
        super().__init__(who, process, since_ms)
        self.who = who
        self.process = process
        self.since_ms = since_ms


class KitNewerError(OpeningError):
    """A later version of the app wrote the kit."""

    def __init__(self, found: int, understood: int) -> None:
        super().__init__(found, understood)
        self.found = found
        self.understood = understood


class KitDamagedError(OpeningError):
    """What is stored cannot be right. `where` names the place."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class OlderCopyError(OpeningError):
    """This copy is older than one seen before (wall time `seen_ms`, entry `number`)."""

    def __init__(self, seen_ms: int, number: int) -> None:
        super().__init__(seen_ms, number)
        self.seen_ms = seen_ms
        self.number = number


class KdfRefusedError(OpeningError):
    """The cost of checking a passphrase is outside what is safe to run."""

    def __init__(self, setting: str, value: int) -> None:
        super().__init__(setting, value)
        self.setting = setting
        self.value = value


class NoKeyringError(OpeningError):
    """This machine has no keyring that can be trusted. `found` names what there is."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


class KeyringForbiddenError(OpeningError):
    """The council does not let machines remember the way in."""


class KeyringExpiredError(OpeningError):
    """The machine's memory of the way in is past its date, or gone."""


class SheetMistypedError(OpeningError):
    """A recovery sheet's code has a typing mistake. `group` counts from 1, 0 for all."""

    def __init__(self, group: int) -> None:
        super().__init__(group)
        self.group = group


class SheetRefusedError(OpeningError):
    """The recovery sheet is well formed but belongs to another kit or was replaced."""
