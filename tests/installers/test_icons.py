"""The icon is one drawing, readable in the forms of every system."""

import struct

import pytest
from PySide6.QtGui import QImageReader

from installers import icons


@pytest.mark.parametrize("size", [16, 1024])
def test_the_drawing_fills_its_middle_and_leaves_its_corners_clear(size):
    points = icons.drawn(size).points
    opaque = [points[at + 3] for at in range(0, len(points), 4)]
    assert opaque[0] == 0
    assert opaque[size * (size // 2) + size // 2] == 255


def test_windows_finds_every_size_in_its_icon(tmp_path):
    icons.write(tmp_path / "one.ico")
    reader = QImageReader(str(tmp_path / "one.ico"))
    found = []
    for number in range(reader.imageCount()):
        assert reader.jumpToImage(number)
        picture = reader.read()
        found.append(picture.width())
        assert picture.pixelColor(0, 0).alpha() == 0
        middle = picture.pixelColor(picture.width() // 2, picture.height() // 8 + 2)
        assert middle.alpha() == 255
        assert middle.blue() > middle.red()  # not upside down, not another order
    assert tuple(found) == icons.ICO_SIZES


def test_macos_finds_every_kind_in_its_icon(tmp_path):
    icons.write(tmp_path / "one.icns")
    data = (tmp_path / "one.icns").read_bytes()
    assert struct.unpack_from(">4sI", data) == (b"icns", len(data))
    found, place = {}, 8
    while place < len(data):
        kind, length = struct.unpack_from(">4sI", data, place)
        png = data[place + 8 : place + length]
        assert png.startswith(b"\x89PNG\r\n\x1a\n")
        found[kind] = struct.unpack_from(">II", png, 16)
        place += length
    assert found == {kind: (size, size) for kind, size in icons.ICNS_KINDS.items()}
