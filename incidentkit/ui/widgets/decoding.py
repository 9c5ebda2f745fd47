"""Pictures from anybody, decoded with care: in memory, and never on the main thread.

Only the plainest kinds of picture are decoded, by what they begin with, and none that
would fill the memory.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from incidentkit.errors import FileUnreadableError

SMALL, LARGE = QSize(160, 100), QSize(1600, 1600)
MOST_BYTES = 24 << 20
MOST_POINTS = 50_000_000
_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": b"png",
    b"\xff\xd8\xff": b"jpeg",
    b"GIF8": b"gif",
    b"BM": b"bmp",
    b"RIFF": b"webp",
}


def decoded(data: bytes, room: QSize) -> QImage | None:
    """Return a picture no larger than the room; None for what is no picture we show."""
    kind = next((k for start, k in _BEGINNINGS.items() if data.startswith(start)), None)
    if kind is None or len(data) > MOST_BYTES:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isEmpty() or size.width() * size.height() > MOST_POINTS:
        return None
    image = reader.read()
    if image.isNull():
        return None
    keep, smooth = (
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    fits = image.width() <= room.width() and image.height() <= room.height()
    return image if fits else image.scaled(room, keep, smooth)


def png_of(image: QImage, name: str) -> bytes:
    """Return a picture as PNG. Slow for a large one: not on the main thread.

    Raises:
        FileUnreadableError: It is no picture; `name` is what it is called.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, b"png").write(image):
        raise FileUnreadableError(name)
    return bytes(buffer.data().data())
