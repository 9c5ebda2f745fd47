"""What was asked for and cannot be done as asked."""

from incidentkit.errors.root import IncidentKitError


class RequestError(IncidentKitError):
    """What was asked for cannot be done as asked."""


class UnknownNameError(RequestError):
    """Nothing is called that. `what` is the sort of thing looked for."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(what, name)
        self.what = what
        self.name = name


class SeveralMatchError(RequestError):
    """More than one thing answers to the name."""

    def __init__(self, what: str, name: str, matches: tuple[str, ...]) -> None:
        super().__init__(what, name, matches)
        self.what = what
        self.name = name
        self.matches = matches


class InvalidValueError(RequestError):
    """A value is not acceptable. `rule` is a key of `incidentkit.words.rules`."""

    def __init__(self, field: str, rule: str) -> None:
        super().__init__(field, rule)
        self.field = field
        self.rule = rule


class WeakPassphraseError(RequestError):
    """The passphrase is too easy to guess. `reason` is a key of the words room."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PersonalPasswordError(RequestError):
    """A personal profile's password does not belong in a corporate vault."""


class NothingPendingError(RequestError):
    """There is no new secret waiting to be confirmed or rolled back."""


class RotationPendingError(RequestError):
    """A new secret is waiting already; confirm it or roll it back first."""


class ConflictError(RequestError):
    """People set different values without knowing of each other; choose one first."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class AlreadyUsedError(RequestError):
    """A recovery code was used before."""


class ClosedAccountError(RequestError):
    """The account is closed; bring it back before changing it."""


class ClosedIncidentError(RequestError):
    """The incident is closed; reopen it before adding to it."""


class StepNotOpenError(RequestError):
    """The step cannot be taken now. `waits_for` names what has to come first."""

    def __init__(self, step: str, waits_for: str) -> None:
        super().__init__(step, waits_for)
        self.step = step
        self.waits_for = waits_for


class CaptureFirstError(RequestError):
    """Nothing is removed before it was captured, or somebody says who holds it."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


class DetailsMissingError(RequestError):
    """The step asks for things to be written down. `fields` are its questions."""

    def __init__(self, step: str, fields: tuple[str, ...]) -> None:
        super().__init__(step, fields)
        self.step = step
        self.fields = fields


class ProofMissingError(RequestError):
    """The step is finished by showing something: `evidence`, a `link`, or words."""

    def __init__(self, step: str, proof: str) -> None:
        super().__init__(step, proof)
        self.step = step
        self.proof = proof


class NothingShownError(RequestError):
    """The step leaves something behind that is not here.

    `of` is what: a `secret`, a `text`, or the `approval` of a text.
    """

    def __init__(self, step: str, of: str) -> None:
        super().__init__(step, of)
        self.step = step
        self.of = of


class SecondPersonNeededError(RequestError):
    """Two people agree on this step before it is taken."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


class ReasonNeededError(RequestError):
    """This takes a reason. `rule` is the answer that the council's own rule gives.

    `field` is the key of the value that is missing, where it is a field of a form.
    """

    def __init__(self, what: str, rule: str = "", field: str = "") -> None:
        super().__init__(what, rule)
        self.what = what
        self.rule = rule
        self.field = field


class OfferedToAnotherError(RequestError):
    """The role was offered to somebody else, who accepts it at their own machine."""

    def __init__(self, role: str) -> None:
        super().__init__(role)
        self.role = role


class ExerciseError(RequestError):
    """Nothing real is done from an exercise. `what` is publish or rotate."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class StillOpenError(RequestError):
    """The incident has open actions. `items` lists them in words a person wrote."""

    def __init__(self, items: tuple[str, ...]) -> None:
        super().__init__(items)
        self.items = items


class SecretInTextError(RequestError):
    """The text holds a stored secret. `accounts` names whose, never the secret."""

    def __init__(self, accounts: tuple[str, ...]) -> None:
        super().__init__(accounts)
        self.accounts = accounts


class CauseNotConfirmedError(RequestError):
    """The text states a cause that the log has not confirmed. `phrase` is the place."""

    def __init__(self, phrase: str) -> None:
        super().__init__(phrase)
        self.phrase = phrase


class UnfilledFieldError(RequestError):
    """The text still has fields to fill."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(fields)
        self.fields = fields


class NotesFullError(RequestError):
    """As many notes as can be kept wait at the locked screen already."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class NobodyReadsHereError(RequestError):
    """Nobody who belongs to the kit has a way in on this machine."""


class StillNeededError(RequestError):
    """Some texts cannot be disposed of yet. `texts` counts them."""

    def __init__(self, texts: int) -> None:
        super().__init__(texts)
        self.texts = texts


class OnHoldError(RequestError):
    """A legal hold keeps the texts. `roles` may end it."""

    def __init__(self, roles: tuple[str, ...]) -> None:
        super().__init__(roles)
        self.roles = roles
