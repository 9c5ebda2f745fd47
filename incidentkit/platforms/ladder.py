"""The rungs of the ladder for comments that a network really has."""

from dataclasses import dataclass

from incidentkit.platforms.platform import Action, Platform, Rung


@dataclass(frozen=True, slots=True)
class Ladder:
    """What can be done about a comment on one network, the mildest first.

    `unclear` holds what nothing was found about: it is to be looked up, and neither
    promised nor ruled out. A rung without any fact is in none of the three.
    """

    allowed: tuple[Action, ...] = ()
    unclear: tuple[Action, ...] = ()
    refused: tuple[Action, ...] = ()

    def on(self, rung: Rung) -> Action | None:
        """Return what is known of one rung."""
        known = (*self.allowed, *self.unclear, *self.refused)
        return next((action for action in known if action.rung is rung), None)


def ladder(platform: Platform) -> Ladder:
    """Return the rungs of a network, each with how sure that is."""
    if platform.moderation is None:
        return Ladder()
    order = list(Rung)
    actions = sorted(platform.moderation.actions, key=lambda a: order.index(a.rung))
    return Ladder(
        allowed=tuple(a for a in actions if a.possible is True),
        unclear=tuple(a for a in actions if a.possible is None),
        refused=tuple(a for a in actions if a.possible is False),
    )
