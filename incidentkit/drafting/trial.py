"""Trying a template: what it says with made-up facts, and what is wrong with it.

Pure, so that it can be done at every stop in typing. Nothing is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from incidentkit.drafting.checks.draft import Channel, Draft
from incidentkit.drafting.checks.everything import find_all
from incidentkit.drafting.checks.finding import Finding, Severity
from incidentkit.drafting.counting import count
from incidentkit.drafting.fields import SECTIONS
from incidentkit.drafting.templates import Template, parse_template, render
from incidentkit.errors import TemplateRefusedError
from incidentkit.platforms.platform import Platform
from incidentkit.words.template_examples import EXAMPLES
from incidentkit.words.template_examples_cy import WELSH_EXAMPLES

SHORT_PLACES = ("x", "bluesky", "threads")


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text is in one place. `limit` None: the place has none."""

    place: str
    count: int
    limit: int | None
    fits: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """A template tried out, or why it cannot be read.

    `text` is all of it with every part on; `stops` are findings in it that would keep
    a message from going out.
    """

    template: Template | None
    refusal: TemplateRefusedError | None = None
    text: str = field(default="", repr=False)
    lengths: tuple[Length, ...] = ()
    stops: tuple[Finding, ...] = ()


def try_out(source: str, file: str, platforms: Mapping[str, Platform]) -> Trial:
    """Read a template, fill it with made-up facts, count it and run the checks."""
    try:
        template = parse_template(source, file)
        text = filled(template)
    except TemplateRefusedError as error:
        return Trial(None, error)
    places = [p for p in SHORT_PLACES if p in platforms] if _is_short(template) else []
    draft = Draft(
        text,
        is_public=template.is_public,
        is_welsh=template.is_welsh,
        is_interim=template.is_interim,
        channels=tuple(Channel(platforms[place]) for place in places),
    )
    stops = tuple(f for f in find_all(draft) if f.severity is Severity.BLOCK)
    lengths = tuple(_length(text, platforms[place]) for place in places)
    return Trial(template, None, text, lengths, stops)


def filled(template: Template) -> str:
    """Return a template filled with made-up facts, every part switched on."""
    examples = WELSH_EXAMPLES if template.is_welsh else EXAMPLES
    return render(template, examples, tuple(SECTIONS)).text


def _is_short(template: Template) -> bool:
    return template.variant == "short" and template.is_public


def _length(text: str, platform: Platform) -> Length:
    counted = count(text, platform)
    return Length(platform.name, counted.count, counted.limit, counted.fits)
