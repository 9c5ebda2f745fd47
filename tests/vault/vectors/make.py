"""Writes the vectors of the kit format: `python -m tests.vault.vectors.make`.

All of them follow from fixed keys and salts, so that running this again changes
nothing; a test compares. The folder says whether a reader must take a vector or
refuse it. A file is one JSON object; bytes are in hex; `reason` is why.

The golden kits, `kit-*`, hold what chance drew. `make kits` makes those that are
missing, and never touches one that is there.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.vault.vectors import carried, entries, kits, seals, spellings
from tests.vault.vectors.entries import Named

FOLDER = Path(__file__).parent / "v1"
VALID, MUST_FAIL = "valid", "must-fail"


def vectors() -> Iterator[tuple[str, Named]]:
    """Every vector, with the name of its folder."""
    for module in (entries, spellings, seals, carried):
        yield from ((VALID, named) for named in module.valid())
        yield from ((MUST_FAIL, named) for named in module.must_fail())


def as_text(named: Named) -> str:
    """A vector as its file holds it."""
    content = named.vector | ({"reason": named.reason} if named.reason else {})
    return json.dumps(content, indent=1, ensure_ascii=True) + "\n"


def files() -> dict[Path, str]:
    """Every file there must be, by its path inside the folder."""
    found: dict[Path, str] = {}
    for folder, named in vectors():
        path = Path(folder) / f"{named.name}.json"
        assert path not in found, path
        found[path] = as_text(named)
    return found


def write_all() -> None:
    """Write every vector, and remove those that are no more."""
    wanted = files()
    for path, text in wanted.items():
        target = FOLDER / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="ascii", newline="\n")
    for path in FOLDER.glob("*/*.json"):
        if path.relative_to(FOLDER) not in wanted:
            path.unlink()


def main(arguments: list[str]) -> None:
    """Do what the command line says."""
    if arguments == ["kits"]:
        kits.make_missing(FOLDER)
    else:
        write_all()


if __name__ == "__main__":
    main(sys.argv[1:])
