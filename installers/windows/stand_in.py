"""A stand-in for the program: small, real, for Windows, and honest about what it is."""

from pathlib import Path

from installers.windows import identity
from installers.workshop import Workshop

SOURCE = Path(__file__).with_name("stand_in.c")
RESOURCE = SOURCE.with_suffix(".rc")


def stand_in(workshop: Workshop, version: str, *more: str) -> Path:
    """Return a folder shaped like the program's, of a version, with more files inside."""
    folder = workshop.fresh("windows", f"stand-in-{version}")
    compiler = ("x86_64-w64-mingw32-gcc", "-Wall", "-Werror", "-Os", "-s", "-municode")
    said = f'-DVERSION="{version}"'
    numbers = f"-DNUMBERS={identity.four_parts(version).replace('.', ',')}"
    resource = folder.with_name(f"{folder.name}.o")
    workshop.run("x86_64-w64-mingw32-windres", numbers, RESOURCE, resource)
    for name, kind in ((identity.WINDOW, "-mwindows"), (identity.CONSOLE, "-mconsole")):
        workshop.run(*compiler, kind, said, "-o", folder / name, SOURCE, resource)
    for name in ("base_library.zip", "incidentkit/_resources/MANUAL.md", *more):
        path = folder / identity.INSIDE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} of the stand-in {version}\n", encoding="utf-8")
    return folder
