"""What nobody expected: shown calmly, with nothing of what it was about."""

import contextlib
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from incidentkit.errors import UnexpectedError
from incidentkit.words.problems import Problem, words_for

_FRAMES = 6


class CrashHook:
    """Takes Python's exception hook. The window goes on; what was saved is safe.

    An exception's text may hold a secret, so only its kind and its places in the
    code are told, on the error stream, for whoever mends the program.
    """

    def __init__(self, show: Callable[[Problem], object]) -> None:
        self._show = show
        sys.excepthook = self.caught

    def caught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Say that something went wrong."""
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        frames = traceback.extract_tb(trace)[-_FRAMES:]
        places = [f"  {f.filename}:{f.lineno} {f.name}" for f in frames]
        # A window started from a menu may have no error stream, or a broken one.
        with contextlib.suppress(OSError, ValueError, AttributeError):
            sys.stderr.write("\n".join((kind.__name__, *places, "")))
        self._show(words_for(UnexpectedError()))
