"""ChaCha20-Poly1305 alone lets one ciphertext open under two keys; a seal does not."""

import io

import pytest

from incidentkit.crypto import chunks, seal
from incidentkit.crypto.aead import decrypt
from incidentkit.crypto.chunks import MAGIC, open_stream
from incidentkit.crypto.seal import open_sealed
from incidentkit.errors import Refusal
from tests.crypto.forgery import two_key_ciphertext
from tests.crypto.refusals import refusal

FIRST, SECOND = bytes(range(32)), bytes(range(32, 64))
CONTEXT = b"one entry of one chain, with a context that is not whole blocks"


@pytest.mark.parametrize("number", range(5))
def test_a_forged_ciphertext_opens_under_both_keys_without_a_commitment(number):
    first, second = bytes((number,)) * 32, bytes((number + 100,)) * 32
    forged = two_key_ciphertext(first, second, CONTEXT, bytes(32))
    one = decrypt(first, bytes(12), forged, CONTEXT)
    other = decrypt(second, bytes(12), forged, CONTEXT)
    assert one[:32] == bytes(32)
    assert one != other


def _forged_seal() -> tuple[bytes, bytes, bytes]:
    """Return a body that fits both keys, and each key's own header before it."""
    salt = bytes(range(64, 96))
    (box_1, commit_1), (box_2, commit_2) = (
        seal._box(key, CONTEXT, salt) for key in (FIRST, SECOND)
    )
    known = (60).to_bytes(4, "big") + bytes(28)
    body = two_key_ciphertext(box_1, box_2, CONTEXT, known)
    for box in (box_1, box_2):
        assert len(decrypt(box, bytes(12), body, CONTEXT)) == 64
    return body, salt + commit_1, salt + commit_2


def test_a_seal_forged_for_two_keys_opens_under_the_one_it_commits_to_only():
    body, header, _ = _forged_seal()
    assert open_sealed(FIRST, CONTEXT, header + body).startswith(bytes(28))
    why = refusal(lambda: open_sealed(SECOND, CONTEXT, header + body))
    assert why is Refusal.BAD_COMMITMENT


def test_committing_to_the_other_key_refuses_the_first():
    body, _, header = _forged_seal()
    why = refusal(lambda: open_sealed(FIRST, CONTEXT, header + body))
    assert why is Refusal.BAD_COMMITMENT
    # Past the commitment and the tag: what is left of the forgery is noise.
    why = refusal(lambda: open_sealed(SECOND, CONTEXT, header + body))
    assert why is Refusal.BAD_PADDING


def test_a_file_forged_for_two_keys_is_refused_at_the_header(monkeypatch):
    # The forger builds for the zero nonce, so the last chunk's flag is made zero.
    monkeypatch.setattr(chunks, "_nonce", lambda number, is_last: bytes(12))
    salt = bytes(32)
    box_1, commitment = chunks._keys(FIRST, salt)
    box_2, _ = chunks._keys(SECOND, salt)
    body = two_key_ciphertext(box_1, box_2, b"", bytes(32))
    file = MAGIC + salt + commitment + body
    opened = io.BytesIO()
    assert open_stream(FIRST, io.BytesIO(file), opened)[1] == 64
    assert decrypt(box_2, bytes(12), body, b"") != opened.getvalue()
    why = refusal(lambda: open_stream(SECOND, io.BytesIO(file), io.BytesIO()))
    assert why is Refusal.BAD_COMMITMENT
