"""Starting a response: two answers."""
