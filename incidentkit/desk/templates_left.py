"""A template that somebody was still changing when the kit was locked."""

from dataclasses import dataclass, field

from incidentkit.desk.services import Desk
from incidentkit.desk.stored_secrets import accounts_with_secret_in
from incidentkit.errors import SecretInTextError
from incidentkit.playbooks.entries import (
    LEFT,
    TAKEN,
    TEMPLATE,
    LeftTaken,
    TextLeft,
    subject_of,
)
from incidentkit.vault.change import Write, write


@dataclass(frozen=True, slots=True)
class LeftText:
    """What this person left last, and the entry that holds it."""

    entry: bytes
    text: str = field(repr=False)


def leave_text(desk: Desk, file: str, text: str, base: str) -> None:
    """Keep what somebody was still writing; it is used nowhere.

    Raises:
        SecretInTextError: It holds a stored secret.
    """
    found = accounts_with_secret_in(desk.session, desk.accounts, text)
    if found:
        raise SecretInTextError(found)
    body = TextLeft(TEMPLATE, file, text, base)
    desk.session.commit(write(Write(subject_of(TEMPLATE, file), LEFT, body)))


def left_text(desk: Desk, file: str) -> LeftText | None:
    """Return what this person left of a template last, None when nothing waits."""
    me = desk.session.me.person
    left = desk.playbooks.state(file, TEMPLATE).left
    mine = [one for one in left if one.person == me]
    if not mine:
        return None
    return LeftText(mine[-1].entry, desk.playbooks.text(mine[-1].entry))


def let_go(desk: Desk, file: str) -> None:
    """Take everything this person left of a template off what waits."""
    me, subject = desk.session.me.person, subject_of(TEMPLATE, file)
    left = desk.playbooks.state(file, TEMPLATE).left
    taken = [Write(subject, TAKEN, LeftTaken(x.entry)) for x in left if x.person == me]
    if taken:
        desk.session.commit(write(*taken))
