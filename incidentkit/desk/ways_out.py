"""Every way out for a text: per channel, what is posted there and what is out there."""

from dataclasses import dataclass

from incidentkit.accounts.model import Field
from incidentkit.desk.checking_text import known_to_checks
from incidentkit.desk.services import Desk
from incidentkit.desk.writing import channel_name, title_of
from incidentkit.drafting.fitting import Channel, fit
from incidentkit.drafting.gaps import readable
from incidentkit.drafting.service import Publishing
from incidentkit.drafting.state import DraftState, Publication
from incidentkit.errors import (
    ApprovalMissingError,
    ExerciseError,
    IncidentKitError,
    UnknownNameError,
)
from incidentkit.exchange.compose_link import ComposePage, compose_page, server_of
from incidentkit.incidents.control import Control, control_of
from incidentkit.platforms.platform import Compose, Confidence, Platform
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import publishing as words
from incidentkit.words.drills import marked, parted

_OURS = (Control.CHANGED, Control.REGAINED)


@dataclass(frozen=True, slots=True)
class WayOut:
    """How a text goes out on one channel.

    `parts` is what is posted: one text, or the posts of a thread; none where it is too
    long and cannot be split. `page` is where it is written, None where there is none.
    `wants_server`: there would be one, if the account's server were known. `account` is
    ours there, as people call it; `in_other_hands` that it may not be ours just now.
    """

    channel: str
    name: str
    parts: tuple[str, ...]
    page: ComposePage | None = None
    confidence: Confidence | None = None
    note: str = ""
    wants_server: bool = False
    hosts: tuple[str, ...] = ()
    account: str = ""
    in_other_hands: bool = False
    out: tuple[Publication, ...] = ()
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class PictureOut:
    """A picture that goes with it, and its alt text to be pasted there."""

    entry: bytes
    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class PublishingPage:
    """Every way out for a text. `blocked` is why it cannot be handed over yet.

    `elsewhere` is what was said to be out at places that are none of its channels.
    """

    draft: SubjectId
    incident: SubjectId
    title: str
    text: str
    ways: tuple[WayOut, ...]
    pictures: tuple[PictureOut, ...] = ()
    blocked: IncidentKitError | None = None
    elsewhere: tuple[Publication, ...] = ()
    is_out_as_it_stands: bool = False
    may_go_out: bool = True
    is_exercise: bool = False
    withdrawn: bool = False

    @property
    def changed_since(self) -> bool:
        """Whether something is out that is not what the draft says now."""
        out = [p for way in self.ways for p in way.out] + list(self.elsewhere)
        return bool(out) and not self.is_out_as_it_stands

    def way(self, channel: str) -> WayOut:
        """Return the way out for a channel.

        Raises:
            UnknownNameError: It does not go out there.
        """
        found = next((way for way in self.ways if way.channel == channel), None)
        if found is None:
            raise UnknownNameError("channel", channel)
        return found


def read_publishing(desk: Desk, draft: SubjectId) -> PublishingPage:
    """Return every way out for a draft, and what is out already."""
    state = desk.drafts.state(draft)
    incident = SubjectId(state.incident)
    is_exercise = desk.incidents.rehearsal.is_exercise(incident)
    ways = tuple(_way(desk, state, channel) for channel in state.channels)
    named = {p.entry for way in ways for p in way.out}
    return PublishingPage(
        draft=draft,
        incident=incident,
        title=title_of(desk, state),
        text=_text(state, is_exercise=is_exercise),
        ways=ways,
        pictures=tuple(
            PictureOut(p.entry, p.name, p.about.alt) for p in state.pictures
        ),
        blocked=refusal(desk, draft),
        elsewhere=tuple(p for p in state.publications if p.entry not in named),
        is_out_as_it_stands=state.was_published_as_it_stands(),
        may_go_out=desk.drafts.standing(draft).may_go_out,
        is_exercise=is_exercise,
        withdrawn=state.withdrawn is not None,
    )


