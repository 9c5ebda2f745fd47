"""What the council has decided for itself: its name and its settings."""
