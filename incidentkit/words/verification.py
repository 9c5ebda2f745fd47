"""What a verification found and cannot prove, in words."""

TROUBLES = {
    "altered": "Changed after it was written:",
    "out-of-chain": "Not in its place:",
    "missing": "Missing, although it was seen before:",
    "forked": "Two entries stand at one place:",
    "foreign-genesis": "A second beginning of the kit:",
    "forgot-roster": "Written as if a change of roles were unknown:",
    "wrong-time": "Timed before something it had seen:",
    "payload-altered": "Its text was changed:",
    "payload-missing": "Its text is missing:",
    "false-disposal": "Its text was deleted without a decision to dispose of it:",
    "older-than-seen": "This machine has seen a newer copy:",
    "unfinished": "The end of a change is missing:",
    "empty": "There is nothing in the journal",
}

UNPROVED = {
    "tail": "That nothing was cut off the end which no colleague's machine has seen.",
    "clocks": "That the times are right: they are what each machine's clock said.",
    "meaning": "What the entries say: they are sealed, and this check needs no key.",
    "kinds": "That each writer had the role for what they wrote, where that is sealed.",
    "no-anchor": "That this is the newest copy: this machine has no memory of the kit.",
    "one-machine": "Anything against the owner of this machine: nobody else has a copy.",
}
