"""In which language this process speaks: settled once, before any word is imported."""

from collections.abc import Mapping, Sequence

from incidentkit.app.places import places_of
from incidentkit.languages.chosen import (
    Language,
    Speaks,
    asked_language,
    base_dir,
    chosen_language,
    opens_window,
)


def begin(arguments: Sequence[str], environment: Mapping[str, str]) -> Speaks:
    """Have every word speak the language of this machine, and say which it is.

    A command speaks English, which scripts rely on, unless the surroundings ask for
    another language.
    """
    language = asked_language(environment)
    if language is None and opens_window(arguments):
        language = chosen_language(places_of(base_dir(arguments)).state)
    if language is None or language is Language.ENGLISH:
        return Speaks()
    from incidentkit.languages.catalogue import catalogue_path, read_catalogue
    from incidentkit.languages.loader import speak

    catalogue = read_catalogue(catalogue_path(language))
    speak(catalogue)
    return Speaks(language, catalogue.awaits_translator)
