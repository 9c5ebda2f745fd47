"""The self-report card, and what comes back on it."""
