"""What the council's rules say of who has access stands where access is taken away."""

from incidentkit.accounts.model import Access, Agency, NewAccount
from incidentkit.accounts.secret import Secret
from incidentkit.desk.response import read_response, start_response
from incidentkit.desk.services import Desk
from incidentkit.playbooks.model import Verb
from incidentkit.words.council import rules as said
from tests.desk.test_front_door import SECRET, desk

__all__ = ["desk"]


def lines_at(desk: Desk, firm: Agency) -> dict[bool, set[str]]:
    """Return what is said at a step that changes access, and at another."""
    new = NewAccount(
        "x",
        "AshcombeParks",
        access=Access.OWN_LOGIN,
        secret=Secret(SECRET),
        links=(firm,),
    )
    incident = start_response(desk, desk.accounts.add(new), "Yes")
    steps = tuple(desk.incidents.run(incident).playbook.steps())
    found: dict[bool, set[str]] = {}
    for rotates in (True, False):
        slug = next(s.slug for s in steps if (s.verb is Verb.ROTATE) == rotates)
        page = read_response(desk, incident, slug).step
        assert page is not None
        found[rotates] = set(page.how)
    return found


def test_a_firm_without_an_end_is_pointed_out_where_access_is_taken_away(desk):
    found = lines_at(desk, Agency("Bright Ltd"))
    assert said.NO_END in found[True]
    assert said.NO_END not in found[False]


def test_a_firm_within_the_rules_is_not_spoken_of(desk):
    found = lines_at(desk, Agency("Bright Ltd", until="2027-12-01"))
    assert said.NO_END not in found[True]
