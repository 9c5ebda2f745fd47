"""Accounts and people that the tests share."""

from incidentkit.accounts.model import Access, NewAccount
from incidentkit.accounts.secret import Secret
from incidentkit.vault.kinds import Role
from tests.accounts.fake_session import FakeSession

TEAM = {"Ada": Role.LEAD, "Ben": Role.OFFICER, "Cy": Role.OFFICER, "Di": Role.OBSERVER}


def session_of(name: str) -> FakeSession:
    return FakeSession(name, TEAM[name], dict(TEAM))


def x_account(**changed: object) -> NewAccount:
    values = {
        "platform": "x",
        "handle": "@ashcombedc",
        "login": Secret("ashcombedc"),
        "secret": Secret("first-Password-01"),
        "totp": Secret("JBSWY3DPEHPK3PXP"),
        "codes": (Secret("code-one-1"), Secret("code-two-2")),
        "recovery_mailbox": "social@ashcombe.example.org",
    }
    return NewAccount(**{**values, **changed})


def facebook_page(**changed: object) -> NewAccount:
    values = {"platform": "facebook", "handle": "Ashcombe", "access": Access.ROLES}
    return NewAccount(**{**values, **changed})
