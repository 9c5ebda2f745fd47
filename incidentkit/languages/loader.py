"""Has the modules of words compiled in another language while they are imported."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

from incidentkit.languages.catalogue import WORDS, Catalogue, context_of
from incidentkit.languages.sentences import exchanged

# What is compared with texts that stay, or goes into them, stays as well: lists of
# English words, marks in stored texts, and the whole command line.
STAYS_ENGLISH = frozenset(
    {
        "alphabets",
        "commands",
        "drafting_checks_lists",
        "english",
        "published",
        "spelling",
        "template_examples",
        "template_examples_cy",
        "welsh",
    }
)


def is_translated(context: str) -> bool:
    """Whether the sentences of a module of words are exchanged at all."""
    return context not in STAYS_ENGLISH and not context.endswith("_commands")


class TranslatedWords(MetaPathFinder):
    """Finds the modules of words where they are, and has them read in a language."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Return where a module of words is, read by our loader; None for any other."""
        if not fullname.startswith(f"{WORDS}.") or not is_translated(
            context_of(fullname)
        ):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        source = None if spec is None else _source_of(spec)
        if spec is None or source is None:
            return spec
        spec.loader = _Translating(fullname, str(source), self._catalogue)
        return spec


class _Translating(SourceFileLoader):
    """Reads a module's source, and keeps no compiled form: that one is English."""

    def __init__(self, fullname: str, path: str, catalogue: Catalogue) -> None:
        super().__init__(fullname, path)
        self._catalogue = catalogue

    def get_code(self, fullname: str) -> CodeType:
        """Return the module with its sentences exchanged."""
        path = self.get_filename(fullname)
        source = self.get_data(path).decode("utf-8")
        tree = exchanged(source, self._catalogue.of(fullname))
        return compile(tree, path, "exec", dont_inherit=True)


def _source_of(spec: ModuleSpec) -> Path | None:
    """Return the source beside a module, which a built program carries as a file."""
    if not spec.origin:
        return None
    source = Path(spec.origin).with_suffix(".py")
    return source if source.is_file() else None


def speak(catalogue: Catalogue) -> None:
    """Have every module of words that is imported from now on speak this language."""
    sys.meta_path.insert(0, TranslatedWords(catalogue))
