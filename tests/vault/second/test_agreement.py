"""Two verifiers, of which the second shares no code with the first, say the same.

Set INCIDENTKIT_AGREEMENTS to the number of generated histories (6 by default, and 10
in the long form of INCIDENTKIT_LONG=1).
"""

import contextlib
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from incidentkit.errors import IncidentKitError
from incidentkit.vault.change import Write
from incidentkit.vault.judging import Why
from tests.long_form import LONG
from tests.vault.histories import History
from tests.vault.modified import tip, writes_after
from tests.vault.second.kits import Answers, ask_both
from tests.vault.second.stories import (
    STORIES,
    Story,
    Team,
    a_disposal_in_a_change_without_effect,
    a_fork_inside_a_change_let_in,
    a_payload_that_two_entries_name,
    an_act_let_back_in_from_below,
    leads,
    team,
)
from tests.vault.second.verifier import verify_courier
from tests.vault.world import NOTED, Machine

HISTORIES = int(os.environ.get("INCIDENTKIT_AGREEMENTS", "10" if LONG else "6"))

Maker = Callable[[Path], Team]


def asked_after(machine: Machine) -> tuple[int, Answers]:
    """Close a machine: how many entries it holds back, and what verifiers say."""
    held = len(machine.here.without_effect(Why.HELD))
    machine.close()
    return held, ask_both(machine.places.database)


# --- stories -----------------------------------------------------------------


def check_story(story: Story, us: Team) -> None:
    story(us)
    for machine in us.all:
        held, answers = asked_after(machine)
        answers.check_same()
        assert answers.second.held == held


@pytest.mark.parametrize(("story", "make"), STORIES, ids=lambda one: one.__name__)
def test_both_verifiers_agree_on_a_story(
    story: Story, make: Maker, tmp_path: Path
) -> None:
    us = make(tmp_path)
    try:
        check_story(story, us)
    finally:
        us.close()


def test_what_two_branches_share_has_effect_with_either(tmp_path: Path) -> None:
    us = team(tmp_path)
    try:
        check_story(a_fork_inside_a_change_let_in, us)
    finally:
        us.close()


def test_claiming_anothers_payload_spoils_nothing(tmp_path: Path) -> None:
    us = team(tmp_path)
    try:
        check_story(a_payload_that_two_entries_name, us)
        assert ask_both(us.asha.places.database).intact
    finally:
        us.close()


def test_a_disposal_without_effect_excuses_no_missing_payload(tmp_path: Path) -> None:
    us = team(tmp_path)
    try:
        gone = a_disposal_in_a_change_without_effect(us)
    finally:
        us.close()
    answers = ask_both(us.asha.places.database)
    answers.check_same()
    assert answers.intact
    with closing(sqlite3.connect(us.asha.places.database)) as sql:
        sql.execute("DELETE FROM payload WHERE digest=?", (gone,))
        sql.execute("INSERT INTO disposed VALUES(?)", (gone,))
        sql.commit()
    answers = ask_both(us.asha.places.database)
    assert answers.second.names == {"false-disposal"}
    assert answers.names[0] == {"false-disposal"}


def test_a_roster_act_admitted_only_from_below_stays_held(tmp_path: Path) -> None:
    us = leads(tmp_path)
    try:
        check_story(an_act_let_back_in_from_below, us)
    finally:
        us.close()


@pytest.mark.parametrize(("story", "make"), STORIES[:3], ids=lambda one: one.__name__)
def test_what_lies_with_a_courier_is_what_is_in_the_kits(
    story: Story, make: Maker, tmp_path: Path
) -> None:
    us = make(tmp_path)
    try:
        story(us)
        identity = us.asha.here.kit.identity
        _, answers = asked_after(us.asha)
        carried = verify_courier(us.folder, identity.kit, identity.genesis)
        assert carried == answers.second
    finally:
        us.close()


# --- histories ---------------------------------------------------------------


def write_two_branches(history: History, machine: Machine) -> None:
    """A changed program writes a second branch, and somebody else hears of it."""
    here, others = machine.here, [m for m in history.machines if m is not machine]
    if others and here.ledger.held_tips(here.standard.kit):
        parts = [Write(history._subject(), NOTED, history._text()) for _ in range(2)]
        forged, payloads = writes_after(machine, tip(here), parts)
        history.note(machine)
        history.chance.choice(others).here.receive(forged, payloads)


STEPS = (
    History.note,
    History.set_value,
    History.write_hidden,
    History.open_scope,
    History.entitle,
    History.change_role,
    History.change_role,
    History.leave_or_remove,
    History.admit_held,
    History.dispose,
    History.join,
    History.exchange,
    History.exchange,
    History.exchange_in_part,
    History.copy_kit,
    History.keep_copy,
    History.put_copy_back,
    History.use_sheet,
    write_two_branches,
)


@pytest.mark.timeout(60 + 10 * HISTORIES)
@pytest.mark.parametrize("seed", range(HISTORIES))
def test_both_verifiers_agree_whatever_happened(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    history = History(tmp_path, chance)
    try:
        history.begin(chance.randint(2, 4))
        for _ in range(chance.randint(15, 35)):
            with contextlib.suppress(IncidentKitError):
                chance.choice(STEPS)(history, chance.choice(history.machines))
        for machine in history.machines:
            held, answers = asked_after(machine)
            answers.check_same()
            assert answers.second.held == held
    finally:
        history.close()
        shutil.rmtree(tmp_path)
