"""The roles that the kit knows: what each is for, and numbers that are public anyway."""

from functools import cache
from pathlib import Path

import msgspec

from incidentkit.errors import FileUnreadableError
from incidentkit.resources import resource_path

_MOST_BYTES = 128 * 1024


class PublicNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number or a way that is the same for everybody, and when it answers."""

    what: str
    way: str
    when: str = ""


class KnownRole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A role of a council, or somebody outside it whom a council rings.

    `called` are the names that playbooks have for it. `signs` is what it may sign off
    at most councils, `most_have` whether most councils have it.
    """

    slug: str
    role: str
    group: str
    needed_for: str
    called: tuple[str, ...] = ()
    signs: str = ""
    most_have: bool = True
    public: tuple[PublicNumber, ...] = ()


class KnownRoles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them, in the order of a list on paper. `checked` is when last looked at."""

    checked: str
    groups: tuple[str, ...]
    roles: tuple[KnownRole, ...]


@cache
def known_roles(path: Path | None = None) -> KnownRoles:
    """Return the roles that ship with the program.

    Raises:
        FileUnreadableError: The file is missing, or not as it must be.
    """
    source = path or resource_path("contacts", "roles.json")
    try:
        raw = source.read_bytes()
        if len(raw) > _MOST_BYTES:
            raise FileUnreadableError(str(source))
        return msgspec.json.decode(raw, type=KnownRoles)
    except (OSError, msgspec.DecodeError) as error:
        raise FileUnreadableError(str(source)) from error
