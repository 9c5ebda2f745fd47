"""The log: what happened and who did it, whether it is intact, and the report of it."""
