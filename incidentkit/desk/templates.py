"""The message templates as a person sees them: the list, one to read, one to change."""

from dataclasses import dataclass, field

from incidentkit.desk.playbooks import Remark, may_change
from incidentkit.desk.services import Desk
from incidentkit.drafting.checks import Finding
from incidentkit.drafting.fields import FIELDS, SECTIONS
from incidentkit.drafting.templates import (
    ENGLISH,
    WELSH,
    Template,
    file_of,
    parse_template,
)
from incidentkit.drafting.translations import Standing, Translation
from incidentkit.drafting.trial import Length, Trial, try_out
from incidentkit.errors import (
    FileUnreadableError,
    InvalidValueError,
    TemplateRefusedError,
    UnknownNameError,
)
from incidentkit.playbooks.entries import (
    BACK,
    TEMPLATE,
    WentBack,
    subject_of,
    text_digest,
)
from incidentkit.playbooks.keeping import Keeping, reason
from incidentkit.resources import resource_path
from incidentkit.vault.change import Write, write
from incidentkit.words import templates as words
from incidentkit.words.alphabets import mixed_word
from incidentkit.words.drafting import TEMPLATE_RULES
from incidentkit.words.drafting_checks import reason as why_marked


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One template in a list.

    `standing` is a key of the words: as-shipped, ours, ours-alone, two-versions,
    moved-on, not-readable. `welsh` is how far a Welsh text is, empty for an English
    one. `playbooks` are those that write it.
    """

    file: str
    id: str
    variant: str
    language: str
    title: str
    audience: str
    is_public: bool
    standing: str
    welsh: str = ""
    playbooks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """A text tried out: what it says, how long it is, and what is to be said of it."""

    is_readable: bool
    remarks: tuple[Remark, ...]
    preview: str = field(default="", repr=False)
    lengths: tuple[Length, ...] = ()
    alt_text: str = ""


@dataclass(frozen=True, slots=True)
class TemplatePage:
    """One template to read or to change. `shipped` is empty for one of our own.

    `seen` are the entries the text was made from, `base` the digest of the shipped
    text it follows. `english` is the text beside a Welsh one. `others` are the texts
    that colleagues kept at the same time, until somebody chooses.
    """

    row: TemplateRow
    text: str = field(repr=False)
    shipped: str = field(repr=False)
    seen: tuple[bytes, ...]
    base: str
    looked: Looked
    fields: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    may_change: bool
    may_approve: bool
    translation: Translation | None = None
    english: str = field(default="", repr=False)
    others: tuple[str, ...] = field(default=(), repr=False)

    @property
    def is_ours(self) -> bool:
        """Whether the council's own text stands in its place."""
        return self.row.standing != "as-shipped"


def list_templates(desk: Desk) -> tuple[TemplateRow, ...]:
    """Return every template in use, the Welsh text after its English one."""
    used = _users(desk)
    welsh = {t.welsh.file: t for t in desk.drafts.library.translations.all()}
    both = (ENGLISH, WELSH)
    found = [t for one in both for t in desk.drafts.templates(one).values()]
    found.sort(key=lambda t: (t.id, _ORDER.index(t.variant), t.language != ENGLISH))
    return tuple(_row(desk, t, used, welsh.get(t.file)) for t in found)


def find_template(desk: Desk, name: str) -> Template:
    """Return the template that is meant by `MT-01 short` or its file's name.

    Raises:
        UnknownNameError: There is none.
    """
    wanted = "-".join(name.casefold().removesuffix(".txt").split())
    for language in (ENGLISH, WELSH):
        for template in desk.drafts.templates(language).values():
            if template.file == f"{wanted}.txt":
                return template
    raise UnknownNameError("template", name)


