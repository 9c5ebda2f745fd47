"""What a text has to be to go out as a file or an e-mail."""

from collections.abc import Mapping
from types import MappingProxyType

from incidentkit.words.rule import Rule

PUBLISHING_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "not-a-mail-address": Rule(
            "it is not an e-mail address",
            "Write it like name@example.org, one address at a time.",
        ),
        "too-large-to-mail": Rule(
            "there is more of them than most mail programs send",
            "Leave the largest one out, or link to it.",
        ),
    }
)
