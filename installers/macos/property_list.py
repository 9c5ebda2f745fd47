"""What macOS is told of the application: its Info.plist, as far as PyInstaller does not know it."""

from typing import Any, Final

from installers.carried import PROGRAM

IDENTIFIER: Final = "org.incidentkit.incidentkit"
PACK: Final = "org.incidentkit.pack"
PACK_NAME: Final = "Pack of playbooks"
OLDEST: Final = "13.0"  # what Qt 6.11 runs on


def property_list(version: str, ending: str) -> dict[str, Any]:
    """Return the list of a version, whose packs end so."""
    extension = ending.removeprefix(".")
    return {
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleName": PROGRAM,
        "CFBundleDisplayName": PROGRAM,
        "CFBundleExecutable": PROGRAM,
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDevelopmentRegion": "en-GB",
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMinimumSystemVersion": OLDEST,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "GPL-3.0-or-later",
        "NSPrincipalClass": "NSApplication",
        "CFBundleDocumentTypes": [_document()],
        "UTExportedTypeDeclarations": [_type(extension)],
    }


def _document() -> dict[str, Any]:
    return {
        "CFBundleTypeName": PACK_NAME,
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": "Owner",
        "LSItemContentTypes": [PACK],
    }


def _type(extension: str) -> dict[str, Any]:
    return {
        "UTTypeIdentifier": PACK,
        "UTTypeDescription": PACK_NAME,
        "UTTypeConformsTo": ["public.data"],
        "UTTypeTagSpecification": {
            "public.filename-extension": [extension],
            "public.mime-type": ["application/x-incidentkit-pack"],
        },
    }
