"""The council's rules on paper: what is decided, what follows from it, who and when."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from incidentkit.council.setting import Group, Setting
from incidentkit.council.settings import SETTINGS
from incidentkit.desk.services import Desk
from incidentkit.paper.typeset import typeset
from incidentkit.records.document import Document, Paragraphs, Section, Table
from incidentkit.records.markdown import markdown
from incidentkit.vault.folder import storage_errors, write_whole
from incidentkit.words import council_paper as words
from incidentkit.words import report as report_words
from incidentkit.words.council import explained
from incidentkit.words.council_commands import GROUPS, one_line

_TEMPLATE = "report.typ"
_SHARES = (6, 5, 8, 5)


def read_rules(desk: Desk) -> Document:
    """Return what is decided as a paper. What holds by default is left to the app."""
    me = desk.officers.name_of(desk.session.me.person)
    made_ms = desk.session.clock.now_ms()
    sections = tuple(_sections(desk))
    return Document(
        kind=words.KIND,
        title=words.TITLE,
        council=desk.council.name(),
        reference="",
        handling=words.HANDLING,
        made=report_words.made_by(me, made_ms),
        times=words.TIMES,
        sections=sections or (Section(words.TITLE, (Paragraphs((words.NOTHING,)),)),),
    )


def _sections(desk: Desk) -> Iterator[Section]:
    for group in Group:
        mine = (s for s in SETTINGS.values() if s.group is group)
        rows = tuple(_row(desk, s) for s in mine if desk.council.said(s.key))
        if rows:
            table = Table(words.HEAD, rows, _SHARES)
            yield Section(GROUPS[group.value], (table,))


def _row(desk: Desk, setting: Setting) -> tuple[str, ...]:
    text, value = explained(setting.key), desk.council.setting(setting.key)
    said = desk.council.said(setting.key)
    chosen = text.choices.get(value)
    why = chosen.follows if chosen else text.says
    by = tuple((desk.officers.name_of(one.person), one.at_ms) for one in said)
    return (text.name, one_line(value), why, words.decided(by))


def write_rules(desk: Desk, folder: Path) -> tuple[Path, ...]:
    """Write the council's rules into a folder, as PDF and as Markdown.

    Raises:
        TypesettingError: The PDF cannot be made; neither file is written.
        StorageError: The folder cannot be written to.
    """
    said = read_rules(desk)
    pdf = typeset(msgspec.to_builtins(said), _TEMPLATE, desk.session.clock.now_ms())
    files = {f"{words.FILE}.pdf": pdf, f"{words.FILE}.md": markdown(said).encode()}
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for file, data in files.items():
        write_whole(folder / file, data)
    return tuple(folder / file for file in files)
