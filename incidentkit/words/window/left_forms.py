"""What is said of a form that somebody was filling in when the kit was locked."""

TITLE = "This was typed and not saved when the kit was locked"
CHECK = (
    "Read it through before you save it. Like a note from the locked screen, it is not "
    "signed."
)
PUT_BACK = "Put it back into the form"
THROW_AWAY = "Throw it away"
THROW_AWAY_NOW = "Throw it away for good"
COUNCIL = "Not saved: the council's settings"
OUTSIDE = "Not saved: somebody from outside"
HAPPENED = "Not saved: something happened to an account"
ADDING = "Not saved: somebody to be let in on this machine"
ACCOUNT = "Not saved: an account to be written down"
SEVERAL = "Not saved: what several accounts were to get"
VIEW = "Not saved: the name of a view of the list"
EXPORTING = "Not saved: why accounts are taken out"
WAIVING = "Not saved: why a password stays as it is"
TICKED = "yes"


def person(name: str) -> str:
    """Name the form for somebody's name and contact numbers."""
    return f"Not saved: name and contact of {name}"


def contact(role: str) -> str:
    """Name the form for whom to ring for a role."""
    return f"Not saved: whom to ring for {role}"


def training(name: str) -> str:
    """Name the form for training, or a policy that was read."""
    return f"Not saved: training of {name}"


def removing(name: str) -> str:
    """Name the form for the reason why somebody goes."""
    return f"Not saved: why {name} leaves the kit"


def answering(event: str, reference: str) -> str:
    """Name the form for how something that happened in an exercise was answered."""
    return f"Not saved: EXERCISE {reference}, how “{event}” was answered"


def debrief(reference: str) -> str:
    """Name the form that ends an exercise."""
    return f"Not saved: EXERCISE {reference}, what was learnt"


def beside(leaf: str, reference: str, title: str) -> str:
    """Name a form beside the steps of a response."""
    return f"Not saved: {leaf}, {reference} {title}"


def place(task: str, platform: str) -> str:
    """Name the form for where something is found on a platform."""
    return f"Not saved: {platform}, {task}"


def field(name: str, value: str) -> str:
    """Return one field of it."""
    return f"{name} {value}" if name.endswith("?") else f"{name}: {value}"


def round_word(label: str, question: str) -> str:
    """Name the form for a word about an account in a monthly check."""
    return f"Not saved: account check, {label}, {question}"


def round_closing(month: str) -> str:
    """Name the form that closes a monthly check."""
    return f"Not saved: closing the account check of {month}"


def facts(account: str) -> str:
    """Name the form for what everybody can read of an account."""
    return f"Not saved: {account}, what everybody can read"


def link(account: str) -> str:
    """Name the form for somebody or something that belongs to an account."""
    return f"Not saved: {account}, somebody or something to be named"


def request(account: str) -> str:
    """Name the form that answers the request for an account."""
    return f"Not saved: {account}, the answer to the request"


def review(account: str) -> str:
    """Name the form of an account's review."""
    return f"Not saved: {account}, the review"


def not_taken(change: str) -> str:
    """Name the form for the reason why a new password was not taken."""
    return f"Not saved: {change}, why it was not taken"


def gone(account: str) -> str:
    """Name the form for the reason why somebody can post no more."""
    return f"Not saved: {account}, why somebody was removed"


def closing(account: str) -> str:
    """Name the form that closes an account."""
    return f"Not saved: {account}, why it is closed"


def deleted(account: str) -> str:
    """Name the form that says that nobody can post with a closed account any more."""
    return f"Not saved: {account}, how we know that nobody can post with it"


def letting_in(account: str) -> str:
    """Name the form that lets somebody in in an emergency."""
    return f"Not saved: {account}, letting somebody in in an emergency"


def lost(name: str) -> str:
    """Name the form for a telephone or laptop that somebody lost."""
    return f"Not saved: what {name} has lost"


def finished(name: str) -> str:
    """Name the form for the reason why somebody from outside has finished."""
    return f"Not saved: why {name} has finished"


def taking_back(name: str, what: str) -> str:
    """Name the form for the reason why a training does not count."""
    return f"Not saved: why {what} of {name} is taken back"
