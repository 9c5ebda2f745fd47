"""Words for a file that people write and that could not be read."""

from collections.abc import Mapping

from incidentkit.errors import (
    DocumentError,
    FileUnreadableError,
    ImportRefusedError,
    PlatformFactsRefusedError,
    PlaybookRefusedError,
    TemplateRefusedError,
    TypesettingError,
)
from incidentkit.words.drafting import TEMPLATE_RULES
from incidentkit.words.playbooks import REFUSALS, refusal
from incidentkit.words.problems.problem import Problem, Table, plain, quoted
from incidentkit.words.rules import value_rule

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


def _facts(error: PlatformFactsRefusedError) -> Problem:
    return Problem(
        "The facts about a platform could not be read",
        f"{quoted(error.file)} is not laid out as it should be: {plain(error.detail)}.",
        "Go on without them, since accounts and playbooks work all the same, and "
        "tell your IT service desk.",
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


def _typesetting(error: TypesettingError) -> Problem:
    reason = f" ({plain(error.reason)})" if plain(error.reason) else ""
    return Problem(
        "There is no PDF of the report yet",
        f"The PDF could not be made{reason}, and the plain text of the report is "
        "complete.",
        "Use the plain text for now, and make the PDF again later or on another "
        "machine.",
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
    PlatformFactsRefusedError: _facts,
    ImportRefusedError: _import,
    FileUnreadableError: _unreadable,
    TypesettingError: _typesetting,
}
