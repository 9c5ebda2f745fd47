"""One sentence for each thing that can happen in an incident.

Each follows the name of whoever did it, as in "Asha Lead: Filed a screenshot".
What people wrote themselves stands in it as they wrote it.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from incidentkit.words.lists import and_list
from incidentkit.words.times import log_time, spoken_time

_FLAGS: Mapping[tuple[str, bool], str] = MappingProxyType(
    {
        ("danger", True): "Said that waiting would leave people in danger, so that "
        "what stops harm comes before screenshots",
        ("danger", False): "Said that waiting leaves nobody in danger",
        ("alone", True): "Said that one person is working on this alone",
        ("alone", False): "Said that more than one person is working on this",
        ("machine", True): "Said that the computer in use may be how they got in",
        ("machine", False): "Said that the computer in use is not how they got in",
    }
)
FIRST_KNOWN = "When did anybody in the council first know?"
ITEMS: Mapping[str, str] = MappingProxyType(
    {
        "login": "login",
        "secret": "password",
        "totp": "key for sign-in codes",
        "note": "note for holders",
        "codes": "recovery codes",
    }
)
SITUATION_LINES: Mapping[str, str] = MappingProxyType(
    {
        "known": "What we know",
        "not_known": "What we do not know",
        "said": "What we have said",
        "next": "What happens next",
        "needed": "What is needed from you",
    }
)
CAUSES: Mapping[str, str] = MappingProxyType(
    {
        "phishing": "A false login page or message",
        "reused-password": "A password that was used somewhere else as well",
        "malware": "Harmful software",
        "app": "A connected app",
        "sim-swap": "A stolen telephone number",
        "lost-device": "A lost device",
        "leaver": "Access of somebody who had left",
        "insider": "Somebody inside",
        "mistake": "A mistake",
        "fault": "A technical fault",
    }
)
_ENDS = (".", "!", "?", "…", ":")


def sentence(*parts: str) -> str:
    """Return what was said as sentences, each ended, without those that are empty."""
    said = (part.strip() for part in parts)
    return " ".join(
        part if part.endswith(_ENDS) else f"{part}." for part in said if part
    )


def labelled(label: str, text: str) -> str:
    """Return a text with what it is in front, or nothing when there is no text."""
    return f"{label}: {text.strip()}" if text.strip() else ""


def _at(address: str) -> str:
    """Return an address in quotes, so that no full stop seems to belong to it."""
    return f"The address is “{address.strip()}”" if address.strip() else ""


def who_did_it(who: str, recorder: str) -> str:
    """Return who did something, and who wrote it down when that is somebody else."""
    return who if who == recorder else f"{who}, recorded by {recorder}"


# --- what is added to a sentence ----------------------------------------------


def taken_back(text: str) -> str:
    """Return the sentence of something that was taken back later."""
    return f"Taken back later: {text}"


def changed_later(text: str) -> str:
    """Return the sentence of an answer that another replaced."""
    return f"Changed later: {text}"


def written_down(at_ms: int) -> str:
    """Return when something was written down, if that was not when it happened."""
    return f"Written down {log_time(at_ms)}"


def clock_differs(minutes: int) -> str:
    """Return that a machine's clock and the others' do not agree."""
    return f"This machine's clock was {minutes} minutes behind what others had written"


# --- the run ------------------------------------------------------------------


def started(
    title: str, account: str, seen: str, *, alone: bool, exercise: str = ""
) -> str:
    """Say that an incident began, or the exercise of one."""
    on = f" about {account}" if account else ""
    return sentence(
        f"EXERCISE “{exercise}”: none of this is real" if exercise else "",
        f"Started the incident “{title}”{on}",
        labelled("Seen", seen),
        "Working alone" if alone else "",
    )


def answered(question: str, answer: str, reason: str, *more: str) -> str:
    """Say what was answered, and why."""
    return sentence(
        f"Answered “{question}” with “{answer}”", labelled("Reason", reason), *more
    )


def done(step: str, note: str, *more: str, before_kit: bool) -> str:
    """Say that a step was finished."""
    if before_kit:
        return sentence(f"Had done “{step}” before the kit was opened", note)
    return sentence(f"Finished “{step}”", note, *more)


def skipped(step: str, reason: str) -> str:
    """Say that a step was left out."""
    return sentence(f"Left out “{step}”", labelled("Reason", reason))


def overridden(step: str, reason: str) -> str:
    """Say that something might go before it was captured."""
    return sentence(
        f"Allowed “{step}” before anything was captured", labelled("Reason", reason)
    )


def undone(what: str, reason: str) -> str:
    """Say that an earlier entry was taken back."""
    target = f"“{what}”" if what else "an earlier entry"
    return sentence(f"Took back {target}", labelled("Reason", reason))


def noted(text: str) -> str:
    """Say what somebody wrote down."""
    return labelled("Noted", text)


def flagged(flag: str, reason: str, *, on: bool) -> str:
    """Say that people are in danger, or that somebody works alone."""
    said = _FLAGS.get((flag, on), f"Set “{flag}” to {'yes' if on else 'no'}")
    return sentence(said, labelled("Reason", reason))


def moment_set(question: str, when_ms: int, reason: str) -> str:
    """Say when one of the playbook's moments was."""
    return sentence(
        f"Answered “{question}” with {spoken_time(when_ms)}",
        labelled("Reason", reason),
    )


