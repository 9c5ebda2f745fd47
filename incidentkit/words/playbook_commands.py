"""What the command line says around the council's own playbooks."""

from incidentkit.words.counts import counted

NO_DIFFERENCE = "Ours says the same as the one that comes with the program."
LEFT_OUT = "   ..."
RESTORED = "The text that comes with the program is used again. Ours stays readable."
NOTHING_TAKEN = "Nothing was taken. Say what with --all, or name files."
UNREAD = "This text cannot be used:"
NO_CARD_YET = "Say where to write it with --out."


def kept(slug: str, version: str) -> str:
    """Say that our text is used from now on."""
    return (
        f"Kept {slug}, version {version}. It is used from now on; incidents that are "
        "running keep the text they began with."
    )


def written(path: str) -> str:
    """Say where a file is."""
    return f"Written: {path}"


def taken(number: int) -> str:
    """Say how many texts were taken."""
    return f"Took {counted(number, 'text')}. What was used before stays readable."
