"""Dated facts about platforms."""
