"""What lists show of accounts. Never a secret."""

from dataclasses import dataclass

from incidentkit.accounts.known import Known
from incidentkit.accounts.marks import Age
from incidentkit.accounts.model import Access, Field, Item, Status
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.accounts import account_name


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account in a list.

    `keeps` are the items that exist, whoever may open them; `is_holder` says
    whether this person may. `to_settle` names texts and items that colleagues
    set differently; `waiting` the items whose new value waits to be confirmed.
    Both see only what this person may open. `owner` is who looks after it, empty for
    nobody; `is_owed` says that something happened after which a secret has to change.
    `age` is the password's.
    """

    subject: SubjectId
    platform: str
    handle: str
    access: Access
    status: Status
    purpose: str
    service: str
    language: str
    owner: bytes
    is_owed: bool
    age: Age
    keeps: frozenset[Item]
    is_holder: bool
    waiting: tuple[Item, ...]
    to_settle: tuple[str, ...]
    has_unopened: bool

    @property
    def changed(self) -> int | None:
        """When its password was last changed for sure, None where nobody knows."""
        return self.age.changed

    @property
    def label(self) -> str:
        """What the account is called."""
        return account_name(self.platform, self.handle)


def row_of(known: Known) -> AccountRow:
    """Return an account as lists show it."""
    account = known.account
    settle = (
        *(f.value for f in account.conflicts),
        *(i.value for i in known.conflicts()),
    )
    return AccountRow(
        subject=known.subject,
        platform=account.text(Field.PLATFORM),
        handle=account.text(Field.HANDLE),
        access=account.access,
        status=account.status,
        purpose=account.text(Field.PURPOSE),
        service=account.text(Field.SERVICE_OWNER),
        language=account.text(Field.LANGUAGE),
        owner=account.looked_after.owner or b"",
        is_owed=bool(account.owed),
        age=account.age(Item.SECRET),
        keeps=frozenset(item for item in Item if account.mark(item).versions),
        is_holder=known.credentials is not None,
        waiting=tuple(dict.fromkeys(item for item, _ in known.waiting())),
        to_settle=settle,
        has_unopened=known.has_unopened,
    )


def in_order(rows: list[AccountRow]) -> tuple[AccountRow, ...]:
    """Return rows with live accounts first, by platform and handle."""
    return tuple(sorted(rows, key=_place))


def _place(row: AccountRow) -> tuple[bool, str, str, bytes]:
    is_closed = row.status is Status.CLOSED
    return (is_closed, row.platform, row.handle.casefold(), row.subject)
