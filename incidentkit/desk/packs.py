"""Making a pack, looking into one, and taking from it what somebody chose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from incidentkit.desk.playbooks import Remark, may_change, playbook_in_use, remarks
from incidentkit.desk.services import Desk
from incidentkit.desk.templates import look
from incidentkit.drafting.templates import parse_template
from incidentkit.errors import (
    FileUnreadableError,
    InvalidValueError,
    RoleNeededError,
    TemplateRefusedError,
    UnknownNameError,
)
from incidentkit.playbooks.editing import with_field
from incidentkit.playbooks.entries import TEMPLATE, Origin
from incidentkit.playbooks.keeping import Keeping
from incidentkit.playbooks.model import PartText, slug_of
from incidentkit.playbooks.pack import (
    LARGEST_PACK,
    Pack,
    PackItem,
    make_pack,
    read_pack,
    spoken,
)
from incidentkit.resources import resource_path
from incidentkit.vault.change import Change
from incidentkit.vault.folder import open_plain
from incidentkit.vault.kinds import Role
from incidentkit.words import packs as words
from incidentkit.words.alphabets import mixed_word
from incidentkit.words.drafting import TEMPLATE_RULES
from incidentkit.words.times import spoken_date


class Choice(StrEnum):
    """What becomes of one text of a pack."""

    TAKE = "take"
    BESIDE = "beside"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Found:
    """One text of a pack, looked at as if it were used here.

    `standing`: new, same, differs, refused. `ours` is our text of the same name.
    """

    file: str
    name: str
    kind: str
    standing: str
    remarks: tuple[Remark, ...]
    text: str = field(repr=False, default="")
    ours: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class PackLook:
    """Everything that a pack says, and what we know about who signed it."""

    pack: Pack = field(repr=False)
    found: tuple[Found, ...]
    signer: str
    is_known: bool
    may_take: bool

    @property
    def words(self) -> str:
        """The words of the fingerprint."""
        return words.said_words(self.pack.words)


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody chose for one text; `name` is the other name, to keep it beside."""

    file: str
    choice: Choice
    name: str = ""


# --- making ---------------------------------------------------------------------


def own_words(desk: Desk) -> str:
    """Return the words of this machine's fingerprint, to be read to whoever asks."""
    kit = desk.session.kit.identity.genesis
    return words.said_words(spoken(kit, desk.session.seat.signing.public))


def pack_of(desk: Desk, slugs: Iterable[str], templates: Iterable[str] = ()) -> bytes:
    """Return a pack of playbooks, all the parts they use, and message templates.

    Raises:
        UnknownNameError: There is no such playbook or template.
        PackRefusedError: There is nothing in it, or too much.
    """
    texts: dict[str, str] = {}
    for slug in slugs:
        playbook = playbook_in_use(desk, slug)
        for part in (PartText(playbook.file, playbook.text), *playbook.parts):
            texts[part.file] = part.text
    every = template_texts(desk)
    for wanted in templates:
        named = [f for f in every if f.startswith(wanted.casefold())]
        if not named:
            raise UnknownNameError("template", wanted)
        texts |= {file: every[file] for file in named}
    session = desk.session
    return make_pack(
        desk.council.name() or session.kit.identity.genesis.hex()[:8],
        session.kit.identity.genesis,
        session.seat.signing,
        session.clock.now_ms(),
        (PackItem(file, text) for file, text in texts.items()),
    )


def template_texts(desk: Desk) -> Mapping[str, str]:
    """Return the message templates in use as texts, by file."""
    folder = resource_path("templates")
    try:
        paths = sorted(folder.glob("*.txt"))
        shipped = {path.name: path.read_text(encoding="utf-8") for path in paths}
    except OSError as error:
        raise FileUnreadableError(str(folder)) from error
    return shipped | desk.playbooks.templates()


# --- looking --------------------------------------------------------------------


def read_pack_file(path: Path) -> bytes:
    """Return a file, and of one that is too large no more than shows that it is.

    Raises:
        FileUnreadableError: It cannot be read.
    """
    try:
        with open_plain(path) as file:
            return file.read(LARGEST_PACK + 1)
    except OSError as error:
        raise FileUnreadableError(path.name) from error


def look_into(desk: Desk, data: bytes) -> PackLook:
    """Return everything that is in a pack. Nothing of it is kept.

    Raises:
        PackRefusedError: It is no pack, or was altered.
    """
    pack = read_pack(data)
    parts = parts_of(pack)
    templates = template_texts(desk)
    found = tuple(
        _template(desk, item, templates)
        if item.is_template
        else _playbook(desk, item, parts)
        for item in pack.items
    )
    signer, known = _signer(desk, pack)
    return PackLook(pack, found, signer, known, may_change(desk))


def parts_of(pack: Pack) -> dict[str, PartText]:
    """Return the texts of a pack that its playbooks may use."""
    return {
        item.file: PartText(item.file, item.text)
        for item in pack.items
        if not item.is_template
    }


def _playbook(desk: Desk, item: PackItem, parts: Mapping[str, PartText]) -> Found:
    looked = desk.playbooks.look(item.text, item.file, parts)
    said = remarks(looked)
    playbook = looked.playbook
    if playbook is None:
        return Found(item.file, item.file, "incident", "refused", said, item.text)
    try:
        ours = desk.playbooks.text_in_use(playbook.slug).text
    except UnknownNameError:
        ours = ""
    standing = _standing(ours, item.text)
    kind = playbook.kind.value
    return Found(item.file, playbook.name, kind, standing, said, item.text, ours)


