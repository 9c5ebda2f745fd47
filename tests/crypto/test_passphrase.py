import dataclasses
import unicodedata

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentkit.crypto import passphrase as module
from incidentkit.crypto.passphrase import (
    DEFAULT_COST,
    SAFE_LIMITS,
    KdfCost,
    KdfLimits,
    stretch,
)
from incidentkit.errors import InvalidValueError, KdfRefusedError
from tests.crypto.published import as_bytes, cases

CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
LIMITS = KdfLimits(floor=CHEAP, ceiling=KdfCost(memory_kib=1024, passes=4, lanes=8))
SALT = bytes(range(16))


def _refused(cost: KdfCost, limits: KdfLimits) -> tuple[str, int]:
    with pytest.raises(KdfRefusedError) as caught:
        limits.check(cost)
    return caught.value.setting, caught.value.value


def _optional(case: dict[str, str], name: str) -> bytes | None:
    return as_bytes(case[name]) if name in case else None


def test_the_vector_of_rfc_9106_and_its_kin_come_out_of_our_own_call():
    done = with_secret = 0
    for case in cases("KDF/argon2id.txt"):
        if case["length"] != "32":
            continue
        sizes = (int(case[name]) for name in ("memcost", "iter", "lanes"))
        salt, secret = as_bytes(case["salt"]), _optional(case, "secret")
        got = module._argon2id(
            as_bytes(case["pass"]),
            salt,
            KdfCost(*sizes),
            secret=secret,
            data=_optional(case, "ad"),
        )
        assert got == as_bytes(case["output"])
        with_secret += secret is not None
        done += 1
    assert done >= 3
    assert with_secret >= 1


def test_the_vectors_of_other_lengths_come_out_of_the_library():
    done = 0
    for case in cases("KDF/argon2id.txt"):
        kdf = Argon2id(
            salt=as_bytes(case["salt"]),
            length=int(case["length"]),
            iterations=int(case["iter"]),
            lanes=int(case["lanes"]),
            memory_cost=int(case["memcost"]),
            ad=_optional(case, "ad"),
            secret=_optional(case, "secret"),
        )
        assert kdf.derive(as_bytes(case["pass"])) == as_bytes(case["output"])
        done += 1
    assert done >= 6


@settings(max_examples=30)
@given(st.text(st.characters(codec="utf-8")))
def test_stretch_is_argon2id_of_the_nfc_form_in_utf_8(passphrase):
    form = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    assert stretch(passphrase, SALT, CHEAP, LIMITS) == module._argon2id(
        form, SALT, CHEAP
    )


def test_a_composed_and_a_decomposed_letter_are_one_passphrase():
    composed = stretch("caf\u00e9", SALT, CHEAP, LIMITS)
    assert stretch("cafe\u0301", SALT, CHEAP, LIMITS) == composed
    assert stretch("cafe", SALT, CHEAP, LIMITS) != composed


def test_look_alike_letters_are_different_passphrases():
    assert stretch("\ufb01", SALT, CHEAP, LIMITS) != stretch("fi", SALT, CHEAP, LIMITS)


def test_salt_and_every_part_of_the_cost_change_the_result():
    costs = [CHEAP, KdfCost(128, 1, 1), KdfCost(64, 2, 1), KdfCost(64, 1, 2)]
    results = [stretch("a passphrase", SALT, cost, LIMITS) for cost in costs]
    results.append(stretch("a passphrase", bytes(16), CHEAP, LIMITS))
    assert len(set(results)) == 5
    assert {len(result) for result in results} == {32}


@pytest.mark.parametrize(
    ("setting", "low", "high"),
    [("memory_kib", 64 * 1024, 2 * 1024**2), ("passes", 3, 16), ("lanes", 1, 16)],
)
def test_the_safe_limits_are_refused_just_outside_and_accepted_at_the_edge(
    setting, low, high
):
    for value in (low, high):
        SAFE_LIMITS.check(dataclasses.replace(DEFAULT_COST, **{setting: value}))
    for value in (low - 1, high + 1, 0, -1, 2**32, 2**63):
        cost = dataclasses.replace(DEFAULT_COST, **{setting: value})
        assert _refused(cost, SAFE_LIMITS) == (setting, value)


def test_the_default_cost_is_safe():
    SAFE_LIMITS.check(DEFAULT_COST)
    assert KdfCost(256 * 1024, 3, 4) == DEFAULT_COST


@given(st.builds(KdfCost, st.integers(), st.integers(), st.integers()))
def test_a_cost_is_accepted_only_when_all_of_it_is_between_floor_and_ceiling(cost):
    inside = 64 <= cost.memory_kib <= 1024 and 1 <= cost.passes <= 4
    inside = inside and 1 <= cost.lanes <= 8
    if inside:
        LIMITS.check(cost)
    else:
        setting, value = _refused(cost, LIMITS)
        assert value == getattr(cost, setting)


def test_too_little_memory_for_the_lanes_is_refused_though_both_are_within_limits():
    limits = KdfLimits(floor=KdfCost(8, 1, 1), ceiling=KdfCost(1024, 4, 16))
    assert _refused(KdfCost(63, 1, 8), limits) == ("memory_kib", 63)
    limits.check(KdfCost(64, 1, 8))


@pytest.mark.parametrize(
    "cost",
    [KdfCost(2**31, 3, 4), KdfCost(2**20, 2**31, 4), KdfCost(1, 1, 1)],
)
def test_a_refused_cost_runs_nothing(cost, monkeypatch):
    ran = []
    monkeypatch.setattr(module, "_argon2id", lambda *a, **k: ran.append(a))
    with pytest.raises(KdfRefusedError):
        stretch("a passphrase", SALT, cost, SAFE_LIMITS)
    assert ran == []


@pytest.mark.parametrize("size", [0, 8, 15])
def test_a_short_salt_is_refused_before_anything_runs(size, monkeypatch):
    ran = []
    monkeypatch.setattr(module, "_argon2id", lambda *a, **k: ran.append(a))
    with pytest.raises(KdfRefusedError) as caught:
        stretch("a passphrase", bytes(size), CHEAP, LIMITS)
    assert (caught.value.setting, caught.value.value) == ("salt_bytes", size)
    assert ran == []


def test_a_machine_without_the_memory_is_told_so(monkeypatch):
    def no_memory(*_args):
        raise MemoryError

    monkeypatch.setattr(module, "_argon2id", no_memory)
    with pytest.raises(KdfRefusedError) as caught:
        stretch("a passphrase", SALT, CHEAP, LIMITS)
    assert (caught.value.setting, caught.value.value) == ("memory_kib", 64)


@given(st.characters(categories=["Cs"]))
def test_half_a_surrogate_pair_is_not_a_passphrase(half):
    with pytest.raises(InvalidValueError) as caught:
        stretch(f"ashcombe{half}", SALT, CHEAP, LIMITS)
    assert caught.value.field == "passphrase"
    assert "ashcombe" not in str(caught.value)
