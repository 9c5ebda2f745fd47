"""The list for the website says what it says, whoever wrote what it is made from."""

import unicodedata

import pytest

from incidentkit.exchange.genuine_list import Form, Genuine, written

TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = f"{TURNING}\u00ad\u200b\u200d\u2060\ufeff\x00\x7f"


@pytest.mark.parametrize("form", list(Form))
def test_no_sign_that_nobody_sees_reaches_the_list(form):
    one = Genuine(*(f"a{UNSEEN}b" for _ in range(5)))
    handle = Genuine("X", "@Ashcombe\u202eCD\u202c", "https://x.example/\u202egpj.a")
    said = written(form, "Ashcombe District Council", "21 November 2026", [one, handle])
    seen = said.replace("\n", "").replace("\r", "")
    assert not [c for c in seen if unicodedata.category(c).startswith("C")]
    assert "AshcombeCD" in said
    assert "https://x.example/gpj.a" in said


@pytest.mark.parametrize("form", list(Form))
def test_what_is_written_in_other_scripts_stays_as_it_is(form):
    one = Genuine("X", "@مجلس", purpose="Newyddion Cymraeg â ŵ")
    said = written(form, "Ashcombe District Council", "21 November 2026", [one])
    assert "مجلس" in said
    assert "Newyddion Cymraeg â ŵ" in said
