"""The playbooks: read aloud, changed, printed, and carried to other councils."""
