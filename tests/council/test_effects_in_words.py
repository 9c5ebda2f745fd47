"""What settings change in messages, around elections and in records."""

from datetime import date

import pytest

from incidentkit.council.calendar import day_of
from incidentkit.desk.checking_text import known_to_checks
from incidentkit.desk.home import Need
from incidentkit.desk.services import Desk
from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.everything import find_all
from incidentkit.drafting.house_rules import check_house_rules
from incidentkit.errors import (
    OnHoldError,
)
from incidentkit.incidents.entries import Closed
from incidentkit.vault.kinds import SubjectId
from tests.council.effects import (
    begin,
    matter,
    proves,
    severity_step,
)

# --- the words of a message ------------------------------------------------------------


def found_in(desk: Desk, incident: SubjectId, text: str) -> set[str]:
    """Return what the rules that a council decides on want mended in a text."""
    facts = known_to_checks(desk, incident)
    draft = Draft(
        text,
        is_reply=facts.is_reply,
        names=facts.names,
        council=facts.council,
        situation=facts.situation,
    )
    rules = {"DC12", "DC17", "DC30"}
    found = [f for f in find_all(draft) if f.check in rules]
    own = check_house_rules(text, desk.council.writing())
    return {one.repair for one in (*found, *own)}


@proves("link_policy", "approved_link_domains")
def test_links_are_marked_by_the_councils_rule(desk):
    incident = begin(desk, "inappropriate-post")
    desk.council.set("own_email_domains", "ashcombe.example.org")
    theirs, own = (
        "Read all of it on https://police.example.net/x",
        "Read all of it on www.ashcombe.example.org/x",
    )
    assert found_in(desk, incident, theirs) == {"own-page"}
    assert found_in(desk, incident, own) == set()
    desk.council.set("approved_link_domains", "police.example.net")
    assert found_in(desk, incident, theirs) == {"own-page"}
    desk.council.set("link_policy", "approved list")
    assert found_in(desk, incident, theirs) == set()
    desk.council.set("link_policy", "any")
    assert (
        found_in(desk, incident, "Read all of it on https://bit.example.com/x") == set()
    )
    # After a hijack only the council's own pages look genuine.
    hacked = begin(desk)
    assert found_in(desk, hacked, "Read all of it on https://bit.example.com/x") == {
        "own-page"
    }


@proves("phone_format")
def test_numbers_in_a_draft_are_marked_by_the_councils_style(desk):
    incident = begin(desk)
    assert found_in(desk, incident, "Ring 01632960001") == {"phone-grouped"}
    assert found_in(desk, incident, "Ring 01632 960 001 by 12:30") == set()
    desk.council.set("phone_format", "plain")
    assert found_in(desk, incident, "Ring 01632 960 001") == {"phone-plain"}


@proves("humour")
def test_a_light_tone_is_marked_unless_the_council_allows_it(desk):
    incident = begin(desk)
    text = "Oops, the gate was shut."
    assert found_in(desk, incident, text) == {"plain-words"}
    step = severity_step(desk.incidents.run(incident))
    desk.incidents.answer(incident, step.slug, "Minor")
    assert found_in(desk, incident, text) == set()
    desk.council.set("humour", "never")
    assert found_in(desk, incident, text) == {"plain-words"}


@proves("naming_of_staff", "apology_authority")
def test_a_named_colleague_and_an_apology_are_marked(desk):
    incident = begin(desk)
    text = "Our colleague Dana Price posted it."
    assert found_in(desk, incident, text) == {"no-name"}
    desk.council.set("naming_of_staff", "with consent")
    assert found_in(desk, incident, text) == {"ask-consent"}
    assert found_in(desk, incident, "We are sorry.") == {"apology-authority"}
    desk.council.set("apology_authority", "")
    assert found_in(desk, incident, "We are sorry.") == set()


@proves("signature")
def test_a_reply_is_signed_as_the_council_decided(desk):
    incident = begin(desk, "offensive-comments")
    assert found_in(desk, incident, "Thank you for asking.") == {"sign-initials"}
    assert found_in(desk, incident, "Thank you for asking. ^AP") == set()
    desk.council.set("signature", "first name")
    assert found_in(desk, incident, "Thank you. ^AP") == {"sign-first-name"}
    desk.council.set("signature", "none")
    assert found_in(desk, incident, "Thank you. ^AP") == {"sign-none"}


# --- elections and records --------------------------------------------------------------


@proves("elections")
def test_during_a_period_before_an_election_playbooks_know_and_home_says(desk):
    incident = begin(desk)
    assert "election" not in desk.incidents.run(incident).progress.facts
    desk.council.set("elections", "2026-12-01 to 2026-12-20 by-election")
    assert "election" not in desk.incidents.run(incident).progress.facts
    found = matter(desk, Need.ELECTION)
    assert found is not None
    assert "by-election" in found.name
    desk.council.set("elections", "2026-11-20 to 2026-12-20 by-election")
    assert desk.incidents.run(incident).progress.facts["election"] == "Yes"


@proves("retention")
def test_closing_proposes_how_long_it_is_kept(desk):
    desk.council.set("retention", "Incident: 2 years\nPress: 90 days")
    kept = []
    for playbook in ("hacked-account", "press-enquiry"):
        incident = begin(desk, playbook)
        desk.incidents.close(incident, "Put right", reason="A test")
        body = next(
            f.body for f in desk.incidents.facts(incident) if isinstance(f.body, Closed)
        )
        kept.append((body.retention, day_of(body.review_ms)))
    assert kept == [
        ("Incident, 2 years", date(2028, 11, 21)),
        ("Press, 90 days", date(2027, 2, 19)),
    ]


@proves("legal_hold_roles")
def test_a_legal_hold_stops_disposal_and_names_who_ends_it(desk):
    desk.council.set("legal_hold_roles", "Head of audit")
    incident = begin(desk)
    desk.incidents.close(incident, "Put right", reason="A test")
    hold = desk.incidents.circumstances
    hold.record(incident, "legal hold", "FOI 123, until answered")
    with pytest.raises(OnHoldError) as refused:
        desk.incidents.dispose(incident, "No longer needed")
    assert refused.value.roles == ("Head of audit",)
    hold.record(incident, "legal hold", "Ended, answered on 3 December")
    assert desk.incidents.dispose(incident, "No longer needed") > 0
