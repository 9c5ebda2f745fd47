"""The list of stolen passwords: found and not found, in few reads, whatever is in it."""

import hashlib
import random

import pytest

from incidentkit.accounts.secret import Secret
from incidentkit.desk.breached import (
    BLOCK,
    MOST_READS,
    BreachedList,
    choose_list,
    chosen_list,
    opened,
    refuse_stolen,
)
from incidentkit.errors import FileUnreadableError, InvalidValueError
from incidentkit.vault.folder import under


def sha1(text: str) -> str:
    return hashlib.sha1(text.encode()).hexdigest().upper()


def a_list(texts, counts=None) -> bytes:
    numbers = counts or [1] * len(texts)
    lines = sorted(f"{sha1(t)}:{n}" for t, n in zip(texts, numbers, strict=True))
    return "".join(f"{line}\r\n" for line in lines).encode()


@pytest.mark.parametrize("number", [1, 2, 90, 91, 92, 5000])
def test_what_stands_in_it_is_found_and_nothing_else(tmp_path, number):
    texts = [f"stolen {n}" for n in range(number)]
    chance = random.Random(number)
    counts = [chance.randrange(1, 10**9) for _ in texts]
    path = tmp_path / "stolen.txt"
    path.write_bytes(a_list(texts, counts))
    with opened(path) as found:
        for text in chance.sample(texts, min(number, 300)):
            assert found.has(Secret(text)), text
        for other in range(100):
            assert not found.has(Secret(f"never stolen {other}"))


class Huge(BreachedList):
    """Forty gigabytes that are worked out where they are read."""

    WIDTH = 48
    LINES = 900_000_000

    def __init__(self) -> None:
        self.reads = self.most = 0
        self._size = self.WIDTH * self.LINES
        self._path = "huge"

    def line(self, number: int) -> bytes:
        digest = number * ((1 << 160) // self.LINES)
        return f"{digest:040X}:{number % 100_000:05}\r\n".encode()

    def _read(self, start: int) -> bytes:
        self.reads += 1
        self.most = max(self.most, self.reads)
        first = start // self.WIDTH
        lines = range(first, min(first + BLOCK // self.WIDTH + 2, self.LINES))
        data = b"".join(map(self.line, lines))
        offset = start - first * self.WIDTH
        return data[offset : offset + BLOCK]


def test_forty_gigabytes_take_at_most_forty_reads():
    huge, chance = Huge(), random.Random(1)
    assert huge._size > 40_000_000_000
    numbers = [
        0,
        1,
        huge.LINES - 1,
        *(chance.randrange(huge.LINES) for _ in range(200)),
    ]
    for number in numbers:
        wanted = huge.line(number)[:40]
        assert huge._has(wanted), number
        other = wanted[:-1] + (b"1" if wanted[-1:] != b"1" else b"2")
        assert not huge._has(other)
    assert huge.most <= MOST_READS


@pytest.mark.parametrize(
    "data", [b"\x00" * 20_000, b"not a list\n" * 900, b"A" * 30_000, b"ABC:1\n"]
)
def test_what_is_no_such_list_is_named(tmp_path, data):
    path = tmp_path / "other.bin"
    path.write_bytes(data)
    with pytest.raises(FileUnreadableError):
        choose_list(under(tmp_path / "kit"), path)


def test_a_machine_remembers_its_list_and_forgets_it(tmp_path):
    places = under(tmp_path / "kit")
    places.state.mkdir(parents=True)
    assert chosen_list(places) is None
    refuse_stolen(places, Secret("password"))
    path = tmp_path / "stolen.txt"
    path.write_bytes(a_list(["password"]))
    choose_list(places, path)
    assert chosen_list(places) == path
    with pytest.raises(InvalidValueError):
        refuse_stolen(places, Secret("password"))
    refuse_stolen(places, Secret("another one"))
    path.unlink()
    with pytest.raises(FileUnreadableError):
        refuse_stolen(places, Secret("password"))
    choose_list(places, None)
    assert chosen_list(places) is None


def test_an_empty_list_holds_nothing(tmp_path):
    path = tmp_path / "stolen.txt"
    path.write_bytes(b"")
    with opened(path) as found:
        assert not found.has(Secret("password"))
