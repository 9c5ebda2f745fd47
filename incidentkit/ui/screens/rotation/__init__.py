"""Changing a secret in two steps, and taking people off, as parts of other pages."""
