"""The list of what is in `dist`, with digests, as `sha256sum --check` reads it.

python installers/sums.py dist
"""

import hashlib
import sys
from pathlib import Path

NAME = "SHA256SUMS"


def write_sums(dist: Path) -> Path:
    """Write the list anew, of everything that lies there."""
    found = (p for p in sorted(dist.iterdir()) if p.is_file() and p.name != NAME)
    lines = [f"{_digest(path)}  {path.name}\n" for path in found]
    target = dist / NAME
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    print(write_sums(Path(sys.argv[1])))
