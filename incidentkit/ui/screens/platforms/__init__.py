"""Where things are found on platforms, and correcting it."""
