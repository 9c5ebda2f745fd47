"""What is said around a text that is being written."""

from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list

CLOSE = "Close"
PLACES_BODY = "The text is counted and checked for all of these. One text for all."
KEEP_PLACES = "Keep these"
NO_PLACE = "Choose at least one place."
PICTURES_BODY = (
    "Say in one sentence what it shows and why it is there: for everybody who cannot "
    "see it. A picture without that does not go out."
)
ADD_PICTURE = "Add a picture or a video"
CHOOSE_FILE = "Choose the file"
ALT = "What it shows"
KEEP_ALT = "Keep what is said of it"
REMOVE = "Take it out"
IS_VIDEO = "It is a video"
HAS_CAPTIONS = "It has captions"
IS_STATEMENT = "It is a picture of words"
HAS_RIGHTS = "We may use it: it is ours, or its owner said so"
SHOWS_PEOPLE = "People can be recognised in it"
HAS_CONSENT = "They agreed to be shown"
SHOWS_CHILD = "A child can be recognised in it"
HAS_CHILD_CONSENT = "The child's parent or carer agreed"
REMARK = "Say something about the text"
REMARK_HINT = "Whoever can open this response reads it. It does not go out."
QUOTED = "About which words"
QUOTED_HINT = "Filled with what is selected in the text. Can be left empty."
KEEP_REMARK = "Keep the comment"
DEALT_WITH = "It is dealt with"
ASK_READER = "Ask somebody to read it"
READER = "Who should read it?"
FINE = "I have read it: it is fine"
CHANGE = "I have read it: change this"
CHANGES = "What should change?"
TELL = "Tell the author"
READ_BODY = "Second eyes find what tired ones miss. Reading is not approving."
OWN_TEXT = "A part of this text is yours. Ask somebody else to read it."
NO_REMARKS = "Nobody has said anything yet."
VERSIONS_BODY = "Going back puts the earlier words into the box. Nothing is lost by it."
GO_BACK = "Put these words back"
NOW = "the text now"
PREVIEWS_BODY = "About how it looks. Networks change this without notice."
SEE_MORE = "… see more"
STALE = "The original was changed after this was translated. Translate it again."
STALE_ORIGINAL = "This text was changed after it was translated. The other one is old."
REMARKED = "Kept. Whoever opens this text sees it."
KEPT = "Kept."
UNFINISHED = "Around a text"

LANGUAGES = {"en": "English", "cy": "Welsh"}


def places(names: list[str]) -> str:
    """Say where a text goes out, on the button that changes it."""
    return f"Goes out on: {and_list(names)}. Change it" if names else "Choose where"


def pictures(number: int) -> str:
    """Name the part about pictures."""
    return f"Pictures ({number})" if number else "Add a picture"


def picture(alt: str) -> str:
    """Say what stands for a picture where it is read aloud."""
    return f"[Picture: {alt}]" if alt else "[A picture that nobody has described yet]"


def remarks(number: int) -> str:
    """Name the part about comments."""
    return (
        f"Comments and a second reader ({counted(number, 'open one')})"
        if number
        else "Comments and a second reader"
    )


def versions(number: int) -> str:
    """Name the part about earlier texts."""
    return f"Earlier versions ({number})"


def other(language: str) -> str:
    """Name the part with the other language."""
    return f"The same in {LANGUAGES.get(language, language)}"


PREVIEWS = "See how it will look"


def said(name: str, when: str) -> str:
    """Say whose words these are, and of when."""
    return f"{name}, {when}"


def quoted(text: str) -> str:
    """Quote the words somebody means."""
    return f"About “{text}”:"


def resolved(name: str) -> str:
    """Say who dealt with a comment."""
    return f"Dealt with by {name}."


def read(name: str, when: str, words: str, *, is_fine: bool) -> str:
    """Say what a second reader found."""
    if is_fine:
        return f"{name} read exactly this text at {when}: it is fine."
    return f"{name} read exactly this text at {when} and asks for a change: {words}"


def asked_to_read(name: str) -> str:
    """Return the comment that asks somebody to read a text."""
    return f"{name}, please read this before it goes out."


def taken_out(words: str) -> str:
    """Mark words that a version had and the next has not."""
    return f"[- {words} -]"


def put_in(words: str) -> str:
    """Mark words that a version has and the one before had not."""
    return f"[+ {words} +]"
