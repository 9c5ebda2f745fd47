"""What the command line says around playbooks, roles, readers and details."""

NOBODY = "nobody yet"
NO_LINKS = "No other incident is linked with this one."
EVERYBODY = "Everybody in the kit can read this incident:"
ONLY_THESE = "Only these people can read this incident:"
EMPTY_RECORD = "Nothing is in the record yet."
NOT_ANSWERED = "not yet"
NO_INJECTS = "The exercise has shown nothing yet."
EXERCISE = "EXERCISE"
SECOND_PERSON = (
    'Two people agree on this: add --second "name", or they agree with '
    "`incident agree` at their own machine."
)
_PROOFS = {
    "evidence": "evidence filed for this step",
    "link": "the address where it can be seen, with --proof",
}


def to_write_down(question: str, name: str, there: str) -> str:
    """Say what is to be written down, and what is there already."""
    said = there or f'--detail {name}="..."'
    return f"Write down: {question}  {said}"


def means(answer: str, what: str) -> str:
    """Say what an answer leads to."""
    return f"{answer}: {what}"


def council_rule(answer: str) -> str:
    """Say what the council decided for all such cases."""
    return f"The council's rule: {answer}. Anything else takes a reason."


def to_show(proof: str) -> str:
    """Say what finishes a step."""
    return f"To show: {_PROOFS.get(proof, f'{proof}, with --proof')}"


def joined(playbook: str) -> str:
    """Say that another playbook runs beside the others."""
    return f"This runs as well now: {playbook}"


def left(playbook: str) -> str:
    """Say that a playbook was left."""
    return f"Left: {playbook}. What was done stays written down."


def restricted(reference: str, named: int) -> str:
    """Say where it goes on, and who can read it there."""
    who = "you and those you named" if named else "you"
    return f"It goes on as {reference}. Only {who} can read it."


def offered(name: str) -> str:
    """Say that a role was offered."""
    return f"Offered to {name}. The role is theirs once they accept it."


def could_not(title: str) -> str:
    """Say that a step could not be done."""
    return f"Written down as not possible: {title}"


def agreed(title: str) -> str:
    """Say that a second person agreed."""
    return f"You agreed as the second person: {title}"


def ended(title: str) -> str:
    """Say that a step need not be done again."""
    return f"Need not be done again: {title}"


def no_form(title: str) -> str:
    """Say that a step asks for nothing to be written down."""
    return f"“{title}” asks for nothing to be written down."


def opened_again(title: str) -> str:
    """Say that a step is to be done."""
    return f"Open again: {title}"


def readers(names: str) -> str:
    """Say who reads a restricted incident."""
    return f"Restricted: only {names} can read this."
