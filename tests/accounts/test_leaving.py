"""Someone is leaving: the lists against a model that knows nothing of the program.

The model keeps, for each account, which passwords there were, who was let in between
when and when, and who saw which. It is written from the promise alone.
"""

import secrets
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from incidentkit.accounts.changes import Audience
from incidentkit.accounts.entries import Reviewed, RotationOwed
from incidentkit.accounts.leaving import (
    Cause,
    Held,
    LeaverPlan,
    in_force_since,
    leaver_plan,
    still_open,
)
from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import (
    OPENING_ITEMS,
    Edits,
    Factor,
    Field,
    Hangs,
    Item,
    May,
    Permission,
    Phone,
    PlatformRole,
    Reason,
    SecondStep,
    Tie,
    ToolSeat,
)
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.service import AccountsService
from incidentkit.errors import IncidentKitError
from tests.accounts.examples import session_of, x_account
from tests.accounts.fake_session import FakeSession, person_id, seat_id

NAMES = ("Ada", "Ben", "Cy")
MINUTE = 60_000


def made() -> Secret:
    return Secret(secrets.token_hex(12), is_made=True)


@dataclass
class Office:
    """Three people on one kit in memory, each with a door of their own to it."""

    sessions: dict[str, FakeSession] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sessions = {name: session_of(name) for name in NAMES}
        clock = self.sessions["Ada"].clock
        for one in self.sessions.values():
            one.clock, one.held = clock, self.sessions["Ada"].held
        self.clock = clock

    def of(self, name: str) -> AccountsService:
        return AccountsService(self.sessions[name])

    def held(self, name: str) -> tuple[Held, ...]:
        """What the vault would say, played back grant by grant."""
        session = self.sessions["Ada"]
        return tuple(
            self._held(session, name, subject, state)
            for subject, state in self.of("Ada").states().items()
        )

    def _held(self, session, name, subject, state) -> Held:
        spans = self._spans(session, name, state.secrets_scope)
        could = frozenset(
            item
            for item in OPENING_ITEMS
            if (since := in_force_since(state, item, self.clock.now)) is not None
            and any(until is None or until > since for _, until in spans)
        )
        waiting = self.of("Ada").known(subject).waiting()
        began = frozenset(i for i, new in waiting if new.person == person_id(name))
        return Held(subject, state, could, bool(spans), began)

    def _spans(self, session, name, scope):
        spans, since = [], None
        everything = session.held
        ordered = sorted(everything.values(), key=lambda one: (one.at, one.digest))
        for held in ordered:
            if held.grant is None or held.grant.scope != scope:
                continue
            session.held = {h.digest: h for h in ordered if h.at <= held.at}
            readers = session.readers(scope)
            is_lead = readers.leads and name == "Ada"
            may = seat_id(name) in readers.seats or is_lead
            if may and since is None:
                since = held.at
            if not may and since is not None:
                spans.append((since, held.at))
                since = None
        session.held = everything
        return [*spans, (since, None)] if since is not None else spans


@dataclass
class Model:
    """One account, as somebody with paper and pencil would keep it."""

    now: int = 0
    is_closed: bool = False
    is_gone: bool = False
    seats: set[str] = field(default_factory=set)
    waiting: int | None = None
    count: int = 1
    let_in: set[str] = field(default_factory=lambda: {"Ada"})
    knows: dict[int, set[str]] = field(default_factory=lambda: {0: {"Ada"}})
    could: dict[int, set[str]] = field(default_factory=lambda: {0: {"Ada"}})
    ever: set[str] = field(default_factory=lambda: {"Ada"})

    def grant(self, who: str) -> None:
        self.let_in.add(who)
        self.ever.add(who)
        self.could[self.now].add(who)
        if self.waiting is not None:
            self.could[self.waiting].add(who)

    def withdraw(self, who: str) -> None:
        self.let_in.discard(who)

    def begin(self, who: str) -> None:
        self.waiting, self.count = self.count, self.count + 1
        self.knows[self.waiting] = {who}
        self.could[self.waiting] = set(self.let_in)

    def confirm(self) -> None:
        self.now, self.waiting = self.waiting, None

    def roll_back(self) -> None:
        self.waiting = None

    def cause(self, who: str) -> Cause:
        if self.is_gone:
            return Cause.GONE
        in_use = [self.now] + ([self.waiting] if self.waiting is not None else [])
        if any(who in self.knows[one] for one in in_use):
            return Cause.OPENED
        if who in self.could[self.now]:
            return Cause.COULD
        if self.is_closed:
            return Cause.CLOSED
        return Cause.CHANGED if who in self.ever else Cause.NEVER


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            (
                *("grant", "withdraw", "see", "begin", "confirm", "back"),
                *("note", "look", "close", "gone", "reopen", "seat", "unseat"),
            )
        ),
        st.sampled_from(NAMES),
        st.integers(0, 1),
    ),
    max_size=30,
)


