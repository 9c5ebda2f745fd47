"""How accounts are shown on the command line. Never with a secret."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from incidentkit.accounts.exposure import Ring, Way, WayKind, WhoCanPost
from incidentkit.accounts.known import Known
from incidentkit.accounts.listing import AccountRow
from incidentkit.accounts.model import (
    Agency,
    AnyLink,
    App,
    Factor,
    Field,
    Hangs,
    Item,
    Permission,
    Phone,
    PlatformRole,
    Status,
    ToolSeat,
)
from incidentkit.accounts.numbers import spoken_number
from incidentkit.accounts.public import AccountState
from incidentkit.cli.console import Console
from incidentkit.desk.account_record import RecordPage, read_record
from incidentkit.desk.services import Desk
from incidentkit.platforms.platform import Task
from incidentkit.vault.kinds import Digest, SubjectId
from incidentkit.words import account_commands as account_words
from incidentkit.words import account_record as record_words
from incidentkit.words import accounts as words
from incidentkit.words import commands
from incidentkit.words.ages import NOT_KNOWN, in_list, last_changed
from incidentkit.words.counts import counted
from incidentkit.words.drafting import TASK_WORDS
from incidentkit.words.lists import and_list
from incidentkit.words.times import short_time, spoken_date

_LABEL = 26


def say_rows(console: Console, rows: Sequence[AccountRow]) -> None:
    """Show accounts in a list."""
    if rows:
        console.table(
            ("account", "how people get in", "password changed", "you can open it"),
            [(_called(row), words.ACCESS[row.access], *_opening(row)) for row in rows],
        )
        console.say(f"{counted(len(rows), 'account')}.")
    console.answer({"accounts": [_row_data(row) for row in rows]})


def _called(row: AccountRow) -> str:
    return f"{row.label} (closed)" if row.status is Status.CLOSED else row.label


def _opening(row: AccountRow) -> tuple[str, str]:
    """Return when the password changed, and whether this person can open it."""
    changed = NOT_KNOWN if row.age.is_unknown else in_list(row.age)
    if not row.keeps:
        return changed, account_words.NOTHING_KEPT
    if not row.is_holder:
        return changed, "no"
    return changed, account_words.YES_ONE_WAITS if row.waiting else "yes"


def _row_data(row: AccountRow) -> dict[str, object]:
    return {
        "id": row.subject,
        "platform": row.platform,
        "handle": row.handle,
        "access": str(row.access),
        "status": str(row.status),
        "purpose": row.purpose,
        "secret_changed_ms": row.changed,
        "secret_written_ms": row.age.written,
        "secret_said_ms": row.age.said or None,
        "is_imported": row.age.is_imported,
        "keeps": sorted(str(item) for item in row.keeps),
        "may_open": row.is_holder,
        "waiting": [str(item) for item in row.waiting],
        "to_settle": list(row.to_settle),
        "has_unopened": row.has_unopened,
    }


def say_account(console: Console, desk: Desk, account: SubjectId) -> None:
    """Show one account: its texts, what is kept, who is named, where things are done."""
    known = desk.accounts.known(account)
    state = known.account
    row = next(r for r in desk.accounts.rows() if r.subject == account)
    texts = {field.value: state.text(field) for field in Field if state.text(field)}
    links = links_of(state)
    console.say(row.label, "")
    for name, text in texts.items():
        console.say(f"  {words.FIELDS[name]:{_LABEL}}{_in_words(name, text)}")
    for item in sorted(row.keeps):
        console.say(f"  {words.ITEMS[item]:{_LABEL}}{_kept(known, item)}")
    record = read_record(desk, account)
    for line in (*record_lines(record), *_papers(state)):
        console.say(f"  {line}")
    for line in _to_settle(known, row):
        console.say(line)
    if links:
        console.say("", account_words.WHO_IS_NAMED)
        kinds = [(x.entry.hex()[:8], words.NAMED[x.kind], x.name) for x in links]
        console.table(("link", "how", "who"), kinds)
    places = _say_places(console, desk, row.platform)
    named = [{"link": x.entry, "kind": x.kind, "name": x.name} for x in links]
    found = {"texts": texts, "links": named, "places": places}
    console.answer({**_row_data(row), **found, **_record_data(record, state)})


def _papers(state: AccountState) -> Iterator[str]:
    for paper in state.attachments:
        entry = paper.digest.hex()[:8]
        yield record_words.paper(entry, paper.name, paper.what)


def _record_data(record: RecordPage, state: AccountState) -> dict[str, object]:
    return {
        "papers": [
            {"paper": p.digest, "name": p.name, "size": p.size}
            for p in state.attachments
        ],
        "owner": record.owner,
        "deputy": record.deputy,
        "review_due_ms": record.review_due_ms,
        "ties": [
            {"tie": t.tie, "other": t.label, "is_ours": t.is_ours} for t in record.ties
        ],
        "disconnects": list(record.disconnects),
    }


def record_lines(record: RecordPage) -> Iterator[str]:
    """Yield an account's record as it is read on one screen."""
    yield from record_words.standing(record.owner, record.deputy)
    if record.approval is not None:
        who = record.approval.by
        yield record_words.approval(who, granted=record.approval.granted)
    if record.review is not None:
        yield record_words.last_review(spoken_date(record.review.wall))
    for tied in record.ties:
        yield record_words.tie(tied.tie, tied.label, is_ours=tied.is_ours)


