"""A colleague on another machine, who writes without hearing of what is written here."""

from collections.abc import Callable
from pathlib import Path

from incidentkit.accounts.model import Edits, Field, Item, Reason
from incidentkit.accounts.secret import Secret
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.services import Desk, open_desk
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.kit import open_kit
from tests.ui.studio import NAME, PASSPHRASE, Studio, one_x
from tests.vault.world import Machine, join, settle_all

BEN = "Ben Carter"
Story = Callable[[Desk], object]


def with_colleague(
    studio: Studio, together: Story, here: Story, there: Story
) -> SubjectId:
    """Have two people write at once about the account that `together` writes down.

    The kit is open for the window afterwards. Returns the account.
    """
    studio.found()
    shared = Path(studio.base).parent / "shared"
    shared.mkdir()
    lead = Machine(studio.base, NAME, studio.clock, full_catalogue())
    lead.locked = open_kit(studio.around)
    lead.session = lead.locked.unlock(NAME, PASSPHRASE)
    ben = Machine(studio.base.parent / "ben", BEN, studio.clock, full_catalogue())
    join(ben, lead, shared)
    here_desk, there_desk = open_desk(lead.here), open_desk(ben.here)
    here_desk.officers.set_name(ben.here.me.person, BEN)
    together(here_desk)
    account = here_desk.accounts.rows()[0].subject
    here_desk.accounts.give_access(account, ben.here.me.person)
    settle_all([lead, ben], shared, rounds=2)
    here(here_desk)
    there(there_desk)
    settle_all([lead, ben], shared, rounds=2)
    ben.close()
    lead.close()
    studio.open()
    return account


def rotate_to(secret: str, *, confirm: bool = True) -> Story:
    """Return the story of somebody who changes the password."""

    def story(desk: Desk) -> None:
        account = desk.accounts.rows()[0].subject
        desk.accounts.begin_rotation(account, Secret(secret), Reason.COMPROMISE)
        if confirm:
            desk.accounts.confirm_rotation(account, tried=True, item=Item.SECRET)

    return story


def address_is(url: str) -> Story:
    """Return the story of somebody who puts the address right."""

    def story(desk: Desk) -> None:
        account = desk.accounts.rows()[0].subject
        desk.accounts.edit(account, Edits(((Field.URL, url),)))

    return story


def both(*stories: Story) -> Story:
    """Return several stories as one."""

    def story(desk: Desk) -> None:
        for each in stories:
            each(desk)

    return story


def in_conflict(studio: Studio) -> SubjectId:
    """Have two people set the password and the address differently."""
    return with_colleague(
        studio,
        one_x,
        both(rotate_to("Made-here-7"), address_is("https://x.com/AshcombeNews")),
        both(rotate_to("Made-there-8"), address_is("https://x.com/Ashcombe")),
    )


def two_wait(studio: Studio) -> SubjectId:
    """Have two people begin to change the password."""
    return with_colleague(
        studio,
        one_x,
        rotate_to("Made-here-7", confirm=False),
        rotate_to("Made-there-8", confirm=False),
    )
