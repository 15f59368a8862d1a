"""Catalogue: services as sealed packages, their versions, how they are found."""
