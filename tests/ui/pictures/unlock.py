"""The locked screen."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from incidentkit.languages.chosen import Language, Speaks
from incidentkit.ui.language import LanguageChoice
from incidentkit.ui.screens.unlock.first_help import FirstHelp, FirstHelpViewModel
from incidentkit.ui.screens.unlock.view import UnlockView
from incidentkit.ui.screens.unlock.view_model import UnlockViewModel
from incidentkit.words.window import unlock as words
from tests.ui.studio import Studio
from tests.ui.under_way import under_way


def view_of(studio: Studio) -> UnlockView:
    helper = FirstHelpViewModel(studio.kit)
    model = UnlockViewModel(studio.kit)
    speaks = Speaks(Language.WELSH, awaits_translator=True)
    choice = LanguageChoice(studio.around.places.state, studio.jobs, speaks)
    view = UnlockView(model, FirstHelp(helper), choice)
    helper.load()
    view.arrive("idle")
    studio.settle()
    return view


def ready(studio: Studio) -> QWidget:
    studio.found()
    return view_of(studio)


def wrong_passphrase(studio: Studio) -> QWidget:
    studio.found()
    view = view_of(studio)
    view.passphrase.setText("not the passphrase")
    view.unlock.click()
    studio.settle()
    return view


def response_waits(studio: Studio) -> QWidget:
    studio.found()
    view = view_of(studio)
    view.say_response_waits()
    return view


def first_steps(studio: Studio) -> QWidget:
    studio.found()
    view = view_of(studio)
    view.help.steps.which.buttons[0].click()
    return view


def first_words(studio: Studio) -> QWidget:
    studio.found()
    view = view_of(studio)
    view.help.tabs.setCurrentIndex(1)
    return view


def note(studio: Studio) -> QWidget:
    studio.found()
    view = view_of(studio)
    view.help.tabs.setCurrentIndex(2)
    view.help.note.setPlainText("Two odd posts at 06:50. I rang Ben.")
    view.help.keep.click()
    studio.settle()
    return view


def opening(studio: Studio) -> QWidget:
    studio.found()
    view = view_of(studio)
    view._model._set(replace(view._model.state, busy=True))
    under_way(view.progress, words.OPENING)
    return view


def waits(studio: Studio) -> QWidget:
    studio.found()
    view = view_of(studio)
    view._model._set(replace(view._model.state, busy=True))
    under_way(view.progress, words.OPENING, waits=True)
    return view


def stopped(studio: Studio) -> QWidget:
    studio.found()
    view = view_of(studio)
    view._model.stopped.emit()
    return view


PICTURES = {
    "opening": opening,
    "waits": waits,
    "stopped": stopped,
    "ready": ready,
    "failed": wrong_passphrase,
    "response-waits": response_waits,
    "first-steps": first_steps,
    "first-words": first_words,
    "note": note,
}
