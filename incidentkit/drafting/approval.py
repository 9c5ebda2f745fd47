"""Who has to approve a text, who has, and whether that still stands. Pure.

What people said is in a draft's state. Here it is judged: an approval counts for
exactly one content, by somebody who may, and never by whoever wrote it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from incidentkit.council.rules import SignOffRule
from incidentkit.drafting.checks.draft import Approvals
from incidentkit.drafting.state import Asking, Attempt, DraftState, Given
from incidentkit.playbooks.model import plain
from incidentkit.vault.kinds import PersonId

ANYBODY = ""
# A second pair of eyes: it need not be anybody in particular.
_READERS = frozenset({"second", "reader", "second reader", "another person"})


@dataclass(frozen=True, slots=True)
class Case:
    """What decides who signs. `step` is a playbook's own table, by severity.

    `as_agreed`: it is the first notice, in the wording agreed beforehand.
    """

    severity: str = ""
    step: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_public: bool = True
    is_interim: bool = False
    as_agreed: bool = False
    has_apology: bool = False


@dataclass(frozen=True, slots=True)
class Required:
    """One approval: somebody with any of these roles; with none, anybody else."""

    roles: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The roles as the council wrote them; empty for anybody else."""
        return " or ".join(self.roles)

    def allows(self, roles: Iterable[str]) -> bool:
        """Whether an approval for these roles may be this one."""
        if not self.roles:
            return True
        wanted = {plain(role) for role in self.roles} | {plain(self.name)}
        return any(plain(role) in wanted for role in roles)


@dataclass(frozen=True, slots=True)
class Judging:
    """What is known of people. `holds` says who has a role, at a hybrid time.

    `people` are those who can sign in this kit, now.
    """

    holds: Callable[[PersonId, str, int], bool]
    name_of: Callable[[PersonId], str]
    people: tuple[PersonId, ...] = ()
    now: int = 2**63


