"""DC04, DC18, DC20, DC29 and DC30: who is named, judged, repeated, or signs."""

import re
from collections.abc import Iterable, Iterator

from incidentkit.drafting.checks.draft import Colleague, Draft
from incidentkit.drafting.checks.finding import Finding, block, info, warn

_ABOUT_PEOPLE = frozenset({"inappropriate-post", "offensive-comments"})
_STAFF = block("DC04", "names-staff", "say-we")
_JOB = block("DC04", "job-names-staff", "say-we")
_REPEATS = warn("DC18", "repeats-offence", "describe-only")
_JUDGES = block("DC20", "prejudges", "say-process")
_TAGS = warn("DC29", "names-attacker", "leave-out-attacker")
_PERSON = (
    r"(?:employees?|members? of staff|staff members?|colleagues?|officers?|councillors?"
    r"|drivers?|teachers?|carers?|tenants?|residents?|managers?|directors?|suspects?"
    r"|workers?|contractors?|individuals?|persons?|people|someone|somebody|man|woman"
    r"|he|she|they|staff|those responsible|the one responsible|Mr \w+|Mrs \w+|Ms \w+)"
)
_WAS = r"(?:is|are|was|were|has been|have been|will be|'s been|being|been)"
_PREJUDGED = re.compile(
    rf"\b{_PERSON} (?:\w+ ){{0,4}}?{_WAS} (?:\w+ ){{0,2}}?(?:dismissed|suspended|sacked"
    r"|disciplined|fired|struck off|let go|sent home|guilty|to blame|at fault"
    r"|(?:placed |put )?on (?:suspension|gardening leave))\b"
    rf"|\b(?:{_PERSON}|whoever) (?:\w+ ){{0,3}}?(?:no longer works?\b|(?:has |have |will )?(?:lost?|lose) (?:his|her|their) jobs?)"
    rf"|\b{_PERSON} (?:\w+ ){{0,4}}?{_WAS} no longer (?:employed|with us)\b"
    rf"|\b{_PERSON} {_WAS} found to be\b"
    r"|\b(?:dismissed|suspended|sacked|disciplined|fired) (?:the|an|our|that|this) "
    r"(?:\w+ )?(?:employees?|members? of staff|staff members?|colleagues?|officers?"
    r"|councillors?|workers?|contractors?|individuals?|persons?)\b"
    r"|\blet (?:the|that|this) (?:\w+ )?(?:employee|person|colleague|officer|worker) go\b"
    r"|\b(?:found|is|are|was|were) guilty\b|\bgross misconduct\b"
    r"|\bdisciplinary (?:action|hearing|proceedings|process|investigation)\b"
    r"|\b(?:the|this|that) (?:culprit|perpetrator|offender|guilty party)s?\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@/.])@(\w[\w.]{0,60}(?:@[\w.-]{1,80})?)")
_SIGNED = re.compile(r"(?:\^ ?[A-Z]{1,3}|(?<!\w)- [A-Z][a-z]{1,20})$")
_INITIALS = re.compile(r"\^ ?[A-Z]{1,3}$")
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr)\.? "
_LEAST_INITIALS = 2


def dc04(draft: Draft) -> Iterator[Finding]:
    """Nobody on the staff is named, nor told by a job that one person has."""
    if not draft.is_public or _ABOUT_PEOPLE.isdisjoint(draft.situation.playbooks):
        return
    text = draft.plain
    signed = _signature_start(draft, text)
    names = _any_of(p for c in draft.names.staff for p in _spellings(c))
    if names is not None:
        yield from (f for f in _STAFF.each(names, text) if f.start < signed)
    initials = _any_of(
        rf"(?:{re.escape(c.initials)}|{re.escape('.'.join(c.initials))}\.?)"
        for c in draft.names.staff
        if len(c.initials) >= _LEAST_INITIALS
    )
    if initials is not None:
        yield from (f for f in _STAFF.each(initials, text) if f.start < signed)
    jobs = _any_of(
        rf"(?i:{_spaced(c.job_title)})"
        for c in draft.names.staff
        if c.holders == 1 and c.job_title.strip()
    )
    if jobs is not None:
        yield from _JOB.each(jobs, text)


def dc18(draft: Draft) -> Iterator[Finding]:
    """The offence, the false claim and the attacker's links are not said again."""
    wanted = _any_of(
        f"(?i:{_spaced(p)}(?:e?s)?)" for p in draft.names.not_to_repeat if p.strip()
    )
    if wanted is not None and draft.is_public:
        yield from _REPEATS.each(wanted, draft.plain)


def dc20(draft: Draft) -> Iterator[Finding]:
    """Nobody is judged before the council has, and then only as HR agreed."""
    if draft.is_public and not draft.situation.hr_agreed:
        yield from _JUDGES.each(_PREJUDGED, draft.plain)


def dc29(draft: Draft) -> Iterator[Finding]:
    """Whoever attacks us gets no publicity: neither a name nor a tag."""
    if not draft.is_public:
        return
    text = draft.plain
    known = _any_of(f"(?i:{_spaced(a)})" for a in draft.names.attackers if a.strip())
    seen: set[int] = set()
    if known is not None:
        for finding in _TAGS.each(known, text):
            seen.update(range(finding.start, finding.end))
            yield finding
    own = {h.lstrip("@").casefold() for h in draft.council.own_handles}
    if not own or not draft.situation.playbooks & {*_ABOUT_PEOPLE, "hacked-account"}:
        return
    for found in _HANDLE.finditer(text):
        name = found[1].rstrip(".").casefold()
        if name not in own and found.start() not in seen and found.start(1) not in seen:
            yield _TAGS.at(found.span())


def dc30(draft: Draft) -> Iterator[Finding]:
    """A reply is signed as the council's rule has it."""
    rule, text = draft.council.signature, draft.text.rstrip()
    if not draft.is_reply or not rule or not text:
        return
    signed, initials = _SIGNED.search(text), _INITIALS.search(text)
    fits = {
        "none": signed is None,
        "initials": initials is not None,
        "first name": signed is not None and initials is None,
    }
    if not fits.get(rule, True):
        span = signed.span() if signed else (len(text) - 1, len(text))
        repair = f"sign-{rule.replace(' ', '-')}"
        yield info("DC30", "signature-differs", repair).at(span)


def _signature_start(draft: Draft, text: str) -> int:
    """Return from where initials are the signature that the council's rule wants."""
    found = _SIGNED.search(text.rstrip())
    allowed = draft.is_reply and draft.council.signature not in {"", "none"}
    return found.start() if found and allowed else len(text)


def _spellings(colleague: Colleague) -> Iterator[str]:
    """Yield how a name is written: in full, shortened, and with a title."""
    parts = colleague.name.split()
    if not parts:
        return
    last = re.escape(parts[-1])
    yield f"(?i:{_spaced(colleague.name)})"
    if len(parts) > 1:
        yield rf"{re.escape(parts[0][0])}\.? ?{last}"
        yield f"{_TITLES}{last}"
        yield rf"[Cc]olleague,? {re.escape(parts[0])}"


def _spaced(phrase: str) -> str:
    return r"\s{1,3}".join(re.escape(word) for word in phrase.split())


def _any_of(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern for any of several phrases as whole words, longest first."""
    wanted = sorted(set(patterns), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(wanted)})(?!\w)") if wanted else None
