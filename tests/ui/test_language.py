"""Another language is chosen on the locked screen or in the settings, and then spoken."""

from incidentkit.languages.chosen import FILE, Language, Speaks, chosen_language
from incidentkit.ui.language import LanguageChoice
from incidentkit.ui.screens.settings.language_box import LanguageBox
from incidentkit.ui.screens.unlock.first_help import FirstHelp, FirstHelpViewModel
from incidentkit.ui.screens.unlock.view import UnlockView
from incidentkit.ui.screens.unlock.view_model import UnlockViewModel
from incidentkit.words.window import language as words


def choice_of(studio, speaks=Speaks()):  # noqa: B008  frozen
    return LanguageChoice(studio.around.places.state, studio.jobs, speaks)


def locked_screen(studio, choice):
    helper = FirstHelpViewModel(studio.kit)
    return UnlockView(UnlockViewModel(studio.kit), FirstHelp(helper), choice)


def test_the_locked_screen_offers_the_other_language_in_its_own_words(studio, qtbot):
    choice = choice_of(studio)
    view = locked_screen(studio, choice)
    qtbot.addWidget(view)
    assert view.language.text() == "Defnyddio'r pecyn hwn yn Gymraeg"
    assert view.first_version.isHidden()
    with qtbot.waitSignal(choice.chosen):
        view.language.click()
    assert chosen_language(studio.around.places.state) is Language.WELSH


def test_in_welsh_it_says_that_no_translator_has_checked_it_and_leads_back(
    studio, qtbot
):
    choice = choice_of(studio, Speaks(Language.WELSH, awaits_translator=True))
    view = locked_screen(studio, choice)
    qtbot.addWidget(view)
    assert view.language.text() == "Use this kit in English"
    assert not view.first_version.isHidden()
    assert view.first_version.text() == words.FIRST_VERSION
    with qtbot.waitSignal(choice.chosen):
        view.language.click()
    assert chosen_language(studio.around.places.state) is Language.ENGLISH


def test_the_settings_lock_only_for_a_language_that_is_another(studio, qtbot):
    choice = choice_of(studio)
    box = LanguageBox(choice)
    qtbot.addWidget(box)
    assert box.languages.currentText() == "English"
    assert not box.use.isEnabled()
    box.languages.setCurrentIndex(box.languages.findData(Language.WELSH))
    assert box.use.isEnabled()
    with qtbot.waitSignal(choice.chosen):
        box.use.click()
    assert (studio.around.places.state / FILE).read_text() == "cy\n"


def test_a_choice_that_cannot_be_kept_is_said_and_nothing_locks(studio, qtbot):
    folder = studio.around.places.state
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    (folder / FILE).mkdir()
    (folder / FILE / "in the way").touch()
    choice = choice_of(studio)
    chosen: list[object] = []
    choice.chosen.connect(lambda: chosen.append(1))
    with qtbot.waitSignal(choice.refused):
        choice.choose(Language.WELSH)
    assert chosen == []
