"""The package for managed computers: MSI, for everyone, silent with `msiexec /i … /qn`."""

import hashlib
from os.path import relpath
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from installers.carried import PROGRAM
from installers.windows import identity
from installers.windows.signing import Signer
from installers.workshop import Workshop

_SPACE = "http://schemas.microsoft.com/wix/2006/wi"
_UK_ENGLISH = "2057"
# wixl lets the old version go before anything else. Moved into the transaction, where
# it comes back when the new version fails.
_IN_ONE = (
    "UPDATE InstallExecuteSequence SET Sequence = 1501 "
    "WHERE Action = 'RemoveExistingProducts'"
)
NEWER = (
    "A newer version of incidentkit is installed already. It was left as it is, because "
    "an older version may not be able to read the kits on this computer."
)


def per_machine(
    workshop: Workshop, payload: Path, version: str, icon: Path, sign: Signer | None
) -> Path:
    """Make the package of a folder, sign it if there is a key, and return it."""
    out = workshop.dist / f"{PROGRAM}-{version}.msi"
    source = workshop.fresh("windows", f"msi-{version}") / "incidentkit.wxs"
    # wixl takes names of files only as seen from where it stands
    seen = relpath(payload, source.parent), relpath(icon, source.parent)
    tree = ElementTree(described(payload, version, *seen))
    indent(tree)
    tree.write(source, encoding="utf-8", xml_declaration=True)
    said = ("wixl", "--arch", "x64", "--output", out, source.name)
    workshop.run(*said, where=source.parent)
    workshop.run("msibuild", out, "-q", _IN_ONE)
    if sign is not None:
        sign(out)
    return out


def described(payload: Path, version: str, named: str, icon: str) -> Element:
    """Return the package in the words of WiX: every file of a folder, and the menu.

    `named` and `icon` are what wixl calls the folder and the icon.
    """
    identity.four_parts(version)
    root = Element("Wix", xmlns=_SPACE)
    product = SubElement(
        root,
        "Product",
        Id=identity.product_code(version),
        Name=PROGRAM,
        Version=version,
        Manufacturer=identity.PUBLISHER,
        Language=_UK_ENGLISH,
        UpgradeCode=identity.UPGRADE_CODE,
    )
    package = {"InstallScope": "perMachine", "InstallerVersion": "500"}
    SubElement(product, "Package", package, Compressed="yes")
    SubElement(product, "MajorUpgrade", DowngradeErrorMessage=NEWER)
    SubElement(product, "Media", Id="1", Cabinet="files.cab", EmbedCab="yes")
    SubElement(product, "Icon", Id="icon.ico", SourceFile=icon)
    SubElement(product, "Property", Id="ARPPRODUCTICON", Value="icon.ico")
    # Every file is replaced. By itself Windows keeps a library that names its version
    # over one of which this package says none, and then removes it with the old package.
    SubElement(product, "Property", Id="REINSTALLMODE", Value="amus")
    components = _laid_out(product, payload, PurePosixPath(named))
    feature = SubElement(product, "Feature", Id="all", Level="1", Title=PROGRAM)
    for component in components:
        SubElement(feature, "ComponentRef", Id=component)
    return root


def _laid_out(product: Element, payload: Path, named: PurePosixPath) -> list[str]:
    """Describe folders and files; return the ids of their components."""
    target = SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = SubElement(target, "Directory", Id="ProgramFiles64Folder")
    SubElement(target, "Directory", Id="ProgramMenuFolder")
    home = SubElement(programs, "Directory", Id="INSTALLDIR", Name=PROGRAM)
    folders = {PurePosixPath(): home}
    components = []
    for path in sorted(payload.rglob("*")):
        inside = PurePosixPath(path.relative_to(payload).as_posix())
        above = folders[inside.parent]
        if path.is_dir():
            called = {"Id": _id("d", str(inside)), "Name": path.name}
            folders[inside] = SubElement(above, "Directory", called)
            continue
        component = _file(above, str(inside), str(named / inside))
        components.append(component.attrib["Id"])
        if str(inside) == identity.WINDOW:
            _register(component, _id("f", str(inside)))
    return components


def _file(above: Element, inside: str, source: str) -> Element:
    code = identity.component_code(inside)
    called = {"Id": _id("c", inside), "Guid": code, "Win64": "yes"}
    component = SubElement(above, "Component", called)
    name = PurePosixPath(inside).name
    named = {"Id": _id("f", inside), "Name": name, "Source": source}
    SubElement(component, "File", named, KeyPath="yes")
    return component


def _register(component: Element, window: str) -> None:
    """Put the program into the menu, and let it open packs."""
    SubElement(
        component,
        "Shortcut",
        Id="menu",
        Directory="ProgramMenuFolder",
        Name=PROGRAM,
        Target=f"[#{window}]",
        WorkingDirectory="INSTALLDIR",
    )
    kind = rf"Software\Classes\{identity.FILE_TYPE}"
    for key, name, value in (
        (rf"Software\{PROGRAM}", "Version", "[ProductVersion]"),
        (rf"Software\Classes\{identity.ENDING}", "", identity.FILE_TYPE),
        (kind, "", identity.FILE_TYPE_NAME),
        (rf"{kind}\DefaultIcon", "", f"[#{window}],0"),
        (rf"{kind}\shell\open\command", "", f'"[#{window}]" --open "%1"'),
    ):
        said = {"Root": "HKLM", "Key": key, "Type": "string", "Value": value}
        SubElement(component, "RegistryValue", said | ({"Name": name} if name else {}))


def _id(sort: str, inside: str) -> str:
    return sort + hashlib.sha256(inside.encode()).hexdigest()[:20]
