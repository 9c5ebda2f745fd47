"""The people of a kit: reaching them, letting them in, and their going."""
