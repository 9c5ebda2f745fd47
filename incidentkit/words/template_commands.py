"""What the template commands say."""

NOTHING_FOUND = "Nothing to put right."
NO_DIFFERENCE = "It is the text that was shipped, word for word."
LEFT_OUT = "..."
RESTORED = "The text that was shipped is used again. Ours stays in the log."
STOPPED = "No message begins from this Welsh text until it is approved again."


def picture(note: str) -> str:
    """Say what goes for a picture."""
    return f"Picture: {note}"


def approved_by(translator: str, day: str) -> str:
    """Say who approved a Welsh text, and when."""
    return f"{translator} approved this Welsh text on {day}, word for word."


def filled_in(sentence: str) -> str:
    """Show a sentence that is approved with the text."""
    return f"The kit may fill in, and it is approved with the text: {sentence}"


def waits(why: str, stopped_why: str) -> str:
    """Say why no message can begin from a Welsh text."""
    reason = f" Why it was stopped: {stopped_why}" if stopped_why else ""
    return (
        f"No message can begin from this Welsh text yet: it {why}. Have a translator "
        f"look at it, then record their name with `template approve`.{reason}"
    )


def length(place: str, count: int, limit: int | None, *, fits: bool) -> str:
    """Say how long a text with typical facts is in one place."""
    if limit is None:
        return f"{place}: {count}."
    return f"{place}: {count} of {limit}{'' if fits else ', too long'}."


def at_line(line: int, says: str) -> str:
    """Say something about a line, or about the whole."""
    return f"Line {line}: {says}" if line else says


def written(path: str) -> str:
    """Say that a file was written."""
    return f"Written to {path}. Change it there, then keep it with `template edit`."


def kept(file: str) -> str:
    """Say that a text is in use."""
    return f"Kept. New messages begin from your own {file.removesuffix('.txt')}."
