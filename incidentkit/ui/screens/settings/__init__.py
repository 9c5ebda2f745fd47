"""The council's decisions, this machine, the shared folder, and about the program."""
