"""Locking: by whom or what, what is saved first, and the process that is replaced."""
