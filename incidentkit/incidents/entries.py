"""What the entries about an incident carry.

`by` is who did it, in the words of whoever recorded it; empty means the
recorder did it. `at_ms` is when it happened, as wall time; 0 means when it was
written down.
"""

from msgspec import field

from incidentkit.vault.encoding import Hash, Id
from incidentkit.vault.kinds import Body


class KeptPart(Body, frozen=True):
    """The text of a part that a playbook uses, as it was when it was taken in."""

    file: str
    text: str


class Attempt(Body, frozen=True):
    """Somebody who was tried and could not be reached: whom, by what way, when."""

    whom: str
    how: str = ""
    when_ms: int = 0


class Lesson(Body, frozen=True):
    """What is to be done differently, whose task that is, and by when."""

    text: str
    owner: str = ""
    due_ms: int = 0


class AsShown(Body, frozen=True):
    """A post as the platform showed it to whoever captured it.

    `posted` is the time as it stood there, in the platform's words. `context` is
    what stood above and below.
    """

    platform: str = ""
    post_id: str = ""
    author_name: str = ""
    author_handle: str = ""
    author_id: str = ""
    posted: str = ""
    counts: str = ""
    alt: str = ""
    context: str = ""


class Started(Body, frozen=True):
    """An incident began. It keeps the text of the playbook it was started with.

    `known_ms` is when anybody in the council first knew. `exercise` names the
    scenario of a drill, and is empty for what really happens. `scenario` is its text.
    """

    reference: str
    title: str
    playbook_file: str
    playbook_text: str
    known_ms: int
    account: bytes = b""
    seen: str = ""
    alone: bool = False
    by: str = ""
    parts: tuple[KeptPart, ...] = ()
    exercise: str = ""
    scenario: str = ""


class PlaybookJoined(Body, frozen=True):
    """Another playbook runs beside the others of this incident, in the same log.

    `playbook` is its short name: whoever joins the same one elsewhere joins it once.
    """

    playbook: str
    file: str
    text: str
    parts: tuple[KeptPart, ...] = ()
    reason: str = ""


class PlaybookLeft(Body, frozen=True):
    """A playbook is not the right one any more. `replaces` are its joinings."""

    playbook: str
    reason: str
    replaces: tuple[Hash, ...] = ()


class Linked(Body, frozen=True):
    """This incident has to do with another one, and how."""

    incident: Id
    why: str = ""


class WentOnRestricted(Body, frozen=True):
    """It goes on in an incident that only named people read. Which one stays unsaid."""


class Answered(Body, frozen=True):
    """A question or decision of the playbook was answered.

    `follows` names the deadline that gave the answer, where nobody was asked.
    """

    step: str
    label: str
    reason: str = ""
    by: str = ""
    at_ms: int = 0
    replaces: tuple[Hash, ...] = ()
    second: str = ""
    proof: str = ""
    follows: str = ""


class StepDone(Body, frozen=True):
    """A step was finished. `about` names entries that were part of it.

    `second` is the second person who agreed, in words; `proof` what was shown.
    `replaces` are the records that it could not be done.
    """

    step: str
    note: str = ""
    by: str = ""
    at_ms: int = 0
    before_kit: bool = False
    about: tuple[Hash, ...] = ()
    second: str = ""
    proof: str = ""
    replaces: tuple[Hash, ...] = ()


class StepFailed(Body, frozen=True):
    """A step could not be done, or nobody could be reached; who was tried."""

    step: str
    reason: str
    attempts: tuple[Attempt, ...] = ()
    by: str = ""
    at_ms: int = 0
    replaces: tuple[Hash, ...] = ()


class StepAgreed(Body, frozen=True):
    """A second person agrees, from their own machine, that a step is taken."""

    step: str
    note: str = ""


class Detailed(Body, frozen=True):
    """What was written down for a step, by the names of its fields."""

    step: str
    values: dict[str, str]
    by: str = ""
    replaces: tuple[Hash, ...] = ()


