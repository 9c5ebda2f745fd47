"""Changing a secret in two steps, as the person who does it meets it."""

from dataclasses import dataclass

from incidentkit.accounts.exposure import Ring, WayKind
from incidentkit.accounts.known import Known
from incidentkit.accounts.marks import Age
from incidentkit.accounts.model import Access, Field, Item, Reason, Status, Tie
from incidentkit.accounts.passwords import (
    MOST_WORDS,
    CharacterPolicy,
    WordPolicy,
    generate,
)
from incidentkit.accounts.rotation import Candidate
from incidentkit.accounts.secret import Secret
from incidentkit.desk.account_record import read_record
from incidentkit.desk.breached import refuse_stolen
from incidentkit.desk.register import may_keep_secret, platform_name
from incidentkit.desk.services import Desk
from incidentkit.platforms.platform import Place, Task
from incidentkit.vault.kinds import Digest, SubjectId
from incidentkit.words import account_commands as account_words

_WORDS_OF_TWENTY = 8
_TASKS = {Item.SECRET: Task.PASSWORD, Item.TOTP: Task.TWO_FACTOR}


@dataclass(frozen=True, slots=True)
class WaitingSecret:
    """A new secret that waits to be confirmed: who began it, when and why."""

    digest: Digest
    name: str
    wall: int
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class RotationPage:
    """Where changing one secret of an account stands. It holds no secret.

    `in_force` and `waiting` are seen by holders alone. `ring` are the holders,
    for somebody who is not one. `mailboxes` can take the account; `disconnects` is what
    may have to be connected again afterwards, tools and other accounts by name.
    """

    account: SubjectId
    item: Item
    label: str
    platform: str
    access: Access
    keeps_secret: bool
    is_holder: bool
    is_closed: bool
    has_unopened: bool
    age: Age
    in_force: tuple[Digest, ...]
    waiting: tuple[WaitingSecret, ...]
    places: tuple[Place, ...]
    ring: tuple[Ring, ...]
    mailboxes: tuple[str, ...] = ()
    disconnects: tuple[str, ...] = ()


def read_rotation(
    desk: Desk, account: SubjectId, item: Item = Item.SECRET
) -> RotationPage:
    """Return where changing a secret stands.

    Raises:
        UnknownNameError: There is no such account.
    """
    known = desk.accounts.known(account)
    state, is_holder = known.account, known.credentials is not None
    slug = state.text(Field.PLATFORM)
    platform = desk.platforms.get(slug)
    record = read_record(desk, account)
    return RotationPage(
        account=account,
        item=item,
        label=state.label,
        platform=platform_name(desk, slug),
        access=state.access,
        keeps_secret=may_keep_secret(slug, state.access),
        is_holder=is_holder,
        is_closed=state.status is Status.CLOSED,
        has_unopened=known.has_unopened,
        age=state.age(item),
        in_force=known.item(item).current if is_holder else (),
        waiting=_waiting(desk, known, item),
        places=platform.where(_TASKS[item])[:1] if platform else (),
        ring=_holders(desk, account),
        mailboxes=tuple(
            tied.label
            for tied in record.ties
            if tied.is_ours and tied.tie is Tie.MAILBOX
        ),
        disconnects=record.disconnects,
    )


def _waiting(desk: Desk, known: Known, item: Item) -> tuple[WaitingSecret, ...]:
    if known.credentials is None:
        return ()

    def named(one: Candidate) -> WaitingSecret:
        name = desk.officers.name_of(one.person)
        return WaitingSecret(one.digest, name, one.wall, one.reason)

    return tuple(map(named, known.item(item).pending))


def _holders(desk: Desk, account: SubjectId) -> tuple[Ring, ...]:
    (who,) = desk.who_can_post(account)
    holders = (way for way in who.ways if way.kind is WayKind.HOLDER)
    return tuple(Ring(way.name, way.number) for way in holders)


def council_secret(desk: Desk, *, of_words: bool | None = None) -> Secret:
    """Return a new secret as the council has decided that they are made.

    `of_words` is what somebody chose for this one; by default as decided.
    """
    rule = desk.council.passwords()
    if rule.of_words if of_words is None else of_words:
        words = -(-rule.length * _WORDS_OF_TWENTY // 20)
        return new_secret(WordPolicy(min(words, MOST_WORDS)))
    return new_secret(CharacterPolicy(rule.length))


def new_secret(policy: CharacterPolicy | WordPolicy | None = None) -> Secret:
    """Return a new secret, made as asked."""
    return generate(policy).secret


def begin_and_show(
    desk: Desk, account: SubjectId, new: Secret, reason: Reason, item: Item
) -> Secret:
    """Write a new secret down beside the old one, log that it is shown, return it.

    Raises:
        As `AccountsService.begin_rotation` and `AccountsService.reveal`.
    """
    if item is Item.SECRET:
        refuse_stolen(desk.session.kit.places, new)
    digest = desk.accounts.begin_rotation(account, new, reason, item)
    return desk.accounts.reveal(account, item, digest, account_words.TO_SET_IT)
