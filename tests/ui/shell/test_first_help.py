"""Help before there is a kit, with a way back; and the keyboard's way through the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from incidentkit.ui.screens.welcome.view_model import Stage
from incidentkit.words.window import unlock as words
from tests.ui.studio import one_x
from tests.ui.whole_window import Scene, kit_with


def test_help_before_a_kit_leads_back_to_what_was_typed(scene: Scene) -> None:
    program = scene.begin()
    screens, window = program.screens, program.window
    screens.welcome.choice.make.click()
    field = screens.welcome.names.council
    scene.qtbot.keyClicks(field, "Ashcombe")
    window.bar.start.click()
    window.bar.start.click()  # pressed twice, the way back is still the same
    assert window.stack.currentWidget() is screens.help
    scene.qtbot.keyClick(screens.help.back, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is screens.welcome
    assert screens.welcome._model.state.stage is Stage.NAMES
    assert field.text() == "Ashcombe"


def test_help_before_a_kit_offers_no_note_that_nobody_could_keep(scene: Scene) -> None:
    screens = scene.begin().screens
    assert screens.unlock.help.tabs.count() == 3
    tabs = screens.help.help.tabs
    assert [tabs.tabText(n) for n in range(tabs.count())] == [words.CARD, words.NOTICE]


def test_the_first_steps_end_where_their_page_ends(scene: Scene) -> None:
    program = scene.begin()
    program.window.bar.start.click()
    scene.settle()
    helper = program.screens.help.help
    leaf = helper.tabs.widget(0)
    assert leaf is not None

    def ends() -> bool:
        needed = leaf.layout().heightForWidth(leaf.width())
        return leaf.height() < needed * 1.1

    scene.qtbot.waitUntil(ends)
    helper.steps.which.buttons[0].click()
    scene.qtbot.waitUntil(ends)


def test_somebody_says_by_keyboard_what_happened_and_reads_that_card_alone(
    scene: Scene,
) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    steps = program.screens.unlock.help.steps
    names = [made.text() for made in steps.which.buttons]
    assert names[0] == "Hacked account"
    assert len(names) <= 7
    assert not steps.card.isVisible()
    steps.which.buttons[0].setFocus()
    scene.qtbot.keyClick(steps.which.buttons[0], Qt.Key.Key_2)
    assert steps.card.isVisible()
    assert not steps.question.isVisible()
    shown = [made.text() for made in steps.card.findChildren(QLabel)]
    assert names[1] in shown
    others = set(names) - {names[1]}
    assert not others & set(shown)
    assert program.window.focusWidget() is steps.other
    scene.qtbot.keyClick(steps.other, Qt.Key.Key_Escape)
    assert steps.question.isVisible()
    assert program.window.focusWidget() is steps.which.buttons[0]


def test_f9_at_the_locked_screen_asks_again_what_happened(scene: Scene) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    steps = program.screens.unlock.help.steps
    steps.choose("Hacked account")
    program.window.start_response()
    assert steps.question.isVisible()
    assert program.window.focusWidget() is program.screens.unlock.passphrase


def test_a_wrong_passphrase_asks_nobody_to_check_a_name_they_did_not_give(
    scene: Scene,
) -> None:
    kit_with(scene, one_x)
    unlock = scene.begin().screens.unlock
    unlock.passphrase.setText("not this one")
    unlock.unlock.click()
    scene.settle()
    assert unlock.banner.body.text() == words.WRONG_PASSPHRASE.what_happened


def test_tab_goes_from_a_step_to_what_comes_next_and_on_to_more(scene: Scene) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    scene.unlock()
    program.window.bar.start.click()
    scene.settle()
    start = program.screens.start
    scene.qtbot.keyClick(start.choices, Qt.Key.Key_1)
    scene.qtbot.keyClicks(start.which.finder, "ashcombedc")
    scene.qtbot.keyClick(start.which.finder, Qt.Key.Key_Return)
    scene.settle()
    view = program.screens.incidents
    last = view.card.ways_out.more
    last.setFocus()
    scene.qtbot.keyClick(last, Qt.Key.Key_Tab)
    first = view.coming.steps.itemAt(0).widget()
    assert program.window.focusWidget() is first
    scene.qtbot.keyClick(first, Qt.Key.Key_Backtab)
    assert program.window.focusWidget() is last


def test_guides_at_the_locked_screen_lead_back_or_on_to_the_response(
    scene: Scene,
) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    screens, window = program.screens, program.window
    screens.unlock.help.guides.click()
    scene.settle()
    assert window.stack.currentWidget() is screens.locked_guides
    scene.qtbot.keyClick(screens.locked_guides, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is screens.unlock
    for way_on in (screens.locked_guides.incident, window.bar.start):
        screens.unlock.help.guides.click()
        way_on.click()
        scene.settle()
        assert window.stack.currentWidget() is screens.unlock
        assert screens.unlock.banner.body.text() == words.THEN_RESPONSE
    scene.unlock()
    assert screens.rooms.here == "start"


def test_a_guide_and_a_report_lead_from_the_front_door_and_back(scene: Scene) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    scene.unlock()
    program.window.bar.start.click()
    scene.settle()
    screens = program.screens
    screens.start.guide_asked.emit("should-i-reply")
    scene.settle()
    assert screens.rooms.here == "guides"
    assert screens.guides.title.text() == "Should I reply?"
    screens.guides.incident.click()
    scene.settle()
    assert screens.rooms.here == "start"
    screens.start.card_asked.emit()
    scene.settle()
    screens.self_report.reply.paste.setPlainText("What you saw: smoke")
    screens.self_report.reply.begin.click()
    scene.settle()
    assert screens.rooms.here == "start"
    assert screens.start.report_box.isVisible()
    scene.qtbot.keyClick(screens.start.choices, Qt.Key.Key_2)
    screens.start.which.not_listed.click()
    scene.settle()
    assert screens.rooms.here == "incidents"
