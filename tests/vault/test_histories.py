"""Generated histories of several seats: whatever happens between them, they agree.

Set INCIDENTKIT_HISTORIES to the number of histories wanted (12 by default, 24 in the
long form of INCIDENTKIT_LONG=1), and INCIDENTKIT_HISTORY_STEPS to the most steps in
each (40 by default).
"""

import os
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.long_form import LONG
from tests.vault.histories import STEPS, History

HISTORIES = int(os.environ.get("INCIDENTKIT_HISTORIES", "24" if LONG else "12"))
MOST_STEPS = int(os.environ.get("INCIDENTKIT_HISTORY_STEPS", "40"))

steps = st.lists(
    st.tuples(st.integers(0, len(STEPS) - 1), st.integers(0, 4)),
    min_size=5,
    max_size=MOST_STEPS,
)


@pytest.mark.timeout(60 + HISTORIES * 5)
@settings(max_examples=HISTORIES, suppress_health_check=list(HealthCheck))
@given(steps=steps, seats=st.integers(2, 4), seed=st.integers(0, 2**32))
def test_whatever_happens_every_seat_ends_with_the_same_states(
    steps: list[tuple[int, int]], seats: int, seed: int
) -> None:
    here = os.environ.get("PYTEST_DEBUG_TEMPROOT")
    with tempfile.TemporaryDirectory(dir=here) as folder:
        play(Path(folder), steps, seats, seed)


def play(root: Path, steps: list[tuple[int, int]], seats: int, seed: int) -> None:
    """Play a history, deliver everything, and check what must hold."""
    history = History(root, random.Random(seed))
    told: list[str] = []
    try:
        history.begin(seats)
        for number, who in steps:
            told.append(history.step(number, who))
        history.deliver_everything()
        history.check()
    except BaseException:
        print("\n".join(told))
        raise
    finally:
        history.close()
