"""The approval of a text as people see it: what exactly, by whom, and what is missing."""

import io
from dataclasses import dataclass, replace

from incidentkit.desk.checking_text import known_to_checks
from incidentkit.desk.contacts import Reach, reach_of
from incidentkit.desk.services import Desk
from incidentkit.desk.writing import channel_name, title_of
from incidentkit.drafting.approval import Line, Standing
from incidentkit.drafting.checks import Finding
from incidentkit.drafting.content import Content, spoken_code
from incidentkit.drafting.difference import Difference, difference
from incidentkit.drafting.drafts import apply
from incidentkit.drafting.gaps import readable
from incidentkit.drafting.state import Attempt, DraftState, Given
from incidentkit.vault.kinds import Digest, SubjectId


@dataclass(frozen=True, slots=True)
class Signed:
    """An approval in words. `name` is whoever approved, `by` whoever wrote it down.

    `is_signed` is the only thing that may be shown as approved; anything else was
    recorded by somebody.
    """

    name: str
    by: str
    wall: int
    is_signed: bool
    how: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """Somebody who could not be reached."""

    name: str
    how: str
    at_ms: int
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """One approval that is needed. No role: a second person, whoever it is.

    `may` names who of the kit could sign it, `reach` says whom to ring, `lapsed` who
    approved something that was changed since.
    """

    role: str
    roles: tuple[str, ...]
    given: Signed | None = None
    lapsed: Signed | None = None
    may: tuple[str, ...] = ()
    tried: tuple[Tried, ...] = ()
    reach: tuple[Reach, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that goes out."""

    entry: Digest
    name: str
    alt: str
    size: int


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """Exactly what is approved, who has to, and what there is of it.

    `content` names what is shown: whatever is said of it is said of that and nothing
    else. `i_may` are the roles that whoever looks could sign for; `i_wrote` says that
    their hand is in it. `changed` is what was changed since somebody approved it.
    """

    draft: SubjectId
    incident: SubjectId
    about: str
    title: str
    text: str
    channels: tuple[str, ...]
    pictures: tuple[Shown, ...]
    content: bytes
    code: str
    authors: tuple[str, ...]
    lines: tuple[ApprovalLine, ...]
    i_may: tuple[str, ...] = ()
    i_wrote: bool = False
    asked_by: str = ""
    asked_ms: int = 0
    asked_note: str = ""
    waits_for_me: bool = False
    changed: Difference | None = None
    stops: tuple[Finding, ...] = ()
    overrides: tuple[tuple[str, str, str], ...] = ()
    of_no_effect: tuple[str, ...] = ()
    in_conflict: bool = False
    as_agreed: bool = False
    is_interim: bool = False
    is_withdrawn: bool = False
    is_complete: bool = False
    is_signed: bool = False
    may_go_out: bool = False
    nobody_reachable: bool = False
    is_exercise: bool = False
    is_out: bool = False

    @property
    def missing(self) -> tuple[ApprovalLine, ...]:
        """The approvals that are not there."""
        return tuple(line for line in self.lines if line.given is None)


def read_approval(desk: Desk, draft: SubjectId) -> ApprovalPage:
    """Return how the approval of a draft stands, with exactly what it is of.

    Raises:
        UnknownNameError: There is no such draft.
    """
    state, stands = desk.drafts.state(draft), desk.drafts.standing(draft)
    incident, name_of = SubjectId(state.incident), desk.officers.name_of
    run = desk.incidents.run(incident)
    page = ApprovalPage(
        draft=draft,
        incident=incident,
        about=f"{run.incident.reference}  {run.incident.title}",
        title=title_of(desk, state),
        text=readable(state.current_text),
        channels=tuple(channel_name(desk, one) for one in state.channels),
        pictures=tuple(
            Shown(p.entry, p.name, p.about.alt, p.size) for p in state.pictures
        ),
        content=stands.content,
        code=spoken_code(stands.content),
        authors=tuple(sorted(map(name_of, state.authors))),
        lines=tuple(_line(desk, line) for line in stands.lines),
        changed=_changed(desk, draft, state, stands),
        stops=desk.drafts.stopping(draft, known_to_checks(desk, incident)),
        is_exercise=bool(run.incident.exercise),
        is_out=state.was_published_as_it_stands(),
    )
    return _for_me(desk, state, stands, _as_it_stands(desk, state, stands, page))


def _as_it_stands(
    desk: Desk, state: DraftState, stands: Standing, page: ApprovalPage
) -> ApprovalPage:
    name_of = desk.officers.name_of
    passed = (o for o in state.overrides if o.content == stands.content)
    return replace(
        page,
        overrides=tuple((o.check, o.reason, name_of(o.by)) for o in passed),
        of_no_effect=tuple(g.name or name_of(g.by) for g in stands.of_no_effect),
        in_conflict=stands.in_conflict,
        as_agreed=stands.as_agreed,
        is_interim=stands.is_interim,
        is_withdrawn=stands.is_withdrawn,
        is_complete=stands.is_complete,
        is_signed=stands.is_signed,
        may_go_out=stands.may_go_out,
        nobody_reachable=stands.nobody_reachable,
    )


def _for_me(
    desk: Desk, state: DraftState, stands: Standing, page: ApprovalPage
) -> ApprovalPage:
    """Add what it has to do with whoever looks, and who asked them."""
    me, asked = desk.session.me.person, stands.asked
    mine = (line.may[me] for line in stands.missing if me in line.may)
    page = replace(
        page,
        i_may=tuple(dict.fromkeys(mine)),
        i_wrote=me in state.authors,
        waits_for_me=bool(stands.waits_for(me)),
    )
    if asked is None:
        return page
    by = desk.officers.name_of(asked.by)
    return replace(page, asked_by=by, asked_ms=asked.wall, asked_note=asked.note)


def read_picture(desk: Desk, draft: SubjectId, picture: Shown) -> bytes:
    """Return a picture as it was handed in.

    Raises:
        UnknownNameError, FileUnreadableError, RefusedError: It is not (as it was) here.
    """
    sink = io.BytesIO()
    found = desk.drafts.belongings.picture(draft, picture.entry)
    desk.drafts.belongings.read_picture(found, sink)
    return sink.getvalue()


def _line(desk: Desk, line: Line) -> ApprovalLine:
    now_ms = desk.session.clock.now_ms()
    roles = line.required.roles
    rows = {r.slug: r for role in roles for r in desk.contacts.for_name(role)}
    return ApprovalLine(
        role=line.required.name,
        roles=roles,
        given=signed(desk, line.given),
        lapsed=signed(desk, line.lapsed) if line.given is None else None,
        may=tuple(sorted(map(desk.officers.name_of, line.may))),
        tried=tuple(_tried(desk, one) for one in line.attempts),
        reach=tuple(reach_of(row, now_ms) for row in rows.values() if row.is_filled),
    )


def signed(desk: Desk, given: Given | None) -> Signed | None:
    """Return an approval in words, if there is one."""
    if given is None:
        return None
    by = desk.officers.name_of(given.by)
    told = (given.wall, given.is_signed, given.how, given.words)
    return Signed(given.name or by, by, *told)


def _tried(desk: Desk, one: Attempt) -> Tried:
    by = desk.officers.name_of(one.by)
    return Tried(one.name or one.role, one.how, one.at_ms, by, one.note)


def _changed(
    desk: Desk, draft: SubjectId, state: DraftState, stands: Standing
) -> Difference | None:
    """Return what was changed since the latest approval that does not stand."""
    lapsed = [line.lapsed for line in stands.missing if line.lapsed is not None]
    if not lapsed or state.in_conflict:
        return None
    latest = max(lapsed, key=lambda given: given.at)
    before = content_named(desk, draft, latest.content)
    if before is None:
        return None
    found = difference(before, state.content)
    return replace(
        found,
        channels_in=tuple(channel_name(desk, c) for c in found.channels_in),
        channels_out=tuple(channel_name(desk, c) for c in found.channels_out),
    )


def content_named(desk: Desk, draft: SubjectId, content: bytes) -> Content | None:
    """Return what a draft was when it had a digest, None for what it never was here."""
    state: DraftState | None = None
    for fact in desk.drafts.facts(draft):
        state = apply(state, fact)
        if state.content.digest == content:
            return state.content
    return None
