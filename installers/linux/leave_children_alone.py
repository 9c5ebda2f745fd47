"""Run at the very start: what is started from here must not be taken for a part of us.

The starter of a bundle names our folder in LD_LIBRARY_PATH. A browser that is opened
from the window would inherit that and load our libraries instead of its own. This
process has read it already; what it was before comes back. The process that takes our
place at a lock has to be given it again, so its starter is told to begin anew.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
os.environ.pop("LD_LIBRARY_PATH", None)
if before is not None:
    os.environ["LD_LIBRARY_PATH"] = before
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
