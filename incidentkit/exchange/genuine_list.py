"""The council's genuine accounts as a list for its website. Nothing private is in it."""

import csv
import html
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from incidentkit.exchange.spreadsheet import harmless
from incidentkit.words import genuine_list as words

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MARKS = "\\`*_{}[]()#+-.!|<>~@"


class Form(StrEnum):
    """How the list is written."""

    HTML = "html"
    CSV = "csv"
    MARKDOWN = "markdown"


SUFFIX = {Form.HTML: "html", Form.CSV: "csv", Form.MARKDOWN: "md"}


@dataclass(frozen=True, slots=True)
class Genuine:
    """One account as anybody may know it. `address` is empty when nobody put it in."""

    platform: str
    handle: str
    address: str = ""
    purpose: str = ""
    language: str = ""


def written(form: Form, council: str, date: str, found: Sequence[Genuine]) -> str:
    """Return the list in one form. `date` is the day it is true of, as people say it."""
    found = tuple(map(_plain, found))
    match form:
        case Form.HTML:
            return _html(council, date, found)
        case Form.CSV:
            return _csv(found)
        case Form.MARKDOWN:
            return _markdown(council, date, found)


def _plain(one: Genuine) -> Genuine:
    """Return an account without signs that nobody sees, whoever wrote them into it.

    One that turns the direction of writing makes a handle read as another.
    """
    return Genuine(*(_without_hidden(getattr(one, f.name)) for f in fields(one)))


def _without_hidden(text: str) -> str:
    flat = " ".join(text.split())
    return "".join(c for c in flat if unicodedata.category(c) not in _HIDDEN).strip()


def _html(council: str, date: str, found: Iterable[Genuine]) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{_h(one.platform)}</th><td>{_link(one)}</td>"
        f"<td>{_h(one.purpose)}</td><td>{_h(one.language)}</td></tr>\n"
        for one in found
    )
    heads = "".join(f"<th scope='col'>{_h(head)}</th>" for head in words.HEADS)
    return (
        f"<section>\n<h2>{_h(words.title(council))}</h2>\n"
        f"<p>{_h(words.INTRODUCTION)}</p>\n"
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
        f"<p>{_h(words.true_on(date))}</p>\n</section>\n"
    )


def _link(one: Genuine) -> str:
    name = _h(one.handle)
    if not one.address.lower().startswith(("https://", "http://")):
        return name
    return f"<a href='{html.escape(one.address, quote=True)}'>{name}</a>"


def _h(text: str) -> str:
    return html.escape(text, quote=True)


def _csv(found: Iterable[Genuine]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*words.HEADS, words.ADDRESS))
    for one in found:
        handle = one.handle.removeprefix("@")  # a spreadsheet would run it
        cells = (one.platform, handle, one.purpose, one.language, one.address)
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def _markdown(council: str, date: str, found: Iterable[Genuine]) -> str:
    lines = [
        f"## {_m(words.title(council))}",
        "",
        words.INTRODUCTION,
        "",
        f"| {' | '.join(words.HEADS)} |",
        f"|{' --- |' * len(words.HEADS)}",
    ]
    for one in found:
        is_web = one.address.lower().startswith(("https://", "http://"))
        name = f"[{_m(one.handle)}](<{_address(one)}>)" if is_web else _m(one.handle)
        cells = (_m(one.platform), name, _m(one.purpose), _m(one.language))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join((*lines, "", words.true_on(date), ""))


def _address(one: Genuine) -> str:
    return one.address.translate({ord(c): f"%{ord(c):02X}" for c in "<>|\\ \n"})


def _m(text: str) -> str:
    """Return text that Markdown shows as it is, on one line of a table."""
    flat = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in _MARKS else sign for sign in flat)
