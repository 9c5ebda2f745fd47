"""The words of a newcomer's request, on the newcomer's own machine."""

import contextlib
from pathlib import Path

from incidentkit.desk.joining import Newcomer, ask, ask_again
from incidentkit.errors import KitExistsError, RequestMissingError
from incidentkit.vault.joining import own_request, spoken_words
from incidentkit.vault.kit import LockedKit, Surrounding, open_kit
from incidentkit.vault.slots import open_by_passphrase


def ask_or_repeat(around: Surrounding, folder: Path, who: Newcomer) -> tuple[str, ...]:
    """Ask to join, or leave the same request again that this machine waits on.

    Returns the words to read out.

    Raises:
        WrongPassphraseError: The request was made with another passphrase.
        KitExistsError: There is a kit here that waits for nothing.
        KitMissingError, InvalidValueError, WeakPassphraseError: As for `ask`.
    """
    if not around.places.database.exists():
        return ask(around, folder, who)
    with contextlib.closing(open_kit(around)) as kit:
        spoken = ask_again(kit, folder)
        if spoken is None:
            raise KitExistsError(str(around.places.kit))
        slots = kit.store.slots()
        open_by_passphrase(slots, kit.kit_id, who.name, who.passphrase, around.policy)
        return spoken


def own_words(kit: LockedKit) -> tuple[str, ...]:
    """Return the words of the request that this machine waits on.

    Raises:
        RequestMissingError: It waits on none.
    """
    request = own_request(kit.store)
    if request is None:
        raise RequestMissingError("")
    return spoken_words(request, kit.kit.identity.genesis)
