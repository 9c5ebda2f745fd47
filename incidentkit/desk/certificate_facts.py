"""What the certificate of a monthly account check says, read from the kit."""

from collections.abc import Iterator
from dataclasses import dataclass

from incidentkit.accounts.entries import SecretChanged
from incidentkit.accounts.model import Item
from incidentkit.accounts.public import AccountState, is_vouched
from incidentkit.desk import round as pages
from incidentkit.desk.health import read_health
from incidentkit.desk.round import LineRow, RoundPage, Summary, read_round, read_summary
from incidentkit.desk.services import Desk
from incidentkit.errors import RoleNeededError, RoundOpenError
from incidentkit.records import gathering
from incidentkit.records.report import Verification
from incidentkit.rounds.model import Answer
from incidentkit.rounds.round import Round
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.kinds import Role, SubjectId
from incidentkit.vault.verify import verify_journal
from incidentkit.vault.watching import Watch, unwatched
from incidentkit.words import rounds as round_words


@dataclass(frozen=True, slots=True)
class Changed:
    """That a password was changed while the round was on, never to what."""

    account: SubjectId
    label: str
    name: str
    wall: int
    is_made: bool
    tried: bool


@dataclass(frozen=True, slots=True)
class Certificate:
    """Everything a certificate says. `exposure` counts what is found now, apart."""

    month: str
    council: str
    made_by: str
    made_ms: int
    page: RoundPage
    summary: Summary
    begun: tuple[str, int]
    changed: tuple[Changed, ...]
    checked: Verification
    exposure: int


def read_certificate(desk: Desk, month: str, watch: Watch = unwatched) -> Certificate:
    """Return what the certificate of a closed round says.

    `watch` is told how far checking the log is, and may end it by raising.

    Raises:
        UnknownNameError: No check of that month was begun.
        RoundOpenError: It has not been closed.
        RoleNeededError: This person may not write in the log.
    """
    if desk.session.me.role < Role.OFFICER:
        raise RoleNeededError(Role.OFFICER.name)
    found = desk.rounds.round(month)
    if found.is_open:
        raise RoundOpenError(month)
    kit = desk.session.kit
    anchor = AnchorFile.of(kit.places, kit.identity.kit).read()
    page = read_round(desk, month)
    opener = desk.officers.name_of(found.openings[0])
    return Certificate(
        month=month,
        council=desk.council.name(),
        made_by=desk.officers.name_of(desk.session.me.person),
        made_ms=desk.session.clock.now_ms(),
        page=page,
        summary=read_summary(desk, month),
        begun=(opener, found.opened),
        changed=tuple(_changed(desk, found, page)),
        checked=gathering.verification(verify_journal(kit.store, anchor, watch)),
        exposure=len(read_health(desk).found),
    )


def _changed(desk: Desk, found: Round, page: RoundPage) -> Iterator[Changed]:
    """Yield each confirmed change between the opening and the first closing."""
    until = min(one.at for one in found.closings)
    states = desk.accounts.states()
    for row in sorted(page.rows, key=lambda row: row.label.casefold()):
        for fact in desk.session.facts(row.account):
            body = fact.body
            if (
                isinstance(body, SecretChanged)
                and body.item is Item.SECRET
                and body.confirmed
                and body.secret
                and found.opened_at <= fact.at <= until
                and is_vouched(states.get(row.account, AccountState()), fact)
            ):
                name = desk.officers.name_of(fact.person)
                how = (fact.wall, body.is_made, body.tried)
                yield Changed(row.account, row.label, name, *how)


def by_account(found: Certificate) -> Iterator[tuple[LineRow, pages.Item]]:
    """Yield what was asked, account by account in the order of their names."""
    by_account: dict[SubjectId, list[pages.Item]] = {}
    for item in found.summary.items:
        by_account.setdefault(item.account, []).append(item)
    for row in sorted(found.page.rows, key=lambda row: row.label.casefold()):
        yield from ((row, item) for item in by_account.get(row.account, ()))


def found_words(answer: Answer | None) -> str:
    """Say what somebody found, or that nobody said anything."""
    if answer is None:
        return round_words.NOT_ANSWERED
    return round_words.FOUND[answer.found.value]
