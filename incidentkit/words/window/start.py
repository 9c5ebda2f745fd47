"""What is asked before a response starts: two questions, and nothing else."""

TITLE = "Start a response"
BODY = "Two answers, then the first thing to do. Nothing here can be got wrong."
WHICH = "1. Which account is it?"
FIND = "Find an account"
NOT_LISTED = "It is not in the list, or I do not know"
CHANGE = "Choose another"
OPEN_ONES = "Already under way"
GO_ON = "Go on with it"


def can_you(question: str) -> str:
    """Return the second question."""
    return f"2. {question}"