def refusal(desk: Desk, draft: SubjectId) -> IncidentKitError | None:
    """Return why a draft cannot be handed over to be published; None: it can."""
    incident = SubjectId(desk.drafts.state(draft).incident)
    facts = known_to_checks(desk, incident)
    would_be = Publishing(words.HERE, desk.session.clock.now_ms())
    try:
        desk.drafts.planned_published(draft, would_be, facts)
    except ExerciseError:
        return _missing_in_exercise(desk, draft)
    except IncidentKitError as error:
        return error
    return None


def _missing_in_exercise(desk: Desk, draft: SubjectId) -> IncidentKitError | None:
    """In an exercise it is approved as it would be, and nothing else stops it."""
    stands = desk.drafts.standing(draft)
    if stands.may_go_out:
        return None
    return ApprovalMissingError(tuple(one.required.name for one in stands.missing))


# --- one channel -----------------------------------------------------------


def _way(desk: Desk, state: DraftState, channel: str) -> WayOut:
    platform, name = desk.platforms.get(channel), channel_name(desk, channel)
    is_exercise = desk.incidents.rehearsal.is_exercise(SubjectId(state.incident))
    out = tuple(p for p in state.publications if _is_there(p, channel, name))
    is_current = any(_is_as_now(p, state) for p in out)
    text = _text(state, is_exercise=is_exercise)
    if platform is None:
        return WayOut(channel, name, (text,), out=out, is_current=is_current)
    parts = _parts(text, platform, is_exercise=is_exercise)
    account, handle, address = _account(desk, state, channel)
    page = _page(platform.compose, parts, server_of(handle, address))
    compose = platform.compose
    return WayOut(
        channel=channel,
        name=name,
        parts=parts,
        page=page,
        confidence=compose.confidence if compose else None,
        note=compose.note if compose else "",
        wants_server=bool(compose and compose.needs_server and page is None),
        hosts=platform.hosts,
        account=handle,
        in_other_hands=bool(account) and _in_other_hands(desk, state, account),
        out=out,
        is_current=is_current,
    )


def _text(state: DraftState, *, is_exercise: bool) -> str:
    text = readable(state.current_text)
    return marked(text) if is_exercise else text


def _parts(text: str, platform: Platform, *, is_exercise: bool) -> tuple[str, ...]:
    """Return the posts. What marks an exercise stands on each, and is not counted."""
    own = parted(text)[1] if is_exercise else text
    parts = fit(own, (Channel(platform),))[0].parts
    return tuple(marked(part) for part in parts) if is_exercise else parts


def _page(
    compose: Compose | None, parts: tuple[str, ...], server: str
) -> ComposePage | None:
    """Return the page for the first post: the others are answers to it."""
    if compose is None:
        return None
    return compose_page(compose, parts[0] if parts else "", server)


def _is_there(one: Publication, channel: str, name: str) -> bool:
    return one.where.strip().casefold() in {channel.casefold(), name.casefold()}


def _is_as_now(one: Publication, state: DraftState) -> bool:
    return one.content == state.content.digest


def _account(desk: Desk, state: DraftState, channel: str) -> tuple[bytes, str, str]:
    """Return our account on a channel: the incident's own first, else the only one."""
    mine = desk.incidents.state(SubjectId(state.incident)).account
    rows = [
        row.subject
        for row in desk.accounts.rows()
        if desk.accounts.known(row.subject).account.text(Field.PLATFORM) == channel
    ]
    found = mine if mine in rows else (rows[0] if len(rows) == 1 else b"")
    if not found:
        return b"", "", ""
    account = desk.accounts.known(SubjectId(found)).account
    return found, account.text(Field.HANDLE), account.text(Field.URL)


def _in_other_hands(desk: Desk, state: DraftState, account: bytes) -> bool:
    """Whether it is the account that was taken, and nobody has it back for certain."""
    run = desk.incidents.run(SubjectId(state.incident))
    if not run.runs("hacked-account") or run.incident.account != account:
        return False
    return control_of(run, desk.speaker(run).changed_ms) not in _OURS
