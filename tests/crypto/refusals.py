"""One way for every test here to say that bytes must be refused, and why."""

from collections.abc import Callable

import pytest

from incidentkit.errors import Refusal, RefusedError


def refusal(act: Callable[[], object]) -> Refusal:
    """Return why the act was refused; fail the test if it was not."""
    with pytest.raises(RefusedError) as caught:
        act()
    return caught.value.reason


def flipped(data: bytes, bit: int) -> bytes:
    """Return the data with one bit changed, counting from the first byte."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)
