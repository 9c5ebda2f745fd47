"""What needs every room at once: the home page, search, reminders, readiness."""
