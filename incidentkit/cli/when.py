"""Times as people type them, for commands; the window reads them the same way."""

from incidentkit.desk.when import when_ms

__all__ = ["when_ms"]
