"""Long work in a picture: followed like any, and never begun."""

from PySide6.QtCore import QObject

from incidentkit.ui.jobs import Job, Lane
from incidentkit.ui.widgets.progress import Progress


def under_way(
    progress: Progress, words: str, *, done: int = 0, waits: bool = False
) -> None:
    """Show some work that is so many per cent done, or that waits to begin."""
    progress.follow(Job(QObject(progress), Lane.KIT, waits=waits), words)
    progress._go_on(done, 100)
    progress.show()
