"""DC17: links lead to the council, say so, and the text does without them."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.finding import Finding, warn
from incidentkit.drafting.checks.sentences import words
from incidentkit.drafting.domain_names import current_names
from incidentkit.drafting.links import Link, find_links

_STRANGE = warn("DC17", "foreign-link", "own-page")
_SHORT = warn("DC17", "short-link", "full-address")
_HIDDEN = warn("DC17", "disguised-link", "full-address")
_BARE = warn("DC17", "only-a-link", "say-it-without-link")
_SHORTENER_NAMES = (
    "bit.ly tinyurl.com t.co ow.ly goo.gl is.gd buff.ly lnkd.in cutt.ly shorturl.at rb.gy"
    " tiny.cc fb.me trib.al dlvr.it bl.ink t.ly shorte.st adf.ly soo.gd s.id v.gd snip.ly"
    " rebrand.ly linktr.ee qr.ae x.gd"
)
_SHORTENERS = frozenset(_SHORTENER_NAMES.split())
# What stands before an @ in an address is a name to log in with, not a place.
_HAS_NAME = re.compile(r"\bhttps?://[^\s/@]{1,200}@[^\s/]{1,200}", re.IGNORECASE)
_LEAST_WORDS = 4


def dc17(draft: Draft) -> Iterator[Finding]:
    """Links lead where the council said; without the council's word all may stand."""
    links = find_links(draft.text, current_names())
    allowed = (*draft.council.own_domains, *draft.council.allowed_domains)
    # After a hijack only the council's own pages look genuine, whatever is decided.
    anywhere = draft.council.any_link and not draft.situation.is_hack
    for found in _HAS_NAME.finditer(draft.text):
        yield _HIDDEN.at(found.span())
    for link in links:
        host, is_disguised = _host(link)
        span = (link.start, link.end)
        if is_disguised:
            yield _HIDDEN.at(span)
        elif _is_within(host, _SHORTENERS) and not _is_within(host, allowed):
            yield _SHORT.at(span)
        elif draft.council.own_domains and not (anywhere or _is_within(host, allowed)):
            yield _STRANGE.at(span)
    if links and draft.is_public and _words_beside(draft.text, links) < _LEAST_WORDS:
        yield _BARE.at((links[0].start, links[0].end))


def _host(link: Link) -> tuple[str, bool]:
    """Return where a link leads, and whether it pretends to lead elsewhere."""
    address = link.text if "://" in link.text else f"https://{link.text}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return "", True
    return host, "@" in parts.netloc or "xn--" in host or not host.isascii()


def _is_within(host: str, domains: tuple[str, ...] | frozenset[str]) -> bool:
    if host in domains:
        return True
    return any(host == d.lower() or host.endswith(f".{d.lower()}") for d in domains)


def _words_beside(text: str, links: tuple[Link, ...]) -> int:
    pieces = []
    at = 0
    for link in links:
        pieces.append(text[at : link.start])
        at = link.end
    return sum(1 for _ in words(" ".join([*pieces, text[at:]])))
