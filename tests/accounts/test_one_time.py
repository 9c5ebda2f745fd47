import base64
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.accounts.one_time import (
    OneTimeSecret,
    current_code,
    read_one_time_secret,
)
from incidentkit.crypto.one_time_codes import totp
from incidentkit.errors import InvalidValueError

RFC_KEY = b"12345678901234567890"
RFC_TEXT = base64.b32encode(RFC_KEY).decode()


@given(
    st.binary(min_size=10, max_size=64),
    st.sampled_from([6, 7, 8]),
    st.integers(1, 300),
    st.sampled_from(["SHA1", "SHA256", "SHA512"]),
    st.text(alphabet="Ashcombe /:é", max_size=20),
)
def test_an_otpauth_address_is_read_back(key, digits, period, algorithm, label):
    query = urlencode(
        {
            "secret": base64.b32encode(key).decode().rstrip("="),
            "issuer": label,
            "digits": digits,
            "period": period,
            "algorithm": algorithm,
        }
    )
    address = f"otpauth://totp/{quote(label)}?{query}"
    found = read_one_time_secret(address)
    assert found == OneTimeSecret(key, digits, period, algorithm)


@pytest.mark.parametrize(
    "text",
    [
        RFC_TEXT,
        RFC_TEXT.lower(),
        f"  {RFC_TEXT}\n",
        " ".join(RFC_TEXT[i : i + 4] for i in range(0, 32, 4)),
        "-".join(RFC_TEXT[i : i + 4] for i in range(0, 32, 4)),
        f"OTPAUTH://TOTP/x?Secret={RFC_TEXT}&Algorithm=sha-1",
    ],
)
def test_a_secret_is_read_as_people_copy_it(text):
    assert read_one_time_secret(text) == OneTimeSecret(RFC_KEY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not base32!",
        "password",
        "A",
        "JBSWY3DPEHPK3PX1",
        f"otpauth://hotp/x?secret={RFC_TEXT}&counter=1",
        "otpauth://totp/x",
        "otpauth://totp/x?secret=",
        f"otpauth://totp/x?secret={RFC_TEXT}&secret={RFC_TEXT}",
        f"otpauth://totp/x?secret={RFC_TEXT}&digits=9",
        f"otpauth://totp/x?secret={RFC_TEXT}&digits=-6",
        f"otpauth://totp/x?secret={RFC_TEXT}&digits=٦",
        f"otpauth://totp/x?secret={RFC_TEXT}&period=0",
        f"otpauth://totp/x?secret={RFC_TEXT}&period=99999999999999999999999",
        f"otpauth://totp/x?secret={RFC_TEXT}&algorithm=MD5",
        f"otpauth://totp/x?{'&'.join(f'a{i}=1' for i in range(30))}",
        "otpauth://[totp/x",
        f"steam://{RFC_TEXT}",
        "A" * 3000,
    ],
)
def test_what_is_no_secret_for_codes_is_refused(text):
    with pytest.raises(InvalidValueError) as refused:
        read_one_time_secret(text)
    assert refused.value.rule == "one-time-secret"


@given(st.text(max_size=60) | st.text(max_size=60).map(lambda t: f"otpauth://totp/{t}"))
def test_any_text_is_read_or_refused(text):
    try:
        found = read_one_time_secret(text)
    except InvalidValueError:
        return
    assert current_code(found, 0).code.reveal().isdigit()


def test_the_code_of_the_moment_is_the_published_one():
    found = current_code(OneTimeSecret(RFC_KEY, digits=8), 59_000)
    assert found.code.reveal() == "94287082"
    assert found.seconds_left == 1
    assert found.code.reveal() == totp(RFC_KEY, 59_000, digits=8)


def test_what_codes_are_made_from_does_not_print():
    assert "1234" not in repr(OneTimeSecret(RFC_KEY))
    assert "94287082" not in repr(current_code(OneTimeSecret(RFC_KEY, 8), 59_000))
