"""What a step says beyond its playbook's own words: what finishes it, and what does not."""

from collections.abc import Sequence

from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list
from incidentkit.words.times import clock_time

# --- why ----------------------------------------------------------------------
RESTS_ON = "What this rests on"
RESTS_ON_LESS = "Hide what this rests on"

# --- what it asks for ---------------------------------------------------------
IF_KNOWN = "Only if you know it"
KEEP_FORM = "Keep this, and finish the step later"
DIFFERENT = "Two people wrote different things here"
PUT_THIS = "Take this one"
LINK = "The address where it can be seen"
LINK_HINT = "Copy it whole from your browser, beginning with https."
EVIDENCE = "File what shows it here. The step can be finished after that."
SECOND = "Two people agree before this is done"
SECOND_WHO = "Who agrees?"
SECOND_HINT = "Their name. They may be on the telephone."
SECOND_MACHINE = (
    "Or leave it open, and ask them to look at this step on their own machine and to "
    "press “I agree”."
)
I_AGREE = "I agree"
I_AGREED = "You have agreed. Somebody else finishes the step."
FINAL = "This cannot be undone."
SIGNS = "Who signs this off"
RULE = "The council's rule"
REASON_ASKED = "This takes a reason. A few words are enough."

# --- other ends ---------------------------------------------------------------
CANNOT = "It could not be done"
NOBODY = "Nobody could be reached"
OTHER_ENDS = "Other ways"
OTHER_ENDS_LESS = "Hide other ways"
CANNOT_WHY = "What happened?"
CANNOT_NOW = "Record it, and see what to do instead"
ATTEMPT_WHOM = "Whom did you try?"
ATTEMPT_HOW = "How?"
ATTEMPT_WHEN = "When?"
ATTEMPT_HOW_HINT = "For example by telephone"
ATTEMPT_WHEN_HINT = "For example 07:10, or 10 minutes ago"
ATTEMPT_MORE = "Somebody else was tried too"
BEFORE_KIT = "It was done before the kit was opened"
EARLIER = "When was it done, and why before the rest?"
EARLIER_BODY = (
    "Usually a copy is kept, or a second person agrees, before this is done. It is "
    "recorded as it was, and what is missing stays on the list of what is open."
)
EARLIER_WHEN = "When was it done?"
EARLIER_WHEN_HINT = "For example 07:10, or yesterday 23:40"
EARLIER_WHY = "Why did it go first?"
OPEN_AGAIN = "Open it again"
ON_RECORD = "What is written down about this step"
UNSETTLED = "Two people said different things about this step"
UNSETTLED_BODY = "Talk to each other, then say once more how it is. That will count."

# --- alone --------------------------------------------------------------------
ALONE_ASK = "Are you on your own with this?"
ALONE_BODY = (
    "Nobody else has written here yet. Working alone, the kit puts what stops the harm "
    "first and says the short form of each step."
)
NOT_ALONE = "No, others help"

# --- not done yet -------------------------------------------------------------
NOT_CHANGED = (
    "The old password still counts: make the new one above, and say there that it "
    "works. If it was changed without the kit, write down how, and press this again."
)
NOTHING_WRITTEN = (
    "No text is written for this yet: begin it above. If it was written without the "
    "kit, write down where, and press this again."
)
NOT_APPROVED = (
    "The text is not approved word for word yet. Ask for it above, or write in the note "
    "who agreed to what."
)
NOTHING_SHOWN = {
    "secret": NOT_CHANGED,
    "text": NOTHING_WRITTEN,
    "approval": NOT_APPROVED,
}

# --- again and again ----------------------------------------------------------
AGAIN_NOW = "Done now"
AGAIN_END = "It need not be done again"
AGAIN_ENDED = "It need not be done again."
RESTING = "To be done again"

# --- another playbook ---------------------------------------------------------
RUNS_ALREADY = "It runs beside this one already."

# --- meanwhile ----------------------------------------------------------------
GO_NEXT = "Go to the next step"
NOT_NEEDED = "This step is not needed any more."


def until_is(question: str, answer: str, *, negated: bool) -> str:
    """Say in words what an answer has to be."""
    return f"“{question}” is {'not ' if negated else ''}{answer}"


def until_parts(parts: Sequence[str], *, every: bool) -> str:
    """Join what has to hold."""
    return (" and " if every else " or ").join(parts)


def span(minutes: int) -> str:
    """Return a number of minutes as people say it."""
    if minutes > 4320 and minutes % 1440 == 0:
        return counted(minutes // 1440, "day")
    if minutes and minutes % 60 == 0:
        return counted(minutes // 60, "hour")
    return counted(minutes, "minute")


def every(minutes: int, until: str) -> str:
    """Say how often something is done, and until when."""
    how_often = f"This is done every {span(minutes)}"
    return f"{how_often} until {until}." if until else f"{how_often}."


def last_done(last_ms: int, next_ms: int, now_ms: int) -> str:
    """Say when it was done, and when it is next."""
    last = clock_time(last_ms, now_ms)
    if next_ms <= now_ms:
        return f"Last done at {last}. It is time to do it again."
    return f"Last done at {last}. Next at {clock_time(next_ms, now_ms)}."


def again(title: str, at_ms: int, now_ms: int) -> str:
    """Return one step of those that are done again, with its time."""
    when = "now" if at_ms <= now_ms else f"at {clock_time(at_ms, now_ms)}"
    return f"{title}: {when}"


def law(text: str) -> str:
    """Say which law is behind a step."""
    return f"The law behind it: {text}"


def basis(text: str) -> str:
    """Say what a step or an answer rests on."""
    return f"Rests on: {text}"


def against_rule(rule: str) -> str:
    """Say that an answer is not the council's rule."""
    return f"The council's rule is “{rule}”. Say why it is different this time."


def answer_as(label: str) -> str:
    """Return the name of the button that gives an answer with its reason."""
    return f"Answer “{label}” with this reason"


def agreed(names: Sequence[str]) -> str:
    """Say who agreed."""
    return f"Agreed: {and_list(tuple(names))}"


def signs(severity: str, roles: Sequence[str]) -> str:
    """Say who signs at a severity."""
    who = and_list(tuple(roles))
    return f"{severity}: {who}" if severity else who


def begin(name: str) -> str:
    """Return the name of the button that begins another playbook."""
    return f"Begin “{name}” beside this"


def meanwhile(names: Sequence[str]) -> str:
    """Say that somebody else dealt with the step that is shown."""
    who = and_list(tuple(names)) if names else "Somebody"
    verb = "have" if len(names) > 1 else "has"
    return f"{who} {verb} dealt with this step meanwhile."


def comes_first(title: str) -> str:
    """Say that another step comes first by now."""
    return f"Something else comes first now: {title}"


def by_key(key: str) -> str:
    """Say which key finishes a step from inside its form."""
    return f"{key} finishes the step from here."


def wrote(text: str) -> str:
    """Return one of several versions."""
    return f"“{text}”"


def doubted(doubt: str) -> str:
    """Ask whether somebody is sure."""
    return (
        f"{doubt} Look at the text again. If it is right as it stands, press it again."
    )
