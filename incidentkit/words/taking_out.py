"""What is said about taking the accounts out of the kit, on screen and in commands."""

from incidentkit.words.counts import counted

# In the file itself
NAMED = "Who and what is named"
PAPERS = "Papers"
CHANGED = "Password last changed"
WAITS = "new, not confirmed yet"
IN_FORCE_TOO = "another value that is in force"

# What a file is called that anybody can read.
MARK = "not-encrypted"

WARNING = "Anybody who has this file can sign in to these accounts"
WARNING_BODY = (
    "The passwords stand in it as plain text. Keep it only as long as you need it, never "
    "send it, and delete it afterwards. Nothing in the kit can protect a file that has "
    "left it."
)
NO_SPREADSHEET = (
    "Do not open it in a spreadsheet: passwords are written exactly as they are, and one "
    "that begins with = + - or @ would be taken for something to work out."
)
PUBLIC = (
    "The file holds what everybody in the kit can read, and no passwords. It can be read "
    "without the kit."
)
LOGGED = (
    "Every value is written into the log as shown to you, with your reason, before the "
    "file is written."
)
PASSPHRASE = "Your passphrase again"
PASSPHRASE_BODY = "However this kit was opened, taking the accounts out asks for it."
ABOUT = "Plain text. It is not encrypted, and anybody who has it can read it."


def done(path: str, accounts: int, values: int) -> str:
    """Say what was written, and where."""
    held = f", {counted(values, 'value')} readable in it" if values else ""
    return f"{counted(accounts, 'account')} written to {path}{held}."


def not_opened(number: int) -> str:
    """Say that some values are not in the file."""
    return (
        f"{counted(number, 'value')} could not be opened on this machine and "
        f"{'is' if number == 1 else 'are'} not in the file."
    )


def not_held(number: int) -> str:
    """Say that the file has no passwords of some accounts."""
    return f"Of {counted(number, 'account')} you cannot open anything: texts only."
