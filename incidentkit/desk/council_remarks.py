"""What the council's rules have to say about an account and those who can post to it."""

from collections.abc import Iterable, Iterator

from incidentkit.accounts.exposure import Way, WayKind
from incidentkit.accounts.model import ROLE_RUN, Access, Field
from incidentkit.council.rules import AddingRule
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError, UnknownNameError
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.council import rules as words

_SCHOOL = ("school", "academy", "college", "nursery", "ysgol")


def check_allowed(rule: AddingRule, platform: str, access: Access) -> None:
    """Refuse one login for many where each person can have a role of their own.

    Raises:
        InvalidValueError: The council forbids it.
    """
    if is_shared_login(platform, access) and not rule.shared_login:
        raise InvalidValueError("access", "shared-login")


def is_shared_login(platform: str, access: Access) -> bool:
    """Whether an account has one login for many on a platform with roles."""
    return platform in ROLE_RUN and access is Access.OWN_LOGIN


def about_account(
    rule: AddingRule, platform: str, access: Access, texts: Iterable[str]
) -> Iterator[str]:
    """Yield what the rules say about an account as it is described."""
    if is_shared_login(platform, access):
        yield words.SHARED
    said = " ".join(texts).casefold()
    if not rule.schools and any(name in said for name in _SCHOOL):
        yield words.SCHOOL


def _about_firm(rule: AddingRule, until: str) -> Iterator[str]:
    if not rule.outsiders:
        yield words.NO_OUTSIDERS
    elif not until:
        yield words.NO_END


def remarks(desk: Desk, account: SubjectId) -> tuple[str, ...]:
    """Return what the council's rules say about an account as it stands.

    Raises:
        UnknownNameError: There is no such account.
    """
    rule = desk.council.adding()
    state = desk.accounts.known(account).account
    (posting,) = desk.who_can_post(account)
    texts = (state.text(field) for field in (Field.HANDLE, Field.PURPOSE, Field.NOTES))
    mailbox = state.text(Field.RECOVERY_MAILBOX)
    found = (
        *about_account(rule, state.text(Field.PLATFORM), state.access, texts),
        *_about_ways(rule, posting.ways),
        *_about_mailbox(desk, mailbox),
    )
    return tuple(dict.fromkeys(found))


def on_access(desk: Desk, account: SubjectId) -> tuple[str, ...]:
    """Return what the rules say about the ways in that others have to an account."""
    try:
        (posting,) = desk.who_can_post(account)
    except UnknownNameError:  # the response began without it, or it is made up
        return ()
    found = _about_ways(desk.council.adding(), posting.ways)
    return tuple(dict.fromkeys(found))


def _about_ways(rule: AddingRule, ways: Iterable[Way]) -> Iterator[str]:
    known = tuple(ways)
    for firm in (way for way in known if way.kind is WayKind.AGENCY):
        yield from _about_firm(rule, firm.detail)
    yield from _about_phones(rule, known)


def _about_phones(rule: AddingRule, ways: Iterable[Way]) -> Iterator[str]:
    """A telephone that somebody is reached on themselves is likely to be their own."""
    is_own = any(w.kind is WayKind.PHONE and w.person is not None for w in ways)
    if is_own and rule.personal_devices in words.DEVICE:
        yield words.DEVICE[rule.personal_devices]


def _about_mailbox(desk: Desk, mailbox: str) -> Iterator[str]:
    known = desk.council.own_email_domains()
    if mailbox and known and not desk.council.is_own_email(mailbox):
        yield words.OTHER_MAILBOX
