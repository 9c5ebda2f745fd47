"""The root of every failure the kit expects."""


class IncidentKitError(Exception):
    """The root of everything expected."""
