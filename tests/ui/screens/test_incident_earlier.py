"""Saying in the window that a step was done before the kit was opened."""

from incidentkit.playbooks.walk import Status
from incidentkit.words.window import incident as words
from tests.ui.screens.test_incident import Scene, scene

__all__ = ["scene"]
DELETE = "delete-the-posts-that-are-not-ours"


def status(scene: Scene) -> Status:
    return next(s.status for s in scene.response.steps if s.slug == DELETE)


def gated(scene: Scene) -> None:
    """Open the step that a copy comes before, with everything else that waits gone."""
    scene.model.choose_step(DELETE)
    scene.studio.settle()


def test_of_a_removal_it_is_asked_when_and_why_before_it_is_ticked(
    scene: Scene,
) -> None:
    scene.view._show_leaf(words.TICK)
    leaf = scene.view.leaves[words.TICK]
    assert not leaf.earlier.isVisibleTo(leaf)
    leaf.ticks[DELETE].click()
    assert leaf.earlier.isVisibleTo(leaf)
    scene.press(leaf.keep)
    assert scene.view.focusWidget() is leaf.earlier.when
    assert status(scene) is not Status.DONE
    leaf.earlier.when.setText("10 minutes ago")
    leaf.earlier.why.setText("It named a child")
    scene.press(leaf.keep)
    assert status(scene) is Status.DONE
    assert any("It named a child" in line.sentence for line in scene.log)
    assert any("Delete" in line for line in scene.response.left_open)


def test_a_time_after_the_beginning_is_refused_and_nothing_typed_is_lost(
    scene: Scene,
) -> None:
    scene.view._show_leaf(words.TICK)
    leaf = scene.view.leaves[words.TICK]
    leaf.ticks[DELETE].click()
    leaf.earlier.when.setText("now")
    leaf.earlier.why.setText("It named a child")
    scene.press(leaf.keep)
    assert status(scene) is not Status.DONE
    assert scene.view.banner.isVisibleTo(scene.view)
    assert leaf.earlier.why.text() == "It named a child"


def test_the_step_itself_asks_too_though_it_waits_for_a_copy(scene: Scene) -> None:
    gated(scene)
    card = scene.view.card
    assert scene.step.slug == DELETE
    assert scene.step.captures_first
    scene.press(card.before_kit)
    assert card.earlier.isVisibleTo(card)
    assert status(scene) is not Status.DONE
    card.earlier.when.setText("10 minutes ago")
    card.earlier.why.setText("It named a child")
    scene.press(card.before_kit)
    assert status(scene) is Status.DONE