def attach(office: Office, account: bytes, model: Model, what: str, who: str) -> None:
    """Close it, use it again, give somebody a seat in a tool, or end that."""
    lead = office.of("Ada")
    match what:
        case "close" if not model.is_closed:
            lead.close(account, "not used any more")
            model.is_closed = True
        case "reopen" if model.is_closed:
            lead.reopen(account, "used again")
            model.is_closed = model.is_gone = False
        case "gone" if model.is_closed:
            lead.say_deleted(account, "looked there")
            model.is_gone = True
        case "seat" if not model.is_closed and who not in model.seats:
            lead.give_link(account, ToolSeat("Scheduler", who))
            model.seats.add(who)
        case "unseat" if who in model.seats:
            links = lead.known(account).account.links()
            gone = next(link for link in links if link.value.name == who)
            lead.remove_link(account, gone.digest)
            model.seats.discard(who)


def play(office: Office, account: bytes, model: Model, what: str, who: str) -> None:
    """Do one thing in both, or in neither where the program refuses it."""
    lead, own = office.of("Ada"), office.of(who)
    attach(office, account, model, what, who)
    match what:
        case "grant" if (
            who != "Ada" and who not in model.let_in and not model.is_closed
        ):
            lead.give_access(account, person_id(who))
            model.grant(who)
        case "withdraw" if who != "Ada" and who in model.let_in:
            lead.withdraw_access(account, person_id(who))
            model.withdraw(who)
        case "see" if who in model.let_in:
            own.reveal(account, Item.SECRET)
            model.knows[model.now].add(who)
        case "begin" if (
            who in model.let_in and model.waiting is None and not model.is_closed
        ):
            own.begin_rotation(account, made(), Reason.POLICY)
            model.begin(who)
        case "look" if who in model.let_in and model.waiting is not None:
            (one,) = own.known(account).item(Item.SECRET).pending
            own.reveal(account, Item.SECRET, one.digest)
            model.knows[model.waiting].add(who)
        case "confirm" if who in model.let_in and model.waiting is not None:
            own.confirm_rotation(account, tried=True)
            model.confirm()
        case "back" if who in model.let_in and model.waiting is not None:
            own.roll_back_rotation(account)
            model.roll_back()
        case "note" if not model.is_closed:
            lead.edit(account, Edits(((Field.NOTES, f"note {office.clock.now}"),)))


@settings(max_examples=120, deadline=None)
@given(STEPS)
def test_the_lists_are_those_of_the_model(steps):
    office, models = Office(), {}
    for number in range(2):
        new = x_account(handle=f"@ashcombe{number}", secret=made(), totp=None, codes=())
        account = office.of("Ada").add(new, Audience(leads=False))
        models[account] = Model()
    accounts = list(models)
    for what, who, number in steps:
        office.clock.now += MINUTE
        play(office, accounts[number], models[accounts[number]], what, who)
    for name in NAMES:
        plan = leaver_plan(person_id(name), name, office.held(name), {})
        found = {
            one.subject: one.cause for one in (*plan.today, *plan.must, *plan.others)
        }
        assert found == {a: m.cause(name) for a, m in models.items()}, name
        assert {one.subject for one in plan.today} == {
            a for a, m in models.items() if m.cause(name) is Cause.OPENED
        }
        assert {take.subject for take in plan.take_away} == {
            a for a, m in models.items() if name in m.seats and not m.is_gone
        }


# --- what clears and what does not -----------------------------------------------

HARMLESS = st.lists(
    st.sampled_from(
        ("note", "put", "begin", "roll back", "settle", "link", "unlink", "review")
    ),
    max_size=12,
)


def harmless(service: AccountsService, account: bytes, what: str) -> None:
    state = service.known(account).account
    match what:
        case "note":
            service.edit(account, Edits(((Field.NOTES, secrets.token_hex(4)),)))
        case "put":
            service.put(account, Item.LOGIN, Secret("somebody"))
        case "begin":
            service.begin_rotation(account, made(), Reason.LEAVER)
        case "roll back":
            service.roll_back_rotation(account)
        case "settle":
            service.settle(account, service.known(account).current(Item.SECRET))
        case "link":
            service.give_link(account, Phone("07700 900 123", "Ben"))
        case "unlink" if state.links():
            service.remove_link(account, state.links()[0].digest)
        case "review":
            service.review(account, Reviewed(is_wanted=True))


