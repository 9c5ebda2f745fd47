"""The licences of everything carried, as one text that the program takes along.

python -m installers.licences CONTENTS TARGET
"""

import platform
import sys
from collections.abc import Iterable
from pathlib import Path

from installers.carried import CARRIED, PROGRAM, ROOT
from installers.parts import Part, parts

_LINE = "=" * 78
_BEFORE = """\
{program} is free software under the GNU General Public License, version 3 or later.
It is carried together with the parts below, each under its own licence. Qt and Qt for
Python are used under the GNU Lesser General Public License, version 3: they lie in
files of their own beside the program and can be exchanged for changed ones. What Qt
itself contains from others is listed at doc.qt.io, under "Licenses and Attributions".
"""


def licences(found: Iterable[Part]) -> str:
    """Return one text: first a list, then every licence once, with all it is for."""
    known = sorted(found, key=lambda part: part.name)
    listed = (f"  {part.name} {part.version}: {part.licence}" for part in known)
    named: dict[str, list[str]] = {}
    for part in known:
        for path in part.texts:
            named.setdefault(_read(path), []).append(part.name)
    texts = (
        f"{_LINE}\n{', '.join(dict.fromkeys(names))}\n{_LINE}\n\n{text}\n"
        for text, names in named.items()
    )
    before = _BEFORE.format(program=PROGRAM)
    return "\n".join([before, *listed, "", *texts])


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").strip() + "\n"


def known_before(folder: Path) -> list[tuple[str, str]]:
    """Write the text while a bundle is made, and return it as one more file to carry.

    Not on Linux, where a bundle has libraries of the system in it: which, is known only
    when it is made.
    """
    if platform.system() == "Linux":
        return []
    target = folder / "licences.txt"
    main([str(folder / "unknown"), str(target)])
    return [(str(target), str(CARRIED))]


def main(arguments: list[str]) -> int:
    """Write the text."""
    contents, target = map(Path, arguments)
    own = Part(PROGRAM, "", "GPL-3.0-or-later", "", (ROOT / "LICENSE",))
    text = licences([own, *parts(contents)])
    target.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
