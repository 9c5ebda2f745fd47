"""The bundle for Linux, its package and its archive."""
