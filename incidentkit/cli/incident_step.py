"""incident step: answer, finish, leave out or take back one step."""

from argparse import ArgumentParser
from collections.abc import Mapping

from incidentkit.cli.exits import DONE
from incidentkit.cli.incident_views import say_run
from incidentkit.cli.parser import Group
from incidentkit.cli.when import when_ms
from incidentkit.cli.which import likely_steps, on, short_name, the_incident
from incidentkit.cli.world import Call
from incidentkit.desk.ending import finish, went_out_ms
from incidentkit.desk.services import Desk
from incidentkit.errors import (
    DetailsMissingError,
    InvalidValueError,
    NothingShownError,
    ProofMissingError,
    ReasonNeededError,
    SecondPersonNeededError,
    SeveralMatchError,
    StepNotOpenError,
    UnknownNameError,
)
from incidentkit.incidents.run import Run
from incidentkit.incidents.steps import Finishing
from incidentkit.playbooks.model import DONT_KNOW, Step, plain
from incidentkit.playbooks.walk import Status
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import commands as words
from incidentkit.words import incident_commands as incident_words
from incidentkit.words.running_commands import opened_again
from incidentkit.words.times import clock_time

_OPTIONS: Mapping[type[Exception], str] = {
    DetailsMissingError: '--detail name="..."',
    ProofMissingError: '--proof "..."',
    NothingShownError: '--note "how it was done"',
    SecondPersonNeededError: '--second "their name"',
    ReasonNeededError: '--why "the reason"',
}
_NOT_KNOWN = frozenset({"?", "dont know", "dont know yet", "not known", "unknown"})


def add(group: Group) -> None:
    """Declare the command."""
    parser = group.command("step", _step, "answer, finish, skip or take back a step")
    parser.add_argument("step", help="the step, as `incident show` names it")
    _add_what(parser)
    parser.add_argument("--why", "--note", default="", help="the reason, or a note")
    parser.add_argument("--at", default="", help="when it was done before")
    parser.add_argument(
        "--detail",
        action="append",
        default=[],
        metavar="NAME=TEXT",
        help="what the step asks you to write down",
    )
    parser.add_argument("--proof", default="", help="an address, or what it asks for")
    parser.add_argument("--second", default="", help="the second person who agreed")
    on(parser, by=True)


