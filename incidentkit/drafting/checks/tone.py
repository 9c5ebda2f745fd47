"""DC12, DC14, DC19 and DC31: calm, plain, and no threat."""

import re
from collections.abc import Iterator

from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.finding import Finding, block, info, warn
from incidentkit.drafting.checks.sentences import sentences, words
from incidentkit.drafting.emoji import emoji_spans
from incidentkit.words.drafting_checks_lists import JARGON

_LIGHT_LEVEL = "Minor"
_SOBER = frozenset(
    "\u26a0\u2139\u2705\u274c\u27a1\u2b07\u2197\u260e\U0001f4de\U0001f6a7"
)
_MOST_WORDS = 25
_LEAST_SENTENCES = 3
_EXCLAIMS = re.compile(r"(?<![\w/]!)(?<=[\w\"')\]])!(?!\S{0,60}[/=])|(?<!!)!!+")
_JOKE = re.compile(
    r"\b(?:lol|lmao|rofl|haha(?:ha)*|hehe|oops\w*|whoops\w*|jk|just kidding|only joking"
    r"|no pun intended|awks|soz|my bad|epic fail|facepalm|plot twist|gremlins?|yikes"
    r"|fat fingers?)\b|[:;]-?[)DP](?!\w)",
    re.IGNORECASE,
)
_NEW_SUBJECT = re.compile(
    r"(?:in other news|separately|on (?:a|an) (?:different|other|unrelated) (?:note|matter"
    r"|subject)|on another (?:note|matter|subject)|meanwhile|by the way)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be) (?:\w{1,20}ly )?(?!(?:need|indeed|hundred|red|bed"
    r"|concerned|interested|closed|open)\b)(?:\w{2,20}ed|made|done|given|taken|sent|held"
    r"|put|known|seen|found|told|written|shown|kept|built|paid|said)\b",
    re.IGNORECASE,
)
_DEFAMATION = re.compile(
    r"\b(?:libel(?:l?ous|l?ed|s)?|slander(?:ous|ed|s)?|reserve (?:all )?(?:our|its) (?:legal )?rights|hear from (?:our|the council's|a) (?:lawyers?|solicitors?)|defam(?:e|es|ed|atory|ation|ing))\b",
    re.IGNORECASE,
)
_COURTS = re.compile(
    r"\b(?:sue|suing|legal action|take (?:\w+ ){1,3}to court|(?:our|council's) (?:solicitors?"
    r"|lawyers?|legal team)|court proceedings|legal proceedings|injunction|damages"
    r"|consequences in court|cease and desist)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:comment(?:s|ing|ed)?|post(?:s|ing|ed)?|tweets?|claims?|criticis\w+|say(?:s|ing)?"
    r"|said|statements?|allegations?|lies?|untrue|false|accus\w+|reputation|reviews?"
    r"|share this|publish(?:es|ing|ed)?)\b",
    re.IGNORECASE,
)
_WE = re.compile(
    r"\b(?:we|our|us|council|authority|you|your|will|could|may|liable|solicitors?)\b",
    re.I,
)
_ANGER = re.compile(
    r"\b(?:idiots?|idiotic|stupid(?:ity)?|moron(?:s|ic)?|pathetic|imbeciles?|(?:bunch of|these) clowns"
    r"|liars?|lying|disgusting|cowards?|cowardly|ignorant|ridiculous|laughable|nonsense"
    r"|rubbish (?:claims?|story|article|journalism|reporting)|keyboard warriors?|trolls"
    r"|haters?|snowflakes?|hysterical|hysteria|scaremongering|shameful|shame on"
    r"|how dare (?:you|they)|get a life|grow up|shut up|sick of|fed up|furious"
    r"|outraged by your|so-called|thanks for nothing|oh really|oh please|nice try"
    r"|well done(?:,| to) (?:you|whoever|the person)|congratulations to whoever"
    r"|do your (?:homework|research)|get your facts|as (?:we have|we've) "
    r"(?:already|repeatedly|said (?:many|countless))|for the last time"
    r"|how (?:many|often) (?:more )?times|once and for all|with all due respect"
    r"|if you (?:had )?(?:bothered|actually read)|some people (?:just )?(?:can't|cannot|will never)"
    r"|clearly (?:you|they) (?:do not|don't|have not|haven't|cannot))\b|\b(?:are you serious|you people|you lot|(?:load of|utter|absolute|what) rubbish"
    r"|half a brain|nothing better to do|give it a rest|before you (?:moan|complain|whinge)"
    r"|(?:moan|whin|whing|grip)(?:e|es|ing)? (?:at|about) us"
    r"|(?:a dozen|a hundred|a thousand|umpteen|countless) times"
    r"|for goodness' sake|for heaven's sake)\b|\?{2,}|\?!|!\?",
    re.IGNORECASE,
)
_LIGHT = warn("DC12", "light-hearted", "plain-words")
_LOUD = warn("DC12", "exclaims", "full-stop")
_LONG = info("DC14", "long-sentence", "two-sentences")
_JARGON_KIND = info("DC14", "jargon", "everyday-word")
_PASSIVES = info("DC14", "many-passives", "say-who")
_SUBJECTS = info("DC14", "second-subject", "one-subject")
_LIBEL = block("DC19", "libel-threat", "correct-with-facts")
_ANGRY = warn("DC31", "angry", "cool-off")
_JARGON_WORDS = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, JARGON), key=len, reverse=True))})\b", re.I
)


def dc12(draft: Draft) -> Iterator[Finding]:
    """Nothing is made light of while it is more than minor."""
    level = draft.situation.level
    is_light = level == _LIGHT_LEVEL and not draft.council.always_sober
    if not level or is_light:
        return
    text = draft.plain
    for start, end in emoji_spans(text):
        if text[start] not in _SOBER:
            yield _LIGHT.at((start, end))
    yield from _LIGHT.each(_JOKE, text)
    yield from _LOUD.each(_EXCLAIMS, text)


def dc14(draft: Draft) -> Iterator[Finding]:
    """It reads easily: short sentences, everyday words, people who act, one subject."""
    if draft.is_welsh:
        return
    text = draft.plain
    passives = total = 0
    for start, end in sentences(text):
        total += 1
        sentence = text[start:end]
        passives += _PASSIVE.search(sentence) is not None
        if sum(1 for _ in words(sentence)) > _MOST_WORDS:
            yield _LONG.at((start, end))
        found = _NEW_SUBJECT.match(sentence)
        if found and total > 1:
            yield _SUBJECTS.at((start, start + found.end()))
    for found in _JARGON_WORDS.finditer(text):
        yield _JARGON_KIND.at(found.span(), JARGON[found[0].casefold()])
    if total >= _LEAST_SENTENCES and passives * 2 > total:
        yield _PASSIVES.whole()


def dc19(draft: Draft) -> Iterator[Finding]:
    """A council cannot sue for libel, and does not threaten to."""
    text = draft.plain
    for start, end in sentences(text):
        sentence = text[start:end]
        found = _DEFAMATION.search(sentence)
        if found is None and _SPEECH.search(sentence):
            found = _COURTS.search(sentence)
        if found is not None and _WE.search(sentence):
            yield _LIBEL.at((start + found.start(), start + found.end()))


def dc31(draft: Draft) -> Iterator[Finding]:
    """Nothing is written in anger: neither scorn nor insult."""
    yield from _ANGRY.each(_ANGER, draft.plain)
