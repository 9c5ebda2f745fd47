"""Whom to ring for each role: written down, tried, and on paper."""
