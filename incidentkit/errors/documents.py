"""What can be wrong with a file that people write."""

from incidentkit.errors.root import IncidentKitError


class DocumentError(IncidentKitError):
    """A file that people write could not be read."""


class PlaybookRefusedError(DocumentError):
    """A playbook cannot be used. `line` counts from 1, 0 for the whole file."""

    def __init__(
        self, file: str, line: int, rule: str, detail: str = "", hint: str = ""
    ) -> None:
        super().__init__(file, line, rule, detail, hint)
        self.file = file
        self.line = line
        self.rule = rule
        self.detail = detail
        self.hint = hint


class TemplateRefusedError(DocumentError):
    """A message template cannot be used."""

    def __init__(self, file: str, line: int, rule: str, detail: str = "") -> None:
        super().__init__(file, line, rule, detail)
        self.file = file
        self.line = line
        self.rule = rule
        self.detail = detail


class TranslationWaitsError(DocumentError):
    """A Welsh template cannot be used before a translator has approved it.

    `standing` says why, as `drafting/translations.py` calls it.
    """

    def __init__(self, template: str, standing: str) -> None:
        super().__init__(template, standing)
        self.template = template
        self.standing = standing


class PackRefusedError(DocumentError):
    """A pack was refused whole. `rule` is a key of `incidentkit.words.packs`."""

    def __init__(self, rule: str, detail: str = "") -> None:
        super().__init__(rule, detail)
        self.rule = rule
        self.detail = detail


class PlatformFactsRefusedError(DocumentError):
    """A file of platform facts cannot be used. `detail` says where it breaks off."""

    def __init__(self, file: str, detail: str) -> None:
        super().__init__(file, detail)
        self.file = file
        self.detail = detail


class ImportRefusedError(DocumentError):
    """A file from another program was refused; nothing of it was kept."""

    def __init__(self, row: int, column: str, rule: str) -> None:
        super().__init__(row, column, rule)
        self.row = row
        self.column = column
        self.rule = rule


class FileUnreadableError(DocumentError):
    """A file that was named cannot be read."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class PaperFolderError(DocumentError):
    """The folder for the nightly paper is not there."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder


class TypesettingError(DocumentError):
    """The report could not be typeset; the plain text version is still there."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
