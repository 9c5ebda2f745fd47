"""Messages as Outlook saves them, made here: a compound file with a few properties.

The layout is the smallest that MS-CFB and MS-OXMSG allow: one storage, every
stream in the mini stream, no recipients and no attachments.
"""

import struct

SECTOR = 512
MINI = 64
FREE, END, FATSECT, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
EPOCH_1601_MS = 11_644_473_600_000


def outlook_message(subject: str, sender: str, body: str, sent_ms: int = 0) -> bytes:
    """Return the bytes of a `.msg` file with these properties."""
    texts = {0x0037: subject, 0x1000: body, 0x007D: f"From: {sender}\r\n"}
    streams = {
        f"__substg1.0_{number:04X}001F": text.encode("utf-16-le")
        for number, text in texts.items()
    }
    streams["__properties_version1.0"] = _properties(texts, sent_ms)
    return _compound(streams)


def _properties(texts: dict[int, str], sent_ms: int) -> bytes:
    rows = [
        struct.pack("<HHIII", 0x1F, number, 6, len(text.encode("utf-16-le")) + 2, 0)
        for number, text in texts.items()
    ]
    if sent_ms:
        ticks = (sent_ms + EPOCH_1601_MS) * 10_000
        rows.append(struct.pack("<HHIQ", 0x40, 0x0039, 6, ticks))
    return struct.pack("<8x4I8x", 0, 0, 0, 0) + b"".join(rows)


def _compound(streams: dict[str, bytes]) -> bytes:
    mini, starts, mini_fat = b"", {}, []
    for name, data in streams.items():
        starts[name] = len(mini_fat)
        count = max(1, -(-len(data) // MINI))
        first = len(mini_fat)
        mini_fat += [*range(first + 1, first + count), END]
        mini += data.ljust(count * MINI, b"\0")
    mini_sectors = -(-len(mini) // SECTOR)
    directory = _directory(streams, starts, len(mini), first_mini=0)
    directory_sectors = len(directory) // SECTOR
    mini_fat_bytes = _numbers(mini_fat)
    parts = (mini_sectors, directory_sectors, len(mini_fat_bytes) // SECTOR)
    fat = [n for size, at in zip(parts, _places(parts), strict=True)
           for n in (*range(at + 1, at + size), END)]  # fmt: skip
    fat_at = len(fat)
    body = mini.ljust(mini_sectors * SECTOR, b"\0") + directory + mini_fat_bytes
    head = _header(parts, fat_at)
    return head + body + _numbers([*fat, FATSECT])


def _places(sizes: tuple[int, ...]) -> list[int]:
    return [sum(sizes[:n]) for n in range(len(sizes))]


def _numbers(values: list[int]) -> bytes:
    data = struct.pack(f"<{len(values)}I", *values)
    return data + b"\xff" * (-len(data) % SECTOR)


def _header(parts: tuple[int, ...], fat_at: int) -> bytes:
    _, directory_at, mini_fat_at = _places(parts)
    fixed = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E, 3, 0xFFFE, 9, 6,
        0, 1, directory_at, 0, 4096, mini_fat_at, parts[2], END, 0, fat_at,
    )  # fmt: skip
    return fixed + b"\xff" * (SECTOR - len(fixed))


def _directory(
    streams: dict[str, bytes], starts: dict[str, int], mini_size: int, first_mini: int
) -> bytes:
    order = sorted(streams, key=lambda name: (len(name), name.upper()))
    entries = [_entry("Root Entry", 5, NONE, NONE, 1, first_mini, mini_size)]
    for number, name in enumerate(order, start=1):
        right = number + 1 if number < len(order) else NONE
        entries.append(
            _entry(name, 2, NONE, right, NONE, starts[name], len(streams[name]))
        )
    data = b"".join(entries)
    blank = _entry("", 0, NONE, NONE, NONE, 0, 0)
    return data + blank * (-len(data) % SECTOR // 128)


def _entry(
    name: str, kind: int, left: int, right: int, child: int, start: int, size: int
) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0" if name else b""
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ",
        text, len(text), kind, 1, left, right, child, 0, start, size,
    )  # fmt: skip
