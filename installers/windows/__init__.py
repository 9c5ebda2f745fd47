"""The bundle for Windows, and the installers that carry it."""
