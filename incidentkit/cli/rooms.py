"""The groups of commands, each loaded only when one of its commands is used."""

from incidentkit.cli.parser import Commands, Group


def declare_rooms(commands: Commands) -> None:
    """Declare every group."""
    commands.group("vault", "make a kit and look after it", _vault)
    commands.group("council", "what the council has decided", _council)
    commands.group("officer", "who works with this kit", _officer)
    commands.group("contact", "whom to ring for each role", _contact)
    commands.group("account", "the council's accounts", _account)
    commands.group("round", "the monthly account check", _round)
    commands.group("exposure", "who could post as us, and what follows", _exposure)
    commands.group("health", "what is weak, old or missing", _health)
    commands.group("remind", "what falls due, and when", _remind)
    commands.group("platform", "where things are found on platforms", _platform)
    commands.group("incident", "respond to an incident", _incident)
    commands.group("draft", "write what people will read", _draft)
    commands.group("log", "read the log and check it", _log)
    commands.group("template", "read and change message templates", _template)
    commands.group("playbook", "read and check playbooks", _playbook)
    commands.group("drill", "rehearse on made-up incidents", _drill)
    commands.group("guide", "questions for when you are not sure", _guide)
    commands.group("card", "what is given to people without the kit", _card)


def _vault(group: Group) -> None:
    from incidentkit.cli import vault

    vault.add(group)


def _council(group: Group) -> None:
    from incidentkit.cli import council

    council.add(group)


def _officer(group: Group) -> None:
    from incidentkit.cli import officer

    officer.add(group)


def _contact(group: Group) -> None:
    from incidentkit.cli import contact

    contact.add(group)


def _account(group: Group) -> None:
    from incidentkit.cli import account

    account.add(group)


def _round(group: Group) -> None:
    from incidentkit.cli import round as rounds

    rounds.add(group)


def _exposure(group: Group) -> None:
    from incidentkit.cli import exposure

    exposure.add(group)


def _platform(group: Group) -> None:
    from incidentkit.cli import platform

    platform.add(group)


def _health(group: Group) -> None:
    from incidentkit.cli import health

    health.add(group)


def _remind(group: Group) -> None:
    from incidentkit.cli import remind

    remind.add(group)


def _incident(group: Group) -> None:
    from incidentkit.cli import incident

    incident.add(group)


def _draft(group: Group) -> None:
    from incidentkit.cli import draft

    draft.add(group)


def _log(group: Group) -> None:
    from incidentkit.cli import log

    log.add(group)


def _template(group: Group) -> None:
    from incidentkit.cli import template

    template.add(group)


def _playbook(group: Group) -> None:
    from incidentkit.cli import playbook

    playbook.add(group)


def _drill(group: Group) -> None:
    from incidentkit.cli import drill

    drill.add(group)


def _guide(group: Group) -> None:
    from incidentkit.cli import guide

    guide.add(group)


def _card(group: Group) -> None:
    from incidentkit.cli import card

    card.add(group)
