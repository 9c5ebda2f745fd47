"""What is said about notes at the locked screen."""

from incidentkit.words.incidents import sentence
from incidentkit.words.times import spoken_time

SOMEBODY = "Somebody who did not sign"
WHO_READS_IT = (
    "Only the officers who unlock the kit on this machine can read the note. It stays "
    "on this machine until one of them files it or throws it away."
)
NOT_SIGNED = (
    "A note is not signed. Nobody can prove who wrote it, or that none was removed or "
    "made up. Whoever can use this machine could do either."
)
NO_SECRETS = "Do not write a password here."
THROWN_AWAY = "The note was thrown away. Nothing about it is in the log."


def waiting(count: int) -> str:
    """Say how many notes wait for whoever unlocks, or nothing when none do."""
    if count <= 0:
        return ""
    if count == 1:
        return "One note waits for whoever unlocks next."
    return f"{count} notes wait for whoever unlocks next."


def unreadable(count: int) -> str:
    """Say how many notes cannot be opened here, and why that can be."""
    if count <= 0:
        return ""
    notes, they = (
        ("One note", "It was") if count == 1 else (f"{count} notes", "They were")
    )
    return (
        f"{notes} cannot be opened with your passphrase. {they} left before you used "
        "this machine, or changed since. Nothing was removed."
    )


def told(text: str, recorder: str, left_ms: int) -> str:
    """Say what stood in a note that nobody signed, and on whose machine it was."""
    where = f"at the locked screen of the machine that {recorder} uses"
    return sentence(
        f"Left an unsigned note {where}, {spoken_time(left_ms)} by its clock",
        f"It reads: “{text.strip()}”",
    )
