"""The council's playbooks as a person sees them: the list, one to read, one to change."""

from dataclasses import dataclass, field
from datetime import date

from incidentkit.desk.services import Desk
from incidentkit.errors import UnknownNameError
from incidentkit.playbooks.check import Finding
from incidentkit.playbooks.difference import Stretch, three_way
from incidentkit.playbooks.entries import Copy, Left
from incidentkit.playbooks.grab_card import grab_card
from incidentkit.playbooks.keeping import Looked
from incidentkit.playbooks.library import Library
from incidentkit.playbooks.model import Playbook
from incidentkit.playbooks.spoken import Spoken, as_text, spoken
from incidentkit.vault.kinds import Role
from incidentkit.vault.register import Version
from incidentkit.words.playbooks import finding, refusal


@dataclass(frozen=True, slots=True)
class PlaybookRow:
    """One playbook in a list.

    `standing` is a key of the words: as-shipped, ours, ours-alone, two-versions,
    moved-on, not-readable. `rehearsed_ms` is None for one that never was.
    """

    slug: str
    name: str
    kind: str
    version: str
    reviewed: date
    review_due: date
    standing: str
    rehearsed_ms: int | None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class PlaybookPage:
    """One playbook to read, and where it stands."""

    row: PlaybookRow
    goal: str
    handling: str
    owner: str
    lines: tuple[Spoken, ...]
    may_change: bool
    text: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """One text that was kept, or a return to the shipped one."""

    entry: bytes
    version: str
    reviewed: str
    who: str
    at_ms: int
    why: str
    origin: str
    is_back: bool
    is_current: bool
    text: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class ToChange:
    """A playbook as the editor opens it.

    Attributes:
        seen: The entries that the text was made from.
        base: The digest of the shipped text it follows.
        shipped: Today's shipped text, empty when there is none.
        then: The shipped text it follows, when that is another one and still known.
        versions: What colleagues kept at the same time, while nobody has chosen.
        left: What this person was still writing when the kit was locked.
        stretches: How ours and the new shipped text differ from what both began with.
    """

    slug: str
    name: str
    text: str = field(repr=False)
    seen: tuple[bytes, ...]
    base: str
    shipped: str = field(repr=False)
    then: str = field(repr=False)
    versions: tuple[KeptVersion, ...]
    left: Left | None
    left_text: str = field(repr=False, default="")
    moved_on: bool = False
    is_ours: bool = False
    may_change: bool = True
    stretches: tuple[Stretch, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about a text. `line` counts from 1, 0 for the whole; not bad: unwise."""

    line: int
    says: str
    is_bad: bool


def library(desk: Desk) -> Library:
    """Return the playbooks in use: the shipped ones, and the council's copies."""
    return desk.playbooks.library()


def may_change(desk: Desk) -> bool:
    """Whether whoever is here may keep a playbook."""
    return desk.session.me.role is Role.LEAD


def list_playbooks(desk: Desk) -> tuple[PlaybookRow, ...]:
    """Return every playbook, guide and part, in that order."""
    rehearsed = _rehearsals(desk)
    return tuple(_row(desk, p, rehearsed) for p in library(desk).all)


def find_slug(desk: Desk, name: str) -> str:
    """Return the slug of what somebody means by a name, a slug or its beginning.

    Raises:
        UnknownNameError: There is none.
    """
    wanted = name.strip().casefold()
    known = {p.slug: p.name.casefold() for p in library(desk).all}
    exact = [slug for slug, called in known.items() if wanted in {slug, called}]
    begun = [slug for slug in known if wanted and slug.startswith(wanted)]
    found = exact or (begun if len(begun) == 1 else [])
    if not found:
        raise UnknownNameError("playbook", name)
    return found[0]


def playbook_in_use(desk: Desk, slug: str) -> Playbook:
    """Return a playbook by its slug.

    Raises:
        UnknownNameError: There is none.
    """
    found = next((p for p in library(desk).all if p.slug == slug), None)
    if found is None:
        raise UnknownNameError("playbook", slug)
    return found


def read_page(desk: Desk, slug: str) -> PlaybookPage:
    """Return one playbook to read aloud."""
    playbook = playbook_in_use(desk, slug)
    return PlaybookPage(
        row=_row(desk, playbook, _rehearsals(desk)),
        goal=playbook.goal,
        handling=playbook.handling,
        owner=playbook.owner,
        lines=spoken(playbook),
        may_change=may_change(desk),
        text=playbook.text,
    )


def open_to_change(desk: Desk, slug: str) -> ToChange:
    """Return a playbook for the editor."""
    service = desk.playbooks
    text = service.text_in_use(slug).text
    state, current = service.state(slug), service.current(slug)
    shipped = service.shipped.texts.get(slug)
    now = service.shipped_digest(slug)
    base = current.value.base if current else now
    moved = bool(now) and base != now
    left = service.left(slug)
    conflict = state.current.versions if state.current.in_conflict else ()
    name = next((p.name for p in library(desk).all if p.slug == slug), slug)
    now = shipped.text if shipped else ""
    then = (service.base_text(slug, base) or "") if moved else ""
    return ToChange(
        slug=slug,
        name=name,
        text=text,
        seen=tuple(state.current.digests),
        base=base,
        shipped=now,
        then=then,
        versions=tuple(_version(desk, v, state.current.digests) for v in conflict),
        left=left,
        left_text=service.text(left.entry) if left else "",
        moved_on=moved,
        is_ours=current is not None,
        may_change=may_change(desk),
        stretches=three_way(then, now, text) if then else (),
    )


def versions_of(desk: Desk, slug: str) -> tuple[KeptVersion, ...]:
    """Return everything that was ever kept of a playbook, newest first."""
    state = desk.playbooks.state(slug)
    current = state.current.digests
    return tuple(_version(desk, v, current) for v in reversed(state.every))


def remarks(looked: Looked) -> tuple[Remark, ...]:
    """Return what is to be said about a text, by line."""
    if looked.refusal is not None:
        error = looked.refusal
        return (Remark(error.line, refusal(error), is_bad=True),)
    return tuple(map(_remark, looked.findings))


def card_of_playbook(desk: Desk, slug: str, *, exercise: bool = False) -> bytes:
    """Return the grab card of a playbook as a PDF.

    Raises:
        TypesettingError: It cannot be made.
    """
    made_ms = desk.session.clock.now_ms()
    council = desk.council.name()
    return grab_card(playbook_in_use(desk, slug), council, made_ms, exercise=exercise)


def text_of_playbook(desk: Desk, slug: str) -> str:
    """Return a playbook as plain text to print."""
    return as_text(playbook_in_use(desk, slug))


def _remark(found: Finding) -> Remark:
    said = finding(found.line, found.rule, found.detail, found.hint)
    return Remark(found.line, said, is_bad=False)


def _row(desk: Desk, playbook: Playbook, rehearsed: dict[str, int]) -> PlaybookRow:
    error = desk.playbooks.merged().refused.get(playbook.slug)
    return PlaybookRow(
        slug=playbook.slug,
        name=playbook.name,
        kind=playbook.kind.value,
        version=playbook.version,
        reviewed=playbook.reviewed,
        review_due=playbook.review_due,
        standing=_standing(desk, playbook.slug),
        rehearsed_ms=rehearsed.get(playbook.slug),
        refusal=refusal(error) if error else "",
    )


def _standing(desk: Desk, slug: str) -> str:
    service = desk.playbooks
    if slug in service.merged().refused:
        return "not-readable"
    if service.state(slug).current.in_conflict:
        return "two-versions"
    current = service.current(slug)
    if current is None:
        return "as-shipped"
    shipped = service.shipped_digest(slug)
    if not shipped:
        return "ours-alone"
    return "ours" if current.value.base == shipped else "moved-on"


def _rehearsals(desk: Desk) -> dict[str, int]:
    """Return when each playbook was last the playbook of an exercise."""
    found: dict[str, int] = {}
    for _, state in desk.incidents.each(exercises=True):
        for joined in state.playbooks:
            known = found.get(joined.playbook, 0)
            found[joined.playbook] = max(known, state.started_ms)
    return found


def _version(
    desk: Desk, version: Version[Copy], current: tuple[bytes, ...]
) -> KeptVersion:
    from incidentkit.words.packs import origin

    copy = version.value
    made = copy.origin
    text = "" if copy.is_back else desk.playbooks.text(version.digest)
    return KeptVersion(
        entry=version.digest,
        version=copy.version,
        reviewed=copy.reviewed,
        who=desk.officers.name_of(copy.person),
        at_ms=copy.at,
        why=copy.why,
        origin=origin(made.maker, made.words, compared=made.compared) if made else "",
        is_back=copy.is_back,
        is_current=version.digest in current,
        text=text,
    )
