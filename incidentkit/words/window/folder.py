"""What is said where somebody chooses a folder."""

CHOOSE = "Choose a folder"
WHERE_TO = "Say into which folder."
CHOOSE_TITLE = "Choose the shared folder"
