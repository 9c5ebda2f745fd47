"""Accounts as files that other programs read: CSV and JSON. Pure.

The table with secrets has KeePassXC's headings first, and every value exactly as it
is kept. The one without secrets is for a spreadsheet, so what a spreadsheet would
work out stands there as text.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from incidentkit.accounts.model import Field, Item
from incidentkit.accounts.secret import Secret
from incidentkit.exchange.columns import OWN_HEADINGS, Column
from incidentkit.exchange.spreadsheet import harmless
from incidentkit.words.accounts import account_name
from incidentkit.words.taking_out import CHANGED, IN_FORCE_TOO, NAMED, PAPERS, WAITS

_KEEPASSXC = (
    "Group",
    "Title",
    "Username",
    "Password",
    "URL",
    "Notes",
    "TOTP",
    "Icon",
    "Last Modified",
    "Created",
)
_GROUP, _ICON = "Accounts", "0"
_FIELDS: Mapping[Column, Field] = {
    Column.PUBLIC_NOTES: Field.NOTES,
    Column.MAILBOX: Field.RECOVERY_MAILBOX,
    Column.PHONE: Field.RECOVERY_PHONE,
}
FORMAT = 1


@dataclass(frozen=True, slots=True)
class OutValue:
    """One value that only holders may see. It prints as dots.

    `waits`: it is new, and not confirmed yet.
    """

    item: Item
    secret: Secret
    waits: bool = False


@dataclass(frozen=True, slots=True)
class OutAccount:
    """One account as it is taken out.

    `links`, `papers` and `history` are what the register knows beside the texts, as data.
    """

    account: str
    texts: Mapping[Field, str]
    links: Sequence[Mapping[str, object]] = ()
    history: Mapping[str, object] = field(default_factory=dict)
    papers: Sequence[Mapping[str, object]] = ()
    values: Sequence[OutValue] = ()
    added: str = ""
    changed: str = ""

    @property
    def name(self) -> str:
        """What it is called: platform and handle."""
        platform = self.texts.get(Field.PLATFORM, "")
        return account_name(platform, self.texts.get(Field.HANDLE, ""))

    def of(self, item: Item) -> tuple[OutValue, ...]:
        """Return the values of one item, those in force first."""
        found = (value for value in self.values if value.item is item)
        return tuple(sorted(found, key=lambda value: value.waits))

    def beside(self) -> tuple[str, str]:
        """Return who and what is named, and the papers with their digests, as texts."""
        papers = (f"{p['name']} (SHA-256 {p['sha256']})" for p in self.papers)
        named = (str(link.get("in_words", "")) for link in self.links)
        return "; ".join(named), "; ".join(papers)

    def cell(self, column: Column) -> str:
        """Return the text that one of the kit's own columns holds."""
        wanted = _FIELDS.get(column) or Field(column.value)
        return self.texts.get(wanted, "")


def secrets_csv(accounts: Iterable[OutAccount]) -> str:
    """Return a table with every value exactly as it is kept.

    Where several values are in force or one waits, the account has more rows.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow((*_KEEPASSXC, *OWN_HEADINGS, NAMED, PAPERS))
    for account in accounts:
        writer.writerows(_rows(account))
    return out.getvalue()


def _rows(account: OutAccount) -> Iterator[tuple[str, ...]]:
    items = (Item.LOGIN, Item.SECRET, Item.NOTE, Item.TOTP)
    columns = {item: account.of(item) for item in items}
    for number in range(max(1, *map(len, columns.values()))):
        here = {
            item: found[number]
            for item, found in columns.items()
            if number < len(found)
        }
        texts = {item: value.secret.reveal() for item, value in here.items()}
        yield (
            _GROUP,
            _title(account, number, waits=any(v.waits for v in here.values())),
            texts.get(Item.LOGIN, ""),
            texts.get(Item.SECRET, ""),
            account.texts.get(Field.URL, ""),
            texts.get(Item.NOTE, ""),
            texts.get(Item.TOTP, ""),
            _ICON,
            account.changed,
            account.added,
            *_own_cells(account, with_codes=not number),
            *account.beside(),
        )


def _title(account: OutAccount, number: int, *, waits: bool) -> str:
    if not number:
        return account.name
    return f"{account.name} ({WAITS if waits else IN_FORCE_TOO})"


def _own_cells(account: OutAccount, *, with_codes: bool) -> Iterator[str]:
    codes = [value.secret.reveal() for value in account.of(Item.CODES)]
    for column in OWN_HEADINGS.values():
        if column is Column.CODES:
            yield "\n".join(codes) if with_codes else ""
        else:
            yield account.cell(column)


def register_csv(accounts: Iterable[OutAccount]) -> str:
    """Return a table of what everybody in the kit may read, for a spreadsheet."""
    columns = {n: c for n, c in OWN_HEADINGS.items() if c is not Column.CODES}
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((*columns, "URL", NAMED, CHANGED, PAPERS))
    for account in accounts:
        cells = [account.cell(column) for column in columns.values()]
        named, papers = account.beside()
        cells += [account.texts.get(Field.URL, ""), named, account.changed, papers]
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def register_json(accounts: Iterable[OutAccount], about: Mapping[str, object]) -> str:
    """Return the whole register as data, with the values that are given."""
    found = [
        {
            "id": account.account,
            "name": account.name,
            **{f.value: text for f, text in account.texts.items()},
            "links": [dict(link) for link in account.links],
            "papers": [dict(paper) for paper in account.papers],
            "history": dict(account.history),
            **_values(account),
        }
        for account in accounts
    ]
    whole = {"format": FORMAT, **about, "accounts": found}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _values(account: OutAccount) -> dict[str, object]:
    if not account.values:
        return {}
    return {
        "values": [
            {
                "item": value.item.value,
                "value": value.secret.reveal(),
                "in_force": not value.waits,
            }
            for value in account.values
        ]
    }
