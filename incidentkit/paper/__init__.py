"""Typeset documents, made from data alone."""
