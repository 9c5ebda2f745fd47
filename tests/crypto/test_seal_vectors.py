import json
from itertools import islice

import pytest

from incidentkit.crypto import seal as module
from incidentkit.crypto.seal import open_sealed, padded_size
from incidentkit.errors import Refusal
from tests.crypto import make_vectors
from tests.crypto.refusals import refusal

VECTORS = json.loads(make_vectors.FILE.read_text(encoding="ascii"))["vectors"]
OPENING = [v for v in VECTORS if "plaintext" in v]
REFUSED = [v for v in VECTORS if "refused" in v]


def _read(vector: dict[str, str]) -> tuple[bytes, bytes, bytes]:
    key, context, sealed = (
        bytes.fromhex(vector[name]) for name in ("key", "context", "sealed")
    )
    return key, context, sealed


def test_there_are_enough_vectors_and_most_must_fail():
    assert len(VECTORS) >= 60
    assert len(OPENING) + len(REFUSED) == len(VECTORS)
    assert len(REFUSED) / len(VECTORS) >= 0.75
    assert len({v["name"] for v in VECTORS}) == len(VECTORS)
    assert len({v["sealed"] + v["key"] + v["context"] for v in VECTORS}) == len(VECTORS)


def test_every_reason_a_seal_can_be_refused_for_has_ten_vectors():
    reasons = [v["refused"] for v in REFUSED]
    assert set(reasons) == {"truncated", "bad-commitment", "bad-seal", "bad-padding"}
    assert all(reasons.count(reason) >= 10 for reason in set(reasons))


def test_the_file_is_what_its_generator_writes():
    assert make_vectors.FILE.read_text(encoding="ascii") == make_vectors.render()


@pytest.mark.parametrize("vector", OPENING, ids=lambda v: v["name"])
def test_a_valid_vector_opens_and_is_sealed_to_the_same_bytes(vector):
    key, context, sealed = _read(vector)
    plaintext = bytes.fromhex(vector["plaintext"])
    assert open_sealed(key, context, sealed) == plaintext
    assert module._seal_with_salt(key, context, plaintext, sealed[:32]) == sealed


@pytest.mark.parametrize("vector", REFUSED, ids=lambda v: v["name"])
def test_a_vector_that_must_fail_is_refused_for_its_reason(vector):
    assert refusal(lambda: open_sealed(*_read(vector))) is Refusal(vector["refused"])


def test_the_size_classes_agree_with_the_second_implementation():
    classes = list(islice(make_vectors.classes(), 100))
    assert classes[:16] == [64 * n for n in range(1, 17)]
    for smaller, size in zip([3, *classes], classes, strict=False):
        assert padded_size(smaller - 3) == size
        assert padded_size(size - 4) == size
