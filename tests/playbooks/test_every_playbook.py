"""Every shipped playbook: each step is reached, and every move leads to the end."""

from itertools import islice

import pytest

from incidentkit.playbooks.model import Kind
from incidentkit.playbooks.walk import Status
from tests.playbooks.everything import Explorer
from tests.read_once import library_once

SHIPPED = {playbook.slug: playbook for playbook in library_once().all}


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_step_is_reached_whatever_leads_to_it(slug):
    explorer = Explorer(SHIPPED[slug])
    for path in explorer.paths:
        contexts = list(explorer.contexts(path))
        assert contexts or "/" in path.step.slug, path.step.title
        for progress in contexts:
            position = explorer.position(path, progress)
            assert position.status is not Status.NOT_NEEDED, path.step.title


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_move_at_every_step_leads_to_the_end(slug):
    explorer = Explorer(SHIPPED[slug])
    made = 0
    for path in explorer.paths:
        contexts = islice(explorer.contexts(path), 3 if path.step.asks else 1)
        for progress in contexts:
            for after in explorer.moves(path, progress):
                explorer.finish(after)
                made += 1
    assert made >= len(explorer.paths)


def test_whoever_sees_something_finds_a_playbook_for_it():
    library = library_once()
    assert all(playbook.kind is not Kind.PART for playbook in library.front_door)
    said = [playbook.begins_with for playbook in library.front_door]
    assert len(set(said)) == len(said)
