"""A playbook being run: steps, decisions, facts, evidence and their clocks."""
