"""The screen of drills: choosing one, what happens in it, and talking about it."""