def _template(desk: Desk, item: PackItem, ours: Mapping[str, str]) -> Found:
    known = ours.get(item.file, "")
    try:
        template = parse_template(item.text, item.file)
    except TemplateRefusedError as error:
        said = TEMPLATE_RULES.get(error.rule, error.rule)
        remark = Remark(error.line, words.refused_line(error.line, said), is_bad=True)
        return Found(item.file, item.file, "template", "refused", (remark,), item.text)
    if template.file != item.file:
        remark = Remark(1, words.OTHER_FILE_NAME, is_bad=True)
        return Found(item.file, item.file, "template", "refused", (remark,), item.text)
    word = mixed_word(template.title)
    if word:
        remark = Remark(1, words.mixed_title(word), is_bad=True)
        return Found(item.file, item.file, "template", "refused", (remark,), item.text)
    name = f"{template.id} {template.title}"
    standing = _standing(known, item.text)
    found = look(desk, item.text, item.file).remarks
    return Found(item.file, name, "template", standing, found, item.text, known)


def _standing(ours: str, theirs: str) -> str:
    if not ours:
        return "new"
    return "same" if ours == theirs else "differs"


def _signer(desk: Desk, pack: Pack) -> tuple[str, bool]:
    session = desk.session
    if pack.kit == session.kit.identity.genesis:
        for member in session.members():
            keys = (session.roster.keys_of(seat) for seat in member.seats)
            if any(k is not None and k.signing == pack.key for k in keys):
                return f"{words.OUR_OWN}: {desk.officers.name_of(member.person)}", True
    spoken_words = words.said_words(pack.words)
    states = (
        *desk.playbooks.states().values(),
        *desk.playbooks.states(TEMPLATE).values(),
    )
    for version in (v for state in states for v in state.every):
        origin = version.value.origin
        if origin is not None and origin.words == spoken_words and origin.compared:
            when = spoken_date(version.value.at)
            return words.known_since(origin.maker, when), True
    return words.UNKNOWN, False


# --- taking ---------------------------------------------------------------------


def take(
    desk: Desk, look: PackLook, decisions: Iterable[Decision], *, compared: bool
) -> int:
    """Take what was chosen, all of it or nothing; returns how many texts were taken.

    Raises:
        RoleNeededError: This person is not a comms lead.
        InvalidValueError: A text cannot be used, or the other name is in use too.
        PlaybookRefusedError: What was chosen cannot be used without the rest.
    """
    if not look.may_take:
        raise RoleNeededError(Role.LEAD.name)
    by_file = {found.file: found for found in look.found}
    chosen = [
        (by_file[d.file], d)
        for d in decisions
        if d.choice is not Choice.LEAVE and d.file in by_file
    ]
    if any(found.standing == "refused" for found, _ in chosen):
        raise InvalidValueError("text", "cannot-be-used")
    slugs = [
        slug_of(decision.name if decision.choice is Choice.BESIDE else found.name)
        for found, decision in chosen
        if found.kind != "template"
    ]
    if len(set(slugs)) < len(slugs):
        raise InvalidValueError("name", "name-in-use")
    known = look.is_known or compared
    origin = Origin(look.pack.council, look.words, known)
    keepings, change = [], Change()
    for found, decision in chosen:
        if found.kind == "template":
            change += _template_change(desk, found, decision, origin)
        else:
            keepings.append(_keeping(desk, look, found, decision, origin))
    if keepings or change.parts:
        desk.playbooks.take_together(keepings, change)
    return len(chosen)


def _keeping(
    desk: Desk, look: PackLook, found: Found, decision: Decision, origin: Origin
) -> Keeping:
    text = found.text
    seen: tuple[bytes, ...] = ()
    if decision.choice is Choice.BESIDE:
        # Names that make one short name are one playbook: the text would take its place.
        taken = {p.slug for p in desk.playbooks.library().all}
        if not decision.name.strip() or slug_of(decision.name) in taken:
            raise InvalidValueError("name", "name-in-use")
        text = with_field(text, 0, "playbook", decision.name)
        return Keeping(text, words.KEPT_BESIDE, origin=origin)
    looked = desk.playbooks.look(found.text, found.file, parts_of(look.pack))
    if looked.playbook is not None:
        seen = tuple(desk.playbooks.state(looked.playbook.slug).current.digests)
    return Keeping(text, words.TAKEN_FROM, seen, origin=origin)


def _template_change(
    desk: Desk, found: Found, decision: Decision, origin: Origin
) -> Change:
    text, file = found.text, found.file
    if decision.choice is Choice.BESIDE:
        head, rest = text.split("\n---\n", 1)
        lines = (
            f"id: {decision.name.strip().upper()}" if line.startswith("id:") else line
            for line in head.split("\n")
        )
        text = "\n".join(lines) + "\n---\n" + rest
        template = parse_template(text, file)
        file = template.file
        if file in template_texts(desk):
            raise InvalidValueError("name", "name-in-use")
    seen = tuple(desk.playbooks.state(file, TEMPLATE).current.digests)
    keeping = Keeping(text, words.TAKEN_FROM, seen, origin=origin)
    return desk.playbooks.planned_template(file, keeping)
