"""Taking the accounts out of the kit, into a file that other programs read.

It takes the passphrase, however the kit was opened. What is opened for it is logged
as shown before a byte of it is written; the file is new, its owner's alone, and never
among the kit's own files.
"""

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from incidentkit.accounts.exposure import Person
from incidentkit.accounts.known import Known
from incidentkit.accounts.model import Field, Item
from incidentkit.accounts.public import AccountState, Linked
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.taken_out import Value, taking_out, values_of
from incidentkit.desk.exchanging import remembered_folder
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError, WrongPassphraseError
from incidentkit.exchange.accounts_out import (
    OutAccount,
    OutValue,
    register_csv,
    register_json,
    secrets_csv,
)
from incidentkit.vault.folder import storage_errors
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.slots import KdfPolicy, open_by_passphrase
from incidentkit.vault.watching import Watch, at_once, told
from incidentkit.words.taking_out import ABOUT, MARK

_EACH = 8


class Form(StrEnum):
    """How a file is written."""

    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants taken out. `reason` is needed for secrets."""

    form: Form
    to: Path
    with_secrets: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What was written. `not_held` counts accounts of which there are texts only."""

    path: Path
    accounts: int
    values: int = 0
    unopened: int = 0
    not_held: int = 0


def prove(desk: Desk, passphrase: str, policy: KdfPolicy) -> None:
    """Have the person who opened the kit say their passphrase again.

    Raises:
        InvalidValueError: It is not the one of this seat.
        KdfRefusedError: The slot asks for a cost outside the limits.
    """
    session = desk.session
    mine = [s for s in session.kit.store.slots() if s.header.seat == session.seat.id]
    try:
        open_by_passphrase(mine, session.kit.identity.kit, None, passphrase, policy)
    except WrongPassphraseError:
        # The kit is open: what helps at a locked one would only confuse here.
        raise InvalidValueError("passphrase", "not-your-passphrase") from None


def file_for(order: Order) -> Path:
    """Return the file's real name: one with secrets says that it is not encrypted."""
    to = order.to if order.to.suffix else order.to.with_suffix(f".{order.form}")
    if not order.with_secrets or MARK in to.name:
        return to
    return to.with_name(f"{to.stem}.{MARK}{to.suffix}")


def take_out(
    desk: Desk, order: Order, watch: Watch, settle: Callable[[], None] = at_once
) -> TakenFile:
    """Write every account into a file, with what this person may open if they want it.

    What `settle` raises ends it before anything is logged or written.

    Raises:
        InvalidValueError: There is no reason, or the place is none for such a file.
        StorageError: It cannot be written there.
    """
    if order.with_secrets and not order.reason.strip():
        raise InvalidValueError("reason", "not-empty")
    path = file_for(order)
    _check_place(desk, path)
    subjects = [row.subject for row in desk.accounts.rows()]
    known = [desk.accounts.known(one) for one in told(subjects, watch, _EACH)]
    values = [v for one in known for v in values_of(one)] if order.with_secrets else []
    with _new_file(path) as file:
        settle()
        also = taking_out(path.name, len(known), len(values), order.reason)
        opened = desk.accounts.reveal_many(values, order.reason, also)
        file.write(_content(desk, order, known, list(zip(values, opened, strict=True))))
    return TakenFile(
        path,
        len(known),
        sum(secret is not None for secret in opened),
        sum(secret is None for secret in opened),
        sum(one.credentials is None for one in known) if order.with_secrets else 0,
    )


def _check_place(desk: Desk, path: Path) -> None:
    """Refuse the kit's own folders, and the one that machines exchange through."""
    places = desk.session.kit.places
    shared = remembered_folder(places)
    closed = [places.kit, places.state, places.backups]
    closed += [Path(shared)] if shared else []
    real = path.absolute().parent.resolve()
    if any(real.is_relative_to(folder.resolve()) for folder in closed):
        raise InvalidValueError("file", "in-the-kits-folder")


