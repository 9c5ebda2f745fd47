"""The groups of commands, each loaded only when one of its commands is used."""

from incidentkit.cli.parser import Commands, Group


def declare_rooms(commands: Commands) -> None:
    """Declare every group."""
    commands.group("vault", "make a kit and look after it", _vault)
    commands.group("officer", "who works with this kit", _officer)
    commands.group("account", "the council's accounts", _account)
    commands.group("incident", "respond to an incident", _incident)
    commands.group("draft", "write what people will read", _draft)
    commands.group("log", "read the log and check it", _log)
    commands.group("playbook", "read and check playbooks", _playbook)


def _vault(group: Group) -> None:
    from incidentkit.cli import vault

    vault.add(group)


def _officer(group: Group) -> None:
    from incidentkit.cli import officer

    officer.add(group)


def _account(group: Group) -> None:
    from incidentkit.cli import account

    account.add(group)


def _incident(group: Group) -> None:
    from incidentkit.cli import incident

    incident.add(group)


def _draft(group: Group) -> None:
    from incidentkit.cli import draft

    draft.add(group)


def _log(group: Group) -> None:
    from incidentkit.cli import log

    log.add(group)


def _playbook(group: Group) -> None:
    from incidentkit.cli import playbook

    playbook.add(group)
