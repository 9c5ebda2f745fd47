"""The first screen after unlocking: what needs a person now."""
