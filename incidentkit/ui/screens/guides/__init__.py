"""Guides: questions one by one for anybody in the team. Nothing is kept."""
