"""What the page says on which a text is approved."""

from collections.abc import Sequence

from incidentkit.words.drafts_log import ANYBODY
from incidentkit.words.lists import and_list

TITLE = "Approval"
BACK = "Back to the response"
READING = "Reading"
SAVE_COPY = "Save a copy to look at it"
COPY_SAVED = "The copy is saved. Delete it when you have seen it."
NOT_SHOWN = (
    "This cannot be shown here: it has not arrived yet, or it is no picture that the "
    "kit opens."
)
EXACTLY = "Exactly this goes out"
EXERCISE = "This is an exercise. An approval here is practice."
APPROVE = "Approve exactly this"
APPROVE_HINT = (
    "Your signature holds for these words, pictures and places, and no others."
)
CHANGES = "Ask for changes"
WHAT_CHANGES = "What should change?"
SEND_CHANGES = "Say so"
ASK = "Ask for approval"
ASK_AGAIN = "Ask again"
ASK_BODY = (
    "Whoever can approve it finds it on their own machine, as soon as the two have "
    "exchanged. If it is urgent, ring them too."
)
NOTE = "A line for them"
NOTE_HINT = "Such as by when it has to be out."
RECORD = "They have approved it another way"
RECORD_BODY = (
    "It is written down as recorded by you. It is never shown as their signature."
)
AS_WHAT = "As what?"
WHO = "Who approved it?"
HOW = "How?"
ALOUD = "I read it to them, and they read the code back"
MESSAGE = "They wrote a message"
CODE = "The code they read back"
CODE_HINT = "Tell them the code of this version, and type what they say."
THEIR_WORDS = "Their message, word for word"
RECORD_NOW = "Write it down"
NOT_REACHED = "I could not reach them"
NOT_REACHED_BODY = (
    "When everybody who is needed was tried, you may hide a post of our own and "
    "publish the short notice. Nothing more."
)
WHOM = "Whom did you try?"
WAY = "How?"
WAY_HINT = "Such as mobile, no answer. The time is noted."
AGAINST = "Decide against this check"
AGAINST_BODY = (
    "It holds for exactly this version, and stands in the log with your name."
)
REASON = "Why?"
DECIDE = "Decide"
ASKED = "Asked. It waits for them on their own machine."
APPROVED = "You have approved it, word for word."
TOLD = "Noted. Whoever writes it can read what you want changed."
RECORDED = "Written down."
TRIED = "Noted."
DECIDED = "Noted in the log."
CHANGED = "Changed since it was approved"
CONFLICT = "Colleagues wrote different texts. Choose one where the text is written."
WITHOUT = "Why without approval?"
WITHOUT_HINT = "It needs an approval that is not there. What has happened can be noted."


def left(title: str) -> str:
    """Name a form that was left when the kit was locked."""
    return f"Approval of “{title}”"


def asked(by: str, when: str, note: str) -> str:
    """Say who asked, and when."""
    return f"{by} asked for it at {when}{f': {note}' if note else '.'}"


def goes_out(channels: Sequence[str]) -> str:
    """Say where it goes out."""
    return f"To {and_list(list(channels))}" if channels else "To no place yet"


def written_by(names: Sequence[str]) -> str:
    """Say whose words it is."""
    return (
        f"Written by {and_list(list(names))}. They cannot approve it." if names else ""
    )


def of_no_effect(names: Sequence[str]) -> str:
    """Say whose approval counts for nothing."""
    return (
        f"{and_list(list(names))} also approved it, and has no role that is asked for. "
        "That counts for nothing."
    )


def their_words(words: str) -> str:
    """Quote what somebody said."""
    return f"“{words}”"


def tried(name: str, how: str, when: str) -> str:
    """Say who was tried."""
    return f"Tried {name or ANYBODY}: {how}, {when}"


def taken_out(text: str) -> str:
    """Say which words are gone."""
    return f"Taken out: “{text}”"


def put_in(text: str) -> str:
    """Say which words are new."""
    return f"Put in: “{text}”"


def channels_changed(came: Sequence[str], went: Sequence[str]) -> str:
    """Say where it goes out now, and no more."""
    new = f"Now also to {and_list(list(came))}. " if came else ""
    old = f"No longer to {and_list(list(went))}." if went else ""
    return f"{new}{old}".strip()


def pictures_changed(count: int) -> str:
    """Say that pictures changed."""
    return "A picture is another." if count == 1 else f"{count} pictures are others."


def alt_changed(new: str) -> str:
    """Say how a picture is described now."""
    return f"A picture is described anew: “{new}”"
