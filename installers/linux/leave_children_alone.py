"""Run at the very start: programs started from here must not find our libraries.

The starter of a bundle names our folder in LD_LIBRARY_PATH. A browser that is opened
from the window would inherit that and load our libraries instead of its own. This
process has read it already; what it was before comes back.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
os.environ.pop("LD_LIBRARY_PATH", None)
if before is not None:
    os.environ["LD_LIBRARY_PATH"] = before
