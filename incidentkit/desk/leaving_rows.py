"""What of somebody's an account names, as a sort and a detail to show."""

from incidentkit.accounts.model import (
    AnyLink,
    Factor,
    Permission,
    Phone,
    PlatformRole,
    ToolSeat,
)
from incidentkit.words.accounts import MAY, SECOND_STEPS
from incidentkit.words.lists import and_list


def kind_of(link: AnyLink) -> tuple[str, str]:
    """Return what sort of thing it is, and what is said beside it."""
    match link:
        case PlatformRole(role=role):
            return "role", role
        case ToolSeat(tool=tool):
            return "tool", tool
        case Phone(what=what):
            return "phone", what
        case Factor(step=step, device=device):
            return "factor", device or SECOND_STEPS[step]
        case Permission(may=may):
            return "permission", and_list([MAY[one].lower() for one in may])
        case _:
            return "permission", ""
