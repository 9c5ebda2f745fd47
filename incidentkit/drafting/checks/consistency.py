"""DC27 and DC32: nothing contradicts what was said, and facts rest on something."""

import re
from collections.abc import Iterator, Mapping

from incidentkit.drafting.checks.cause import states_causes
from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.finding import Finding, block, warn

_NUMBER_KIND = warn("DC27", "number-differs", "say-what-changed")
_TIME_KIND = warn("DC27", "time-differs", "say-what-changed")
_CAUSE_KIND = warn("DC27", "cause-differs", "say-what-changed")
_DENIAL_KIND = warn("DC27", "denial-and-apology", "choose-one")
_NO_SOURCE = block("DC32", "fact-without-source", "add-source")
_NO_VERIFIER = block("DC32", "fact-not-verified", "have-it-verified")
_SERIOUS = frozenset({"Serious", "Critical"})
_FIGURE_WORDS = "no one two three four five six seven eight nine ten eleven twelve"
_FIGURES: Mapping[str, int] = {
    word: value for value, word in enumerate(_FIGURE_WORDS.split())
}
_COUNTED = re.compile(
    rf"\b(\d{{1,3}}(?:,\d{{3}}){{0,3}}|\d{{1,9}}|{'|'.join(_FIGURES)})"
    r" (?:(?:offensive|false|private|direct|personal|other) )?([a-z]{3,20}s|people)\b",
    re.IGNORECASE,
)
_NOT_COUNTED_WORDS = (
    "minutes hours days weeks months years times pounds characters words this was is"
    " others updates ways sorts kinds lines seconds yards metres miles options steps"
)
_NOT_COUNTED = frozenset(_NOT_COUNTED_WORDS.split())
_CLOCK = re.compile(
    r"\b((?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?[ap]\.?m\b)?|(?:1[0-2]|[1-9]) ?[ap]\.?m\b|noon"
    r"|midday|midnight)",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:knew|became aware|noticed|found out|were told|began|started|stopped|lost"
    r"|regained|first posted|took (?:it|them) down|removed|locked)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:untrue|(?:is|are|was|were) (?:simply |completely |entirely )?(?:false|not true"
    r"|wrong to suggest)|no truth|we (?:deny|reject|refute)|we did not|not responsible"
    r"|not our (?:fault|responsibility)|did nothing wrong|no basis)\b",
    re.IGNORECASE,
)
_APOLOGISES = re.compile(
    r"\b(?:we|council) (?:\w+ ){0,3}?(?:sorry|apologi[sz]e)\b(?! to hear)",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:earlier we|we (?:earlier|first|had) (?:said|wrote|gave)|we said|correct(?:s|ed"
    r"|ion|ing)?|not \w+ as|updated? (?:figure|number|time)|instead of|we now know)\b",
    re.IGNORECASE,
)
_REACH = 60
_MOST_EARLIER = 50


def dc27(draft: Draft) -> Iterator[Finding]:
    """What was said in this incident stands, unless the text says that it changed."""
    if draft.is_welsh or not draft.situation.earlier:
        return
    text = draft.plain
    earlier = draft.situation.earlier[-_MOST_EARLIER:]
    if not _CORRECTS.search(text):
        yield from _numbers(text, earlier)
        yield from _times(text, earlier)
        yield from _causes(text, earlier)
    yield from _denials(text, earlier)


def dc32(draft: Draft) -> Iterator[Finding]:
    """From serious on, every fact has a source and somebody who looked at it."""
    if draft.situation.level not in _SERIOUS:
        return
    for fact in draft.facts:
        start = draft.text.find(fact.text) if fact.text else -1
        span = (start, start + len(fact.text)) if start >= 0 else (0, 0)
        if not fact.source.strip():
            yield _NO_SOURCE.at(span)
        elif not fact.verifier.strip():
            yield _NO_VERIFIER.at(span)


def _numbers(text: str, earlier: tuple[str, ...]) -> Iterator[Finding]:
    """Yield numbers of things that were other numbers the last time they were given."""
    before: dict[str, int] = {}
    for statement in earlier:
        before.update((noun, number) for noun, number, _ in _counted(statement))
    for noun, number, span in _counted(text):
        if before.get(noun, number) != number:
            yield _NUMBER_KIND.at(span)


def _counted(text: str) -> Iterator[tuple[str, int, tuple[int, int]]]:
    for found in _COUNTED.finditer(text):
        noun, figure = found[2].casefold(), found[1].casefold()
        if noun not in _NOT_COUNTED:
            number = _FIGURES.get(figure)
            value = int(figure.replace(",", "")) if number is None else number
            yield noun, value, found.span()


def _times(text: str, earlier: tuple[str, ...]) -> Iterator[Finding]:
    before: dict[str, str] = {}
    for statement in earlier:
        before.update((what, time) for what, time, _ in _timed(statement))
    for what, time, span in _timed(text):
        if before.get(what, time) != time:
            yield _TIME_KIND.at(span)


def _timed(text: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Yield what happened with its time, in the same breath."""
    for found in _HAPPENED.finditer(text):
        near = _CLOCK.search(text, found.end(), found.end() + _REACH)
        if near and not any(c in ".!?\n" for c in text[found.end() : near.start()]):
            yield found[0].casefold(), _minute(near[1]), near.span(1)


def _minute(time: str) -> str:
    """Return a time in one spelling: 7.05 pm and 19:05 are one."""
    plain = time.casefold().replace(".", ":").replace(" ", "").replace("p:m", "pm")
    plain = {"noon": "12:00", "midday": "12:00", "midnight": "0:00"}.get(plain, plain)
    digits = plain.replace("a:m", "am").rstrip("apm:")
    hour, _, minute = digits.partition(":")
    is_late = plain.startswith(digits + "p") and hour != "12"
    return f"{int(hour) + 12 * is_late}:{minute or '00'}"


def _causes(text: str, earlier: tuple[str, ...]) -> Iterator[Finding]:
    before = frozenset(cause for said in earlier for cause in states_causes(said))
    now = states_causes(text) if before else before
    if now and now.isdisjoint(before):
        yield _CAUSE_KIND.whole()


def _denials(text: str, earlier: tuple[str, ...]) -> Iterator[Finding]:
    denies, apologises = _DENIES.search(text), _APOLOGISES.search(text)
    denied = any(_DENIES.search(said) for said in earlier)
    apologised = any(_APOLOGISES.search(said) for said in earlier)
    place = apologises if denied and apologises else denies if apologised else None
    if place is not None:
        yield _DENIAL_KIND.at(place.span())