@dataclass(frozen=True, slots=True)
class Line:
    """One approval that is needed, and what there is of it.

    `given` is the one that stands, `lapsed` one of earlier content; `may` are who of
    this kit could sign it, and as what.
    """

    required: Required
    given: Given | None = None
    lapsed: Given | None = None
    attempts: tuple[Attempt, ...] = ()
    may: Mapping[PersonId, str] = field(default_factory=dict)

    @property
    def is_void(self) -> bool:
        """Whether it was approved, and has changed since."""
        return self.given is None and self.lapsed is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the approval of a draft stands. `asked` is the latest asking for it.

    `of_no_effect` are approvals by people who may not give them.
    """

    content: bytes
    lines: tuple[Line, ...] = ()
    in_conflict: bool = False
    as_agreed: bool = False
    is_interim: bool = False
    asked: Asking | None = None
    of_no_effect: tuple[Given, ...] = ()

    @property
    def missing(self) -> tuple[Line, ...]:
        """The approvals that are not there."""
        return tuple(line for line in self.lines if line.given is None)

    @property
    def is_complete(self) -> bool:
        """Whether everybody has approved exactly this who has to."""
        return not self.in_conflict and not self.missing

    @property
    def nobody_reachable(self) -> bool:
        """Whether somebody was tried for every approval that is missing.

        That permits to hide a post of our own, and a short notice. Nothing else.
        """
        missing = self.missing
        return bool(missing) and all(line.attempts for line in missing)

    @property
    def may_go_out(self) -> bool:
        """Whether it may be published as it stands."""
        alone = self.is_interim and self.nobody_reachable
        return self.is_complete or (alone and not self.in_conflict)

    def waits_for(self, person: PersonId) -> tuple[Line, ...]:
        """Return the approvals that somebody was asked for and could give."""
        if self.asked is None or self.in_conflict:
            return ()
        roles = self.asked.roles
        return tuple(
            line
            for line in self.missing
            if person in line.may and (not roles or line.required.allows(roles))
        )


def needed(rule: SignOffRule, case: Case) -> tuple[Required, ...]:
    """Return who has to approve a text.

    Whatever is not for the public needs nobody. An apology always takes two people,
    whoever the council named.
    """
    if not case.is_public:
        return ()
    names = rule.signers(
        case.severity,
        case.step,
        is_interim=case.is_interim and case.as_agreed,
        has_apology=case.has_apology,
    )
    found = tuple(dict.fromkeys(_required(name) for name in names))
    return found or ((Required(),) if case.has_apology else ())


def _required(name: str) -> Required:
    roles = tuple(part.strip() for part in name.split(" or ") if part.strip())
    is_reader = any(plain(role) in _READERS for role in roles)
    return Required() if is_reader else Required(roles)


def standing(
    state: DraftState, case: Case, required: Sequence[Required], judging: Judging
) -> Standing:
    """Return how the approval of a draft stands."""
    content = state.content.digest
    now = [g for g in state.given if g.content == content]
    before = [g for g in state.given if g.content != content]
    valid = [g for g in now if _stands(state, g, judging)]
    lines = tuple(_line(state, one, valid, before, judging) for one in required)
    asked = [one for one in state.asked if one.content == content]
    return Standing(
        content,
        lines,
        state.in_conflict,
        case.is_public and case.as_agreed and not required,
        case.is_interim,
        asked[-1] if asked else None,
        tuple(g for g in now if g not in valid or not _is_one_of(g, lines, judging)),
    )


def _line(
    state: DraftState,
    required: Required,
    valid: Sequence[Given],
    before: Sequence[Given],
    judging: Judging,
) -> Line:
    given = [g for g in valid if _fits(g, required, judging)]
    # What was signed is worth more than what was written down for somebody.
    given.sort(key=lambda g: (g.is_signed, g.at))
    lapsed = [g for g in before if _fits(g, required, judging)]
    others = [p for p in judging.people if p not in state.authors]
    may = {p: _role_of(p, required, judging, judging.now) for p in others}
    return Line(
        required,
        given[-1] if given else None,
        lapsed[-1] if lapsed else None,
        tuple(a for a in state.attempts if required.allows((a.role,))),
        {p: role for p, role in may.items() if role is not None},
    )


def _is_one_of(given: Given, lines: Iterable[Line], judging: Judging) -> bool:
    return any(_fits(given, line.required, judging) for line in lines)


def _fits(given: Given, required: Required, judging: Judging) -> bool:
    """Whether an approval is one by somebody who may give this one.

    Whoever signed had the role when they did. Of whoever did not sign, the log has
    only what somebody wrote down.
    """
    if not required.allows(given.roles):
        return False
    held = _role_of(given.by, required, judging, given.at)
    return not given.is_signed or held is not None


def _role_of(
    person: PersonId, required: Required, judging: Judging, at: int
) -> str | None:
    """Return as what somebody could sign, None when they could not."""
    if not required.roles:
        return ANYBODY
    return next((r for r in required.roles if judging.holds(person, r, at)), None)


def _stands(state: DraftState, given: Given, judging: Judging) -> bool:
    """Whether an approval of the content as it is has not been undone, or was none.

    Whose hand is in it approves nothing, and writes down no approval of their own.
    """
    if state.in_conflict:
        return False
    if not given.is_signed:
        hands = {plain(judging.name_of(p)) for p in (*state.authors, given.by)}
        return plain(given.name) not in hands
    is_back = any(
        r.by == given.by and r.content == given.content and r.at > given.at
        for r in state.readings
        if not r.is_fine
    )
    return given.by not in state.authors and not is_back


def for_checks(stands: Standing) -> Approvals:
    """Return what a check of the whole draft may know of its approvals."""
    if stands.may_go_out:
        return Approvals(digest=stands.content)
    given = [(one.required.name, one.given) for one in stands.lines]
    before = [(one.required.name, one.lapsed) for one in stands.lines]
    return Approvals(
        required=tuple(line.required.name for line in stands.lines),
        given=tuple((name, g.content) for name, g in (*given, *before) if g),
        digest=stands.content,
    )
