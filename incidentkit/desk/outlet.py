"""Which paper, station or site somebody writes for, guessed from how they signed.

An address says it in one word, "ashcombeeveningpost"; the signature often says it as
people read it. Where neither helps, the word is taken apart by what papers are called.
"""

import re

# Mailboxes that many people have say nothing about who somebody writes for.
_ANYBODYS = frozenset(
    [
        "aol",
        "btinternet",
        "gmail",
        "googlemail",
        "hotmail",
        "icloud",
        "live",
        "outlook",
        "proton",
        "protonmail",
        "yahoo",
    ]
)
_ENDINGS = frozenset(["ac", "co", "com", "gov", "net", "org"])
_CALLED = frozenset(
    [
        "advertiser",
        "argus",
        "bulletin",
        "chronicle",
        "citizen",
        "courier",
        "daily",
        "echo",
        "evening",
        "examiner",
        "express",
        "gazette",
        "guardian",
        "herald",
        "independent",
        "journal",
        "leader",
        "live",
        "local",
        "mail",
        "media",
        "mercury",
        "messenger",
        "morning",
        "news",
        "observer",
        "online",
        "post",
        "press",
        "radio",
        "record",
        "recorder",
        "reporter",
        "standard",
        "star",
        "sunday",
        "telegraph",
        "television",
        "times",
        "today",
        "tribune",
        "tv",
        "voice",
        "weekly",
        "bbc",
        "itv",
        "stv",
        "lbc",
        "fm",
    ]
)
_IN_CAPITALS = frozenset(["bbc", "fm", "itv", "lbc", "stv", "tv"])
_LONGEST_FIRST = sorted(_CALLED, key=lambda word: (-len(word), word))
_IN_FRONT = ("bbc", "itv", "radio", "daily", "sunday")
# An article in front of a place; not the beginning of Thetford and its like.
_ARTICLE = re.compile(r"the(?!tford|ale|ydon|lwall|ddle)\w{3,}")
_SHORTEST_PLACE = 3
_MOST_WORDS = 6
_JOB = re.compile(
    r"\b(?:reporter|journalist|editor|correspondent|producer|presenter|freelancer?)\b"
    r"[^,|@]{0,40}?(?:,| at | for | with | of | - | \u2013 | \| )\s*(?P<outlet>[^,|@\d]{3,60})",
    re.I,
)
_SEPARATORS = re.compile(r"\s*[,|/()<>•·]\s*|\s+[-\u2013]\s+|\t+")
_WORD = re.compile(r"[\w&'\u2019-]+")


def outlet_of(address: str, name: str, signature: tuple[str, ...]) -> str:
    """Return what somebody writes for, empty where nothing says so."""
    word = _site(address)
    signed = (name, *signature)
    return (
        (_spelled(word, signed) if word else "")
        or _after_a_job(signature)
        or _called_like_one(signature)
        or _apart(word)
    )


def _site(address: str) -> str:
    """Return the word in an address that is the site's own, if it has one."""
    _, _, domain = address.lower().rpartition("@")
    *parts, _ending = domain.split(".")
    while len(parts) > 1 and parts[-1] in _ENDINGS:
        parts.pop()
    name = parts[-1] if parts else ""
    return "" if name in _ANYBODYS else name


def _spelled(word: str, signed: tuple[str, ...]) -> str:
    """Return the words of a signature that the address runs together."""
    plain = word.replace("-", "")
    wanted = {plain, plain.removeprefix("the"), f"the{plain}"}
    for line in signed:
        words = _WORD.findall(line)
        for size in range(min(_MOST_WORDS, len(words)), 1, -1):
            for at in range(len(words) - size + 1):
                found = words[at : at + size]
                if _letters("".join(found)) in wanted:
                    return " ".join(found)
    return ""


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _after_a_job(signature: tuple[str, ...]) -> str:
    found = (_JOB.search(line) for line in signature)
    return next((f["outlet"].strip(" .-\u2013") for f in found if f), "")


def _called_like_one(signature: tuple[str, ...]) -> str:
    """Return the part of a line that is called as papers and stations are."""
    for line in signature:
        for part in _SEPARATORS.split(line):
            words = _WORD.findall(part)
            named = {w.casefold() for w in words} & _CALLED
            if named and 1 < len(words) <= _MOST_WORDS and part[:1].isupper():
                return part.strip(" .")
    return ""


def _apart(word: str) -> str:
    """Return the word of an address as several, as far as it is made of known ones."""
    parts = [part for piece in word.split("-") for part in _pieces(piece)]
    if len(parts) > 1 and _ARTICLE.match(parts[0]):
        parts[:1] = ["the", parts[0][3:]]
    return " ".join(p.upper() if p in _IN_CAPITALS else p.title() for p in parts)


def _pieces(word: str) -> list[str]:
    """Take known words off both ends of a word, the longest that fits first."""
    for end in _LONGEST_FIRST:
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST_PLACE:
            return [*_pieces(word[: -len(end)]), end]
    for first in _IN_FRONT:
        if word.startswith(first) and len(word) - len(first) >= _SHORTEST_PLACE:
            return [first, *_pieces(word[len(first) :])]
    return [word] if word else []
