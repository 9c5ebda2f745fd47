"""Approving a text, word for word."""
