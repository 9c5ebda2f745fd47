"""The people: their names and contact details, and what it means when they leave."""
