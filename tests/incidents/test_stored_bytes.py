"""Entries that were written before a field was added are read as they were meant."""

import msgspec
import pytest

from incidentkit.incidents import entries as e
from incidentkit.vault.kinds import Body

# As version 0.1 wrote them: the bytes of each payload, in hexadecimal.
BEFORE: dict[type[Body], tuple[str, Body]] = {
    e.Started: (
        "89a97265666572656e6365ab3236313132312d41424344a57469746c65ab46616c736520"
        "706f737473ad706c6179626f6f6b5f66696c65a6612e79616d6cad706c6179626f6f6b5f"
        "74657874a474657874a86b6e6f776e5f6d73cf000001a1ee565e00a76163636f756e74c4"
        "1000000000000000000000000000000000a47365656ea741207072697a65a5616c6f6e65"
        "c3a26279a441736861",
        e.Started(
            "261121-ABCD",
            "False posts",
            "a.yaml",
            "text",
            1795000000000,
            bytes(16),
            "A prize",
            True,
            "Asha",
        ),
    ),
    e.Answered: (
        "86a473746570a66c6f672d696ea56c6162656ca3596573a6726561736f6ea74920747269"
        "6564a26279a0a561745f6d7307a87265706c6163657391c4200000000000000000000000"
        "000000000000000000000000000000000000000000",
        e.Answered("log-in", "Yes", "I tried", "", 7, (bytes(32),)),
    ),
    e.StepDone: (
        "86a473746570a463616c6ca46e6f7465a954686579206b6e6f77a26279a3506174a56174"
        "5f6d7307aa6265666f72655f6b6974c3a561626f757491c4200000000000000000000000"
        "000000000000000000000000000000000000000000",
        e.StepDone("call", "They know", "Pat", 7, True, (bytes(32),)),
    ),
    e.EvidenceFiled: (
        "8ba473746570a173a46e616d65a5612e706e67a466696c65c41000000000000000000000"
        "000000000000a36b6579c420000000000000000000000000000000000000000000000000"
        "0000000000000000a6736861323536c42000000000000000000000000000000000000000"
        "00000000000000000000000000a473697a6505a477686174a26974a761646472657373b3"
        "68747470733a2f2f6578616d706c652e6f7267a26279a0a561745f6d7307a7736574746c"
        "6573c400",
        e.EvidenceFiled(
            "s",
            "a.png",
            bytes(16),
            bytes(32),
            bytes(32),
            5,
            "it",
            "https://example.org",
            "",
            7,
            b"",
        ),
    ),
    e.TextFiled: (
        "88a473746570a173a474657874a474657874a6736861323536c420000000000000000000"
        "0000000000000000000000000000000000000000000000a477686174a26974a761646472"
        "657373a0a26279a0a561745f6d7307a7736574746c6573c4200000000000000000000000"
        "000000000000000000000000000000000000000000",
        e.TextFiled("s", "text", bytes(32), "it", "", "", 7, bytes(32)),
    ),
    e.HeldElsewhere: (
        "85a473746570a173a477686174a5766964656fa6646576696365a570686f6e65a6706572"
        "736f6ea55072697961a561745f6d7307",
        e.HeldElsewhere("s", "video", "phone", "Priya", 7),
    ),
    e.Closed: (
        "84a773756d6d617279a44f766572a76c6573736f6e73aa4c6f6f6b207477696365a96c65"
        "66745f6f70656e92a161a162a6726561736f6ea56d6f766564",
        e.Closed("Over", "Look twice", ("a", "b"), "moved"),
    ),
}


@pytest.mark.parametrize("kind", BEFORE, ids=lambda kind: kind.__name__)
def test_an_entry_from_before_is_read_as_it_was_meant(kind):
    kept, meant = BEFORE[kind]
    assert msgspec.msgpack.decode(bytes.fromhex(kept), type=kind) == meant


@pytest.mark.parametrize("kind", BEFORE, ids=lambda kind: kind.__name__)
def test_what_is_written_now_is_read_again(kind):
    _, meant = BEFORE[kind]
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(meant), type=kind) == meant
