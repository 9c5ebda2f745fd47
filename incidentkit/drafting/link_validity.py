"""Whether an address as a whole could be one, as X's conformance suite asks.

`links` finds addresses in a text; here one address is judged by itself, every character
of it. The grammar is that of RFC 3986, with any letters that are not Latin allowed in
a domain and Cyrillic ones in a path. Whether anything is there is another question.
"""

import re
from typing import Final

_LONGEST: Final = 4096

_HEX: Final = "%[0-9A-Fa-f]{2}"
_SIGN: Final = rf"(?:[A-Za-z0-9\u0400-\u04ff._~!$&'()*+,;=-]|{_HEX})"
_IN_PATH: Final = rf"(?:{_SIGN}|[:|@])"
_WIDE: Final = "[^\x00-\x7f]"
_EDGE: Final = f"(?:[A-Za-z0-9]|{_WIDE})"
_SUB: Final = rf"{_EDGE}(?:(?:[A-Za-z0-9_-]|{_WIDE})*{_EDGE})?"
_LABEL: Final = rf"{_EDGE}(?:(?:[A-Za-z0-9-]|{_WIDE})*{_EDGE})?"
_TOP: Final = rf"(?:[A-Za-z]|{_WIDE})(?:(?:[A-Za-z0-9-]|{_WIDE})*{_EDGE})?"
_OCTET: Final = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_HOST: Final = "|".join(
    (
        rf"{_OCTET}(?:\.{_OCTET}){{3}}",
        r"\[[0-9A-Fa-f:.]+\]",
        rf"(?:{_SUB}\.)*{_LABEL}\.{_TOP}",
    )
)

_PARTS: Final = re.compile(
    r"(?:(?P<scheme>[^:/?#]+)://)?(?P<authority>[^/?#]*)(?P<path>[^?#]*)"
    r"(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?"
)
_SCHEME: Final = re.compile("https?", re.IGNORECASE | re.ASCII)
_AUTHORITY: Final = re.compile(rf"(?:(?:{_SIGN}|:)*@)?(?:{_HOST})(?::[0-9]{{1,5}})?")
_PATH: Final = re.compile(rf"(?:/{_IN_PATH}*)*")
_REST: Final = re.compile(rf"(?:{_IN_PATH}|[/?])*")
_RULES: Final = {
    "authority": _AUTHORITY,
    "path": _PATH,
    "query": _REST,
    "fragment": _REST,
}


def is_valid_link(address: str, *, bare: bool = False) -> bool:
    """Whether this is a whole web address and nothing else.

    `bare`: it may go without `https://` in front of it.
    """
    if not address or len(address) > _LONGEST:
        return False
    found = _PARTS.fullmatch(address)
    if found is None:
        return False
    scheme = found["scheme"]
    if scheme is None and not bare:
        return False
    if scheme is not None and not _SCHEME.fullmatch(scheme):
        return False
    return all(rule.fullmatch(found[part] or "") for part, rule in _RULES.items())
