import cryptography
import cryptography_vectors
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.crypto.keys import derive, expand, mac, same, sha256
from tests.crypto.published import as_bytes, cases


def test_the_vectors_are_of_the_release_of_the_library():
    assert cryptography_vectors.__version__ == cryptography.__version__


def test_derive_agrees_with_every_published_hkdf_case():
    done = 0
    for name in ("KDF/rfc-5869-HKDF-SHA256.txt", "KDF/hkdf-generated.txt"):
        for case in cases(name):
            okm = derive(
                as_bytes(case["ikm"]),
                salt=as_bytes(case["salt"]),
                info=as_bytes(case["info"]),
                length=int(case["l"]),
            )
            assert okm == as_bytes(case["okm"])
            done += 1
    assert done >= 4


def test_expand_agrees_with_every_published_case_that_names_the_middle_key():
    done = 0
    for case in cases("KDF/rfc-5869-HKDF-SHA256.txt"):
        okm = expand(as_bytes(case["prk"]), as_bytes(case["info"]), int(case["l"]))
        assert okm == as_bytes(case["okm"])
        done += 1
    assert done >= 3


def test_mac_agrees_with_every_published_hmac_case():
    done = 0
    for case in cases("HMAC/rfc-4231-sha256.txt"):
        assert mac(as_bytes(case["key"]), as_bytes(case["msg"])) == as_bytes(case["md"])
        done += 1
    assert done >= 6


def test_sha256_of_nothing_and_of_abc_are_the_published_digests():
    assert sha256(b"").hex() == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
    assert sha256(b"abc").hex() == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


@given(st.binary(min_size=32, max_size=80), st.binary(), st.integers(1, 300))
def test_a_shorter_expansion_is_the_start_of_a_longer_one(key, info, length):
    assert expand(key, info, 300)[:length] == expand(key, info, length)


@given(st.binary(min_size=32, max_size=40), st.binary(), st.binary())
def test_uses_with_different_labels_get_different_keys(key, one, other):
    assert (expand(key, one) == expand(key, other)) == (one == other)


@pytest.mark.parametrize("size", [0, 1, 31])
def test_a_key_under_32_bytes_is_not_expanded(size):
    with pytest.raises(ValueError, match="32 bytes"):
        expand(bytes(size), b"label")


@pytest.mark.parametrize("length", [-1, 0, 8161])
def test_a_length_that_cannot_be_expanded_to_is_refused(length):
    with pytest.raises(ValueError, match="length"):
        expand(bytes(32), b"label", length)


def test_the_longest_expansion_is_255_blocks():
    assert len(expand(bytes(32), b"label", 8160)) == 8160


@given(st.binary(), st.binary())
def test_same_is_equality(a, b):
    assert same(a, b) == (a == b)
    assert same(a, bytes(a))