@contextlib.contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """Give a new file that only its owner can read; none is left if it fails."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    for name in ("O_NOFOLLOW", "O_BINARY"):
        flags |= getattr(os, name, 0)
    with storage_errors(path):
        try:
            handle = os.open(path, flags, 0o600)
        except FileExistsError:
            raise InvalidValueError("file", "file-there-already") from None
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _content(
    desk: Desk,
    order: Order,
    known: Sequence[Known],
    opened: Sequence[tuple[Value, Secret | None]],
) -> bytes:
    by_account: dict[bytes, list[OutValue]] = {}
    for value, secret in opened:
        if secret is not None:
            out = OutValue(value.item, secret, value.waits)
            by_account.setdefault(value.account, []).append(out)
    people = desk.people()
    accounts = [
        _out(desk, one, by_account.get(one.subject, ()), people) for one in known
    ]
    if order.form is Form.JSON:
        return register_json(accounts, _about(desk, order)).encode()
    if order.with_secrets:
        return secrets_csv(accounts).encode()
    # The mark at the beginning has spreadsheets read it as UTF-8.
    return register_csv(accounts).encode("utf-8-sig")


def _about(desk: Desk, order: Order) -> dict[str, object]:
    return {
        "what": ABOUT,
        "council": desk.council.name(),
        "taken_out": _instant(desk.session.clock.now_ms()),
        "by": desk.officers.name_of(desk.session.me.person),
        "holds_secrets": order.with_secrets,
    }


def _out(
    desk: Desk, known: Known, values: Sequence[OutValue], people: Sequence[Person]
) -> OutAccount:
    state = known.account
    changed = state.changed(Item.SECRET)
    return OutAccount(
        account=known.subject.hex(),
        texts={f: state.text(f) for f in Field if state.text(f)},
        links=[_link(one) for one in state.links()],
        history={
            "may_open": _may_open(desk, known, people),
            **_history(desk, state),
        },
        papers=[
            {
                "name": paper.name,
                "sha256": desk.accounts.papers.sha256_of(paper),
                "bytes": paper.size,
                "kept": _instant(paper.wall),
            }
            for paper in state.attachments
        ],
        values=values,
        added=_instant(state.added),
        changed=_instant(changed) if changed else "",
    )


def _link(link: Linked[Any]) -> dict[str, object]:
    data = msgspec.to_builtins(link.value)
    plain = {
        name: value.hex() if isinstance(value, bytes) else value
        for name in link.value.__struct_fields__
        if (value := getattr(link.value, name))
    }
    said = (plain.get(name) for name in ("tool", "name", "role", "what", "number"))
    return {
        **plain,
        "what_it_is": data["what_it_is"],
        "since": _instant(link.wall),
        "in_words": ", ".join(str(text) for text in said if text),
    }


def _history(desk: Desk, state: AccountState) -> dict[str, object]:
    name = desk.officers.name_of
    care = state.looked_after
    return {
        "added": {"at": _instant(state.added), "by": name(PersonId(state.added_by))},
        **_on_its_way(desk, state),
        "looked_after_by": [name(p) for p in (care.owner, care.deputy) if p],
        "changes": [
            {
                "item": item.value,
                "at": _instant(mark.value.wall),
                "by": name(mark.value.set_by),
                "confirmed": mark.value.confirmed,
                "reason": mark.value.reason.value if mark.value.reason else "",
            }
            for item in Item
            for mark in state.mark(item).versions
        ],
        "shown": [
            {
                "item": seen.item.value,
                "to": name(seen.person),
                "first": _instant(seen.first),
                "last": _instant(seen.last),
                "times": seen.times,
            }
            for seen in state.seen
        ],
    }


def _on_its_way(desk: Desk, state: AccountState) -> dict[str, object]:
    """Return how it came to be in use or closed, and when somebody last reviewed it."""
    name = desk.officers.name_of
    found: dict[str, object] = {}
    if (turn := state.turn) is not None:
        found["status_set"] = {
            "status": turn.status.value,
            "at": _instant(turn.wall),
            "by": name(turn.person),
            "reason": turn.reason,
            "reference": turn.reference,
            "successor": turn.successor,
        }
    if (gone := state.gone) is not None:
        found["deleted"] = {
            "at": _instant(gone.wall),
            "by": name(gone.person),
            "reason": gone.reason,
        }
    if (answer := state.approval.value) is not None:
        found["request_answered"] = {
            "granted": answer.granted,
            "at": _instant(answer.wall),
            "by": answer.by or name(answer.person),
            "reason": answer.reason,
        }
    if (review := state.review) is not None:
        found["reviewed"] = {
            "wanted": review.is_wanted,
            "at": _instant(review.wall),
            "by": name(review.person),
            "note": review.note,
            "last_post": review.last_post,
        }
    return found


def _may_open(desk: Desk, known: Known, people: Sequence[Person]) -> list[str]:
    readers = desk.accounts.readers(known.subject)
    return [
        one.name
        for one in people
        if one.seats & readers.seats or (readers.leads and one.is_lead and one.seats)
    ]


def _instant(ms: int) -> str:
    """Return a time as other programs write it; nothing for one that no calendar has."""
    try:
        when = datetime.fromtimestamp(ms / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")
