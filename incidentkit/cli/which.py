"""Which incident and which step somebody means, and how to name a step shortly."""

from argparse import ArgumentParser
from collections.abc import Iterable
from difflib import get_close_matches

from incidentkit.cli.world import Call
from incidentkit.desk.services import Desk
from incidentkit.errors import SeveralMatchError, UnknownNameError
from incidentkit.incidents.run import Run
from incidentkit.playbooks.model import Playbook
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.commands import did_you_mean

_LEAST_LETTERS = 12
_OFFERED = 3


def on(parser: ArgumentParser, *, by: bool = False) -> None:
    """Declare the options that say which incident, and who did it."""
    parser.add_argument(
        "--incident", default="", help="which, if more than one is open"
    )
    if by:
        parser.add_argument("--by", default="", help="who did it, if not you")


def the_incident(call: Call, desk: Desk, *, is_open: bool = True) -> SubjectId:
    """Return the incident named, or the only open one, or the only one there is.

    Whoever reopens (`is_open` False) means a closed one.

    Raises:
        UnknownNameError, SeveralMatchError: None, or more than one.
    """
    named: str = call.args.incident
    if named:
        return desk.incidents.find(named)
    rows = desk.incidents.rows()
    wanted = [r for r in rows if r.state.is_open is is_open] or list(rows)
    if not wanted:
        raise UnknownNameError("incident", "")
    if len(wanted) > 1:
        names = tuple(row.state.reference for row in wanted)
        raise SeveralMatchError("incident", "", names)
    return wanted[0].incident


def the_account(call: Call, desk: Desk) -> SubjectId:
    """Return the account named; when there is none, those like it are offered.

    Raises:
        UnknownNameError, SeveralMatchError: None, or more than one.
    """
    named: str = call.args.account
    try:
        return desk.accounts.find(named)
    except UnknownNameError:
        labels = [row.label for row in desk.accounts.rows()]
        plain = {label.casefold(): label for label in labels}
        wanted = named.casefold()
        holding = [label for label in plain if wanted and wanted in label]
        close = holding or get_close_matches(wanted, plain, n=_OFFERED, cutoff=0.5)
        if close:
            likely = [plain[label] for label in close[:_OFFERED]]
            call.console.advise(did_you_mean(likely))
        raise


def short_name(playbook: Playbook, slug: str) -> str:
    """Return the fewest whole words that name a step and no other."""
    others = [step.slug for step in playbook.steps() if step.slug != slug]
    words = slug.split("-")
    for number in range(1, len(words)):
        short = "-".join(words[:number])
        if len(short) >= _LEAST_LETTERS and not _begins(others, short):
            return short
    return slug


def _begins(slugs: Iterable[str], short: str) -> bool:
    return any(slug.startswith(short) for slug in slugs)


def likely_steps(run: Run, wanted: str) -> tuple[str, ...]:
    """Return the short names of steps that somebody may have meant."""
    words = [word for word in wanted.casefold().replace(" ", "-").split("-") if word]
    slugs = [p.step.slug for p in run.walk.positions]
    holding = [s for s in slugs if all(w in s for w in words)] if words else []
    close = get_close_matches(wanted.casefold(), slugs, n=_OFFERED, cutoff=0.5)
    by_title = [
        p.step.slug
        for p in run.walk.positions
        if wanted.casefold() in p.step.title.casefold()
    ]
    found = dict.fromkeys((*holding, *by_title, *close))
    return tuple(short_name(run.playbook, slug) for slug in list(found)[:_OFFERED])
