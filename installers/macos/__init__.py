"""The application for macOS, and what says to macOS what it is."""