@settings(max_examples=60, deadline=None)
@given(HARMLESS)
def test_nothing_but_a_confirmed_change_moves_the_date_or_clears_anything(steps):
    office = Office()
    service = office.of("Ada")
    account = service.add(x_account(secret=made()))
    service.give_access(account, person_id("Ben"))
    office.of("Ben").reveal(account, Item.SECRET)
    owed = RotationOwed(Item.SECRET, Reason.LEAVER, person=person_id("Ben"))
    service.owe(account, owed)
    before = service.known(account).account
    for what in steps:
        office.clock.now += MINUTE
        try:
            harmless(service, account, what)
        except IncidentKitError:
            continue
    now = service.known(account).account
    assert now.changed(Item.SECRET) == before.changed(Item.SECRET)
    assert now.owed == before.owed
    assert plan_of(office, "Ben").today[0].subject == account
    today = office.clock.now
    since = [in_force_since(one, Item.SECRET, today) for one in (now, before)]
    assert since[0] == since[1]
    office.clock.now += MINUTE
    if not service.known(account).item(Item.SECRET).pending:
        service.begin_rotation(account, made(), Reason.LEAVER)
    service.confirm_rotation(account, tried=True)
    assert service.known(account).account.owed == ()
    assert plan_of(office, "Ben").today == ()


def plan_of(office: Office, name: str) -> LeaverPlan:
    return leaver_plan(person_id(name), name, office.held(name), {})


def test_a_secret_begun_before_they_left_does_not_answer_their_going():
    office = Office()
    service = office.of("Ada")
    account = service.add(x_account(secret=made()))
    service.begin_rotation(account, made(), Reason.POLICY)
    office.clock.now += MINUTE
    service.owe(account, RotationOwed(Item.SECRET, Reason.LEAVER))
    office.clock.now += MINUTE
    service.confirm_rotation(account, tried=True)
    assert len(service.known(account).account.owed) == 1


def test_a_lead_may_decide_that_it_stays_until_they_see_it_again():
    office = Office()
    service = office.of("Ada")
    account = service.add(x_account(secret=made(), totp=None, codes=()))
    service.give_access(account, person_id("Ben"))
    office.of("Ben").reveal(account, Item.SECRET)
    office.clock.now += MINUTE
    owed = RotationOwed(Item.SECRET, Reason.ROLE_CHANGE, person=person_id("Ben"))
    service.owe(account, owed)
    (one,) = service.known(account).account.owed
    service.waive(account, one.digest, "moved within the team")
    (other,) = plan_of(office, "Ben").others
    assert other.cause is Cause.WAIVED
    office.clock.now += MINUTE
    office.of("Ben").reveal(account, Item.SECRET)
    assert [one.cause for one in plan_of(office, "Ben").today] == [Cause.OPENED]


# --- what else of theirs there is ------------------------------------------------


def test_roles_seats_telephones_second_steps_and_permissions_are_listed():
    office = Office()
    service = office.of("Ada")
    account = service.add(x_account(secret=made(), totp=None, codes=()))
    ben = person_id("Ben")
    links = (
        PlatformRole("Ben", "Editor", person=ben),
        PlatformRole("Ada", "Admin", "07700 900 456", removes=True),
        ToolSeat("Scheduler", "ben"),
        Phone("07700 900 123", "Ben", person=ben),
        Factor(SecondStep.APP, "Ben", person=ben),
        Permission("Ben", (May.POST,), person=ben),
        Permission("Cy", (May.POST,), person=person_id("Cy")),
    )
    for link in links:
        service.give_link(account, link)
    plan = plan_of(office, "Ben")
    assert [type(take.link).__name__ for take in plan.take_away] == [
        "PlatformRole",
        "ToolSeat",
        "Phone",
        "Factor",
        "Permission",
    ]
    assert [ring.name for ring in plan.take_away[0].ring] == ["Ada"]
    assert [take.link for take in plan.only_factors] == [links[4]]
    service.give_link(account, Factor(SecondStep.KEY, "", "the safe"))
    assert plan_of(office, "Ben").only_factors == ()


def test_mailboxes_come_before_what_can_be_taken_through_them():
    office = Office()
    service = office.of("Ada")
    page = service.add(x_account(handle="@a", secret=made()))
    box = service.add(x_account(handle="@z", secret=made()))
    service.give_link(page, Hangs(Tie.MAILBOX, box))
    plan = plan_of(office, "Ada")
    assert [one.subject for one in plan.today] == [box, page]
    assert plan.today[1].after == (plan.today[0].label,)


def test_what_is_still_open_of_somebody_gone_is_counted_until_it_is_done():
    office = Office()
    service = office.of("Ada")
    account = service.add(x_account(secret=made(), totp=None, codes=()))
    ben = person_id("Ben")
    gone = {ben: "Ben"}
    assert still_open(service.states(), gone) == {}
    service.give_link(account, Phone("07700 900 123", "ben"))
    service.give_care(account, Care(owner=ben))
    owed = RotationOwed(Item.SECRET, Reason.LEAVER, person=ben)
    service.owe(account, owed)
    assert still_open(service.states(), gone) == {ben: 1}
    link = service.known(account).account.links()[0]
    service.remove_link(account, link.digest)
    service.give_care(account, Care())
    service.begin_rotation(account, made(), Reason.LEAVER)
    service.confirm_rotation(account, tried=True)
    assert still_open(service.states(), gone) == {}
