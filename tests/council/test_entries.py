"""What is written about the council adds up, in any order and however often."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from incidentkit.council.entries import (
    COUNCIL,
    COUNCIL_FOLD,
    KINDS,
    CouncilNamed,
    CouncilSet,
    CouncilState,
    apply_council,
    planned_name,
    planned_setting,
)
from incidentkit.vault.encoding import decode, encode
from incidentkit.vault.kinds import (
    Body,
    Catalogue,
    Digest,
    Fact,
    PersonId,
    Role,
    ScopeId,
    SeatId,
)


def fact(number: int, body: Body) -> Fact:
    some_id = bytes([number]) * 16
    return Fact(
        digest=Digest(bytes([number]) * 32),
        subject=COUNCIL,
        scope=ScopeId(bytes(16)),
        kind="",
        body=body,
        at=number,
        wall=number,
        person=PersonId(some_id),
        seat=SeatId(some_id),
    )


def fold(facts) -> CouncilState:
    state = None
    for one in facts:
        state = apply_council(state, one)
    return state or CouncilState()


def current(state: CouncilState) -> dict[str, set[tuple[bytes, str]]]:
    registers = {"": state.name, **{d.key: d.value for d in state.decided}}
    return {
        key: {(v.digest, v.value) for v in register.versions}
        for key, register in registers.items()
    }


@st.composite
def histories(draw) -> list[Fact]:
    """Settings by people who each knew some of what was set before."""
    facts: list[Fact] = []
    known: dict[str, list[bytes]] = {"name": [], "a": [], "b": []}
    for number in range(1, draw(st.integers(1, 8)) + 1):
        key = draw(st.sampled_from(sorted(known)))
        replaces = tuple(d for d in known[key] if draw(st.booleans()))
        body: Body = CouncilSet(key, str(number), replaces)
        if key == "name":
            body = CouncilNamed(str(number), replaces)
        facts.append(fact(number, body))
        known[key].append(facts[-1].digest)
    return facts


@given(histories())
def test_what_nobody_has_replaced_is_current(facts):
    replaced = {digest for f in facts for digest in f.body.replaces}
    expected: dict[str, set[tuple[bytes, str]]] = {"": set()}
    for f in facts:
        key = "" if isinstance(f.body, CouncilNamed) else f.body.key
        value = f.body.name if isinstance(f.body, CouncilNamed) else f.body.value
        kept = expected.setdefault(key, set())
        if f.digest not in replaced:
            kept.add((f.digest, value))
    assert current(fold(facts)) == expected


def test_facts_about_different_settings_may_come_in_any_order():
    facts = [
        fact(1, CouncilNamed("Ashcombe District Council", ())),
        fact(2, CouncilSet("keyring_days", "7", ())),
        fact(3, CouncilSet("public_contact", "Town Hall", ())),
        fact(4, CouncilSet("a setting of a later version", "x", ())),
    ]
    assert len({fold(order) for order in itertools.permutations(facts)}) == 1


@given(histories())
def test_the_state_survives_being_kept(facts):
    state = fold(facts)
    assert decode(encode(state), CouncilState, limit=1 << 20) == state


def test_a_body_of_another_sort_changes_nothing():
    class Other(Body, frozen=True):
        text: str = ""

    assert fold([fact(1, Other())]) == CouncilState()


def test_a_change_names_what_it_replaces():
    state = fold(
        [
            fact(1, CouncilNamed("Ashcombe", ())),
            fact(2, CouncilSet("keyring_days", "7", ())),
            fact(3, CouncilSet("keyring_days", "9", ())),
        ]
    )
    (name,) = planned_name(" Ashcombe  District Council ", state).parts
    (days,) = planned_setting("keyring_days", "014", state).parts
    first, second, third = (bytes([n]) * 32 for n in (1, 2, 3))
    assert name.body == CouncilNamed("Ashcombe District Council", (first,))
    assert days.body == CouncilSet("keyring_days", "14", (second, third))


def test_only_a_comms_lead_decides_for_the_council():
    assert {kind.name: kind.least for kind in KINDS} == {
        "council.named": Role.LEAD,
        "council.set": Role.LEAD,
    }
    assert Catalogue(KINDS).fold("council") is COUNCIL_FOLD
