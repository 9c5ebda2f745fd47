"""The locked screen: getting in, and what helps before one is in."""
