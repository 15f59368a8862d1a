"""Notices: what a person is told, in which language, by which way, and the list of it."""
