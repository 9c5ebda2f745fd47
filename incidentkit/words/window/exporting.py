"""What the page says that takes the accounts out of the kit."""

from incidentkit.words.counts import counted

TAKE_OUT = "Take out"
TITLE = "Take the accounts out of the kit"
BODY = (
    "You are not tied to this kit. The accounts can leave it whenever you want, in a file "
    "that other programs read."
)
FORM = "How it is written"
FORMS = {
    "csv": "A table (CSV), for spreadsheets and password managers",
    "json": "Data (JSON), with all links and dates",
}
WITH_SECRETS = "With passwords and everything else that I may open"
WHY = "Why is this needed?"
WHY_HINT = (
    "It stands in the log beside every value, such as: moving to another manager."
)
FOLDER = "Where to"
FOLDER_TITLE = "Choose the folder for the file"
NAME_PLAIN = "The file is made new there, with today's date in its name."
NAME_SECRET = (
    "The file is made new there. Its name says not-encrypted, and only you can open it "
    "on this machine."
)
GO_PLAIN = "Take the accounts out"
GO_SECRET = "Take it out with passwords"
WRITING = "Writing the file."
STOPPED = "Stopped. Nothing was written, and nothing is in the log."
DONE = "The file is written"
DELETE_IT = "Delete it as soon as it has been read where it is needed."


def left_out(unopened: int, not_held: int) -> str:
    """Say what is not in the file, if anything."""
    said = []
    if not_held:
        said.append(f"Of {counted(not_held, 'account')} only the texts: no access.")
    if unopened:
        said.append(f"{counted(unopened, 'value')} could not be opened here.")
    return " ".join(said)
