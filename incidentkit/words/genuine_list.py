"""The list of genuine accounts for the council's website."""

INTRODUCTION = (
    "These are our accounts. An account that is not on this list is not ours: please "
    "do not reply to it, and tell us about it."
)
HEADS = ("Where", "Account", "What it is for", "Language")
ADDRESS = "Address"
NOTHING = "There is no account in use that the public can see."
WRITTEN = "The list is written. Nothing in it is private."


def title(council: str) -> str:
    """Return the heading of the list."""
    return f"Official accounts of {council}" if council else "Our official accounts"


def true_on(date: str) -> str:
    """Say of which day the list is true."""
    return f"This list is as of {date}."


# --- the page
PART = "Our accounts, for the website"
BODY = (
    "The accounts in use that the public can see: platform, name and address. Nothing "
    "private is in it."
)
FORMS = {
    "html": "A piece of a web page",
    "csv": "A table (CSV)",
    "markdown": "Markdown",
}
FORM = "As what?"
WITH_PURPOSE = "Also say what each is for, as written in the kit"
FOLDER = "Folder"
WRITE = "Write the list"


def written_to(path: str, number: int) -> str:
    """Say where the list is."""
    accounts = "1 account" if number == 1 else f"{number} accounts"
    return f"{accounts} in {path}."