def read_template(desk: Desk, name: str) -> TemplatePage:
    """Return one template to read or to change.

    Raises:
        UnknownNameError: There is none.
    """
    template = find_template(desk, name)
    file, shipped = template.file, shipped_text(template.file)
    current = desk.playbooks.current(file, TEMPLATE)
    text = desk.playbooks.text(current.digest) if current else shipped
    if current and not _reads(text, file):
        text = shipped
    translations = desk.drafts.library.translations
    translation = None
    if template.is_welsh:
        translation = translations.find(template.id, template.variant)
    return TemplatePage(
        row=_row(desk, template, _users(desk), translation),
        text=text,
        shipped=shipped,
        seen=tuple(desk.playbooks.state(file, TEMPLATE).current.digests),
        base=current.value.base if current else _digest(shipped),
        looked=look(desk, text, file),
        fields=tuple((name, FIELDS[name]) for name in template.fields),
        parts=tuple((name, SECTIONS[name]) for name in template.sections),
        may_change=may_change(desk),
        may_approve=translations.may_approve,
        translation=translation,
        english=_english_beside(desk, template) if template.is_welsh else "",
        others=_others(desk, file),
    )


def look(desk: Desk, text: str, file: str) -> Looked:
    """Try a text out as if it were kept in this file; it is kept nowhere."""
    trial = try_out(text, file, desk.platforms)
    if trial.refusal is not None:
        error = trial.refusal
        said = words.refused(TEMPLATE_RULES.get(error.rule, error.rule), error.detail)
        return Looked(
            is_readable=False, remarks=(Remark(error.line, said, is_bad=True),)
        )
    template = trial.template
    assert template is not None  # noqa: S101  else it was refused
    bad = tuple(_refused_head(template, file))
    remarks = (*bad, *_unwise(desk, template, trial))
    return Looked(not bad, remarks, trial.text, trial.lengths, template.alt_text)


def keep(
    desk: Desk,
    text: str,
    why: str,
    seen: tuple[bytes, ...] | None = None,
    file: str = "",
) -> str:
    """Keep a text as the council's own; returns the file it stands for.

    `seen` are the entries it was made from, by default all there are.

    Raises:
        TemplateRefusedError: It cannot be read, or is no text of this file.
        InvalidValueError: There is no reason, or nothing was changed.
        SecretInTextError: It holds a stored secret.
        RoleNeededError: This person is not a comms lead.
    """
    template = parse_template(text, file or "template")
    file = file or template.file
    if tuple(_refused_head(template, file)):
        raise TemplateRefusedError(file, 1, "other-file", template.file)
    shipped, current = shipped_text(file), desk.playbooks.current(file, TEMPLATE)
    now = desk.playbooks.text(current.digest) if current else shipped
    base = _digest(shipped)
    state = desk.playbooks.state(file, TEMPLATE).current
    as_it_was = current is None or current.value.base == base
    if text == now and as_it_was and not state.in_conflict:
        raise InvalidValueError("text", "nothing-changed")
    if seen is None:
        seen = tuple(state.digests)
    keeping = Keeping(text, why, seen, base)
    desk.session.commit(desk.playbooks.planned_template(file, keeping))
    return file


def file_in(text: str) -> str:
    """Return the file that a text says it stands for, empty when it cannot be read."""
    try:
        return parse_template(text, "template").file
    except TemplateRefusedError:
        return ""


def go_back(desk: Desk, file: str, why: str) -> None:
    """Use the shipped text again; one of our own making is not used any more.

    Raises:
        UnknownNameError: The council has no copy of it.
        InvalidValueError: There is no reason.
    """
    if desk.playbooks.current(file, TEMPLATE) is None:
        raise UnknownNameError("template", file)
    replaces = tuple(desk.playbooks.state(file, TEMPLATE).current.digests)
    body = WentBack(TEMPLATE, file, reason(why), replaces)
    desk.session.commit(write(Write(subject_of(TEMPLATE, file), BACK, body)))


def shipped_text(file: str) -> str:
    """Return the text that travels with the program, empty when there is none.

    Raises:
        FileUnreadableError: It cannot be read.
    """
    if _reads_as_name(file):
        path = resource_path("templates", file)
        try:
            return path.read_text(encoding="utf-8") if path.is_file() else ""
        except OSError as error:
            raise FileUnreadableError(file) from error
    return ""


