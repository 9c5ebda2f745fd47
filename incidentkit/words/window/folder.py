"""What is said where somebody chooses a folder."""

CHOOSE = "Choose a folder"
CHOOSE_TITLE = "Choose the shared folder"
