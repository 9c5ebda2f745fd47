"""A response under way: one step at a time, the log growing beside it."""