_ORDER = ("short", "standard", "web")


def _reads_as_name(file: str) -> bool:
    return all(c.isalnum() or c in "-." for c in file) and ".." not in file


def _reads(text: str, file: str) -> bool:
    try:
        parse_template(text, file)
    except TemplateRefusedError:
        return False
    return True


def _digest(text: str) -> str:
    return text_digest(text) if text else ""


def _english_beside(desk: Desk, welsh: Template) -> str:
    file = file_of(welsh.id, welsh.variant)
    own = desk.playbooks.templates().get(file, "")
    return own if own and _reads(own, file) else shipped_text(file)


def _others(desk: Desk, file: str) -> tuple[str, ...]:
    versions = desk.playbooks.state(file, TEMPLATE).current.versions[:-1]
    return tuple(
        shipped_text(file) if v.value.is_back else desk.playbooks.text(v.digest)
        for v in versions
    )


def _users(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Return which playbooks write which template."""
    found: dict[str, dict[str, None]] = {}
    for playbook in desk.playbooks.library().incidents.values():
        for step in playbook.steps():
            if step.template:
                found.setdefault(step.template, {})[playbook.name] = None
    return {template: tuple(names) for template, names in found.items()}


def _row(
    desk: Desk,
    template: Template,
    used: dict[str, tuple[str, ...]],
    translation: Translation | None,
) -> TemplateRow:
    return TemplateRow(
        file=template.file,
        id=template.id,
        variant=template.variant,
        language=template.language,
        title=template.title,
        audience=template.audience,
        is_public=template.is_public,
        standing=_standing(desk, template.file),
        welsh=translation.standing.value if translation else "",
        playbooks=used.get(template.id, ()),
    )


def _standing(desk: Desk, file: str) -> str:
    current = desk.playbooks.current(file, TEMPLATE)
    if current is None:
        return "as-shipped"
    if not _reads(desk.playbooks.text(current.digest), file):
        return "not-readable"
    if desk.playbooks.state(file, TEMPLATE).current.in_conflict:
        return "two-versions"
    shipped = shipped_text(file)
    if not shipped:
        return "ours-alone"
    # What came in a pack says of no shipped text that it was made from it.
    base = current.value.base
    return "moved-on" if base and base != text_digest(shipped) else "ours"


def _refused_head(template: Template, file: str) -> list[Remark]:
    """Return why a readable text cannot stand in this file."""
    if template.file != file:
        return [Remark(1, words.other_file(template.file), is_bad=True)]
    word = mixed_word(template.title)
    return [Remark(1, words.mixed_title(word), is_bad=True)] if word else []


def _unwise(desk: Desk, template: Template, trial: Trial) -> list[Remark]:
    found = [
        Remark(
            0, words.stops(why_marked(one.reason), _phrase(trial, one)), is_bad=False
        )
        for one in trial.stops
    ]
    if not template.alt_text:
        found.append(Remark(0, words.NO_ALT_TEXT, is_bad=False))
    other = WELSH if template.language == ENGLISH else ENGLISH
    pair = desk.drafts.templates(other).get((template.id, template.variant))
    if pair is not None and _asks(pair) != _asks(template):
        differ = sorted(_asks(pair) ^ _asks(template))
        found.append(Remark(0, words.pair_differs(differ), is_bad=False))
    if template.is_welsh and not _is_approved(desk, template):
        found.append(Remark(0, words.WILL_WAIT, is_bad=False))
    return found


def _is_approved(desk: Desk, template: Template) -> bool:
    translations = desk.drafts.library.translations
    try:
        found = translations.find(template.id, template.variant)
    except UnknownNameError:
        return False
    same = found.welsh.digest == template.digest
    return same and found.standing is Standing.APPROVED


def _asks(template: Template) -> frozenset[str]:
    return frozenset((*template.fields, *template.sections))


def _phrase(trial: Trial, found: Finding) -> str:
    return trial.text[found.start : found.end][:60]
