"""A colleague's own machine: asking to be let in, and letting in by words read aloud."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from incidentkit.desk.services import Desk
from incidentkit.desk.unlocking import is_waiting
from incidentkit.errors import KitMissingError, RequestMissingError, WordsDifferError
from incidentkit.officers.entries import planned_name
from incidentkit.officers.passphrase import check as check_passphrase
from incidentkit.vault.entry import seat_id
from incidentkit.vault.joining import (
    Introduction,
    JoinRequest,
    Welcome,
    acceptance,
    ask_to_join,
    check_words,
    find_kits,
    leave_request,
    new_person,
    own_request,
    requests_in,
    spoken_words,
)
from incidentkit.vault.kinds import PersonId, Role
from incidentkit.vault.kit import LockedKit, Surrounding
from incidentkit.vault.session import Session
from incidentkit.vault.slots import Owner


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who asks to join, and the passphrase that will open their kit."""

    name: str
    passphrase: str = field(repr=False)


def check_newcomer(name: str) -> None:
    """Refuse a name that cannot be kept, before anything else is asked for.

    Raises:
        InvalidValueError: It is empty or too long.
    """
    _ = planned_name(new_person(), name)


def kit_in(folder: Path) -> Introduction:
    """Return the one kit that introduces itself in a shared folder.

    Raises:
        KitMissingError: There is none, or more than one.
    """
    kits = find_kits(folder)
    if len(kits) != 1:
        raise KitMissingError(str(folder))
    return kits[0]


def ask(around: Surrounding, folder: Path, who: Newcomer) -> tuple[str, ...]:
    """Leave a request to join in a shared folder; returns the words to read out.

    Raises:
        KitMissingError: The folder holds no kit.
        InvalidValueError, WeakPassphraseError: The name or the passphrase will not do.
    """
    kit = kit_in(folder)
    check_newcomer(who.name)
    check_passphrase(who.passphrase, (who.name,))
    owner = Owner(kit.kit, who.name, around.clock.now_ms())
    request = ask_to_join(
        around.places, folder, kit, owner, who.passphrase, around.policy
    )
    return tuple(spoken_words(request, kit.genesis))


def ask_again(kit: LockedKit, folder: Path) -> tuple[str, ...] | None:
    """Leave the request once more that this machine made before and still waits on."""
    request = own_request(kit.store) if is_waiting(kit.store) else None
    if request is None:
        return None
    leave_request(folder, request)
    return tuple(spoken_words(request, kit.kit.identity.genesis))


def waiting(session: Session, folder: Path) -> tuple[JoinRequest, ...]:
    """Return the requests of machines that are not in the kit yet."""
    known = session.roster.keys_of
    return tuple(r for r in requests_in(folder) if known(seat_id(r.keys)) is None)


def named(requests: Sequence[JoinRequest], name: str) -> tuple[JoinRequest, ...]:
    """Return the requests of somebody, by name or the beginning of it.

    Raises:
        RequestMissingError: There is none.
    """
    wanted = name.strip().casefold()
    whole = tuple(r for r in requests if r.name.casefold() == wanted)
    partly = (r for r in requests if wanted and r.name.casefold().startswith(wanted))
    found = whole or tuple(partly)
    if not found:
        raise RequestMissingError(name)
    return found


def words_of(session: Session, request: JoinRequest) -> tuple[str, ...]:
    """Return the words that whoever asks should be reading out."""
    return tuple(spoken_words(request, session.kit.identity.genesis))


def heard(session: Session, asking: Sequence[JoinRequest], said: str) -> JoinRequest:
    """Return the request whose words were heard; anybody can leave one in a name.

    Raises:
        WordsDifferError: None of them has these words.
    """
    for request in asking:
        with contextlib.suppress(WordsDifferError):
            check_words(session, request, said)
            return request
    raise WordsDifferError


def let_in(
    desk: Desk,
    request: JoinRequest,
    role: Role = Role.OFFICER,
    existing: PersonId | None = None,
) -> None:
    """Let a newcomer's machine in, as a new person or as one who is here already.

    Raises:
        RoleNeededError: Only a comms lead can.
    """
    session = desk.session
    if existing is not None:
        session.accept(acceptance(session, request, Welcome(existing, None)))
        return
    welcome = Welcome(new_person(), role)
    naming = planned_name(welcome.person, request.name)
    session.accept(acceptance(session, request, welcome), naming)
