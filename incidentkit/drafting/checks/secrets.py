"""DC03: no stored secret goes out, nor anything that has the shape of one."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.finding import Finding, block

_STORED = block("DC03", "stored-secret", "remove-secret", can_override=False)
_SHAPED = block("DC03", "shaped-like-secret", "remove-secret")
_LABELLED = re.compile(
    r"\b(?:password|passcode|passphrase|pin(?: (?:code|number))?|pwd?|pw|log-?in(?: code)?"
    r"|recovery (?:code|key)s?|back-?up codes?|security code|verification code"
    r"|one-time (?:code|password)|access code|door code|alarm code|safe code"
    r"|(?:api|admin|secret|private|access|encryption|licence) key|token)"
    r"(?: (?:for|to|of) \w{1,20}(?: \w{1,20}){0,2}?)?"
    r" ?(?:is now|is|was|are|:|=|-) ?[\"'\u201c\u2018]?(?P<value>[^\s\"'\u201d\u2019]{4,64})",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"(?<![\w-])(?:sk|pk|rk|gh[pousr]|xox[abprs]|AKIA|ASIA|AIza|EAA[A-Z]|glpat|eyJ)"
    r"[-_A-Za-z0-9.]{14,}|-----BEGIN [A-Z ]{0,30}PRIVATE KEY"
    r"|\botpauth://\S{1,200}"
)
_CODE_LIST = re.compile(
    r"(?<!\d)(?<!\d[ -])\d{4}[ -]?\d{4}(?:[\s,;]{1,3}\d{4}[ -]?\d{4}){2,20}(?![ -]?\d)"
)
_SEED = re.compile(r"\b[a-z2-7]{4}(?: [a-z2-7]{4}){3,15}\b", re.IGNORECASE)
_BASE32 = re.compile(r"(?<![\w/.#@-])(?=[A-Z]{0,40}[2-7])[A-Z2-7]{16,64}(?![\w-])")
_CHUNK = re.compile(r"(?<![\w@#/.:-])[^\s/@]{12,128}(?!\S)")
_SQUASHED_OUT = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Me", "Pd", "Pc"})
_WORD = re.compile(r"\w+")
_LEAST_SQUASHED = 6
_LEAST_AS_WRITTEN = 5
_LEAST_DIGITS = 2
_MARKS = ".,;:!?)\"'"


def dc03(draft: Draft) -> Iterator[Finding]:
    """No stored secret goes out, nor anything that has the shape of one.

    Which place a stored one stands in is not marked: it may be spelled out over half
    the text.
    """
    if draft.secrets_in is not None and draft.secrets_in(draft.text):
        yield _STORED.whole()
    yield from (_SHAPED.at(span) for span in secret_shapes(draft.plain))


def secret_shapes(text: str) -> Iterator[tuple[int, int]]:
    """Yield what looks like a password, a code or a key, whatever it may be."""
    labelled = (
        f for f in _LABELLED.finditer(text) if _is_mixed(f["value"].rstrip(".,;:!?)"))
    )
    seeds = (f for f in _SEED.finditer(text) if _is_seed(f[0]))
    chunks = (f for f in _CHUNK.finditer(text) if _is_random(f[0].rstrip(_MARKS)))
    surely = (f for p in (_KEY, _CODE_LIST, _BASE32) for f in p.finditer(text))
    for found in (*labelled, *surely, *seeds, *chunks):
        yield found.span()


def _is_seed(groups: str) -> bool:
    """Whether groups of four are neither words nor numbers."""
    digits = sum(c.isdigit() for c in groups)
    return digits >= _LEAST_DIGITS and digits < len(groups.replace(" ", ""))


def _is_mixed(value: str) -> bool:
    """Whether a value has what no ordinary word has: a digit or a sign inside."""
    core = value.strip("-")
    return any(c.isdigit() for c in core) or any(c in "!$%&*+=?@^~#_" for c in core)


def _is_random(chunk: str) -> bool:
    """Whether small and capital letters and digits stand mixed as no name has them."""
    inner = chunk[1:]
    has_all = (
        any(c.islower() for c in chunk)
        and any(c.isupper() for c in inner)
        and any(c.isdigit() for c in chunk)
    )
    turns = sum(_sort(a) != _sort(b) for a, b in zip(chunk, inner, strict=False))
    return has_all and turns * 3 >= len(chunk)


def _sort(character: str) -> str:
    if character.isdigit():
        return "digit"
    if character.isalpha():
        return "capital" if character.isupper() else "small"
    return "sign"


def find_known_strings(text: str, strings: Sequence[str]) -> list[int]:
    """Return the indexes of the strings that a text holds.

    Letter case, spaces, hyphens, underscores, accents and characters that
    cannot be seen are ignored in both, so that a secret spelled out is still
    found. A string that is very short once squashed is only found as a word of
    its own, because any number would hold a three-digit code.
    """
    squashed = _squash(text)
    words = {_squash(word) for word in (*text.split(), *_WORD.findall(text))}
    return [
        index
        for index, string in enumerate(strings)
        if _holds(squashed, words, _squash(string))
        or (len(string.strip()) >= _LEAST_AS_WRITTEN and string in text)
    ]


def _holds(squashed: str, words: set[str], wanted: str) -> bool:
    if len(wanted) >= _LEAST_SQUASHED:
        return wanted in squashed
    return wanted != "" and wanted in words


def _squash(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in plain if unicodedata.category(c) not in _SQUASHED_OUT)