def promised(when_ms: int, to: str) -> str:
    """Say when people were told to expect news."""
    whom = f" to {to.strip()}" if to.strip() else ""
    return sentence(f"Promised news{whom} by {spoken_time(when_ms)}")


def cause_set(status: str, cause: str, basis: str) -> str:
    """Say what is known of the cause."""
    if status == "unexplained":
        first = "Recorded that the cause is not known"
    else:
        first = f"Recorded the cause as {status}: {CAUSES.get(cause, cause).strip()}"
    return sentence(first, labelled("It rests on", basis))


def situation(lines: Sequence[tuple[str, str]]) -> str:
    """Say that a situation report was filed, with its lines."""
    return sentence(
        "Filed a situation report",
        *(labelled(label, text) for label, text in lines),
    )


def closed(
    summary: str, lessons: str, left_open: Sequence[str], reason: str, *more: str
) -> str:
    """Say that the incident was closed."""
    left = labelled("Left open", and_list(left_open))
    return sentence(
        "Closed the incident",
        summary,
        labelled("Lessons", lessons),
        left,
        labelled("Reason", reason),
        *more,
    )


def reopened(reason: str) -> str:
    """Say that the incident went on."""
    return sentence("Reopened the incident", labelled("Reason", reason))


def exported(name: str, sha256: str) -> str:
    """Say that a report was written."""
    return sentence(f"Wrote the report {name}", labelled("SHA-256", sha256))


# --- evidence -----------------------------------------------------------------


def evidence_filed(
    what: str, name: str, size: int, address: str, shown: str = ""
) -> str:
    """Say that a file was taken into evidence."""
    return sentence(
        f"Filed “{name}” as evidence, {size:,} bytes",
        what,
        _at(address),
        shown,
    )


def text_filed(what: str, characters: int, address: str, shown: str = "") -> str:
    """Say that a text was taken into evidence."""
    return sentence(
        f"Filed a text as evidence, {characters:,} characters",
        what,
        _at(address),
        shown,
    )


def held_elsewhere(what: str, device: str, person: str) -> str:
    """Say who has evidence that is still to be filed."""
    return sentence(f"Recorded that {person} has this on {device}: {what}")


# --- the account --------------------------------------------------------------


def account_added(account: str, items: Sequence[str]) -> str:
    """Say that an account was written down."""
    kept = f", with its {and_list(items)}" if items else ""
    return sentence(f"Wrote down {account}{kept}")


def account_edited(account: str, fields: Sequence[str]) -> str:
    """Say that what everybody reads about an account was changed."""
    return sentence(f"Changed of {account}: {and_list(fields)}")


def items_set(account: str, items: Sequence[str]) -> str:
    """Say that values were written down as they stand."""
    return sentence(f"Put in for {account}: {and_list(items)}")


def rotation_begun(account: str, item: str, because: str) -> str:
    """Say that a new value waits beside the old one."""
    return sentence(
        f"Began to change the {item} of {account} because {because}; "
        "the old one is kept until the new one works"
    )


def rotation_confirmed(account: str, item: str, *, tried: bool) -> str:
    """Say that a new value is in force."""
    how = "after signing in with it" if tried else "without trying it"
    return sentence(f"Confirmed the new {item} of {account} {how}")


def rotation_rolled_back(account: str, item: str, why: str) -> str:
    """Say that a new value did not take."""
    return sentence(
        f"Went back to the old {item} of {account}: the new one did not take",
        labelled("Reason", why),
    )


def rotation_settled(account: str, item: str) -> str:
    """Say which of several values works."""
    return sentence(f"Settled which {item} of {account} is the one that works")


def item_changed(account: str, item: str) -> str:
    """Say, to those who may not open it, that something was written down or changed."""
    return sentence(f"Changed the {item} of {account}")


def change_not_known(account: str, item: str) -> str:
    """Tell a change that is said by somebody who could not know of it."""
    return sentence(
        f"Said that the {item} of {account} was changed, without being able to open it",
        "It counts for nothing",
    )


def code_used(account: str, number: int) -> str:
    """Say that a recovery code was used up."""
    return sentence(f"Used up recovery code {number} of {account}")


def revealed(account: str, item: str, number: int, why: str) -> str:
    """Say that somebody was shown something."""
    which = f"recovery code {number}" if number else f"the {item}"
    return sentence(f"Was shown {which} of {account}", labelled("Reason", why))


def code_shown(account: str) -> str:
    """Say that somebody was shown the sign-in code of the moment."""
    return sentence(f"Was shown the sign-in code of the moment for {account}")


# --- what this version cannot read --------------------------------------------


def unreadable(kind: str) -> str:
    """Say that an entry is of a kind that has no words."""
    return sentence(f"Wrote an entry of the kind “{kind}”")
