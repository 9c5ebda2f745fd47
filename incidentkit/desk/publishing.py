"""What a person copies, opens, saves or prints to publish a text.

The kit sends nothing. It hands over only what could be written down as published: what
is whole, checked and approved as it stands.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import msgspec

from incidentkit.desk.services import Desk
from incidentkit.desk.ways_out import PublishingPage, read_publishing
from incidentkit.drafting.content import spoken_code
from incidentkit.drafting.state import Picture
from incidentkit.errors import ExerciseError, NoComposePageError
from incidentkit.exchange.compose_link import ComposePage
from incidentkit.exchange.mail_out import Enclosure, Letter, mail_link, unsent_mail
from incidentkit.exchange.text_file import text_file
from incidentkit.paper.typeset import typeset
from incidentkit.records.document import Details, Document, Paragraphs, Section
from incidentkit.vault.folder import storage_errors, write_new
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import publishing as words
from incidentkit.words import report as report_words
from incidentkit.words.drills import marked_name, parted

_PAPER = "report.typ"


def _ready(desk: Desk, draft: SubjectId) -> PublishingPage:
    page = read_publishing(desk, draft)
    if page.blocked is not None:
        raise page.blocked
    return page


def text_for(desk: Desk, draft: SubjectId, channel: str = "") -> tuple[str, ...]:
    """Return what is posted on a channel, in its parts; without one, the whole text.

    Raises:
        As `ways_out.refusal`.
        UnknownNameError: It does not go out there.
    """
    page = _ready(desk, draft)
    return page.way(channel).parts if channel else (page.text,)


def page_for(desk: Desk, draft: SubjectId, channel: str) -> ComposePage:
    """Return the network's own page to write on, with the words where it takes them.

    Raises:
        As `text_for`.
        ExerciseError: It was written in an exercise.
        NoComposePageError: There is none, or the account's server is not known.
    """
    page = _ready(desk, draft)
    way = page.way(channel)
    if page.is_exercise:
        raise ExerciseError("compose")
    if way.page is None:
        raise NoComposePageError(way.name, wants_server=way.wants_server)
    return way.page


def mail_file(
    desk: Desk, draft: SubjectId, to: tuple[str, ...] = (), subject: str = ""
) -> bytes:
    """Return a draft as an e-mail that opens unsent, with its pictures.

    Raises:
        As `text_for`.
        InvalidValueError: A recipient is none, or it is too large.
        FileUnreadableError: A picture is not on this machine yet.
    """
    page = _ready(desk, draft)
    pictures = desk.drafts.state(draft).pictures
    enclosures = tuple(_enclosure(desk, picture) for picture in pictures)
    return unsent_mail(_letter(page, to, subject, enclosures))


def mail_address(
    desk: Desk, draft: SubjectId, to: tuple[str, ...] = (), subject: str = ""
) -> str:
    """Return the address that opens a mail program with a draft; empty: too long.

    Raises:
        As `text_for`.
        ExerciseError: It was written in an exercise.
        InvalidValueError: A recipient is none.
    """
    page = _ready(desk, draft)
    if page.is_exercise:
        raise ExerciseError("compose")
    return mail_link(_letter(page, to, subject))


def _letter(
    page: PublishingPage,
    to: tuple[str, ...],
    subject: str,
    enclosures: tuple[Enclosure, ...] = (),
) -> Letter:
    said = subject.strip() or page.title
    about = marked_name(said) if page.is_exercise else said
    return Letter(about, page.text, to, enclosures)


def _enclosure(desk: Desk, picture: Picture) -> Enclosure:
    into = io.BytesIO()
    desk.drafts.belongings.read_picture(picture, into)
    return Enclosure(picture.name, into.getvalue(), picture.about.alt)


def picture_bytes(desk: Desk, draft: SubjectId, entry: bytes) -> bytes:
    """Return a picture that goes with a draft, as it was handed in.

    Raises:
        As `text_for`.
        FileUnreadableError: It is not on this machine yet.
    """
    _ready(desk, draft)
    return _enclosure(desk, desk.drafts.belongings.picture(draft, entry)).data


def paper(desk: Desk, draft: SubjectId) -> bytes:
    """Return a draft typeset, to be printed and pinned up.

    Raises:
        As `text_for`.
        TypesettingError: It cannot be typeset.
    """
    page = _ready(desk, draft)
    now = desk.session.clock.now_ms()
    return typeset(msgspec.to_builtins(_document(desk, page, now)), _PAPER, now)


def _document(desk: Desk, page: PublishingPage, now_ms: int) -> Document:
    own = parted(page.text)[1] if page.is_exercise else page.text
    me = desk.officers.name_of(desk.session.me.person)
    return Document(
        kind=words.PAPER_KIND,
        title=page.title,
        council=desk.council.name(),
        reference=desk.incidents.state(page.incident).reference,
        handling="",
        made=report_words.made_by(me, now_ms),
        times="",
        sections=tuple(_sections(desk, page, own)),
        mark=words.PAPER_MARK if page.is_exercise else "",
    )


def _sections(desk: Desk, page: PublishingPage, text: str) -> Iterator[Section]:
    yield Section(words.PAPER_TEXT, (Paragraphs(tuple(text.split("\n"))),))
    code = spoken_code(desk.drafts.state(page.draft).content.digest)
    rows = [(words.PAPER_CHANNELS, ", ".join(way.name for way in page.ways))]
    rows += [
        (words.PAPER_PICTURE, words.pictured(p.name, p.alt)) for p in page.pictures
    ]
    rows.append((words.PAPER_CODE, code))
    yield Section(words.PAPER_ABOUT, (Details(tuple(rows)),))


def file_bytes(desk: Desk, draft: SubjectId, channel: str = "") -> bytes:
    """Return a draft as a plain file; a thread's posts stand under each other.

    Raises:
        As `text_for`.
    """
    return text_file("\n\n".join(text_for(desk, draft, channel)))


def save(path: Path, data: bytes) -> Path:
    """Write what somebody takes out into a new file.

    Raises:
        FileThereError: There is one of that name.
        StorageError: It cannot be written.
    """
    with storage_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_new(path, data)
    return path


def suggested_name(page: PublishingPage, ending: str) -> str:
    """Return what a file of it is called when nobody says otherwise."""
    name = f"{words.file_name(page.title)}-{page.draft.hex()[:8]}{ending}"
    return marked_name(name) if page.is_exercise else name
