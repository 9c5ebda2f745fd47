"""What the log says of a monthly account check."""

from incidentkit.words.counts import counted
from incidentkit.words.incidents import labelled, sentence
from incidentkit.words.rounds import ASKS, FOUND, policy
from incidentkit.words.times import spoken_month


def opened(month: str, name: str, every_months: int, accounts: int) -> str:
    """Say that a month's check was begun, or more of its accounts written down."""
    said = f"Began the account check of {spoken_month(month)}"
    return sentence(
        f"{said} with {counted(accounts, 'account')}", policy(name, every_months)
    )


def added(account: str) -> str:
    """Say that an account was taken into a check."""
    return sentence(f"Took {account} into the account check")


def given(account: str, name: str) -> str:
    """Say who looks at an account in a check now."""
    if not name:
        return sentence(
            f"Nobody in particular looks at {account} in this account check"
        )
    return sentence(f"{name} looks at {account} in this account check")


def answered(account: str, ask: str, found: str, note: str) -> str:
    """Say what somebody found on an account."""
    said = f"{account}, {ASKS[ask].lower()}: {FOUND[found].lower()}"
    return sentence(f"Account check of {said}", labelled("Word", note))


def closed(note: str) -> str:
    """Say that a check was closed."""
    return sentence("Closed the account check", labelled("Note", note))


def written(name: str, sha256: str) -> str:
    """Say that a certificate was written into a file."""
    return sentence(f"Wrote the certificate {name}", f"SHA-256 {sha256}")
