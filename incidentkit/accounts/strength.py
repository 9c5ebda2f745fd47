"""How hard a secret is to guess: judged once, when it is written down.

Only the class is kept, so that nobody has to open a secret to find the weak ones.
"""

from enum import StrEnum

from incidentkit.accounts.secret import Secret
from incidentkit.officers.passphrase import estimate

# A service that limits attempts holds these off; one whose store was stolen does not.
_WEAK_LOG10 = 8.0
_STRONG_LOG10 = 12.0
_SHORTEST = 8
_LONG_ENOUGH = 15


class Strength(StrEnum):
    """A class. FAIR is enough only where a second step is on."""

    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


def judge(secret: Secret) -> Strength:
    """Return the class of a secret. One that the kit made is beyond anybody's reach."""
    if secret.is_made:
        return Strength.STRONG
    text = secret.reveal()
    if len(text) < _SHORTEST:
        return Strength.WEAK
    guesses = estimate(text).guesses_log10
    if guesses < _WEAK_LOG10:
        return Strength.WEAK
    is_strong = guesses >= _STRONG_LOG10 and len(text) >= _LONG_ENOUGH
    return Strength.STRONG if is_strong else Strength.FAIR
