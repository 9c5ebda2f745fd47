"""What the roles, and people without a name, are called."""

from incidentkit.words.alphabets import mixed_word

_ROLES = {"OBSERVER": "Observer", "OFFICER": "Officer", "LEAD": "Comms lead"}


def role_name(role: str) -> str:
    """Return what people call a role, given the name it has in the program."""
    return _ROLES[role.upper()]


def marked_name(name: str) -> str:
    """Return a name as others gave it, with a remark where it could pass for another."""
    return f"{name} (not a plain name: look closely)" if mixed_word(name) else name


def unnamed_officer(person: bytes) -> str:
    """Return what to call a person whom nobody has named yet."""
    return f"Unnamed officer {person.hex()[:8]}"