def _add_what(parser: ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--answer", help="the answer to a question")
    what.add_argument("--done", action="store_true", help="it is done")
    what.add_argument("--already", action="store_true", help="it was done before")
    what.add_argument("--skip", action="store_true", help="leave it out; needs --why")
    what.add_argument("--undo", action="store_true", help="take back; needs --why")
    what.add_argument(
        "--again",
        action="store_true",
        help="take everything back that was written down of it; needs --why",
    )
    what.add_argument(
        "--without-capture",
        action="store_true",
        help="waiting is dangerous; needs --why",
    )


def _step(call: Call) -> int:
    at_ms = when_ms(call.args.at, call.now_ms)
    with call.desk() as desk:
        incident = the_incident(call, desk)
        run = desk.incidents.run(incident)
        step = likely_to_be_meant(call, run)
        try:
            said = _record(call, desk, incident, step, at_ms)
        except InvalidValueError as error:
            _advise(call, run, step, error.rule)
            raise
        except tuple(_OPTIONS) as error:
            call.console.advise(words.add_option(_OPTIONS[type(error)]))
            raise
        except StepNotOpenError as error:
            _advise_first(call, run, error.waits_for)
            raise
        call.console.say(said, "")
        say_run(call, desk, incident)
    return DONE


def likely_to_be_meant(call: Call, run: Run) -> Step:
    """Return the step that is meant: its name, or a beginning of it, in any case.

    Raises:
        UnknownNameError, SeveralMatchError: None, or more than one.
    """
    wanted = call.args.step.strip().casefold().strip("[]")
    exact = run.playbook.step(wanted)
    if exact is not None:
        return exact
    found = [s for s in run.playbook.steps() if wanted and s.slug.startswith(wanted)]
    found = _wanted(run, found) or found
    if len(found) == 1:
        return found[0]
    if found:
        names = (short_name(run.playbook, step.slug) for step in found)
        raise SeveralMatchError("step", call.args.step, tuple(names))
    likely = likely_steps(run, wanted)
    if likely:
        call.console.advise(words.did_you_mean(likely))
    raise UnknownNameError("step", call.args.step)


def _wanted(run: Run, steps: list[Step]) -> list[Step]:
    """Return those steps that the answers so far have not made needless."""
    positions = (run.walk.position(step.slug) for step in steps)
    return [p.step for p in positions if p and p.status is not Status.NOT_NEEDED]


def _record(call: Call, desk: Desk, incident: SubjectId, step: Step, at_ms: int) -> str:
    """Record what was said of a step, and return it in words."""
    args, service, slug = call.args, desk.incidents, step.slug
    more = Finishing(named_values(args.detail), args.proof, args.second)
    if args.answer is not None:
        label = _label(step, args.answer)
        service.answer(incident, slug, label, reason=args.why, by=args.by, more=more)
        return incident_words.step_answered(step.title, label)
    if args.already:
        service.already_done(incident, slug, at_ms=at_ms, by=args.by, reason=args.why)
        return incident_words.step_done(step.title)
    if args.skip:
        service.skip(incident, slug, args.why, args.by)
        return incident_words.step_skipped(step.title)
    if args.undo or args.again or args.without_capture:
        return _loosen(call, desk, incident, step)
    finish(desk, incident, slug, args.why, by=args.by, more=more)
    return incident_words.step_done(step.title)


def _loosen(call: Call, desk: Desk, incident: SubjectId, step: Step) -> str:
    """Take back what was recorded of a step, or let it go before its capture."""
    args, service, slug = call.args, desk.incidents, step.slug
    out_ms = went_out_ms(desk, incident, step)
    if out_ms and not args.without_capture:
        when = clock_time(out_ms, call.now_ms)
        call.console.say_wrapped(incident_words.went_out(when))
    if args.undo:
        service.undo(incident, slug, args.why)
        return incident_words.step_undone(step.title)
    if args.again:
        service.open_again(incident, slug, args.why)
        return opened_again(step.title)
    service.override_capture(incident, slug, args.why)
    return incident_words.step_unlocked(step.title)


def named_values(said: list[str]) -> dict[str, str]:
    """Return what was given as name=text.

    Raises:
        InvalidValueError: One is not of that form.
    """
    pairs = [one.partition("=") for one in said]
    if not all(sign and name.strip() for name, sign, _ in pairs):
        raise InvalidValueError("detail", "name-and-text")
    return {name.strip(): text.strip() for name, _, text in pairs}


def _label(step: Step, said: str) -> str:
    """Return what was said, as the playbook calls it: also a plain `unknown`."""
    bare = plain(said).replace("'", "")
    return DONT_KNOW if bare in _NOT_KNOWN else (step.label(said) or said)


def _advise_first(call: Call, run: Run, title: str) -> None:
    """Say how to take the step that comes first."""
    first = next((p.step for p in run.walk.positions if p.step.title == title), None)
    if first is not None:
        what = ("--answer", words.ANSWER) if first.asks else ("--done",)
        name = short_name(run.playbook, first.slug)
        call.console.advise(words.try_this(call.line("incident", "step", name, *what)))


def _advise(call: Call, run: Run, step: Step, rule: str) -> None:
    name = short_name(run.playbook, step.slug)
    if rule in {"not-an-answer", "needs-an-answer"} and step.asks:
        call.console.advise(incident_words.answers_are(step.title, step.labels))
        answer = call.line("incident", "step", name, "--answer", words.ANSWER)
        call.console.advise(words.try_this(answer))
    elif rule == "not-an-answer":
        done = call.line("incident", "step", name, "--done")
        call.console.advise(incident_words.no_question(step.title))
        call.console.advise(words.try_this(done))
    elif rule == "before-it-began":
        call.console.advise(words.add_option('--at "07:10" --why "why it went first"'))
    elif rule == "empty":
        call.console.advise(words.add_option('--why "the reason"'))
