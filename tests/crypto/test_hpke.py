import json
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentkit.crypto.aead import decrypt, encrypt
from incidentkit.crypto.hpke import OVERHEAD, SealingKey, hpke_open, hpke_seal
from incidentkit.crypto.keys import expand, mac
from incidentkit.errors import Refusal
from tests.crypto.curve import BASE_POINT, x25519
from tests.crypto.published import as_bytes, cases, text_of
from tests.crypto.refusals import flipped, refusal

SECRETS = st.binary(min_size=32, max_size=32)
KEY = SealingKey.from_bytes(bytes(range(32)))
INFO = b"a scope's key for one seat"

# A second HPKE, written from the RFC on top of a second X25519.
_KEM = b"HPKE-v1" + b"KEM" + (0x20).to_bytes(2, "big")
_SUITE = b"HPKE-v1" + b"HPKE" + bytes.fromhex("002000010003")


def _extract(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    return mac(salt, suite + label + material)


def _expand(suite: bytes, key: bytes, label: bytes, info: bytes, size: int) -> bytes:
    return expand(key, size.to_bytes(2, "big") + suite + label + info, size)


def _key_and_nonce(
    shared: bytes, enc: bytes, public: bytes, info: bytes
) -> tuple[bytes, bytes]:
    eae = _extract(_KEM, b"", b"eae_prk", shared)
    secret = _expand(_KEM, eae, b"shared_secret", enc + public, 32)
    psk_id = _extract(_SUITE, b"", b"psk_id_hash", b"")
    context = b"\0" + psk_id + _extract(_SUITE, b"", b"info_hash", info)
    root = _extract(_SUITE, secret, b"secret", b"")
    key = _expand(_SUITE, root, b"key", context, 32)
    return key, _expand(_SUITE, root, b"base_nonce", context, 12)


def _reference_seal(ephemeral: bytes, public: bytes, info: bytes, text: bytes) -> bytes:
    enc = x25519(ephemeral, BASE_POINT)
    key, nonce = _key_and_nonce(x25519(ephemeral, public), enc, public, info)
    return enc + encrypt(key, nonce, text, b"")


def _reference_open(secret: bytes, info: bytes, sealed: bytes) -> bytes:
    enc, public = sealed[:32], x25519(secret, BASE_POINT)
    key, nonce = _key_and_nonce(x25519(secret, enc), enc, public, info)
    return decrypt(key, nonce, sealed[32:], b"")


def _rfc_9180() -> dict:
    wanted = {"mode": 0, "kem_id": 0x20, "kdf_id": 1, "aead_id": 3}
    vectors = json.loads(text_of("HPKE/test-vectors.json"))
    (vector,) = (v for v in vectors if wanted.items() <= v.items())
    return vector


def test_the_slow_curve_agrees_with_every_published_x25519_case():
    done = 0
    for case in cases("asymmetric/X25519/rfc7748.txt"):
        scalar, point, product = (
            as_bytes(case[name]) for name in ("input_scalar", "input_u", "output_u")
        )
        assert x25519(scalar, point) == product
        if point == BASE_POINT:
            assert SealingKey.from_bytes(scalar).public == product
        done += 1
    assert done >= 3


# RFC 7748 section 6.1: the private and public keys of both parties.
RFC_7748 = [
    (
        "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
    ),
    (
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
    ),
]


@pytest.mark.parametrize(("secret", "public"), RFC_7748)
def test_the_public_keys_of_rfc_7748_follow_from_their_secrets(secret, public):
    assert SealingKey.from_bytes(bytes.fromhex(secret)).public.hex() == public
    assert x25519(bytes.fromhex(secret), BASE_POINT).hex() == public


def test_rfc_9180s_key_and_nonce_are_the_ones_we_open_with():
    vector = _rfc_9180()
    text = bytes.fromhex(vector["encryptions"][0]["pt"])
    key, nonce = bytes.fromhex(vector["key"]), bytes.fromhex(vector["base_nonce"])
    sealed = bytes.fromhex(vector["enc"]) + encrypt(key, nonce, text, b"")
    recipient = SealingKey.from_bytes(bytes.fromhex(vector["skRm"]))
    assert recipient.public.hex() == vector["pkRm"]
    assert hpke_open(recipient, bytes.fromhex(vector["info"]), sealed) == text


def test_the_second_implementation_agrees_with_every_step_of_rfc_9180():
    vector = _rfc_9180()
    names = ("skEm", "pkRm", "info", "enc", "key", "base_nonce")
    ephemeral, public, info, enc, *expected = (bytes.fromhex(vector[n]) for n in names)
    assert x25519(ephemeral, BASE_POINT) == enc
    shared = x25519(ephemeral, public)
    assert [*_key_and_nonce(shared, enc, public, info)] == expected
    done = 0
    for number, case in enumerate(vector["encryptions"]):
        aad, text, sealed, nonce = (
            bytes.fromhex(case[name]) for name in ("aad", "pt", "ct", "nonce")
        )
        if number < 10:
            assert decrypt(expected[0], nonce, sealed, aad) == text
            done += 1
    assert done == 10


@settings(max_examples=15)
@given(SECRETS, SECRETS, st.binary(), st.binary())
def test_we_open_what_the_second_implementation_seals(ephemeral, secret, info, text):
    recipient = SealingKey.from_bytes(secret)
    sealed = _reference_seal(ephemeral, recipient.public, info, text)
    assert hpke_open(recipient, info, sealed) == text


@settings(max_examples=15)
@given(SECRETS, st.binary(), st.binary())
def test_the_second_implementation_opens_what_we_seal(secret, info, text):
    sealed = hpke_seal(SealingKey.from_bytes(secret).public, info, text)
    assert _reference_open(secret, info, sealed) == text
    assert len(sealed) == len(text) + OVERHEAD


@given(SECRETS, st.binary(), st.binary())
def test_whatever_is_sealed_opens_again(secret, info, text):
    key = SealingKey.from_bytes(secret)
    assert key.to_bytes() == secret
    assert hpke_open(key, info, hpke_seal(key.public, info, text)) == text


@given(st.binary(), st.binary())
def test_another_info_is_refused(info, other):
    sealed = hpke_seal(KEY.public, info, b"32 bytes of a scope's secret key")
    if info != other:
        assert refusal(lambda: hpke_open(KEY, other, sealed)) is Refusal.BAD_SEAL


def test_another_key_is_refused():
    sealed = hpke_seal(KEY.public, INFO, b"text")
    other = SealingKey.generate()
    assert refusal(lambda: hpke_open(other, INFO, sealed)) is Refusal.BAD_SEAL


def test_every_single_bit_flip_is_refused():
    sealed = hpke_seal(KEY.public, INFO, bytes(32))
    assert len(sealed) == 80
    for bit in range(8 * len(sealed)):
        changed = flipped(sealed, bit)
        why = refusal(lambda c=changed: hpke_open(KEY, INFO, c))
        assert why is Refusal.BAD_SEAL


def test_every_shorter_length_and_any_longer_one_is_refused():
    sealed = hpke_seal(KEY.public, INFO, bytes(32))
    cut = [sealed[:n] for n in range(len(sealed))]
    for changed in (*cut, sealed + b"\0", b"\0" + sealed):
        why = refusal(lambda c=changed: hpke_open(KEY, INFO, c))
        assert why is Refusal.BAD_SEAL


@given(st.binary(max_size=200))
def test_random_bytes_are_refused_and_never_crash(sealed):
    assert refusal(lambda: hpke_open(KEY, INFO, sealed)) is Refusal.BAD_SEAL


# Points whose product with every secret is zero, canonical or not.
LOW_ORDER_POINTS = [
    bytes(32),
    (1).to_bytes(32, "little"),
    (2**255 - 20).to_bytes(32, "little"),
    (2**255 - 19).to_bytes(32, "little"),
    (2**255 - 18).to_bytes(32, "little"),
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
]


@pytest.mark.parametrize("point", LOW_ORDER_POINTS)
def test_a_point_that_gives_everyone_the_same_secret_is_refused(point):
    assert x25519(KEY.to_bytes(), point) == bytes(32)
    assert refusal(lambda: hpke_seal(point, INFO, b"text")) is Refusal.BAD_SEAL
    sealed = point + hpke_seal(KEY.public, INFO, b"text")[32:]
    assert refusal(lambda: hpke_open(KEY, INFO, sealed)) is Refusal.BAD_SEAL


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_public_key_of_another_length_is_refused(size):
    assert refusal(lambda: hpke_seal(b"\5" * size, INFO, b"")) is Refusal.BAD_SEAL


@pytest.mark.parametrize("size", [0, 31, 33])
def test_secret_bytes_of_another_length_are_an_error_of_the_caller(size):
    with pytest.raises(ValueError, match="32"):
        SealingKey.from_bytes(bytes(size))


def test_two_seals_of_the_same_text_share_no_bytes_worth_comparing():
    seals = {hpke_seal(KEY.public, INFO, b"text") for _ in range(200)}
    assert len({sealed[:32] for sealed in seals}) == 200


@given(SECRETS)
def test_no_text_form_of_a_key_shows_secret_bytes(secret):
    key = SealingKey.from_bytes(secret)
    for shown in (repr(key), str(key), f"{key}", f"{[key]}"):
        assert secret.hex() not in shown
        assert repr(secret)[2:-1] not in shown
        assert key.public.hex() in shown


def test_a_key_cannot_be_pickled():
    with pytest.raises(TypeError):
        pickle.dumps(KEY)
