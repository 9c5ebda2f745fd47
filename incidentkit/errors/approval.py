"""What can stand between a text and its going out."""

from incidentkit.errors.requests import RequestError


class ApprovalMissingError(RequestError):
    """Somebody has to approve the text first.

    `missing` are whose approval it is, an empty one being anybody else's; `changed`
    those of them who approved an earlier text.
    """

    def __init__(self, missing: tuple[str, ...], changed: tuple[str, ...] = ()) -> None:
        super().__init__(missing, changed)
        self.missing = missing
        self.changed = changed


class CannotApproveError(RequestError):
    """This person cannot approve this.

    `why` is author, no-role, not-needed, name or withdrawn.
    """

    def __init__(self, why: str, who: str = "") -> None:
        super().__init__(why, who)
        self.why = why
        self.who = who


class CheckStopsError(RequestError):
    """A check stops the text. `reason` is its key in the words room."""

    def __init__(self, check: str, reason: str, phrase: str = "") -> None:
        super().__init__(check, reason, phrase)
        self.check = check
        self.reason = reason
        self.phrase = phrase


class NoComposePageError(RequestError):
    """A network has no page to write on that can be opened for this account.

    `wants_server`: it would have, if the account's own server were known.
    """

    def __init__(self, channel: str, *, wants_server: bool) -> None:
        super().__init__(channel, wants_server)
        self.channel = channel
        self.wants_server = wants_server
