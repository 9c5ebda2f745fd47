"""A message in both languages: whether the council owes both, and beginning the pair."""

from collections.abc import Mapping
from dataclasses import replace

from incidentkit.council.day_to_day import WELSH_NAME
from incidentkit.council.decided import WELSH as WELSH_LANGUAGE
from incidentkit.desk.services import Desk
from incidentkit.drafting.service import NewDraft
from incidentkit.drafting.templates import WELSH
from incidentkit.drafting.translations import Translation
from incidentkit.errors import UnknownNameError
from incidentkit.incidents.control import control_of
from incidentkit.incidents.wording import next_update_ms
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.welsh import CONTROL_WORDS, welsh_date, welsh_time

# What reads the same in both languages: names, handles, addresses, references.
_AS_IT_IS = (
    *("contact", "handle", "incident", "official_channels", "platform"),
    *("rules_page", "updates_page"),
)


def owes_welsh(desk: Desk) -> bool:
    """Whether public words go out in Welsh as well."""
    return WELSH_LANGUAGE in desk.council.languages()


def welsh_of(desk: Desk, template: str, variant: str) -> Translation | None:
    """Return the Welsh text of a template and where it stands; None: it has none."""
    try:
        return desk.drafts.library.translations.find(template, variant)
    except UnknownNameError:
        return None


def welsh_fields(desk: Desk, incident: SubjectId, at_ms: int = 0) -> dict[str, str]:
    """Return what the kit can fill into a Welsh message.

    What somebody wrote in English is left out: nobody has translated it.
    """
    known = desk.fields(incident, at_ms)
    run = desk.incidents.run(incident)
    now_ms = at_ms or desk.session.clock.now_ms()
    speaker = desk.speaker(run)
    found = {name: known.get(name, "") for name in _AS_IT_IS} | {
        "council": desk.council.choice(WELSH_NAME),
        "date": welsh_date(now_ms),
        "time": welsh_time(now_ms, now_ms),
        "time_known": welsh_time(run.incident.known_ms, now_ms),
        "next_update": welsh_time(next_update_ms(run, speaker, now_ms), now_ms),
        "control_now": CONTROL_WORDS[control_of(run, speaker.changed_ms)],
    }
    return {name: value for name, value in found.items() if value}


def begin_welsh(
    desk: Desk,
    english: NewDraft,
    beside: SubjectId | None = None,
    given: Mapping[str, str] = {},
) -> SubjectId:
    """Begin the Welsh draft to an English one, filled with Welsh dates and times.

    `beside` is the English draft that was begun, so that the two are a pair. `given`
    is what somebody fills in, in Welsh.

    Raises:
        UnknownNameError: There is no Welsh text for it.
        TranslationWaitsError: No translator has approved it.
    """
    known = welsh_fields(desk, SubjectId(english.incident), english.known_ms)
    new = replace(english, values=known | dict(given), known=known, language=WELSH)
    draft = desk.drafts.begin(new)
    if beside is not None:
        desk.drafts.belongings.translated_from(draft, beside)
    return draft


def begin_both(desk: Desk, new: NewDraft) -> tuple[SubjectId, SubjectId]:
    """Begin a draft in English and its Welsh pair, or neither.

    Raises:
        As `begin_welsh`.
    """
    welsh = begin_welsh(desk, new)
    english = desk.drafts.begin(new)
    desk.drafts.belongings.translated_from(welsh, english)
    return english, welsh
