"""Writing a message inside a step: filled, counted while it is typed, looked through."""
