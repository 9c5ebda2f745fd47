"""A message about an incident as somebody writes it: begun, filled, looked at, out."""

from collections.abc import Iterable
from dataclasses import dataclass

from incidentkit.council.in_public import FALLBACK_CHANNELS
from incidentkit.desk.checking_text import known_to_checks
from incidentkit.desk.services import Desk
from incidentkit.desk.welsh import begin_both, owes_welsh, welsh_of
from incidentkit.desk.when import when_ms
from incidentkit.drafting.belongings import OTHER_CHANNELS
from incidentkit.drafting.gaps import readable, with_fields
from incidentkit.drafting.outdated import Outdated, outdated, refilled
from incidentkit.drafting.service import NewDraft, Publishing
from incidentkit.drafting.shelf import DraftRow
from incidentkit.drafting.state import DraftState, Publication
from incidentkit.drafting.templates import Template
from incidentkit.platforms.platform import PlatformKind
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.report import CHANNELS

_INSIDE = frozenset({"email", "intranet"})
_FIRST_OTHERS = ("website", "email", "intranet", "press", "print")


@dataclass(frozen=True, slots=True)
class Version:
    """One form of a template, and the parts that can be switched on in it."""

    variant: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One draft. `seen` are the entries that hold the text as it is shown.

    Gaps stand in its texts in words.
    `versions` are what colleagues wrote at the same time, one text each; empty when
    there is only one. `outdated` is what the kit filled in and would fill in
    otherwise now. `may_go_out`: everybody has approved it who has to.
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
    is_exercise: bool = False
    outdated: tuple[Outdated, ...] = ()
    may_go_out: bool = True


@dataclass(frozen=True, slots=True)
class WritingPage:
    """What can be written from one template, and what was begun from it before.

    `welsh` says of each form how far its Welsh text is, where the council owes both.
    """

    template: str
    title: str
    audience: str
    versions: tuple[Version, ...]
    channels: tuple[tuple[str, str], ...]
    drafts: tuple[DraftPage, ...]
    welsh: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a draft begins. `welsh`: its Welsh pair begins with it."""

    variant: str
    channel: str
    sections: frozenset[str] = frozenset()
    welsh: bool = False


@dataclass(frozen=True, slots=True)
class Out:
    """Where, when and at which address a text went out, as it was typed.

    `unapproved` is why it went out without the approval that it needed.
    """

    where: str = ""
    when: str = ""
    address: str = ""
    unapproved: str = ""


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
        channels=_channels_for(desk, forms),
        drafts=tuple(_page(desk, row) for row in reversed(wanted)),
        welsh=_welsh(desk, forms) if owes_welsh(desk) else (),
    )


def _welsh(desk: Desk, forms: Iterable[Template]) -> tuple[tuple[str, str], ...]:
    found = ((one.variant, welsh_of(desk, one.id, one.variant)) for one in forms)
    return tuple((variant, t.standing.value) for variant, t in found if t is not None)


def begin_draft(
    desk: Desk, incident: SubjectId, template: str, how: Beginning
) -> SubjectId:
    """Begin a draft, filled with what the kit knows of the incident.

    Raises:
        TranslationWaitsError: It is to begin in both languages, and cannot.
    """
    now_ms = desk.session.clock.now_ms()
    known = desk.fields(incident, now_ms)
    new = NewDraft(
        incident=incident,
        template=template,
        channel=how.channel,
        variant=how.variant,
        values=known,
        sections=how.sections,
        known=known,
        known_ms=now_ms,
    )
    return begin_both(desk, new)[0] if how.welsh else desk.drafts.begin(new)


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
    sent = None if mine is None else with_fields(mine)
    own = tuple(v.digest for v in versions if v.value == sent)
    kept = with_fields(text)
    if not any(v.value == kept and v.digest in own for v in versions):
        desk.drafts.edit(draft, text, (*seen, *own))
    return read_draft(desk, draft)


def fill_again(
    desk: Desk, draft: SubjectId, text: str, seen: tuple[bytes, ...]
) -> DraftPage:
    """Keep a text with what is outdated in it filled in anew.

    Raises:
        As `DraftsService.edit`.
    """
    found = [one for one in _outdated(desk, draft, text) if one.can_fill]
    filled = {one.field: one.now for one in found}
    desk.drafts.edit(draft, refilled(text, found), seen, filled)
    return read_draft(desk, draft)


def _outdated(desk: Desk, draft: SubjectId, text: str) -> tuple[Outdated, ...]:
    """Return what a text still says that the kit would fill in otherwise now."""
    state = desk.drafts.state(draft)
    if not state.filled:
        return ()
    known = desk.fields(SubjectId(state.incident), state.filled_ms)
    return outdated(state.filled, known, text)


def choose_text(desk: Desk, draft: SubjectId, text: str) -> DraftPage:
    """Settle which of several texts goes on."""
    desk.drafts.edit(draft, text)
    return read_draft(desk, draft)


def publish_draft(desk: Desk, draft: SubjectId, out: Out) -> DraftPage:
    """Write down that a person published a draft.

    Raises:
        InvalidValueError: The time is none, or the place is missing.
        As `DraftsService.published`.
    """
    now = desk.session.clock.now_ms()
    when = when_ms(out.when, now) or now
    how = Publishing(out.where.strip(), when, out.address, out.unapproved)
    incident = SubjectId(desk.drafts.state(draft).incident)
    facts = known_to_checks(desk, incident)
    desk.drafts.published(draft, how, facts)
    return read_draft(desk, draft)


def usual_channel(desk: Desk, template: str) -> str:
    """Return where a text goes unless somebody says otherwise."""
    forms = (t for t in desk.drafts.templates().values() if t.id == template)
    return "website" if any(t.is_public for t in forms) else "email"


def _channels_for(desk: Desk, forms: Iterable[Template]) -> tuple[tuple[str, str], ...]:
    """Return where a text can go, what is not for the public inside the council first."""
    found = channels_of(desk)
    if all(one.is_public or one.audience == "platform" for one in forms):
        return found
    return tuple(sorted(found, key=lambda one: one[0] not in _INSIDE))


def channels_of(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return where a text can go out, with names, in the order the council wants."""
    others = tuple((c, CHANNELS[c]) for c in _FIRST_OTHERS if c in OTHER_CHANNELS)
    social = tuple(
        (slug, platform.name)
        for slug, platform in desk.platforms.items()
        if platform.kind is PlatformKind.SOCIAL
    )
    return _in_councils_order(desk, (*others, *social))


