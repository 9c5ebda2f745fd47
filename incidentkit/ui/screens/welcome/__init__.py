"""The first minutes: making a kit, joining one, and getting in with the sheet."""
