"""The icon in the forms that Windows and macOS want, from the one drawing.

    python -m installers.icons build/incidentkit.ico

Both forms are a list of pictures of one thing in several sizes.
"""

import struct
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from installers.carried import ROOT

DRAWING: Final = ROOT / "resources" / "icon" / "incidentkit.svg"
ICO_SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)
# The kinds of macOS: how large on an ordinary screen, and on a fine one.
ICNS_KINDS: Final = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic11": 32,
    b"ic12": 64,
    b"ic13": 256,
    b"ic14": 512,
    b"ic10": 1024,
}
_ICO_HEADER = struct.Struct("<HHH")
_ICO_ENTRY = struct.Struct("<BBBBHHII")
_BITMAP_HEADER = struct.Struct("<IiiHHIIiiII")
_ICNS_HEADER = struct.Struct(">4sI")
_LARGE = 256


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing in one size: a PNG file, and its points in rows from the top."""

    size: int
    png: bytes
    points: bytes


def ico(pictures: Iterable[Picture]) -> bytes:
    """Return an icon of Windows. Only the largest may be a PNG file everywhere."""
    parts = [(p.size, p.png if p.size >= _LARGE else _bitmap(p)) for p in pictures]
    head = _ICO_HEADER.pack(0, 1, len(parts))
    place = len(head) + len(parts) * _ICO_ENTRY.size
    for size, data in parts:
        side = size % _LARGE  # the largest is written as nothing
        head += _ICO_ENTRY.pack(side, side, 0, 0, 1, 32, len(data), place)
        place += len(data)
    return head + b"".join(data for _, data in parts)


def _bitmap(picture: Picture) -> bytes:
    """Return what Windows calls a bitmap: rows from below, then a mask of nothing."""
    size, row = picture.size, picture.size * 4
    mask = bytes((size + 31) // 32 * 4 * size)
    head = _BITMAP_HEADER.pack(40, size, 2 * size, 1, 32, 0, row * size, 0, 0, 0, 0)
    rows = [picture.points[at : at + row] for at in range(0, row * size, row)]
    return head + b"".join(reversed(rows)) + mask


def icns(pictures: Mapping[int, bytes]) -> bytes:
    """Return an icon of macOS from PNG files by their size."""
    parts = [
        _ICNS_HEADER.pack(kind, _ICNS_HEADER.size + len(pictures[size]))
        + pictures[size]
        for kind, size in ICNS_KINDS.items()
    ]
    whole = b"".join(parts)
    return _ICNS_HEADER.pack(b"icns", _ICNS_HEADER.size + len(whole)) + whole


def drawn(size: int, drawing: Path = DRAWING) -> Picture:
    """Return the drawing in a size."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QImageWriter, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(picture)
    return Picture(size, bytes(buffer.data().data()), bytes(picture.constBits()))


def write(target: Path) -> None:
    """Write the icon that the name of a file asks for."""
    if target.suffix == ".ico":
        target.write_bytes(ico(drawn(size) for size in ICO_SIZES))
    else:
        sizes = sorted(set(ICNS_KINDS.values()))
        target.write_bytes(icns({size: drawn(size).png for size in sizes}))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
