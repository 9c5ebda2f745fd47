"""The bill of materials beside what was built, for one system."""

from pathlib import Path

from installers.bundle import contents_of
from installers.carried import PROGRAM
from installers.workshop import Workshop


def write_bill(workshop: Workshop, folder: Path, system: str) -> Path:
    """Write the bill of a folder, where its libraries can be asked what they are."""
    bill = workshop.dist / f"{PROGRAM}-{workshop.version}-{system}.cdx.json"
    date = str(workshop.epoch)
    command = (workshop.python, "-m", "installers.sbom", contents_of(folder))
    workshop.run(*command, bill, date)
    return bill
