"""What is said of approvals, in the log and wherever they are shown."""

from collections.abc import Sequence
from typing import Protocol

from incidentkit.words.drafts_log import ANYBODY
from incidentkit.words.lists import and_list, or_list
from incidentkit.words.report import CHANNELS


class Approved(Protocol):
    """Whoever approved, and whoever wrote it down."""

    @property
    def name(self) -> str:
        """Whoever approved."""
        ...

    @property
    def by(self) -> str:
        """Whoever wrote it down."""
        ...

    @property
    def is_signed(self) -> bool:
        """Whether it is their own signature."""
        ...


class Stands(Protocol):
    """How an approval stands as a whole."""

    @property
    def in_conflict(self) -> bool:
        """Two people wrote different texts."""
        ...

    @property
    def is_withdrawn(self) -> bool:
        """It will not be used."""
        ...

    @property
    def is_signed(self) -> bool:
        """Everybody who had to has signed it themselves."""
        ...

    @property
    def as_agreed(self) -> bool:
        """It is in the wording agreed beforehand."""
        ...

    @property
    def is_complete(self) -> bool:
        """Everybody has approved it."""
        ...

    @property
    def may_go_out(self) -> bool:
        """It may be published."""
        ...

    @property
    def nobody_reachable(self) -> bool:
        """Everybody who is missing was tried."""
        ...

    @property
    def lines(self) -> Sequence[object]:
        """The approvals that are needed."""
        ...


CONFLICT = "Two people wrote different texts. Choose one first; until then nobody can approve it."
AS_AGREED = (
    "The council agreed these words beforehand. One person may publish them, without "
    "asking anybody."
)
NOT_NEEDED = "Nobody has to approve this before it goes out."
COMPLETE = "Approved word for word. Any change means asking again."
RECORDED = (
    "Recorded as approved word for word. Not everybody signed it themselves. Any change "
    "means asking again."
)
WITHDRAWN = "This message was withdrawn. There is nothing to approve."
SHORT_NOTICE = (
    "Whoever is missing could not be reached. This short notice may go out; tell those "
    "you tried as soon as you can."
)
ONLY_SHORT = (
    "Whoever is missing could not be reached. You may hide a post of our own, and "
    "publish the short notice. This message waits until it is approved."
)
WAITS = "It may not go out yet."


def approved_by(name: str, by: str, *, is_signed: bool) -> str:
    """Say who approved. What nobody signed is said to be recorded, and by whom."""
    return name if is_signed else f"{name} (not signed, recorded by {by})"


def step_note(names: Sequence[str]) -> str:
    """Say, in the note of a step, who approved its text."""
    return f"Approved word for word by {and_list(list(names))}"


def recorded_note(names: Sequence[str]) -> str:
    """Say the same when not everybody signed it."""
    return f"Recorded as approved word for word: {and_list(list(names))}"


def stands(page: Stands) -> str:
    """Say how it stands as a whole."""
    complete = COMPLETE if page.is_signed else RECORDED
    known = (
        (page.is_withdrawn, WITHDRAWN),
        (page.in_conflict, CONFLICT),
        (page.as_agreed, AS_AGREED),
        (page.is_complete, complete if page.lines else NOT_NEEDED),
        (page.may_go_out, SHORT_NOTICE),
        (page.nobody_reachable, ONLY_SHORT),
    )
    return next((said for holds, said in known if holds), WAITS)


def role(name: str) -> str:
    """Return a role as the head of a line."""
    named = name or ANYBODY
    return named[:1].upper() + named[1:]


def given(role: str, one: Approved, when: str) -> str:
    """Say who approved as what, and when."""
    if one.is_signed:
        return f"{role}: approved by {one.name}, {when}"
    return f"{role}: {one.name} approved it, not signed. Recorded by {one.by}, {when}"


def lapsed(role: str, name: str) -> str:
    """Say that an approval is void."""
    return f"{role}: void. {name} approved an earlier version, and it has changed since"


def missing(role: str, may: Sequence[str], tried: Sequence[str]) -> str:
    """Say that an approval is missing, who could give it, and who was tried."""
    who = f" It could be {or_list(list(may))}." if may else ""
    attempts = f" Tried: {and_list(list(tried))}." if tried else ""
    return f"{role}: not yet.{who}{attempts}"


def head(title: str, channels: Sequence[str]) -> str:
    """Head the page of an approval."""
    return f"{title}, for {and_list(list(channels))}"


def goes_out(channels: Sequence[str]) -> str:
    """Say where a text goes out."""
    named = [CHANNELS.get(channel, channel) for channel in channels]
    return f"Goes out: {and_list(named)}"


def picture(name: str, alt: str) -> str:
    """Name a picture, and what it shows in words."""
    return f"Picture {name}: {alt or 'not described in words yet'}"


def code(code: str) -> str:
    """Give the code of a text, to be read out."""
    return f"Code of this version: {code}"


def language(name: str, *, is_stale: bool) -> str:
    """Say which language a text is in, and whether its pair is out of date."""
    if is_stale:
        return f"In {name}. The other language is out of date."
    return f"In {name}."


def stopped(reason: str) -> str:
    """Say what stops it."""
    return f"Stopped: {reason}"


def overridden(by: str, reason: str) -> str:
    """Say who decided against a check, and why."""
    return f"{by} decided against a check: {reason}"


def comment(by: str, text: str, quoted: str, *, is_open: bool) -> str:
    """Say what somebody commented."""
    about = f" on “{quoted}”" if quoted else ""
    return f"{by}{about}: {text}{'' if is_open else ' (dealt with)'}"


def reading(who: str, said: str, when: str, *, is_fine: bool) -> str:
    """Say what a second reader found."""
    found = "found it fine" if is_fine else "asks for changes"
    return f"{who} {found}, {when}{f': {said}' if said else ''}"


def to_approve(line: str) -> str:
    """Say how to approve it."""
    return f"To approve it: {line}"


def to_ask(line: str) -> str:
    """Say how to ask for it."""
    return f"To ask for it: {line}"