def _in_words(field: str, text: str) -> str:
    """Return a text of an account as people say it."""
    tables = {
        "access": words.ACCESS,
        "status": words.STATUS,
        "portfolio": words.PORTFOLIO,
    }
    if field == "recovery_phone":
        return spoken_number(text)
    return tables.get(field, {}).get(text, text)


def _kept(known: Known, item: Item) -> str:
    said = last_changed(item, known.account.age(item))
    when = f"{account_words.KEPT}. {said}" if said else account_words.KEPT
    if item is Item.CODES and known.credentials is not None:
        codes = known.codes()
        unused = [str(code.number) for code in codes if not code.used]
        return f"{when}. {account_words.codes_left(len(codes), unused)}"
    return when


def _to_settle(known: Known, row: AccountRow) -> Iterator[str]:
    for name in row.to_settle:
        yield f"  {commands.settle(words.FIELDS.get(name) or words.ITEMS[Item(name)])}"
    for item in known.conflicts():
        for number, _ in enumerate(known.item(item).current, start=1):
            yield f"    {account_words.version_of(words.ITEMS[item], number)}"
    for item in row.waiting:
        yield f"  {account_words.waits(words.ITEMS[item])}"


@dataclass(frozen=True, slots=True)
class NamedLink:
    """Somebody or something that an account names, as a list shows it."""

    entry: Digest
    kind: str
    name: str


def links_of(state: AccountState) -> tuple[NamedLink, ...]:
    """Return everybody and everything that an account names beside its holders."""
    return tuple(
        NamedLink(x.digest, kind, getattr(x.value, "name", ""))
        for kind, sort in _SORTS.items()
        for x in state.of(sort)
    )


_SORTS: Mapping[str, type[AnyLink]] = MappingProxyType(
    {
        "role": PlatformRole,
        "tool": ToolSeat,
        "phone": Phone,
        "agency": Agency,
        "factor": Factor,
        "app": App,
        "permission": Permission,
        "hangs": Hangs,
    }
)


def _say_places(console: Console, desk: Desk, slug: str) -> list[dict[str, str]]:
    platform = desk.platforms.get(slug)
    if platform is None:
        return []
    found = [(task, place) for task in Task for place in platform.where(task)[:1]]
    console.say("", account_words.where(platform.name, f"{platform.checked:%d %b %Y}"))
    for task, place in found:
        console.say(f"  {TASK_WORDS[task]}")
        console.say(*(f"    {way}" for way in (place.link, place.menu) if way))
    return [
        {"task": str(task), "link": place.link, "menu": place.menu}
        for task, place in found
    ]


# --- who can still post ---------------------------------------------------------


def say_who(console: Console, rows: Sequence[WhoCanPost]) -> None:
    """Show who can still post as us, and who to ring about each."""
    for row in rows:
        about = (words.ACCESS[row.access], words.STATUS[row.status])
        console.say(
            f"{words.account_name(row.platform, row.handle)}  ({', '.join(about)})"
        )
        if row.portfolio:
            console.say(f"  {account_words.owned_by(words.PORTFOLIO[row.portfolio])}")
        if row.elsewhere:
            console.say(f"  {words.FIELDS['elsewhere']}: {row.elsewhere}")
        for way in row.ways:
            console.say_wrapped(_way(way), "  ", "      ")
        for line in _knowing(row):
            console.say_wrapped(line, "  ", "      ")
        if not row.ways:
            console.say(f"  {account_words.NOBODY_NAMED}")
        console.say("")
    console.answer({"accounts": [_who_data(row) for row in rows]})


def _way(way: Way) -> str:
    until = way.kind is WayKind.AGENCY and way.detail
    detail = account_words.until(way.detail) if until else way.detail
    about = f" ({detail})" if detail else ""
    ring = [_ring(r) for r in way.ring if (r.name, r.number) != (way.name, way.number)]
    asked = account_words.to_end_it(and_list(ring)) if ring else ""
    who = _ring(Ring(way.name, way.number))
    return f"{words.WAYS[way.kind]}{about}: {who}{asked}"


def _ring(ring: Ring) -> str:
    return f"{ring.name} {spoken_number(ring.number) or account_words.NO_NUMBER}"


def _knowing(row: WhoCanPost) -> Iterator[str]:
    """Yield who knows what is in use, one line for each person."""
    by_person: dict[bytes, list[str]] = {}
    names = {one.person: one.name or account_words.SOMEBODY_GONE for one in row.seen}
    for one in row.seen:
        what = words.ITEMS[one.item].lower()
        by_person.setdefault(one.person, []).append(
            f"{what} since {short_time(one.wall)}"
        )
    for person, known in by_person.items():
        yield account_words.knows(names[person], and_list(known))  # type: ignore[index]


def _who_data(row: WhoCanPost) -> dict[str, object]:
    return {
        "id": row.subject,
        "platform": row.platform,
        "handle": row.handle,
        "access": str(row.access),
        "status": str(row.status),
        "portfolio": str(row.portfolio),
        "elsewhere": row.elsewhere,
        "ways": [_way_data(way) for way in row.ways],
        "seen": [
            {"name": s.name, "item": str(s.item), "how": str(s.how), "since_ms": s.wall}
            for s in row.seen
        ],
    }


def _way_data(way: Way) -> dict[str, object]:
    return {
        "kind": str(way.kind),
        "name": way.name,
        "number": way.number,
        "detail": way.detail,
        "ring": [{"name": r.name, "number": r.number} for r in way.ring],
    }
