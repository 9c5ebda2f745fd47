"""A message about an incident as somebody writes it: begun, filled, looked at, out."""

import re
from dataclasses import dataclass

from incidentkit.desk.services import Desk
from incidentkit.desk.when import when_ms
from incidentkit.drafting.checks import Finding
from incidentkit.drafting.counting import Count
from incidentkit.drafting.drafts import DraftState, Publication
from incidentkit.drafting.fields import FIELDS
from incidentkit.drafting.service import OTHER_CHANNELS, DraftRow, NewDraft, Publishing
from incidentkit.incidents.wording import facts_for_checks
from incidentkit.platforms.platform import PlatformKind
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.report import CHANNELS

_GAP = re.compile(r"\{\{ *([a-z_]{1,40}) *\}\}")
_FIRST_OTHERS = ("website", "email", "intranet", "press", "print")


@dataclass(frozen=True, slots=True)
class Version:
    """One form of a template, and the parts that can be switched on in it."""

    variant: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One draft. `seen` are the entries that hold the text as it is shown.

    `versions` are what colleagues wrote at the same time, one text each; empty when
    there is only one.
    """

    draft: SubjectId
    title: str
    variant: str
    channel: str
    channel_name: str
    text: str
    seen: tuple[bytes, ...]
    versions: tuple[str, ...] = ()
    publications: tuple[Publication, ...] = ()
    is_out_as_it_stands: bool = False


@dataclass(frozen=True, slots=True)
class WritingPage:
    """What can be written from one template, and what was begun from it before."""

    template: str
    title: str
    audience: str
    versions: tuple[Version, ...]
    channels: tuple[tuple[str, str], ...]
    drafts: tuple[DraftPage, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was found in a text: its length, what to look at, and what to fill in."""

    length: Count | None
    findings: tuple[Finding, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a draft begins."""

    variant: str
    channel: str
    sections: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Out:
    """Where, when and at which address a text went out, as it was typed."""

    where: str = ""
    when: str = ""
    address: str = ""


def read_writing(desk: Desk, incident: SubjectId, template: str) -> WritingPage:
    """Return what there is to write from a template, drafts newest first."""
    known = desk.drafts.templates()
    forms = [t for t in known.values() if t.id == template]
    rows = desk.drafts.rows(incident)
    wanted = [
        r for r in rows if r.state.template == template and r.state.withdrawn is None
    ]
    return WritingPage(
        template=template,
        title=forms[0].title if forms else template,
        audience=forms[0].audience if forms else "",
        versions=tuple(Version(t.variant, t.sections) for t in forms),
        channels=_channels(desk),
        drafts=tuple(_page(desk, row) for row in reversed(wanted)),
    )


def begin_draft(
    desk: Desk, incident: SubjectId, template: str, how: Beginning
) -> SubjectId:
    """Begin a draft, filled with what the kit knows of the incident."""
    new = NewDraft(
        incident=incident,
        template=template,
        channel=how.channel,
        variant=how.variant,
        values=desk.fields(incident),
        sections=how.sections,
    )
    return desk.drafts.begin(new)


def read_draft(desk: Desk, draft: SubjectId) -> DraftPage:
    """Return one draft."""
    return _page(desk, DraftRow(draft, desk.drafts.state(draft)))


def save_draft(
    desk: Desk,
    draft: SubjectId,
    text: str,
    seen: tuple[bytes, ...],
    mine: str | None = None,
) -> DraftPage:
    """Keep a text beside whatever a colleague wrote meanwhile.

    `mine` is an earlier text of the same person that may have been kept by now,
    though nobody has heard back yet: it is no colleague's.

    Raises:
        As `DraftsService.edit`.
    """
    versions = desk.drafts.state(draft).text.versions
    own = tuple(v.digest for v in versions if v.value == mine)
    if not any(v.value == text and v.digest in own for v in versions):
        desk.drafts.edit(draft, text, (*seen, *own))
    return read_draft(desk, draft)


def choose_text(desk: Desk, draft: SubjectId, text: str) -> DraftPage:
    """Settle which of several texts goes on."""
    desk.drafts.edit(draft, text)
    return read_draft(desk, draft)


def review_text(desk: Desk, draft: SubjectId, text: str) -> Reviewed:
    """Count a text that is being written, and look through it."""
    incident = SubjectId(desk.drafts.state(draft).incident)
    facts = facts_for_checks(desk.incidents.run(incident))
    found = desk.drafts.review(draft, facts, text)
    return Reviewed(found.length, found.findings, gaps_in(text))


def publish_draft(desk: Desk, draft: SubjectId, out: Out) -> DraftPage:
    """Write down that a person published a draft.

    Raises:
        InvalidValueError: The time is none, or the place is missing.
        As `DraftsService.published`.
    """
    now = desk.session.clock.now_ms()
    how = Publishing(out.where.strip(), when_ms(out.when, now) or now, out.address)
    incident = SubjectId(desk.drafts.state(draft).incident)
    facts = facts_for_checks(desk.incidents.run(incident))
    desk.drafts.published(draft, how, facts)
    return read_draft(desk, draft)


def gaps_in(text: str) -> tuple[str, ...]:
    """Return the fields that still stand in a text, each once, in order."""
    found = (match[1] for match in _GAP.finditer(text))
    return tuple(name for name in dict.fromkeys(found) if name in FIELDS)


def fill_gap(text: str, name: str, value: str) -> str:
    """Return a text with one field filled wherever it stands. A value is not read."""
    return _GAP.sub(lambda gap: value if gap[1] == name else gap[0], text)


def _channels(desk: Desk) -> tuple[tuple[str, str], ...]:
    others = tuple((c, CHANNELS[c]) for c in _FIRST_OTHERS if c in OTHER_CHANNELS)
    social = tuple(
        (slug, platform.name)
        for slug, platform in desk.platforms.items()
        if platform.kind is PlatformKind.SOCIAL
    )
    return (*others, *social)


def _page(desk: Desk, row: DraftRow) -> DraftPage:
    state = row.state
    platform = desk.platforms.get(state.channel)
    name = platform.name if platform else CHANNELS.get(state.channel, state.channel)
    return DraftPage(
        draft=row.draft,
        title=_title(desk, state),
        variant=state.variant,
        channel=state.channel,
        channel_name=name,
        text=state.current_text,
        seen=tuple(state.text.digests),
        versions=tuple(v.value for v in state.text.versions)
        if state.text.in_conflict
        else (),
        publications=state.publications,
        is_out_as_it_stands=state.was_published_as_it_stands(),
    )


def _title(desk: Desk, state: DraftState) -> str:
    found = desk.drafts.templates().get((state.template, state.variant))
    return found.title if found else state.template
