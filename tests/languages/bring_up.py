"""Brings a catalogue up to the words: `python -m tests.languages.bring_up cy`.

New sentences come in without a translation, or with the one the same sentence has
elsewhere; what is no longer said goes. Nothing that a translator wrote is changed.
With `--missing` it only counts, by module.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib

from incidentkit.languages.catalogue import catalogue_path
from incidentkit.languages.loader import is_translated
from incidentkit.languages.sentences import sentences

WORDS = Path(__file__).resolve().parents[2] / "incidentkit" / "words"


def said() -> Iterator[tuple[str, str]]:
    """Yield every sentence that is translated, with its module, once for each."""
    for path in sorted(WORDS.rglob("*.py")):
        context = ".".join(path.relative_to(WORDS).with_suffix("").parts)
        context = context.removesuffix("__init__").removesuffix(".")
        if not context or not is_translated(context):
            continue
        source = path.read_text(encoding="utf-8")
        for text in dict.fromkeys(s.text for s in sentences(source)):
            yield context, text


def brought_up(old: polib.POFile) -> polib.POFile:
    """Return a catalogue of what is said now, with the translations of an older one."""
    known = {(e.msgctxt or "", e.msgid): e for e in old}
    elsewhere = {e.msgid: e for e in old if e.msgstr}
    new = polib.POFile(wrapwidth=88)
    new.metadata = dict(old.metadata)
    new.header = old.header
    for context, text in said():
        before = known.get((context, text)) or elsewhere.get(text)
        entry = polib.POEntry(msgctxt=context, msgid=text)
        if before is not None and before.msgstr:
            entry.msgstr = before.msgstr
            entry.flags = list(before.flags)
        new.append(entry)
    return new


def main(language: str, *options: str) -> None:
    path = catalogue_path(language)
    old = (
        polib.pofile(str(path), encoding="utf-8") if path.exists() else empty(language)
    )
    new = brought_up(old)
    missing = Counter(e.msgctxt for e in new if not e.msgstr)
    for context, number in missing.most_common():
        print(number, context)
    print(sum(missing.values()), "of", len(new), "without a translation")
    if "--missing" not in options:
        path.parent.mkdir(exist_ok=True)
        new.save(str(path))


def empty(language: str) -> polib.POFile:
    """Return a catalogue with nothing in it."""
    catalogue = polib.POFile(wrapwidth=88)
    catalogue.header = (
        "The words of incidentkit's window. Entries marked fuzzy are a first version\n"
        "that no translator has checked; take the mark off when you have."
    )
    catalogue.metadata = {
        "Project-Id-Version": "incidentkit",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return catalogue


if __name__ == "__main__":
    main(*sys.argv[1:])
