"""How long a window takes from a bare process to its first picture, without a screen.

Two programs, each started in a process of its own and timed from outside: ours up to
the locked screen, and the floor, an empty window of the same library.
"""

import os
import subprocess
import time
from pathlib import Path
from statistics import median

from incidentkit.app.start import python

_RUNS = 3

_FLOOR = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
QTimer.singleShot(0, lambda: (window.grab(), app.quit()))
app.exec()
"""

_OURS = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from incidentkit.app.start import Start, around_of
from incidentkit.app.window import Program
from incidentkit.app.wiring import real_world
app = QApplication([])
program = Program(
    app, Start(sys.argv[1]), lambda: around_of(real_world, sys.argv[1]), print
)
program.window.show()
QTimer.singleShot(0, lambda: (program.window.grab(), os._exit(0)))
app.exec()
"""


def window_ms(base: Path) -> tuple[float, float]:
    """Return how long our window takes over the kit in a folder, and an empty one.

    Milliseconds, the median of a few runs, the end of the process included.
    """
    ours = median(_run(_OURS, str(base)) for _ in range(_RUNS))
    return ours, median(_run(_FLOOR) for _ in range(_RUNS))


def _run(program: str, *arguments: str) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    begun = time.perf_counter()
    subprocess.run(  # noqa: S603  our own program
        [*python(), "-c", program, *arguments],
        check=True,
        env=environment,
        capture_output=True,
    )
    return (time.perf_counter() - begun) * 1000
