"""Message templates: reading them, changing them, approving the Welsh ones."""
