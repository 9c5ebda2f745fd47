"""A draft as the checks look at it: its own state, and what the kit knows beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from incidentkit.drafting.belongings import PairStanding
from incidentkit.drafting.checks.draft import Channel, Draft, Facts, Pair, Picture
from incidentkit.drafting.entries import CYMRAEG
from incidentkit.drafting.gaps import readable
from incidentkit.drafting.state import DraftState
from incidentkit.drafting.state import Picture as Added
from incidentkit.drafting.templates import Template
from incidentkit.platforms.platform import Platform

APOLOGIES = frozenset({"MT-13", "MT-14"})
"""The templates that are meant to say sorry."""

_NO_LONGER = "\0"


@dataclass(frozen=True, slots=True)
class Checked:
    """What there is to check of a draft, whatever stands in its box at the moment.

    `platforms` are those it goes out on.
    """

    state: DraftState
    template: Template | None
    platforms: Mapping[str, Platform]
    facts: Facts
    pair: PairStanding | None = None
    secrets_in: Callable[[str], tuple[str, ...]] | None = None

    def draft(self, text: str) -> Draft:
        """Return a text with everything the checks may know about it."""
        state, template, facts = self.state, self.template, self.facts
        return Draft(
            text,
            is_public=template is None or template.is_public,
            is_welsh=state.language == CYMRAEG,
            is_interim=template is not None and template.is_interim,
            is_reply=facts.is_reply,
            is_apology=state.template in APOLOGIES,
            channels=self._channels(),
            pictures=tuple(_picture(one) for one in state.pictures),
            pair=self._pair(),
            names=facts.names,
            council=facts.council,
            situation=facts.situation,
            secrets_in=self.secrets_in,
        )

    def _channels(self) -> tuple[Channel, ...]:
        """Return where it goes out; only what has a platform is counted."""
        return tuple(
            Channel(self.platforms[slug])
            for slug in self.state.channels
            if slug in self.platforms
        )

    def _pair(self) -> Pair | None:
        """Return the other language. Whatever is typed into the original makes it stale."""
        pair = self.pair
        if pair is None:
            return None
        original = pair.text if pair.is_original else self.state.current_text
        made_from = _NO_LONGER if pair.is_stale else readable(original)
        return Pair(readable(pair.text), made_from)


def _picture(added: Added) -> Picture:
    about = added.about
    return Picture(
        alt=about.alt,
        is_video=about.is_video,
        has_captions=about.has_captions,
        is_statement=about.is_statement,
        has_rights=about.has_rights,
        shows_people=about.shows_people,
        has_consent=about.has_consent,
        shows_child=about.shows_child,
        has_child_consent=about.has_child_consent,
    )
