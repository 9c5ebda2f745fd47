"""What the checks of a text may know: gathered from every room into frozen values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from incidentkit.accounts.model import Status
from incidentkit.council import in_public as public
from incidentkit.council.calendar import day_of
from incidentkit.council.decided import WELSH
from incidentkit.council.rules import WritingRule
from incidentkit.council.tables import SEVERITIES
from incidentkit.desk.services import Desk
from incidentkit.drafting.checking import Checked
from incidentkit.drafting.checks.draft import Colleague, Council, Facts, Names
from incidentkit.drafting.checks.everything import find_all
from incidentkit.drafting.checks.finding import Finding, moved, worst_first
from incidentkit.drafting.checks.spelling import british_words
from incidentkit.drafting.content import text_digest
from incidentkit.drafting.entries import ENGLISH, DraftEdited, DraftStarted
from incidentkit.drafting.fitting import Channel, Fit, fit
from incidentkit.drafting.gaps import gaps_in, readable
from incidentkit.drafting.house_rules import check_house_rules
from incidentkit.drafting.service import Review
from incidentkit.drafting.shortening import Shortening, what_could_go
from incidentkit.drafting.state import DraftState
from incidentkit.incidents.run import Run
from incidentkit.incidents.wording import facts_for_checks
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.drills import parted

_NONE = Shortening()
_REPLIES = ("offensive-comments", "should-i-reply")


@dataclass(frozen=True, slots=True)
class LookedAt:
    """All that is needed to look through a text while it is typed, with no kit.

    `names` is what its channels are called; `rule` the council's own for writing.
    """

    checked: Checked
    rule: WritingRule
    names: Mapping[str, str]
    is_exercise: bool = False


@dataclass(frozen=True, slots=True)
class Fitting:
    """How a text fits one channel, and what could go from it when it does not."""

    name: str
    fit: Fit
    could_go: Shortening = _NONE


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was found in a text: how it fits, what to look at, what to fill in.

    `is_whole` says that ways to shorten it were looked for as well.
    """

    fits: tuple[Fitting, ...] = ()
    findings: tuple[Finding, ...] = ()
    gaps: tuple[str, ...] = ()
    is_whole: bool = False


def known_to_checks(desk: Desk, incident: SubjectId) -> Facts:
    """Return everything the checks may know about a text of an incident.

    While nobody said how serious it is, it counts as the most serious.
    """
    run = desk.incidents.run(incident)
    situation = facts_for_checks(run).situation
    return Facts(
        situation=replace(
            situation,
            level=situation.level or SEVERITIES[-1],
            earlier=said_before(desk, incident),
        ),
        names=Names(staff=_staff(desk)),
        council=_council(desk, run),
        is_reply=any(run.runs(one) for one in _REPLIES),
    )


def looked_at(desk: Desk, draft: SubjectId) -> LookedAt:
    """Return what to look at in a draft while somebody writes it.

    Stored secrets are not looked for: that opens them. Whatever is kept is refused
    with one in it.
    """
    incident = SubjectId(desk.drafts.state(draft).incident)
    checked = desk.drafts.checked(draft, known_to_checks(desk, incident))
    return LookedAt(
        checked,
        desk.council.writing(),
        {slug: one.name for slug, one in checked.platforms.items()},
        is_exercise=desk.incidents.rehearsal.is_exercise(incident),
    )


def review_draft(desk: Desk, draft: SubjectId) -> Review:
    """Count a draft as it is kept, and look through it."""
    state = desk.drafts.state(draft)
    facts = known_to_checks(desk, SubjectId(state.incident))
    found = desk.drafts.review(draft, facts)
    own = check_house_rules(readable(state.current_text), desk.council.writing())
    return Review(found.length, worst_first((*found.findings, *own)))


def said_before(desk: Desk, incident: SubjectId) -> tuple[str, ...]:
    """Return the English statements of an incident that went out, oldest first."""
    rows = desk.drafts.rows(incident)
    found = [
        said
        for row in rows
        if row.state.publications and row.state.language == ENGLISH
        for said in _published(desk, row.draft, row.state)
    ]
    return tuple(text for _, text in sorted(found))


def _published(
    desk: Desk, draft: SubjectId, state: DraftState
) -> Iterator[tuple[int, str]]:
    """Yield when a draft went out, and the words of then."""
    bodies = (fact.body for fact in desk.drafts.facts(draft))
    texts = (b.text for b in bodies if isinstance(b, DraftStarted | DraftEdited))
    by_digest = {text_digest(text): text for text in texts}
    for one in state.publications:
        if one.text_digest in by_digest:
            yield one.when_ms, readable(by_digest[one.text_digest])


def _staff(desk: Desk) -> tuple[Colleague, ...]:
    names = (person.name for person in desk.people())
    return tuple(
        Colleague(name, "".join(part[0] for part in name.split() if part[0].isupper()))
        for name in names
        if name.strip()
    )


def _council(desk: Desk, run: Run) -> Council:
    rule, council = desk.council.writing(), desk.council
    own = council.own_email_domains()
    approved = (domain for domain in rule.link_domains if domain not in own)
    page = urlsplit(council.official_accounts_page() or "").hostname
    contacts = (council.public_contact(), council.choice(public.APPEAL_CONTACT))
    today = day_of(desk.session.clock.now_ms())
    return Council(
        own_domains=own,
        allowed_domains=(*approved, *((page,) if page else ())),
        contacts=tuple(one for one in contacts if one),
        own_handles=_handles(desk, run),
        signature=rule.signature,
        has_welsh_duty=WELSH in council.languages(),
        in_election_period=council.election_on(today) is not None,
        any_link=rule.link_policy == "any",
        always_sober=rule.humour == "never",
        words=british_words(),
    )


def _handles(desk: Desk, run: Run) -> tuple[str, ...]:
    """Return what our accounts are called; in an exercise those are made up."""
    if run.incident.exercise:
        return ()
    rows = desk.accounts.rows()
    return tuple(r.handle for r in rows if r.handle and r.status is not Status.CLOSED)


def look_through(seen: LookedAt, text: str, *, whole: bool = True) -> Reviewed:
    """Count a text for every channel and run all checks on it.

    `whole` False leaves out how it could be shortened, which takes longest.
    """
    before, own = parted(text) if seen.is_exercise else ("", text)
    draft = seen.checked.draft(own)
    found = worst_first((*find_all(draft), *check_house_rules(own, seen.rule)))
    channels = [Channel(c.platform) for c in draft.channels if c.platform is not None]
    fits = fit(own, channels, with_parts=whole)
    return Reviewed(
        tuple(
            Fitting(
                seen.names.get(channel.platform.slug, channel.platform.name),
                one,
                what_could_go(own, channel.limit) if whole and not one.fits else _NONE,
            )
            for channel, one in zip(channels, fits, strict=True)
        ),
        moved(found, len(before)),
        gaps_in(text),
        whole,
    )
