"""The language playbooks are written in: reading, checking and walking it."""
