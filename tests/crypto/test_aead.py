from incidentkit.crypto.aead import decrypt, encrypt
from incidentkit.errors import Refusal
from tests.crypto.published import as_bytes, cases
from tests.crypto.refusals import refusal


def _cases():
    """Yield (key, nonce, plaintext, context, ciphertext, whether it opens)."""
    for c in cases("ciphers/ChaCha20Poly1305/boringssl.txt"):
        yield (*(as_bytes(c[n]) for n in ("key", "nonce", "in", "ad")), _shut(c), True)
    for c in cases("ciphers/ChaCha20Poly1305/openssl.txt"):
        names = ("key", "iv", "plaintext", "aad")
        yield (*(as_bytes(c[n]) for n in names), _shut(c), "result" not in c)


def _shut(case):
    return as_bytes(case.get("ct", case.get("ciphertext"))) + as_bytes(case["tag"])


def test_every_published_case_encrypts_and_opens_as_it_says():
    done = refused = 0
    for key, nonce, plaintext, context, ciphertext, opens in _cases():
        done += 1
        if opens:
            assert encrypt(key, nonce, plaintext, context) == ciphertext
            assert decrypt(key, nonce, ciphertext, context) == plaintext
        else:
            refused += 1
            why = refusal(lambda c=(key, nonce, ciphertext, context): decrypt(*c))
            assert why is Refusal.BAD_SEAL
    assert done >= 71
    assert refused >= 1


def test_the_case_of_rfc_8439_is_among_them():
    assert any(b"sunscreen" in plaintext for _, _, plaintext, *_ in _cases())


def test_no_length_of_a_cut_ciphertext_is_accepted():
    key, nonce, plaintext, context, ciphertext, _ = next(_cases())
    assert plaintext
    for length in range(len(ciphertext)):
        why = refusal(lambda n=length: decrypt(key, nonce, ciphertext[:n], context))
        assert why is Refusal.BAD_SEAL
