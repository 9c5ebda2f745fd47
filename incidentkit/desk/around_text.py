"""What stands around a text while it is written: places, pictures, remarks, versions."""

from dataclasses import dataclass

from incidentkit.desk.services import Desk
from incidentkit.desk.writing import channels_of
from incidentkit.drafting.difference import Part, Words, words_changed
from incidentkit.drafting.entries import About, DraftEdited, DraftStarted
from incidentkit.drafting.gaps import readable
from incidentkit.drafting.remarks import readings_of
from incidentkit.drafting.state import Comment
from incidentkit.vault.kinds import Digest, SubjectId

_COMPARED = 10


@dataclass(frozen=True, slots=True)
class Place:
    """A channel that a text can go out on. `folds_at`: what is seen before "see more"."""

    slug: str
    name: str
    is_chosen: bool
    folds_at: int | None = None


@dataclass(frozen=True, slots=True)
class AddedPicture:
    """A picture that goes out with the text, and what is said of it."""

    entry: Digest
    name: str
    about: About


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment. `resolved_by` empty: somebody still has to deal with it."""

    entry: Digest
    by: str
    wall: int
    text: str
    quoted: str = ""
    resolved_by: str = ""


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What a second reader said of the text as it stands."""

    by: str
    wall: int
    is_fine: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text as somebody kept it. `changes`: what is otherwise than in the one before."""

    entry: Digest
    by: str
    wall: int
    text: str
    changes: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same message in the other language."""

    draft: SubjectId
    text: str
    language: str
    is_original: bool
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Around:
    """Everything around one draft. `content` names what readers read.

    `texts` are all it ever said, the newest first; the first is what it says now.
    `i_wrote`: whoever looks has a hand in it, and is no second reader of it.
    """

    draft: SubjectId
    content: bytes
    places: tuple[Place, ...] = ()
    pictures: tuple[AddedPicture, ...] = ()
    remarks: tuple[Remark, ...] = ()
    readings: tuple[SecondReading, ...] = ()
    texts: tuple[EarlierText, ...] = ()
    other: OtherLanguage | None = None
    i_wrote: bool = True
    in_conflict: bool = False


def read_around(desk: Desk, draft: SubjectId) -> Around:
    """Return what stands around a draft.

    Raises:
        UnknownNameError: There is no such draft.
    """
    state, name_of = desk.drafts.state(draft), desk.officers.name_of
    return Around(
        draft=draft,
        content=state.content.digest,
        places=_places(desk, state.channels),
        pictures=tuple(AddedPicture(p.entry, p.name, p.about) for p in state.pictures),
        remarks=tuple(_remark(desk, one) for one in state.comments),
        readings=tuple(
            SecondReading(name_of(r.by), r.wall, r.is_fine, r.words)
            for r in readings_of(state)
        ),
        texts=earlier_texts(desk, draft),
        other=_other(desk, draft),
        i_wrote=desk.session.me.person in state.authors,
        in_conflict=state.in_conflict,
    )


def _remark(desk: Desk, said: Comment) -> Remark:
    name_of = desk.officers.name_of
    by = name_of(said.resolved_by) if said.resolved_by else ""
    return Remark(said.entry, name_of(said.by), said.wall, said.text, said.quoted, by)


def _other(desk: Desk, draft: SubjectId) -> OtherLanguage | None:
    pair = desk.drafts.belongings.pair(draft)
    if pair is None:
        return None
    text = readable(pair.text)
    return OtherLanguage(
        pair.other, text, pair.language, pair.is_original, pair.is_stale
    )


def earlier_texts(desk: Desk, draft: SubjectId) -> tuple[EarlierText, ...]:
    """Return every text that a draft ever had, the newest first.

    Of the newest few it is said what became different.
    """
    facts = [
        (fact, readable(fact.body.text))
        for fact in desk.drafts.facts(draft)
        if isinstance(fact.body, DraftStarted | DraftEdited)
    ]
    name_on = desk.officers.name_on
    found = [
        EarlierText(
            fact.digest,
            name_on(fact.person, fact.wall),
            fact.wall,
            text,
            _changes(facts[place - 1][1], text) if 0 < place > last else (),
        )
        for last in (len(facts) - 1 - _COMPARED,)
        for place, (fact, text) in enumerate(facts)
    ]
    return tuple(reversed(found))


def _changes(before: str, now: str) -> tuple[Words, ...]:
    found = words_changed(before, now)
    return tuple(w for w in found if w.part is not Part.SAME and w.text.strip())


def _places(desk: Desk, chosen: tuple[str, ...]) -> tuple[Place, ...]:
    found = []
    for slug, name in channels_of(desk):
        platform = desk.platforms.get(slug)
        limit = platform.text() if platform else None
        folds = limit.folds_at if limit else None
        found.append(Place(slug, name, slug in chosen, folds))
    return tuple(found)
