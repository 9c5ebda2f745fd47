"""Which language the program speaks on this machine, and choosing another.

One line in a small file beside the kit's state. It is read before anything else, so
it can say one of the known languages and nothing more; whatever else it says counts as
English.
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

FILE = "language"
VARIABLE = "INCIDENTKIT_LANGUAGE"
_LONGEST = 16


class Language(StrEnum):
    """A language the program can speak, by its ISO 639-1 code."""

    ENGLISH = "en"
    WELSH = "cy"


@dataclass(frozen=True, slots=True)
class Speaks:
    """What this process speaks, and whether a translator has still to check it."""

    language: Language = Language.ENGLISH
    awaits_translator: bool = False


ENGLISH = Speaks()


def chosen_language(state: Path) -> Language:
    """Return the language that was chosen on this machine, English by default."""
    with contextlib.suppress(OSError):
        # A pipe or a device in its place would not end: only a file is read.
        path = state / FILE
        if path.is_file():
            with path.open("rb") as file:
                return _language(file.read(_LONGEST).decode("ascii", "replace"))
    return Language.ENGLISH


def asked_language(environment: Mapping[str, str]) -> Language | None:
    """Return the language the surroundings ask for, None when they do not say."""
    asked = environment.get(VARIABLE, "")
    return _language(asked) if asked else None


def opens_window(arguments: Sequence[str]) -> bool:
    """Whether no command is named: commands speak English, which scripts rely on."""
    return not any(
        argument in ("--json", "--help", "--version") or not argument.startswith("-")
        for argument in _without_values(arguments)
    )


def base_dir(arguments: Sequence[str]) -> Path | None:
    """Return the folder that was named, before the arguments are understood."""
    for number, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--base-dir":
            following = arguments[number + 1 : number + 2]
            named = value if equals else "".join(following)
            return Path(named) if named else None
    return None


_WITH_VALUE = frozenset({"--base-dir", "--locked", "--open"})


def _without_values(arguments: Sequence[str]) -> list[str]:
    kept: list[str] = []
    is_value = False
    for argument in arguments:
        if not is_value:
            kept.append(argument)
        is_value = not is_value and argument in _WITH_VALUE
    return kept


def _language(text: str) -> Language:
    try:
        return Language(text.strip())
    except ValueError:
        return Language.ENGLISH
