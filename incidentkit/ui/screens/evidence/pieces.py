"""What is ready to be filed, and how it is read from a drop or from the clipboard."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from incidentkit.errors import FileUnreadableError
from incidentkit.incidents.state import EvidenceItem
from incidentkit.ui.clipboard import marks
from incidentkit.ui.widgets.long_words import one_line
from incidentkit.words.window import evidence as words

_WEB = ("http", "https")


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is ready to be filed: a file, a picture or a text.

    A picture lies nowhere but here. A file stays where it is until it is sealed.
    """

    name: str
    detail: str = ""
    path: Path | None = None
    image: QImage | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Tray:
    """What somebody has put on a step and said of it, and has not filed yet."""

    pieces: tuple[Piece, ...] = ()
    what: str = ""
    address: str = ""
    captured: str = ""
    text: str = ""
    device: str = ""
    person: str = ""
    settling: EvidenceItem | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing would be lost without it."""
        return replace(self, settling=None) == Tray()

    def has_picture(self, piece: Piece) -> bool:
        """Whether the very same picture lies there already."""
        mine = (p.image for p in self.pieces if p.image is not None)
        return piece.image is not None and any(piece.image == one for one in mine)

    def add(self, *pieces: Piece) -> "Tray":
        """Return it with more."""
        return replace(self, pieces=(*self.pieces, *pieces))


@dataclass(frozen=True, slots=True)
class Taken:
    """What a drop or the clipboard held."""

    files: tuple[Path, ...] = ()
    pieces: tuple[Piece, ...] = ()
    address: str = ""
    is_secret: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether there was nothing in it."""
        return not (self.files or self.pieces or self.address or self.is_secret)


def taken_from(mime: QMimeData) -> Taken:
    """Read what can be filed: files first, then a picture, an address, a text.

    What the kit itself put on the clipboard as a secret is not taken: evidence
    cannot be taken back.
    """
    if any(mime.hasFormat(mark) for mark in marks(sys.platform)):
        return Taken(is_secret=True)
    urls = mime.urls()
    files = tuple(Path(u.toLocalFile()) for u in urls if u.isLocalFile())
    if files:
        return Taken(files=files)
    address = next((u.toString() for u in urls if u.scheme() in _WEB), "")
    picture = QImage(mime.imageData()) if mime.hasImage() else QImage()
    if not picture.isNull():
        return Taken(pieces=(of_image(picture),), address=address)
    text = mime.text().strip()
    if address or is_address(text):
        return Taken(address=address or text)
    return Taken(pieces=(of_text(text),)) if text else Taken()


def is_address(text: str) -> bool:
    """Whether a text is a web address and nothing else."""
    return text.startswith(("http://", "https://")) and len(text.split()) == 1


def of_image(image: QImage, name: str = words.PICTURE_NAME) -> Piece:
    """Return a picture, ready to be filed."""
    return Piece(name, words.pixels(image.width(), image.height()), image=image)


def of_text(text: str) -> Piece:
    """Return a text, ready to be filed."""
    return Piece(words.A_TEXT, words.text_begins(text), text=text)


def of_file(path: Path) -> Piece:
    """Return a file, ready to be filed. Asks the disk: not on the main thread.

    Raises:
        FileUnreadableError: It is not there, or is no file.
    """
    try:
        size = path.stat().st_size
        is_file = path.is_file()
    except OSError as cause:
        raise FileUnreadableError(str(path)) from cause
    if not is_file:
        raise FileUnreadableError(str(path))
    return Piece(one_line(path.name), words.size_of(size), path=path)