def _in_councils_order(
    desk: Desk, channels: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """Put first where the council speaks when an account is lost, in its order."""
    wanted = [line.casefold() for line in desk.council.lines(FALLBACK_CHANNELS)]

    def place(channel: tuple[str, str]) -> int:
        names = {part.casefold() for part in channel}
        found = (at for at, line in enumerate(wanted) if line in names)
        return next(found, len(wanted))

    return tuple(sorted(channels, key=place))


def _page(desk: Desk, row: DraftRow) -> DraftPage:
    state = row.state
    text, is_out = readable(state.current_text), state.was_published_as_it_stands()
    name = channel_name(desk, state.channel)
    return DraftPage(
        draft=row.draft,
        title=title_of(desk, state),
        variant=state.variant,
        channel=state.channel,
        channel_name=name,
        text=text,
        seen=tuple(state.text.digests),
        versions=tuple(readable(v.value) for v in state.text.versions)
        if state.text.in_conflict
        else (),
        publications=state.publications,
        is_out_as_it_stands=is_out,
        is_exercise=desk.incidents.rehearsal.is_exercise(SubjectId(state.incident)),
        outdated=() if is_out else _outdated(desk, row.draft, text),
        may_go_out=desk.drafts.standing(row.draft).may_go_out,
    )


def channel_name(desk: Desk, channel: str) -> str:
    """Return what a channel is called."""
    platform = desk.platforms.get(channel)
    return platform.name if platform else CHANNELS.get(channel, channel)


def title_of(desk: Desk, state: DraftState) -> str:
    """Return what a draft is called: as the template that it was begun from."""
    found = desk.drafts.templates().get((state.template, state.variant))
    return found.title if found else state.template
