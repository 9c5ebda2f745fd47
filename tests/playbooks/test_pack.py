"""Packs: one signed file, of which nothing is believed."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidentkit.crypto.signing import SigningKey
from incidentkit.errors import PackRefusedError
from incidentkit.playbooks.pack import (
    LARGEST_PACK,
    LONGEST_ITEM,
    MOST_ITEMS,
    PackItem,
    make_pack,
    read_pack,
    spoken,
)

KEY = SigningKey.from_bytes(bytes(range(32)))
KIT = bytes(range(1, 33))
NOW = 1_795_244_400_000
ITEMS = (
    PackItem("fake-account.yaml", "playbook: Fake\n"),
    PackItem("mt-01-web.txt", "id: \u00e9"),
)
GOOD = make_pack("Ashcombe District Council", KIT, KEY, NOW, ITEMS)


def rule_of(data: bytes) -> str:
    with pytest.raises(PackRefusedError) as refused:
        read_pack(data)
    return refused.value.rule


def signed(said: object, version: int = 1) -> bytes:
    """Return a pack that says whatever, with a signature that fits."""
    text = msgspec.json.encode(said)
    signature = KEY.sign(b"ik/sign/pack/1\0" + text)
    outer = {
        "ikpack": version,
        "key": KEY.public.hex(),
        "signature": signature.hex(),
        "said": text.decode(),
    }
    return msgspec.json.encode(outer)


def said(**other: object) -> dict[str, object]:
    items = [{"file": "a.yaml", "text": "x"}]
    usual = {"council": "A", "kit": KIT.hex(), "made_ms": 1, "items": items}
    return usual | other


def test_a_pack_says_who_made_it_and_what_is_in_it():
    pack = read_pack(GOOD)
    assert pack.council == "Ashcombe District Council"
    assert pack.items == ITEMS
    assert pack.made_ms == NOW
    assert pack.words == spoken(KIT, KEY.public)
    assert len(pack.words) == 8


def test_other_keys_and_other_kits_have_other_words():
    other = SigningKey.generate()
    assert spoken(KIT, other.public) != spoken(KIT, KEY.public)
    assert spoken(bytes(32), KEY.public) != spoken(KIT, KEY.public)


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_no_changed_byte_goes_unnoticed(place, change):
    data = bytearray(GOOD)
    data[place] ^= change
    rule_of(bytes(data))


@given(st.integers(0, len(GOOD) - 1))
def test_half_a_pack_is_no_pack(length):
    assert rule_of(GOOD[:length]) == "not-a-pack"


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_whatever_is_opened_is_refused_in_words(data):
    rule_of(data)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["council", "kit", "items", "file"]), inner
            )
        ),
        max_leaves=12,
    )
)
def test_a_signature_makes_no_nonsense_acceptable(value):
    rule_of(signed(value))


def test_a_well_made_pack_of_another_maker_is_read():
    assert read_pack(signed(said())).council == "A"


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b" " * (LARGEST_PACK + 1), "too-large"),
        (signed(said(), version=2), "later-version"),
        (signed(said(), version=0), "not-a-pack"),
        (GOOD + b"\n", "not-a-pack"),
        (GOOD.replace(b'"key":', b'"key": '), "not-a-pack"),
        (GOOD.replace(b"Ashcombe", b"Borsley!"), "bad-signature"),
        (GOOD.replace(KEY.public.hex().encode(), b"00" * 32), "bad-signature"),
        (signed(said(more="x")), "not-a-pack"),
        (signed(said(items=[])), "nothing-in-it"),
        (signed(said(council=" ")), "no-maker"),
        (signed(said(council="A\u202eB")), "no-maker"),
        (signed(said(council="A" * 201)), "not-a-pack"),
        (signed(said(kit="ab")), "not-a-pack"),
        (signed(said(items=[{"file": "../a.yaml", "text": ""}])), "bad-file-name"),
        (signed(said(items=[{"file": "a.py", "text": ""}])), "bad-file-name"),
        (signed(said(items=[{"file": "a.yaml", "text": ""}] * 2)), "file-twice"),
        (
            signed(said(items=[{"file": "a.yaml", "text": "x" * (LONGEST_ITEM + 1)}])),
            "item-too-large",
        ),
        (
            signed(
                said(
                    items=[
                        {"file": f"a{n}.yaml", "text": ""}
                        for n in range(MOST_ITEMS + 1)
                    ]
                )
            ),
            "not-a-pack",
        ),
    ],
)
def test_each_way_of_being_wrong_has_its_name(data, rule):
    assert rule_of(data) == rule


def test_what_would_not_be_read_is_not_made():
    for items in ([], [PackItem("A.yaml", "")], [PackItem("a.txt", "x" * 300_000)]):
        with pytest.raises(PackRefusedError):
            make_pack("A", KIT, KEY, NOW, items)
