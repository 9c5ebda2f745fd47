import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.crypto.one_time_codes import (
    ALGORITHMS,
    LEAST_DIGITS,
    MOST_DIGITS,
    hotp,
    seconds_left,
    totp,
)
from tests.crypto.published import cases

SECRETS = st.binary(min_size=1, max_size=80)
COUNTERS = st.integers(0, 2**64 - 1)
TIMES = st.integers(0, 2**42)


def test_the_ten_codes_of_rfc_4226():
    codes = {
        int(case["counter"]): (case["secret"].encode("ascii"), case["hotp"])
        for case in cases("twofactor/rfc-4226.txt")
    }
    assert set(codes) == set(range(10))
    for counter, (secret, code) in codes.items():
        assert hotp(secret, counter) == code


def test_the_codes_of_rfc_6238_at_six_times_with_three_algorithms():
    seen = set()
    for case in cases("twofactor/rfc-6238.txt"):
        at_ms = int(case["time"]) * 1000
        secret, mode = case["secret"].encode("ascii"), case["mode"]
        assert totp(secret, at_ms, digits=8, algorithm=mode) == case["totp"]
        assert totp(secret, at_ms, algorithm=mode) == case["totp"][2:]
        assert totp(secret, at_ms, digits=7, algorithm=mode) == case["totp"][1:]
        doubled = totp(secret, 2 * at_ms, digits=8, period=60, algorithm=mode)
        assert doubled == case["totp"]
        seen.add((at_ms, mode))
    assert len(seen) == 18


def test_a_secret_of_80_bits_works():
    secret = b"1234567890"
    block = hmac.digest(secret, bytes(8), "sha1")
    at = block[-1] & 15
    number = int.from_bytes(block[at : at + 4], "big") & 0x7FFFFFFF
    assert hotp(secret, 0) == f"{number % 10**6:06}"


@given(SECRETS, COUNTERS, st.integers(6, 8), st.sampled_from(sorted(ALGORITHMS)))
def test_a_code_always_has_all_its_digits(secret, counter, digits, algorithm):
    code = hotp(secret, counter, digits=digits, algorithm=algorithm)
    assert len(code) == digits
    assert code.isascii()
    assert code.isdecimal()


@given(SECRETS, TIMES, st.integers(1, 300))
def test_a_code_stays_the_same_for_its_whole_period(secret, at_ms, period):
    start = at_ms // (period * 1000) * period * 1000
    end = start + period * 1000
    assert totp(secret, at_ms, period=period) == totp(secret, start, period=period)
    assert totp(secret, start, period=period) == hotp(secret, start // 1000 // period)
    assert totp(secret, end - 1, period=period) == totp(secret, start, period=period)
    assert totp(secret, end, period=period) == hotp(secret, end // 1000 // period)


@given(TIMES, st.integers(1, 300))
def test_seconds_left_count_down_to_the_next_code(at_ms, period):
    left = seconds_left(at_ms, period)
    assert 1 <= left <= period
    then = at_ms // 1000 + left
    assert then % period == 0
    assert then // period == at_ms // 1000 // period + 1


def test_a_code_just_shown_has_all_its_seconds_left():
    assert seconds_left(0, 30) == 30
    assert seconds_left(29_999, 30) == 1
    assert seconds_left(30_000, 30) == 30
    assert seconds_left(30_000, 60) == 30


@pytest.mark.parametrize("digits", [0, LEAST_DIGITS - 1, MOST_DIGITS + 1])
def test_other_numbers_of_digits_are_refused(digits):
    with pytest.raises(ValueError, match=r"(?i)length"):
        hotp(b"12345678901234567890", 0, digits=digits)


@pytest.mark.parametrize("algorithm", ["", "MD5", "sha1", "SHA-1"])
def test_other_algorithms_are_refused(algorithm):
    with pytest.raises(ValueError, match="algorithm"):
        hotp(b"12345678901234567890", 0, algorithm=algorithm)


@pytest.mark.parametrize(("secret", "counter"), [(b"", 0), (b"s", -1), (b"s", 2**64)])
def test_an_empty_secret_and_an_impossible_counter_are_refused(secret, counter):
    with pytest.raises(ValueError, match="secret and a counter"):
        hotp(secret, counter)


@pytest.mark.parametrize("period", [0, -30])
def test_a_period_below_one_second_is_refused(period):
    with pytest.raises(ValueError, match="period"):
        totp(b"12345678901234567890", 0, period=period)
    with pytest.raises(ValueError, match="period"):
        seconds_left(0, period)
