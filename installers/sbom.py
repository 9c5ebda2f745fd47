"""The bill of materials of a bundle, as CycloneDX, checked against its own schema.

python -m installers.sbom CONTENTS TARGET EPOCH
"""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from incidentkit import __version__
from installers.carried import PROGRAM
from installers.parts import Part, parts


def bill(found: Iterable[Part], epoch: int) -> str:
    """Return the bill; the same parts on the same date give the same text."""
    own = Part(
        PROGRAM, __version__, "GPL-3.0-or-later", f"pkg:generic/{PROGRAM}@{__version__}"
    )
    known = sorted(found, key=lambda part: part.purl)
    made = Bom(components=[_component(part) for part in known])
    made.metadata.component = _component(own, ComponentType.APPLICATION)
    made.metadata.timestamp = datetime.fromtimestamp(epoch, UTC)
    digest = sha256("\n".join(part.purl for part in [own, *known]).encode()).digest()
    made.serial_number = UUID(bytes=digest[:16], version=4)
    made.register_dependency(made.metadata.component, [*made.components])
    text: str = JsonV1Dot6(made).output_as_string(indent=2)
    return text + "\n"


def _component(part: Part, kind: ComponentType = ComponentType.LIBRARY) -> Component:
    licence = LicenseFactory().make_from_string(part.licence)
    return Component(
        type=kind,
        name=part.name,
        version=part.version,
        bom_ref=part.purl,
        purl=PackageURL.from_string(part.purl),
        licenses=[licence],
    )


def main(arguments: list[str]) -> int:
    """Write the bill, unless its own schema refuses it."""
    contents, target, epoch = arguments
    text = bill(parts(Path(contents)), int(epoch))
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        print(f"The bill of materials is not valid: {wrong}", file=sys.stderr)
        return 1
    Path(target).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
