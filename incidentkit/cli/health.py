"""health: what is weak, old or missing, and the batch that compares passwords."""

from pathlib import Path

from incidentkit.accounts.health import Found
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk.breached import choose_list, chosen_list
from incidentkit.desk.health import HealthPage, read_health, run_batch
from incidentkit.words import health as words
from incidentkit.words.commands import try_this
from incidentkit.words.times import spoken_date, spoken_month


def add(group: Group) -> None:
    """Declare the commands."""
    group.command("show", _show, "what is weak, old or missing, and what mends it")
    group.command("compare", _compare, "compare all passwords, without showing any")
    stolen = group.command("stolen", _stolen, "a list of stolen passwords to look in")
    stolen.add_argument("list", nargs="?", default="", metavar="FILE")
    stolen.add_argument("--none", action="store_true", help="use none any more")


def _show(call: Call) -> int:
    with call.desk() as desk:
        page = read_health(desk)
    for one in page.found:
        said = words.FINDINGS[one.finding]
        rest = words.detail(one.finding, one.people, one.detail, one.days)
        about = f" ({rest})" if rest else ""
        call.console.say_wrapped(f"{one.label}: {said.name}{about}. {said.cause}.")
    for place in dict.fromkeys(words.FINDINGS[one.finding].place for one in page.found):
        call.console.say(try_this(call.line(*words.command(place))))
    if not page.found:
        call.console.say(words.ALL_WELL)
    _say_figures(call, page)
    call.console.answer(_data(page))
    return DONE


def _say_figures(call: Call, page: HealthPage) -> None:
    figures = page.figures
    exposed = words.exposed(figures.exposed, figures.open_accounts)
    last = page.rounds[-1][1].percent if page.rounds else None
    call.console.say("", f"{words.KEPT_SCORE}: {words.kept(last)}")
    call.console.say(f"{words.EXPOSURE_SCORE}: {exposed}", "", words.AGES_TITLE)
    for name, number in zip(words.AGES, figures.ages, strict=True):
        call.console.say(f"  {name:16}{number}")
    if figures.unknown:
        call.console.say(f"  {words.NOT_KNOWN:16}{figures.unknown}")
    call.console.say(words.COVER_TITLE)
    call.console.say(f"  {words.WITH:20}{figures.covered}")
    call.console.say(f"  {words.WITHOUT:20}{figures.second_steps - figures.covered}")
    call.console.say(words.MONTHS_TITLE)
    for month, score in page.rounds:
        line = words.month_line(score.kept, score.lines)
        call.console.say(f"  {spoken_month(month):16}{line}")
    if not page.rounds:
        call.console.say(f"  {words.NO_ROUNDS}")
    if page.batch_ms:
        call.console.say(words.compared(spoken_date(page.batch_ms)))
    elif page.i_lead:
        call.console.say(words.COMPARED_NEVER)


def _data(page: HealthPage) -> dict[str, object]:
    figures = page.figures
    return {
        "findings": [_finding(one) for one in page.found],
        "ages": list(figures.ages),
        "unknown_age": figures.unknown,
        "second_steps": figures.second_steps,
        "covered": figures.covered,
        "accounts": figures.open_accounts,
        "exposed": figures.exposed,
        "months": [
            {"month": month, "kept": score.kept, "lines": score.lines}
            for month, score in page.rounds
        ],
        "compared_ms": page.batch_ms,
    }


def _finding(one: Found) -> dict[str, object]:
    return {
        "finding": str(one.finding),
        "account": one.label,
        "people": list(one.people),
        "about": one.detail,
        "days": one.days,
    }


def _compare(call: Call) -> int:
    with call.desk() as desk:
        found = run_batch(desk)
        labels = {bytes(s): t.label for s, t in desk.accounts.states().items()}
    call.console.say(words.batch(found.looked, len(found.groups), len(found.breached)))
    groups = [[labels.get(a, "") for a in group] for group in found.groups]
    for group in groups:
        call.console.say(f"  {', '.join(group)}")
    call.console.answer(
        {"looked": found.looked, "groups": groups, "stolen": len(found.breached)}
    )
    return DONE


def _stolen(call: Call) -> int:
    places = call.places
    if call.args.none:
        choose_list(places, None)
        call.console.say(words.LIST_FORGOTTEN)
    elif call.args.list:
        choose_list(places, Path(call.args.list))
    path = chosen_list(places)
    if path is not None:
        call.console.say(words.list_chosen(path.name))
    elif not call.args.none:
        call.console.say(words.NO_LIST)
    call.console.answer({"list": str(path) if path else ""})
    return DONE
