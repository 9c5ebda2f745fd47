"""What a built program carries is all that the program reads, and no more than it needs."""

import re
from importlib import metadata
from pathlib import Path

import pytest

from incidentkit import resources
from installers import carried
from installers.linux.left_to_system import LEFT_TO_SYSTEM

ROOT = Path(__file__).resolve().parents[2]
CODE = {".py", ".pyi", ".pyc", ".so", ".typed", ".pyd"}
# Their data files are for compiling, shells, tests or readers; none is read by them.
READ_BY_NOBODY = {"cffi", "jeepney", "keyring", "olefile", "pycparser"}


def inside_a_bundle():
    return {
        f"{folder}/{Path(source).name}": Path(source)
        for source, folder in carried.resources()
    }


def test_every_resource_lies_where_the_program_looks_for_it():
    place = Path(resources.__file__).parent
    carried_in = resources._CARRIED.relative_to(place.parent).as_posix()
    wanted = {
        f"{carried_in}/{path.relative_to(ROOT / 'resources').as_posix()}": path
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    manual = {f"{carried_in}/MANUAL.md": ROOT / "MANUAL.md"}
    assert inside_a_bundle() == wanted | manual


def test_every_module_is_named_even_those_imported_by_their_names():
    named = set(carried.modules())
    assert {"incidentkit", "incidentkit.ui.screens.settings.view"} <= named
    assert len(named) == len(list((ROOT / "incidentkit").rglob("*.py")))


def test_the_words_travel_as_sources_too():
    assert carried.AS_SOURCE["incidentkit.words"] == "pyz+py"


def libraries():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE)


@pytest.mark.parametrize("name", libraries())
def test_a_library_that_reads_files_of_its_own_has_them_collected(name):
    """Those of Qt, typst and cryptography are found by PyInstaller's own hooks."""
    try:
        files = metadata.files(name) or []
    except metadata.PackageNotFoundError:
        pytest.skip("not for this system")
    data = {
        file.parts[0]
        for file in files
        if file.suffix not in CODE
        and ".so." not in file.name
        and not file.parts[0].endswith(".dist-info")
        and file.parts[0] not in {"..", "PySide6", "shiboken6", "__pycache__"}
    }
    assert data <= {*carried.WITH_DATA, *READ_BY_NOBODY}


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/plugins/platforms/qminimal.dll",
        "PySide6\\plugins\\tls\\qschannelbackend.dll",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/translations/qtbase_de.qm",
    ],
)
def test_what_nothing_uses_stays_out(place):
    assert carried.trimmed([(place, "/somewhere", "BINARY")]) == []


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "incidentkit/_resources/languages/cy.po",
        "libQt6Widgets.so.6",
    ],
)
def test_what_the_window_needs_stays(place):
    entry = (place, "/somewhere", "BINARY")
    assert carried.trimmed([entry]) == [entry]


@pytest.mark.parametrize("name", ["libpython3.11.so.1.0", "libsqlite3.so.0"])
def test_pythons_own_libraries_are_not_left_to_the_system(name):
    assert not carried.matches(name, LEFT_TO_SYSTEM)
    assert carried.matches("libgnutls.so.30", LEFT_TO_SYSTEM)
