"""The one switch between the short form of the costly proofs and the long one.

`INCIDENTKIT_LONG=1` in the environment gives the long form of every property and of
every walk through a playbook. Where a number can be chosen, as of kills or of
tamperings, the test's file names the variable of its own.
"""

import os

from hypothesis import settings

LONG = os.environ.get("INCIDENTKIT_LONG", "").lower() in {"1", "true", "yes"}

# Of a property whose single example is dear: what a change breaks shows in a few.
costly = settings(max_examples=100 if LONG else 20)
