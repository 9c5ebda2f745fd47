"""Who has to approve a text, who has, and whether that still stands. Pure.

What people said is in a draft's state. Here it is judged: an approval counts for
exactly one content, by somebody who may, and never by whoever wrote it.
"""

import unicodedata
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

    `as_agreed`: it is the first notice, in the wording agreed beforehand. `is_short`:
    it is short enough for a notice when nobody can be reached.
    """

    severity: str = ""
    step: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_public: bool = True
    is_interim: bool = False
    as_agreed: bool = False
    has_apology: bool = False
    is_short: bool = True


@dataclass(frozen=True, slots=True)
class Required:
    """One approval: somebody with any of these roles; with none, anybody else.

    `apart`: it takes somebody of its own, whose signature is no other one as well.
    """

    roles: tuple[str, ...] = ()
    apart: bool = False

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
    """What is known of people. `holds` says who has a role now, or had it on signing.

    `people` are those who can read the text and sign, now.
    """

    holds: Callable[[PersonId, str, Given | None], bool]
    name_of: Callable[[PersonId], str]
    people: tuple[PersonId, ...] = ()


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
    def is_signed(self) -> bool:
        """Whether the approver signed it themselves."""
        return self.given is not None and self.given.is_signed

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
    is_withdrawn: bool = False
    asked: Asking | None = None
    of_no_effect: tuple[Given, ...] = ()

    @property
    def missing(self) -> tuple[Line, ...]:
        """The approvals that are not there."""
        return tuple(line for line in self.lines if line.given is None)

    @property
    def is_complete(self) -> bool:
        """Whether everybody has approved exactly this who has to."""
        return not (self.in_conflict or self.is_withdrawn or self.missing)

    @property
    def is_signed(self) -> bool:
        """Whether everybody who had to has signed it. What is recorded is not signed."""
        return self.is_complete and all(line.is_signed for line in self.lines)

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
        if self.in_conflict or self.is_withdrawn:
            return False
        return self.is_complete or (self.is_interim and self.nobody_reachable)

    def waits_for(self, person: PersonId) -> tuple[Line, ...]:
        """Return the approvals that somebody was asked for and could give."""
        if self.asked is None or self.in_conflict or self.is_withdrawn:
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
    whoever the council named. Where a table names several for one severity, each of
    them is another person; who signs apologies may be one of those.
    """
    if not case.is_public:
        return ()
    agreed = case.is_interim and case.as_agreed
    table = rule.signers(case.severity, case.step, is_interim=agreed)
    every = rule.signers(
        case.severity, case.step, is_interim=agreed, has_apology=case.has_apology
    )
    found = dict.fromkeys(_required(name, apart=name in table) for name in every)
    return tuple(found) or ((Required(),) if case.has_apology else ())


def _required(name: str, *, apart: bool) -> Required:
    roles = tuple(part.strip() for part in name.split(" or ") if part.strip())
    is_reader = any(plain(role) in _READERS for role in roles)
    return Required() if is_reader else Required(roles, apart)


def standing(
    state: DraftState, case: Case, required: Sequence[Required], judging: Judging
) -> Standing:
    """Return how the approval of a draft stands."""
    content = state.content.digest
    now = [g for g in state.given if g.content == content]
    before = [g for g in state.given if g.content != content]
    valid = [g for g in now if _stands(state, g, judging)]
    # What was signed is worth more than what was written down for somebody.
    valid.sort(key=lambda g: (g.is_signed, g.at), reverse=True)
    chosen = _chosen(tuple(required), valid, judging)
    lines = tuple(
        _line(state, one, chosen[one], before, judging, chosen) for one in required
    )
    asked = [one for one in state.asked if one.content == content]
    return Standing(
        content,
        lines,
        in_conflict=state.in_conflict,
        as_agreed=case.is_public and case.as_agreed and not required,
        is_interim=case.is_interim and case.is_short,
        is_withdrawn=state.withdrawn is not None,
        asked=asked[-1] if asked else None,
        of_no_effect=tuple(
            g for g in now if g not in valid or not _is_one_of(g, lines, judging)
        ),
    )


_Chosen = dict[Required, Given | None]


def _chosen(
    required: Sequence[Required], valid: Sequence[Given], judging: Judging
) -> _Chosen:
    """Return which approval is which, so that as few as can be are missing."""
    fits = {one: [g for g in valid if _fits(g, one, judging)] for one in required}
    shared = {one: found[0] if found else None for one, found in fits.items()}
    return shared | _apart({r: f for r, f in fits.items() if r.apart}, judging)


def _apart(fits: Mapping[Required, Sequence[Given]], judging: Judging) -> _Chosen:
    """Give each approval somebody of its own, and move those who can be moved."""
    taken: dict[str, tuple[Required, Given]] = {}

    def placed(one: Required, tried: set[str]) -> bool:
        for given in fits[one]:
            who = _who(given, judging)
            if who in tried:
                continue
            tried.add(who)
            if who not in taken or placed(taken[who][0], tried):
                taken[who] = (one, given)
                return True
        return False

    for one in fits:
        placed(one, set())
    chosen: _Chosen = dict.fromkeys(fits)
    return chosen | dict(taken.values())


def _who(given: Given, judging: Judging) -> str:
    """Return whose approval it is, as names are compared."""
    return seen(given.name or judging.name_of(given.by))


def _line(
    state: DraftState,
    required: Required,
    given: Given | None,
    before: Sequence[Given],
    judging: Judging,
    chosen: _Chosen,
) -> Line:
    lapsed = [g for g in before if _fits(g, required, judging)]
    taken = {
        _who(g, judging)
        for one, g in chosen.items()
        if g is not None and one.apart and required.apart and one != required
    }
    others = [
        p
        for p in judging.people
        if p not in state.authors and seen(judging.name_of(p)) not in taken
    ]
    may = {p: _role_of(p, required, judging) for p in others}
    return Line(
        required,
        given,
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
    if not given.is_signed:
        return True
    return _role_of(given.by, required, judging, given) is not None


def _role_of(
    person: PersonId, required: Required, judging: Judging, given: Given | None = None
) -> str | None:
    """Return as what somebody could sign, None when they could not."""
    if not required.roles:
        return ANYBODY
    holds = (r for r in required.roles if judging.holds(person, r, given))
    return next(holds, None)


def _stands(state: DraftState, given: Given, judging: Judging) -> bool:
    """Whether an approval of the content as it is has not been undone, or was none.

    Whose hand is in it approves nothing, and writes down no approval of their own.
    """
    if state.in_conflict:
        return False
    if not given.is_signed:
        hands = {seen(judging.name_of(p)) for p in (*state.authors, given.by)}
        return seen(given.name) not in hands
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


def seen(name: str) -> str:
    """Return a name as people see it: what is invisible makes it no other name."""
    shown = unicodedata.normalize("NFKC", name)
    return plain("".join(c for c in shown if unicodedata.category(c) != "Cf"))
