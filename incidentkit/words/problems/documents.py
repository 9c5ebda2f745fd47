"""Words for a file that people write and that could not be read."""

from collections.abc import Mapping

from incidentkit.errors import (
    DocumentError,
    FileUnreadableError,
    ImportRefusedError,
    PackRefusedError,
    PaperFolderError,
    PlatformFactsRefusedError,
    PlaybookRefusedError,
    TemplateRefusedError,
    TranslationWaitsError,
    TypesettingError,
)
from incidentkit.words.drafting import TEMPLATE_RULES
from incidentkit.words.packs import PACK_RULES
from incidentkit.words.playbooks import REFUSALS, refusal
from incidentkit.words.problems.problem import Problem, Table, plain, quoted
from incidentkit.words.rules import value_rule
from incidentkit.words.templates import why_it_waits

# What the typesetter's absence is called; nobody needs to read it.
_MISSING = frozenset({"typst", "pdf"})
_ANY_FAULT = "This is not written in the way that is needed here."


def _place(file: str, line: int) -> str:
    return f"Line {line} of {quoted(file)}" if line else quoted(file)


def _fault(rules: Mapping[str, str], rule: str, detail: str) -> str:
    """Return what is wrong as the second half of a sentence, with the place in it."""
    words = plain(rules.get(rule, _ANY_FAULT))
    shown = f" ({quoted(plain(detail))})" if detail else ""
    return f"{words[0].lower()}{words[1:]}{shown}"


def _playbook(error: PlaybookRefusedError) -> Problem:
    place = f"line {error.line}" if error.line else "the file"
    known = error.rule in REFUSALS
    return Problem(
        "This playbook cannot be used yet",
        refusal(error)
        if known
        else f"{_place(error.file, error.line)}: {_fault({}, '', error.detail)}.",
        f"Change {place}, and then check the playbook again.",
    )


def _template(error: TemplateRefusedError) -> Problem:
    return Problem(
        "This message template cannot be used yet",
        f"{_place(error.file, error.line)}: "
        f"{_fault(TEMPLATE_RULES, error.rule, error.detail)}.",
        "Change the template there, or use the one that came with the kit.",
    )


def _waits(error: TranslationWaitsError) -> Problem:
    return Problem(
        "The Welsh text cannot be used yet",
        f"The Welsh text of {quoted(error.template)} {why_it_waits(error.standing)}.",
        "Have a translator look at it and record their name under Templates, or publish "
        "the English now and the Welsh as soon as it is there.",
    )


def _facts(error: PlatformFactsRefusedError) -> Problem:
    return Problem(
        "The facts about a platform could not be read",
        f"{quoted(error.file)} is not laid out as it should be: {plain(error.detail)}.",
        "Go on without them, since accounts and playbooks work all the same, and "
        "tell your IT service desk.",
    )


def _pack(error: PackRefusedError) -> Problem:
    return Problem(
        "This pack was not opened",
        "It was refused whole and nothing of it was kept, because "
        f"{_fault(PACK_RULES, error.rule, error.detail)}.",
        "Ring whoever made it, and ask them to send it again in another way.",
    )


def _import(error: ImportRefusedError) -> Problem:
    place = f"In row {error.row}" if error.row else "In the file"
    column = f", column {quoted(error.column)}," if error.column else ""
    return Problem(
        "Nothing was imported",
        f"{place}{column} something was not taken, because "
        f"{value_rule(error.rule).because}.",
        "Change that in the file and import it again, as nothing of it was kept.",
    )


def _unreadable(error: FileUnreadableError) -> Problem:
    return Problem(
        "This file cannot be read",
        f"{quoted(error.path)} is not there, or this machine may not read it.",
        "Check the name and whether the drive is connected, and try again.",
    )


def _paper_folder(error: PaperFolderError) -> Problem:
    return Problem(
        "The folder for the paper is not there",
        f"{quoted(error.folder)} cannot be found, so nothing was written.",
        "Check whether the drive is connected, or choose another folder.",
    )


def _typesetting(error: TypesettingError) -> Problem:
    said = plain(error.reason)
    known = said in _MISSING or not said
    reason = "" if known else f" ({said})"
    return Problem(
        "The report was not written",
        f"The PDF of it could not be made{reason}, so no file was left, and "
        "everything is still in the log.",
        "Write the report again later or on another machine, and until then show "
        "people the log.",
    )


TABLE: Table = {
    DocumentError: Problem(
        "This file cannot be used yet",
        "The file is not written in the way that is needed here, and nothing of it "
        "was kept.",
        "Look at the file again, or use another.",
    ),
    PlaybookRefusedError: _playbook,
    TemplateRefusedError: _template,
    TranslationWaitsError: _waits,
    PlatformFactsRefusedError: _facts,
    PackRefusedError: _pack,
    ImportRefusedError: _import,
    FileUnreadableError: _unreadable,
    PaperFolderError: _paper_folder,
    TypesettingError: _typesetting,
}
