"""officer leaving: what has to be done because somebody goes, shown before they do."""

from collections.abc import Sequence

from incidentkit.accounts.leaving import About, LeaverPlan, ToTake
from incidentkit.accounts.numbers import spoken_number
from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk.exposing import plan_for
from incidentkit.desk.leaving_rows import kind_of
from incidentkit.words import exposure as words
from incidentkit.words.account_commands import NO_NUMBER
from incidentkit.words.commands import try_this
from incidentkit.words.lists import and_list


def add(group: Group) -> None:
    """Declare the command."""
    leaving = group.command(
        "leaving", _leaving, "what to change and take away when somebody goes"
    )
    leaving.add_argument("name")
    leaving.add_argument(
        "--all", action="store_true", help="also why the other accounts can stay"
    )


def _leaving(call: Call) -> int:
    with call.desk() as desk:
        row = desk.officers.find(call.args.name)
        plan = plan_for(desk, row.person)
    say_plan(call, row.name, plan)
    if call.args.all:
        _say_accounts(call, words.OTHERS, plan.others)
    call.console.answer({"officer": row.name, **data_of(plan)})
    return DONE


def say_plan(call: Call, name: str, plan: LeaverPlan) -> None:
    """Say what has to be changed and taken away, and what changes a password."""
    say = call.console.say
    _say_only_factors(call, name, plan)
    _say_accounts(call, words.TODAY, plan.today)
    _say_accounts(call, words.MUST, plan.must)
    if plan.take_away:
        say(words.TAKE)
    for take in plan.take_away:
        call.console.say_wrapped(_take(take), "  ", "      ")
    if plan.care:
        say(words.CARE, *(f"  {one.label}" for one in plan.care))
    if plan.is_done:
        say(words.NOTHING_LEFT)
    if plan.today or plan.must:
        rotate = ("account", "rotate", "ACCOUNT", "--reason", "leaver")
        say(try_this(call.line(*rotate)))


def _say_only_factors(call: Call, name: str, plan: LeaverPlan) -> None:
    for take in plan.only_factors:
        call.console.say_wrapped(f"{take.label}: {words.only_factor(name)}.")
    if plan.only_factors:
        call.console.say_wrapped(words.ONLY_FACTOR_FIRST)
        call.console.say("")


def _say_accounts(call: Call, title: str, abouts: Sequence[About]) -> None:
    if abouts:
        call.console.say(title)
    for one in abouts:
        why = words.cause(one.cause, one.seen, one.changed, one.items)
        more = [words.after(one.after)] if one.after else []
        more += [words.together(one.with_same_login)] if one.with_same_login else []
        said = ". ".join((why, *more))
        call.console.say_wrapped(f"{one.label}: {said}.", "  ", "      ")


def _take(take: ToTake) -> str:
    kind, detail = kind_of(take.link)
    ring = [f"{r.name} {spoken_number(r.number) or NO_NUMBER}" for r in take.ring]
    about = f" ({detail})" if detail else ""
    asked = f". Ring {and_list(ring)}" if ring else ""
    what = f"{words.KINDS[kind]}{about}. {words.TAKE_AWAY[kind]}{asked}"
    return f"{take.label}, {take.entry.hex()[:8]}: {what}."


def data_of(plan: LeaverPlan) -> dict[str, object]:
    """Return the same as data, with why the other accounts can stay."""
    return {
        "only_factor": [take.label for take in plan.only_factors],
        "today": [_about(one) for one in plan.today],
        "must": [_about(one) for one in plan.must],
        "take_away": [
            {
                "account": take.label,
                "kind": kind_of(take.link)[0],
                "about": kind_of(take.link)[1],
                "link": take.entry,
            }
            for take in plan.take_away
        ],
        "care": [one.label for one in plan.care],
        "others": [_about(one) for one in plan.others],
    }


def _about(one: About) -> dict[str, object]:
    return {
        "account": one.label,
        "cause": str(one.cause),
        "items": [str(item) for item in one.items],
        "seen_ms": one.seen,
        "changed_ms": one.changed,
        "after": list(one.after),
    }
