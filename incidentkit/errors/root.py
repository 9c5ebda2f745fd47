"""The root of every failure the kit expects."""


class IncidentKitError(Exception):
    """The root of everything expected."""


class UnexpectedError(IncidentKitError):
    """Stands in for a bug, so that whoever waits for an outcome gets one.

    The bug itself goes to the exception hook; this carries nothing of it.
    """
