"""The monthly account check: a list that keeps its place, one account beside it."""
