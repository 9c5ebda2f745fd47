"""A catalogue: what each sentence of each module of words is in another language.

Its context is the module's name without `incidentkit.words.`; an entry marked *fuzzy*
is a first version that still awaits a translator, and is used all the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from incidentkit.resources import resource_path

WORDS = "incidentkit.words"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The translations of one language, by module of words and English sentence."""

    translations: Mapping[str, Mapping[str, str]]
    awaits_translator: bool

    def of(self, module: str) -> Mapping[str, str]:
        """Return the translations of a module, named in full."""
        return self.translations.get(context_of(module), {})


def context_of(module: str) -> str:
    """Return what a module of words is called in a catalogue: `window.home`."""
    return module.removeprefix(WORDS).removeprefix(".")


def catalogue_path(language: str) -> Path:
    """Return where the catalogue of a language is."""
    return resource_path("languages", f"{language}.po")


def read_catalogue(path: Path) -> Catalogue:
    """Read a catalogue; one that is missing or not as it must be is an empty one.

    The program then speaks English, which is better than not beginning.
    """
    import polib

    try:
        entries = polib.pofile(str(path), encoding="utf-8")
    except (OSError, ValueError):
        return Catalogue({}, awaits_translator=True)
    found: dict[str, dict[str, str]] = {}
    awaits = False
    for entry in entries:
        if entry.obsolete or not entry.msgstr:
            continue
        found.setdefault(entry.msgctxt or "", {})[entry.msgid] = entry.msgstr
        awaits = awaits or entry.fuzzy
    return Catalogue(found, awaits)
