"""What a drill is, once its file has been read."""

from enum import StrEnum

import msgspec

from incidentkit.playbooks.model import Named, Verb


class InjectKind(StrEnum):
    """How something reaches whoever is in a drill."""

    POST = "post"
    MESSAGE = "message"
    CALL = "call"
    PRESS = "press"
    COLLEAGUE = "colleague"
    PLATFORM = "platform"


class MadeUpAccount(msgspec.Struct, frozen=True):
    """An account that stands where a real one would. It does not exist."""

    platform: str
    handle: str
    purpose: str = ""


class Inject(msgspec.Struct, frozen=True):
    """Something that happens in a drill.

    Attributes:
        minute: When it happens, counted from the start of the drill.
        title: What it is called, once in its drill.
        sender: Who it comes from; made up.
        good: What a good answer does. Nobody sees it before the debrief.
        within: How many minutes an answer may take.
        in_company: Whether it is left out when one person rehearses alone.
    """

    minute: int
    title: str
    kind: InjectKind
    sender: str
    text: str
    good: str
    within: int
    in_company: bool
    line: int


class Target(msgspec.Struct, frozen=True):
    """Something that is to have happened so many minutes after the start.

    The first of `steps` that is done counts; of a `verb`, or of what stops harm,
    the first step of that sort.
    """

    what: str
    within: int
    steps: tuple[str, ...] = ()
    verb: Verb | None = None
    stops_harm: bool = False
    line: int = 0


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """A whole drill.

    Attributes:
        slug: Its file's name, made from its own.
        begins_with: What is chosen at the front door, by its name there.
        playbooks: What that is to begin, by name.
        needs: Who takes part, and as what.
        alone: How one person does it by themselves.
        start: What somebody notices first.
        debrief: What to talk about afterwards.
        text: All of it as it was read, for an exercise to keep.
    """

    name: str
    slug: str
    version: str
    about: str
    begins_with: str
    playbooks: tuple[str, ...]
    minutes: int
    needs: tuple[Named, ...]
    alone: tuple[str, ...]
    accounts: tuple[MadeUpAccount, ...]
    start: str
    injects: tuple[Inject, ...]
    targets: tuple[Target, ...]
    debrief: tuple[str, ...]
    file: str
    text: str = ""

    def injects_for(self, *, alone: bool) -> tuple[Inject, ...]:
        """Return what happens, in order; one person alone is spared some of it."""
        return tuple(i for i in self.injects if not (alone and i.in_company))
