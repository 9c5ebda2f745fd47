"""What a check of a playbook knows of this council: its settings and its register."""

from collections.abc import Iterator, Mapping

from incidentkit.accounts.model import Access, Field
from incidentkit.accounts.service import AccountsService
from incidentkit.council.settings import SETTINGS
from incidentkit.drafting.templates import shipped_templates
from incidentkit.platforms.platform import Platform, Task
from incidentkit.playbooks.check import Around
from incidentkit.playbooks.keeping import Surrounding

_NETWORKS = (Access.OWN_LOGIN, Access.ROLES)


def surrounding(
    accounts: AccountsService | None = None, platforms: Mapping[str, Platform] = {}
) -> Surrounding:
    """Return what a check looks at besides the playbook; without a kit, no register.

    Raises:
        TemplateRefusedError, FileUnreadableError: A template cannot be read.
    """
    lost = tuple(_without_recovery(accounts, platforms)) if accounts else ()
    return Surrounding(
        frozenset(template for template, _ in shipped_templates()),
        Around(
            settings={one.name: one.choices for one in SETTINGS.values()},
            without_recovery=tuple(dict.fromkeys(lost)),
        ),
    )


def _without_recovery(
    accounts: AccountsService, platforms: Mapping[str, Platform]
) -> Iterator[str]:
    """Yield the networks of the register on whose account nobody could get back.

    Nothing is known of where help is asked for, or of who the network would write to.
    """
    for row in accounts.rows():
        if not row.status.is_open or row.access not in _NETWORKS:
            continue
        platform = platforms.get(row.platform)
        name = platform.name if platform else row.platform
        known = accounts.known(row.subject).account
        routes = (Field.RECOVERY_MAILBOX, Field.RECOVERY_PHONE)
        written = any(known.text(route) for route in routes)
        if not _says_where(platform) or (
            row.access is Access.OWN_LOGIN and not written
        ):
            yield name


def _says_where(platform: Platform | None) -> bool:
    """Whether it is known where help is asked for, once an account is lost."""
    lost = (Task.HACKED, Task.LOCKED_OUT)
    return platform is not None and any(platform.where(task) for task in lost)