class RoundEnded(Body, frozen=True):
    """A step that was done again and again need not be done once more."""

    step: str
    reason: str
    by: str = ""


class StepSkipped(Body, frozen=True):
    """A step was left out."""

    step: str
    reason: str
    by: str = ""


class CaptureOverridden(Body, frozen=True):
    """Something was removed before it was captured, because waiting was dangerous."""

    step: str
    reason: str
    by: str = ""


class Undone(Body, frozen=True):
    """An earlier entry about the incident no longer counts."""

    target: Hash
    reason: str


class Noted(Body, frozen=True):
    """Something worth writing down."""

    text: str
    by: str = ""
    at_ms: int = 0


class LockedNoteFiled(Body, frozen=True):
    """A note that somebody left at the locked screen, unsigned, found on this machine.

    Whoever files it only says that it was there. `left_ms` is what the clock
    said then. `note` tells it from others, so that it is filed once.
    """

    note: Id
    text: str
    left_ms: int


class TextsDisposed(Body, frozen=True):
    """Texts of a closed incident were deleted for good; how many, and why."""

    texts: int
    reason: str


class Flagged(Body, frozen=True):
    """Waiting would leave people in danger, or one person works by themselves."""

    flag: str
    on: bool
    reason: str = ""
    replaces: tuple[Hash, ...] = ()


class MomentSet(Body, frozen=True):
    """When one of the playbook's named moments was."""

    moment: str
    when_ms: int
    reason: str = ""
    replaces: tuple[Hash, ...] = ()


class Promised(Body, frozen=True):
    """We told somebody when they would hear from us next."""

    step: str
    when_ms: int
    to: str = ""
    replaces: tuple[Hash, ...] = ()


class Recorded(Body, frozen=True):
    """One line of the record that every incident has; `when_ms` where it is a time."""

    field: str
    text: str = ""
    when_ms: int = 0
    replaces: tuple[Hash, ...] = ()


class CauseSet(Body, frozen=True):
    """What is known of the cause: unexplained, suspected or confirmed, and why."""

    status: str
    cause: str
    basis: str
    replaces: tuple[Hash, ...] = ()


class EvidenceFiled(Body, frozen=True):
    """A file was taken into evidence, hashed on the way in and sealed."""

    step: str
    name: str
    file: Id
    key: Hash
    sha256: Hash
    size: int
    what: str = ""
    address: str = ""
    by: str = ""
    at_ms: int = 0
    settles: bytes = b""
    shown: AsShown = AsShown()

    def __repr__(self) -> str:
        return f"EvidenceFiled({self.name!r}, {self.size} bytes)"


class TextFiled(Body, frozen=True):
    """A text was taken into evidence, with the address it stood at."""

    step: str
    text: str
    sha256: Hash
    what: str = ""
    address: str = ""
    by: str = ""
    at_ms: int = 0
    settles: bytes = b""
    shown: AsShown = AsShown()


class HeldElsewhere(Body, frozen=True):
    """Somebody has the evidence on a device; it is still to be filed."""

    step: str
    what: str
    device: str
    person: str
    at_ms: int
    address: str = ""
    shown: AsShown = AsShown()


class Situation(Body, frozen=True):
    """A situation report of five lines."""

    known: str
    not_known: str
    said: str
    next: str
    needed: str


class Closed(Body, frozen=True):
    """The incident was closed; `left_open` lists what was still open, with a reason.

    `retention` is how long its texts are kept, in the council's words; `review_ms`
    when somebody looks at it again.
    """

    summary: str
    lessons: str = ""
    left_open: tuple[str, ...] = field(default=())
    reason: str = ""
    learned: tuple[Lesson, ...] = ()
    retention: str = ""
    review_ms: int = 0


class Reopened(Body, frozen=True):
    """The incident goes on. `replaces` names the closings that no longer hold."""

    reason: str
    replaces: tuple[Hash, ...] = ()


class Exported(Body, frozen=True):
    """A report was written; `sha256` is of the file."""

    name: str
    sha256: Hash
