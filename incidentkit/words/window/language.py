"""What is said about the language of the window. Each names itself in its own."""

NAME = "Language of the window"
NAMES = {"en": "English", "cy": "Cymraeg"}
OTHER = {"en": "Use this kit in English", "cy": "Defnyddio'r pecyn hwn yn Gymraeg"}
BODY = (
    "Another language is spoken from the next start, so the kit locks and asks for the "
    "passphrase again. Playbooks, templates and the command line stay as they are."
)
FIRST_VERSION = (
    "The Welsh of the window is a first version. No translator has checked it."
)
USE = "Lock, and use this language"
