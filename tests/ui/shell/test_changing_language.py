"""Another language needs another process, so choosing one locks."""

from incidentkit.app.start import _arguments
from incidentkit.languages.chosen import FILE, Language
from incidentkit.words.window.unlock import why_locked
from tests.ui.whole_window import kit_with


def test_choosing_a_language_locks_the_kit_and_the_next_process_speaks_it(scene, qtbot):
    kit_with(scene)
    program = scene.begin()
    scene.unlock()
    program.preferences.language.choose(Language.WELSH)
    qtbot.waitUntil(lambda: bool(scene.again))
    assert scene.again[0].locked == "language"
    assert why_locked(scene.again[0].locked)
    assert "--locked" in _arguments(scene.again[0])
    state = scene.studio.around.places.state
    assert (state / FILE).read_text() == "cy\n"


def test_at_the_locked_screen_the_process_is_replaced_at_once(scene, qtbot):
    kit_with(scene)
    program = scene.begin()
    program.screens.unlock.language.click()
    qtbot.waitUntil(lambda: bool(scene.again))
    assert scene.again[0].locked == "language"
