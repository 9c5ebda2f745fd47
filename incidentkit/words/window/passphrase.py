"""What is said where somebody chooses a passphrase."""

CHOOSE = "Choose a passphrase"
HOW = (
    "Four or five words that have nothing to do with each other, at least 15 "
    "characters. Nobody can send it to you again."
)
AGAIN = "The same passphrase once more"
STRENGTH = "How hard it is to guess"
NOT_TYPED = "How hard it is to guess is shown here."
NOT_THE_SAME = "The two are not the same. Type the second one again."
