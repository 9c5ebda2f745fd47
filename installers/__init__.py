"""Makes what people install: one entry, `build.py`, and a folder for each system."""
