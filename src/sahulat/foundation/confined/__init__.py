"""Bounded processes for work on hostile input."""
