"""DC34 and DC35: what was said in private or off the record stays there."""

import re
from collections.abc import Iterator

from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.finding import Finding, Kind, block
from incidentkit.drafting.checks.sentences import words

_PRIVATE = block("DC34", "private-message", "ask-sender")
_OFF_RECORD = block("DC35", "off-record", "remove-off-record")
_MARKED = block("DC35", "marked-internal", "remove-off-record")
_RUN = 6
_SAID_IN_PRIVATE = re.compile(
    r"\b(?:in (?:a|an|the|his|her|their|your|one) (?:private|direct|personal) (?:message|chat"
    r"|conversation)|(?:private|direct) message(?:s|d)? (?:to|from) \w+|by (?:DM|direct message)"
    r"|in (?:a|his|her|their|your) (?:private )?message to (?:us|our \w+)"
    r"|told us by (?:private |direct )?message"
    r"|DM(?:s|'d|ed)? (?:us|me)|messaged us privately|told us (?:privately|in confidence"
    r"|in private)|in (?:a|his|her|their|your) (?:DM\b|e-?mail to us\b))\b"
    r"[^.!?\n]{0,80}(?:[\"\u201c]|\b(?:said|wrote|told|saying|claimed|writes|says|admitted)\b|:)"
    r"|\b(?:told|said to|wrote to) (?:us|the council|our \w+) "
    r"(?:privately|in (?:strict )?confidence|in private)\b",
    re.IGNORECASE,
)
_INTERNAL = re.compile(
    r"\b(?:off[- ]the[- ]record|not (?:to be quoted|for attribution)|this (?:part |bit )?is (?:strictly )?confidential|not for (?:publication|release|broadcast|the public)"
    r"|for your (?:eyes|ears|information) only|(?:for )?background only"
    r"|(?:for )?internal (?:use )?only|for internal use|do not publish|not to be published"
    r"|embargo(?:ed)? until|strictly (?:private|confidential|embargoed)|if (?:pressed|asked)"
    r"|lines? to take|reactive line|not for (?:onward )?(?:sharing|quoting|attribution)"
    r"|not for use|must not be used|keep (?:this|it|that)(?: bit| part)? to yoursel(?:f|ves)"
    r"|do not volunteer|for your background"
    r"|between (?:us|ourselves)|OFFICIAL[- ]SENSITIVE|exempt from publication|draft only"
    r"|note to self|speaking note)\b(?!,? (?:we|people|you) (?:can|will|may))",
    re.IGNORECASE,
)


def dc34(draft: Draft) -> Iterator[Finding]:
    """A private message is quoted with its sender's leave, or not at all."""
    if not draft.is_public:
        return
    yield from _runs(_PRIVATE, draft.plain, draft.situation.private_messages)
    yield from _PRIVATE.each(_SAID_IN_PRIVATE, draft.plain)


def dc35(draft: Draft) -> Iterator[Finding]:
    """What is off the record is not in what goes out."""
    if not draft.is_public:
        return
    yield from _runs(_OFF_RECORD, draft.plain, draft.situation.off_record)
    yield from _MARKED.each(_INTERNAL, draft.plain)


def _runs(kind: Kind, text: str, sources: tuple[str, ...]) -> Iterator[Finding]:
    """Yield where six words in a row come from a source, or all of a shorter one."""
    lengths: dict[int, set[tuple[str, ...]]] = {}
    for source in sources:
        said = [word[0].casefold() for word in words(source)]
        size = min(_RUN, len(said))
        if size >= _RUN // 2:
            runs = {tuple(said[at : at + size]) for at in range(len(said) - size + 1)}
            lengths.setdefault(size, set()).update(runs)
    found = list(words(text)) if lengths else []
    spelled = [word[0].casefold() for word in found]
    for size, wanted in lengths.items():
        hits = (
            at
            for at in range(len(found) - size + 1)
            if tuple(spelled[at : at + size]) in wanted
        )
        yield from (kind.at(span) for span in _joined(found, hits, size))


def _joined(
    found: list[re.Match[str]], hits: Iterator[int], size: int
) -> Iterator[tuple[int, int]]:
    """Yield runs that overlap as one place."""
    start = last = -1
    for at in hits:
        if last >= 0 and at <= last + 1:
            last = at
            continue
        if last >= 0:
            yield found[start].start(), found[last + size - 1].end()
        start = last = at
    if last >= 0:
        yield found[start].start(), found[last + size - 1].end()
