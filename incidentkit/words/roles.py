"""What the roles, and people without a name, are called."""

_ROLES = {"OBSERVER": "Observer", "OFFICER": "Officer", "LEAD": "Comms lead"}


def role_name(role: str) -> str:
    """Return what people call a role, given the name it has in the program."""
    return _ROLES[role.upper()]


def unnamed_officer(person: bytes) -> str:
    """Return what to call a person whom nobody has named yet."""
    return f"Unnamed officer {person.hex()[:8]}"
