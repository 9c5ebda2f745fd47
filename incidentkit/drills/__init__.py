"""Drills: made-up incidents with timed injects, what they showed, who rehearsed what."""
