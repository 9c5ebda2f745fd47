"""The first words to publish, for somebody who cannot open the kit yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidentkit.drafting.fields import FIELDS
from incidentkit.drafting.gaps import gap
from incidentkit.drafting.templates import Template, render


@dataclass(frozen=True, slots=True)
class InterimNotice:
    """A text with what has to be put in standing in square brackets."""

    title: str
    variant: str
    text: str


def interim_notices(
    templates: Mapping[tuple[str, str], Template],
) -> tuple[InterimNotice, ...]:
    """Return every template that may go out before anybody has approved anything."""
    gaps = {name: gap(name) for name in FIELDS}
    return tuple(
        InterimNotice(t.title, t.variant, render(t, gaps).text)
        for t in templates.values()
        if t.is_interim
    )
